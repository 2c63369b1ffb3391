"""Pinning a code to a number: that key alone puts it on."""

from textual import events

from qualcode.model.study import Code
from qualcode.tui.command import Task
from qualcode.tui.commands.chosen import BookCommand, code_here
from qualcode.tui.commands.places import Reading
from qualcode.tui.dialogs.choose import Choice, Choose


class Pin(BookCommand):
    """Pin the code to a number: that key alone puts it on. On this machine, for you."""

    id, keys, footer = "codebook.pin", "equals_sign", "pin"

    def do(self, desk: Reading) -> Task:
        """Ask for the number."""

        async def pin() -> None:
            code = await code_here(desk, "Pin which code?")
            if code is not None:
                await ask_number(desk, code)

        return pin()


class Number(Choose):
    """Asks for one of the nine numbers, which a digit gives at once."""

    KEYS = "1–9, or ↑ ↓ and enter · esc never mind"

    def on_key(self, event: events.Key) -> None:
        """Take a digit."""
        if event.key in "123456789":
            event.stop()
            self.dismiss(int(event.key))


async def ask_number(desk: Reading, code: Code) -> None:
    """Ask for the number that a code is put on by, and put it there."""
    held = enumerate(desk.pinned, start=1)
    choices = [Choice(number, f"{number}", there.name if there else "") for number, there in held]
    uids = [there.uid if there else "" for there in desk.pinned]
    here = uids.index(code.uid if code.uid in uids else "" if "" in uids else uids[0])
    if code.uid in uids:
        choices.append(Choice(0, "no number", f"“{code.name}” leaves its number"))
    number = await desk.ask(Number(f"Which number puts “{code.name}” on?", choices, at=here))
    if number is None:
        return
    desk.pin(code, number)
    said = f"{number} now puts “{code.name}” on." if number else f"“{code.name}” has no number now."
    desk.say(said)
