"""The codebook as a panel: themes in their order, under each its codes and how many spoke about them."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.page.cells import drawable, fit
from qualcode.page.entries import CodeEntry, Line, ThemeEntry, fitting, listed, numbered
from qualcode.page.looks import CodeLook
from qualcode.tui.widgets.inks import Inks
from qualcode.tui.widgets.listing import FILTER_KEY, LIST_KEYS, Listing, list_key

_BOTH = 46  # cells; in less, only participants are counted beside a code


class CodebookPanel(Listing):
    """Shows themes and codes; says which one is on and when one is opened. It changes nothing.

    `show` gives it the themes in order, codes that are in none under a last one without a uid; `recount` new
    counts; `point` marks those codes that lie on the passage being read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS,
        FILTER_KEY,
        list_key("codebook.open", "enter", "open", "Put on the passage"),
        list_key("codebook.fold", "left", "fold(True)", "Fold the theme"),
        list_key("codebook.unfold", "right", "fold(False)", "Unfold the theme"),
    ]

    class Highlighted(Message):
        """Another line became the one one is on."""

        def __init__(self, panel: "CodebookPanel", line: Line) -> None:
            super().__init__()
            self.panel, self.line = panel, line

        @property
        def control(self) -> "CodebookPanel":
            """The panel it happened in."""
            return self.panel

    class FilterTurned(Message):
        """Typing into the filter began, or ended."""

    class Opened(Message):
        """A code or theme was opened, by enter or a second click."""

        def __init__(self, panel: "CodebookPanel", line: Line) -> None:
            super().__init__()
            self.panel, self.line = panel, line

        @property
        def control(self) -> "CodebookPanel":
            """The panel it happened in."""
            return self.panel

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._themes: Sequence[ThemeEntry] = ()
        self._folded: set[str] = set()
        self._lines: list[Line] = []
        self._counts: dict[str, int] = {}
        self._pointed: frozenset[str] = frozenset()
        self._gone: tuple[Line, str] | None = None  # what went from under one, and where one is now

    def show(self, themes: Sequence[ThemeEntry]) -> None:
        """Show these themes; one stays on the same line, if it is still there."""
        self._themes = themes
        self._counts = {}
        self.forget_inks()
        self._list()

    def recount(self, participants: Mapping[str, int]) -> None:
        """Show other numbers of participants for these codes, by uid."""
        self._counts.update(participants)
        self._refresh_codes(participants)

    def point(self, codes: Sequence[str]) -> None:
        """Mark these codes, by uid, and no others."""
        pointed = frozenset(codes)
        changed, self._pointed = pointed ^ self._pointed, pointed
        self._refresh_codes(dict.fromkeys(changed, 0))

    def _refresh_codes(self, codes: Mapping[str, int]) -> None:
        for number, line in enumerate(self._lines):
            if line.uid in codes:
                self.refresh_item(number)

    @property
    def line(self) -> Line | None:
        """The line one is on."""
        return self._lines[self.at] if self.at < len(self._lines) else None

    def go_to(self, uid: str) -> None:
        """Go to the first line of a code or theme."""
        number = next((n for n, line in enumerate(self._lines) if line.uid == uid), None)
        if number is not None:
            gone = self._gone
            self.go(number)
            self._gone = (
                (gone[0], uid) if gone else None
            )  # taken here after a merge, one hasn't moved oneself

    def _list(self) -> None:
        here = self.line
        # Where one filters, folded themes open: what was typed may stand in them.
        shown = fitting(self._themes, self.typed) if self.typed else self._themes
        self._lines = listed(shown, () if self.typed else self._folded)
        self.relist(self._place_of(here))

    def _place_of(self, here: Line | None) -> int:
        """Where a line stands now: in its theme, or in another its code went to, or near where it was.

        Comes back what went from under one, as after an undo, one is on it again, unless one has moved.
        """
        if self._gone and here is not None and here.uid == self._gone[1]:
            if (back := self._number_of(self._gone[0])) is not None:
                self._gone = None
                return back
        else:
            self._gone = None
        if here is not None and (number := self._number_of(here)) is not None:
            return number
        near = min(self.at, max(0, len(self._lines) - 1))
        if here is not None and self._lines and not self.typed:
            self._gone = here, self._lines[near].uid
        return near

    def _number_of(self, here: Line) -> int | None:
        """Where a line stands: in its theme, or else in another; None where its code or theme is gone."""
        alike = [n for n, line in enumerate(self._lines) if line.uid == here.uid]
        return next((n for n in alike if _same(self._lines[n], here)), alike[0] if alike else None)

    # What a list is asked

    def heights(self, room: int) -> Sequence[int]:
        """A line each."""
        return [1] * len(self._lines)

    def filter_by(self, typed: str) -> None:
        """Show the codes that have these letters in name, theme or definition; go to the first."""
        before = self.line
        if before and before.code and not typed:
            self._folded.discard(before.theme.uid)  # so that what was found stays in sight
        self._list()
        if typed and self._lines and self._lines[self.at].code is None:
            self.go(self.at + 1)
        elif self.line and self.line != before:
            self.went(self.at)

    def filter_turned(self) -> None:
        """Say so."""
        self.post_message(self.FilterTurned())

    def went(self, number: int) -> None:
        """Say so."""
        self._gone = None
        self.post_message(self.Highlighted(self, self._lines[number]))

    def opened(self, number: int) -> None:
        """Say so."""
        self.post_message(self.Opened(self, self._lines[number]))

    def action_fold(self, fold: bool) -> None:
        """Fold the theme one is in, or unfold it."""
        here = self.line
        if here is None or self.typed:
            return
        (self._folded.add if fold else self._folded.discard)(here.theme.uid)
        self._list()
        lines = enumerate(self._lines)
        self.go(next(n for n, line in lines if line.kind == "theme" and line.uid == here.theme.uid))

    # Drawing

    @property
    def looks(self) -> Mapping[str, CodeLook]:
        """The codes' colours."""
        return {c.uid: CodeLook(c.name, c.colour, c.mark) for theme in self._themes for c in theme.codes}

    def draw(self, number: int, inside: int, room: int) -> Strip:
        """A theme, or a code with its counts."""
        line = self._lines[number]
        here = number == self.at and self.has_focus
        draw = self._code if line.code else self._theme
        return draw(line, here, room, self.inks)

    def _theme(self, line: Line, here: bool, room: int, inks: Inks) -> Strip:
        closed = line.theme.uid in self._folded and not self.typed
        mark = "▸ " if closed else ""
        text = f" {'  ' * line.theme.depth}{mark}{drawable(line.theme.name)}"
        if closed:
            text += f" ({len(line.theme.codes)})"
        counted = self._heading(room) if line is self._lines[0] else ""
        style = inks.marked(0.55) if here else inks.quiet(0.75, bold=True)
        return Strip(
            [
                Segment(fit(text, room - len(counted)), style),
                Segment(counted, inks.marked(0.55) if here else inks.quiet(0.55)),
            ]
        )

    def _heading(self, room: int) -> str:
        """What the numbers beside the codes are, above them at the right."""
        return " participants " if room < _BOTH else " participants, passages "

    def _code(self, line: Line, here: bool, room: int, inks: Inks) -> Strip:
        assert line.code
        code = line.code
        pointed = code.uid in self._pointed
        name, number = numbered(code.name, self._counted(code, room), max(4, room - 5))
        text = inks.marked(0.55) if here else inks.plain() if pointed else inks.quiet(0.8)
        quiet = text if here else inks.quiet(0.55)
        return Strip(
            [
                Segment(f" {code.key or ' '} ", quiet),
                Segment(inks.look(code.uid).letter, inks.stripe(code.uid)),
                Segment("▌" if pointed else " ", inks.name(code.uid) if pointed and not here else text),
                Segment(name, text),
                Segment(number, quiet),
            ]
        )

    def _counted(self, code: CodeEntry, room: int) -> str:
        """Participants, and passages where there is room for both."""
        count = self._counts.get(code.uid, code.participants)
        if room < _BOTH:
            return f"{count or ' '} "
        return f"{count or '':>3}{code.passages or '':>5} "


def _same(one: Line, other: Line) -> bool:
    return (one.kind, one.uid, one.theme.uid) == (other.kind, other.uid, other.theme.uid)
