"""Merging and splitting codes, and reading up on one."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from qualcode.model.errors import Refused
from qualcode.model.study import Code, Coding, Theme
from qualcode.page.cells import clip
from qualcode.tui import passages
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.codebook import (
    BookCommand,
    BringBack,
    Define,
    MoveToTheme,
    NewCode,
    NewTheme,
    Pin,
    Recolour,
    Rename,
    Reorder,
    ReorderUp,
    SetAside,
    ShowPassages,
    TakeOut,
    code_here,
    pick,
    thing,
)
from qualcode.tui.commands.places import Reading
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.split import Split
from qualcode.tui.dialogs.tell import Tell


class Reason(Ask):
    """Asks whether something is to be done, and, if one likes, why."""

    KEYS = "enter merges · esc never mind"


class Merge(BookCommand):
    """Merge the code into another: its passages count there from now on.

    You see what will move before it does. Undo, or bringing the code back, parts them again.
    """

    id, keys, footer = "codebook.merge", "I", "merge"

    def do(self, desk: Reading) -> Task:
        """Ask into which, show what will move, merge."""

        async def merge() -> None:
            code = await code_here(desk, "Merge which code?")
            into = await pick(desk, f"Merge “{code.name}” into which code?", code) if code else None
            if code is None or into is None:
                return
            book = desk.project.codebook
            said = "\n".join(book.merging(code, into).sentences)
            question = f"Merge “{code.name}” into “{into.name}”?"
            why = await desk.ask(Reason(question, said, placeholder="why, if you like", empty=True))
            if why is None:
                return
            await desk.changed(lambda: book.merge(code, into, rationale=why))
            desk.show_in_codebook(into.uid)
            desk.say(f"“{code.name}” merged into “{into.name}”. u parts them again.")

        return merge()


class SplitCode(BookCommand):
    """Split the code: choose for each of its passages whether it stays or goes to a new code."""

    id, keys, footer = "codebook.split", "S", "split"

    def do(self, desk: Reading) -> Task:
        """Ask for the names, walk through the passages, split."""

        async def split() -> None:
            code = await code_here(desk, "Split which code?")
            if code is None:
                return
            those = desk.project.codings.under(code)
            if not those:
                raise Refused(f"“{code.name}” has no passages to choose among.")
            question = f"Which new codes is “{code.name}” split into?"
            more = "Names, with ; between them. What belongs to none of them stays."
            names = await desk.ask(Ask(question, more))
            if not names:
                return
            parts = list(dict.fromkeys(" ".join(name.split()) for name in names.split(";") if name.strip()))
            shown = [(f"{p.heading} · {p.where}", p.hit) for p in passages.passages(desk.project, those)]
            chosen: Mapping[str, Sequence[int]] | None = await desk.ask(Split(code.name, shown, parts))
            if chosen:
                await self._split(desk, code, {n: [those[p] for p in at] for n, at in chosen.items()})

        return split()

    async def _split(self, desk: Reading, code: Code, parts: Mapping[str, Sequence[Coding]]) -> None:
        made = await desk.changed(lambda: desk.project.codebook.split(code, parts))
        desk.show_in_codebook(made[0].uid)
        names = ", ".join(f"“{name}” ({len(codings)})" for name, codings in parts.items())
        desk.say(f"Split: {names}. The others stay with “{code.name}”. u takes it back.")


class ShowDetails(BookCommand):
    """See the whole definition and the history of the code or theme."""

    id, keys, footer = "codebook.details", "i", "details"

    def do(self, desk: Reading) -> Task:
        """Show them until a key is pressed."""

        async def show() -> None:
            found = await thing(desk, "See which code?")
            if found is not None:
                await desk.ask(Tell(found.name, _parts(desk, found), _kind(found)))

        return show()


def _kind(found: Code | Theme) -> str:
    if isinstance(found, Theme):
        return f"Theme, {found.status}"
    return ", ".join(part for part in ("Code", found.kind_of_code, found.origin, found.status) if part)


def _parts(desk: Reading, found: Code | Theme) -> list[tuple[str, str | Content]]:
    project = desk.project
    former = ", ".join(f"“{name}”" for name in found.former_names)
    told: list[str] = []
    for change in project.codebook.story(found):
        why = f" Because: {change.rationale}" if change.rationale else ""
        undone = "" if change.stands else " (undone)"
        told.append(f"{change.time[:10]}  {change.coder}: {clip(change.what, 300)}{undone}.{why}")
    history = ("History", "\n".join(told))
    if isinstance(found, Theme):
        return [("Definition", found.definition), ("Former names", former), history]
    themes = ", ".join(theme.name for theme in project.codebook.now.themes_of.get(found.uid, ()))
    merged = ", ".join(f"“{c.name}”" for c in project.codebook.now.merged_from.get(found.uid, ()))
    return [
        ("Brief definition", found.brief), ("Full definition", found.full), ("When to use", found.use),
        ("When not to use", found.avoid), ("Example", found.example), ("Themes", themes),
        ("Source", found.source), ("Former names", former), ("Merged into it", merged), history,
    ]  # fmt: skip


CODEBOOK: list[Command[Reading]] = [
    ShowPassages(), Define(), Rename(), MoveToTheme(), Merge(), SplitCode(), SetAside(), ShowDetails(), Pin(),
    NewCode(), NewTheme(), TakeOut(), Recolour(), BringBack(), Reorder(), ReorderUp(),
]  # fmt: skip
"""What can be done to the code or theme one is on, in the order of the footer."""
