"""Which codings are shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from qualcode.model.study import Code, Coder, Coding, Theme
from qualcode.project import Project
from qualcode.tui.command import Command, Commands, Task
from qualcode.tui.commands.anywhere import ChooseColours
from qualcode.tui.commands.places import Reading
from qualcode.tui.dialogs.choose import Choice, Choose, Tick

Uids = frozenset[str] | None


@dataclass(frozen=True)
class Showing:
    """Which codings are shown: of these themes, of these codes, by these coders, by uid; None: of all."""

    themes: Uids = None
    codes: Uids = None
    coders: Uids = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Showing()

    def of(self, project: Project, codings: Iterable[Coding]) -> list[Coding]:
        """Those of some codings that are shown."""
        if self.everything:
            return list(codings)
        codes = self._codes(project)
        finals = project.codebook.now.finals
        return [
            coding
            for coding in codings
            if (codes is None or finals.get(coding.code) in codes)
            and (self.coders is None or coding.coder in self.coders)
        ]

    def _codes(self, project: Project) -> Uids:
        """The codes that are shown; themes count with those under them."""
        if self.themes is None:
            return self.codes
        book = project.codebook.now
        themes, wider = set(self.themes), True
        while wider:
            below = {theme.uid for theme in book.ordered_themes if theme.parent in themes}
            wider = not below <= themes
            themes |= below
        return frozenset(code.uid for theme in themes for code in book.codes_in.get(theme, ()))

    def said(self, project: Project) -> str:
        """What is shown, in words: "2 Connecting · Ann"; "" where nothing is left out."""
        parts = []
        if self.codes is not None or self.themes is not None:
            named = [t.name for t in (project.find(Theme, uid) for uid in self.themes or ()) if t]
            named += [c.name for c in (project.find(Code, uid) for uid in self.codes or ()) if c]
            parts.append(", ".join(sorted(named)) if len(named) <= 2 else f"{len(named)} codes")
            parts[0] = parts[0] or "no codes"
        if self.coders is not None:
            coders = (project.find(Coder, uid) for uid in self.coders)
            parts.append(", ".join(sorted(coder.name for coder in coders if coder)))
        return " · ".join(parts)


class Filtered(Reading, Protocol):
    """Where one chooses which codings are shown."""

    @property
    def showing(self) -> Showing:
        """Which codings are shown."""
        ...

    def show_only(self, showing: Showing) -> None:
        """Show these, in this transcript and in those opened later."""
        ...


class ChooseShown(Command[Filtered]):
    """Choose which codes are shown, and whose.

    All, those of one theme, some, or none; everybody's, yours or another's. Nothing else changes.
    """

    id, keys = "show", "V"

    def footer_at(self, desk: Filtered) -> str:
        """Only while something is left out."""
        return "" if desk.showing.everything else "shown"

    def do(self, desk: Filtered) -> Task:
        """Ask; show it."""

        async def choose() -> None:
            now, choices = desk.showing, self._choices(desk)
            at = next(
                (n for n, c in enumerate(choices) if isinstance(c.value, Showing) and c.value == now), 0
            )
            chosen = await desk.ask(Choose("Which codes are shown, and whose?", choices, at=at))
            if chosen == "some":
                book = desk.project.codebook.now
                ticked = await desk.ask(
                    Tick("Which codes are shown?", [Choice(c.uid, c.name) for c in book.ordered_codes])
                )
                chosen = Showing(None, frozenset(ticked), now.coders) if ticked else None
            if isinstance(chosen, Showing):
                desk.show_only(chosen)
                words = chosen.said(desk.project)
                desk.say(f"Shown: {words}. V shows the others." if words else "Everything is shown.")

        return choose()

    def _choices(self, desk: Filtered) -> list[Choice]:
        project, now = desk.project, desk.showing
        book = project.codebook.now
        found = [Choice(replace(now, themes=None, codes=None), "All codes")]
        found += [
            Choice(Showing(frozenset([theme.uid]), None, now.coders), f"Only {theme.name}", theme.definition)
            for theme in book.ordered_themes
        ]
        found += [
            Choice("some", "Some codes …"),
            Choice(Showing(None, frozenset(), now.coders), "No codes", "the text alone"),
            Choice(replace(now, coders=None), "Everybody's", "whoever coded"),
        ]
        for coder in project.coders.all():
            mine = coder.uid == project.coder.uid
            own = replace(now, coders=frozenset([coder.uid]))
            found.append(Choice(own, f"Only {coder.name}'s", "yours" if mine else ""))
        return found


SHOWING: Commands = [ChooseShown(), ChooseColours()]
