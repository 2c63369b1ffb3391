"""The code or theme that a command of the codebook is for."""

from qualcode.model.errors import Refused
from qualcode.model.study import Code, Theme
from qualcode.tui.command import Command
from qualcode.tui.commands.places import Reading
from qualcode.tui.dialogs.pick_code import PickCode


class BookCommand(Command[Reading]):
    """A command for the code or theme one is on in the codebook; elsewhere it asks for one."""

    bound = False
    keys_where = "in the codebook"


async def pick(desk: Reading, question: str, *but: Code) -> Code | None:
    """Ask for one of the codes in use, but not for some."""
    left_out = {code.uid for code in but}
    entries = [entry for entry in desk.code_entries if entry.uid not in left_out]
    if not entries:
        raise Refused("There is no other code yet." if but else "There are no codes yet: c makes one.")
    picked = await desk.ask(PickCode(question, entries, new=False))
    return desk.project.find(Code, picked.code) if picked else None


async def thing(desk: Reading, question: str) -> Code | Theme | None:
    """The code or theme one is on; a code that is asked for, where one is on none."""
    return desk.thing_here or await pick(desk, question)


async def code_here(desk: Reading, question: str) -> Code | None:
    """The code one is on; asked for, where one is on none. Refused on a theme."""
    found = await thing(desk, question)
    if isinstance(found, Theme):
        raise Refused(f"“{found.name}” is a theme: go to one of its codes.")
    return found
