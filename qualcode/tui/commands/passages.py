"""What one does with one of a code's passages."""

from collections.abc import Sequence
from typing import Protocol

from qualcode.model.errors import Refused
from qualcode.model.study import Code, Coding
from qualcode.page.entries import CodeEntry
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Place
from qualcode.tui.dialogs.pick_code import PickCode


class Passages(Place, Protocol):
    """Where the passages of a code are read together."""

    @property
    def coding(self) -> Coding | None:
        """The passage one is on."""
        ...

    @property
    def code_entries(self) -> Sequence[CodeEntry]:
        """The codes to choose from."""
        ...


class SeeInTranscript(Command[Passages]):
    """See the passage in its transcript. Escape there leads back here."""

    id, keys, footer, bound = "passages.open", "enter", "see it", False

    def do(self, desk: Passages) -> None:
        """Go there."""
        coding = _coding(desk)
        desk.go("reading", at=(coding.transcript, coding.start))


class Recode(Command[Passages]):
    """Give the passage another code instead."""

    id, keys, footer = "passages.recode", "c", "other code"

    def do(self, desk: Passages) -> Task:
        """Ask for the code."""
        return recode(desk, _coding(desk))


class Remove(Command[Passages]):
    """Take the code off the passage."""

    id, keys, footer = "passages.remove", "d,delete", "remove"

    def do(self, desk: Passages) -> Task:
        """Do it: undo is a key away."""
        coding = _coding(desk)

        async def remove() -> None:
            code = desk.project.codings.shown_code(coding)
            await desk.changed(lambda: desk.project.codings.remove([coding]))
            desk.say(f"Removed: {code.name if code else 'the code'}. u brings it back.")

        return remove()


class FilterPassages(Command[Passages]):
    """Show only passages that have some letters in their words, or in where and by whom they are."""

    id, keys, footer, bound = "list.filter", "slash", "filter", False

    def do(self, desk: Passages) -> None:
        """As the list does."""


class CodingDesk(Place, Protocol):
    """Where a code can be chosen."""

    @property
    def code_entries(self) -> Sequence[CodeEntry]:
        """The codes to choose from."""
        ...


async def recode(desk: CodingDesk, coding: Coding) -> None:
    """Ask for a code instead of the one a passage has; a new one can be made on the way."""
    project = desk.project
    before = project.codings.shown_code(coding)
    old = before.name if before else "?"
    entries = [entry for entry in desk.code_entries if before is None or entry.uid != before.uid]
    picked = await desk.ask(PickCode(f"Which code instead of “{old}”?", entries))
    if picked is None:
        return
    code = project.find(Code, picked.code)
    if code is None:
        code = await desk.changed(lambda: project.codebook.add_code(picked.new))
    new = code
    await desk.changed(lambda: project.codings.recode(coding, new))
    desk.say(f"“{new.name}” instead of “{old}”.")


def _coding(desk: Passages) -> Coding:
    if desk.coding is None:
        raise Refused("There is no passage here.")
    return desk.coding


PASSAGES: list[Command[Passages]] = [SeeInTranscript(), Recode(), Remove(), FilterPassages()]
