"""Merging codes, and splitting one."""

from collections.abc import Mapping, Sequence

from qualcode.model.errors import Refused
from qualcode.model.study import Code, Coding
from qualcode.tui import passages
from qualcode.tui.command import Task
from qualcode.tui.commands.chosen import BookCommand, code_here, pick
from qualcode.tui.commands.places import Reading
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.split import Split


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
