"""What can be done at every desk: undo, redo, colours, help, leaving."""

import re

from qualcode import settings
from qualcode.page.cells import clip, clip_words
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Place, saying
from qualcode.tui.desk import Desk
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.help import Help
from qualcode.tui.themes import THEMES

_NAMED = 30  # cells of the footer that name what would be undone
_COUNTS = re.compile(r"\d[\d,]* [^,\d]+(?=, \d)")  # the first of several: "2 attributes changed, 24 values"
_HANGING = re.compile(r" (of|on|in|into|to|for|with)…$")


def _briefly(name: str) -> str:
    """What would be undone, in few words that say what: of a long name, at least how it begins."""
    if counted := _COUNTS.match(name):
        return clip_words(f"{counted[0]} and more", _NAMED)
    clipped = clip_words(name, _NAMED)
    return clip(name, _NAMED) if _HANGING.search(clipped) else clipped


class Undo(Command[Place]):
    """Undo your last change.

    As often as you like, and after a restart too. Others' changes are never undone by you.
    """

    id, keys, footer = "undo", "u", "undo"

    def do(self, desk: Place) -> Task:
        """Take it back, and say what it was."""
        return saying(desk, lambda: f"Undone: {desk.project.history.undo()}.")

    def footer_at(self, desk: Place) -> str:
        """Name what would be undone."""
        return f"undo {_briefly(desk.undo_name)}" if desk.undo_name else ""


class Redo(Command[Place]):
    """Redo what you last undid."""

    id, keys = "redo", "U,ctrl+y"

    def do(self, desk: Place) -> Task:
        """Do it again, and say what it was."""
        return saying(desk, lambda: f"Done again: {desk.project.history.redo()}.")

    def footer_at(self, desk: Place) -> str:
        """Only after an undo."""
        return "redo" if desk.can_redo else ""


class ChooseColours(Command[Desk]):
    """Choose the colours: dark, light, high contrast. They are kept for the next time."""

    id, keys = "colours", "f2"

    def do(self, desk: Desk) -> Task:
        """Ask which."""

        async def choose() -> None:
            names = [theme.name for theme in THEMES]
            here = names.index(desk.app.theme) if desk.app.theme in names else None
            choices = [
                Choice(name, name.removeprefix("qualcode-"), "now" if n == here else "")
                for n, name in enumerate(names)
            ]
            name = await desk.ask(Choose("Which colours?", choices, at=here or 0))
            if name is not None:
                desk.app.theme = name
                settings.change(theme=name)
                desk.say(f"Colours: {name.removeprefix('qualcode-')}.")

        return choose()


class ShowHelp(Command[Place]):
    """Show what each key does here."""

    id, keys, footer = "help", "question_mark,f1", "help"

    def do(self, desk: Place) -> Task:
        """Show it until a key is pressed."""

        async def show() -> None:
            await desk.ask(Help.of(desk))

        return show()


class Close(Command[Place]):
    """Close the project. Everything is saved already."""

    id, keys = "close", "q,ctrl+q"

    def do(self, desk: Place) -> None:
        """Go back to where one came from."""
        desk.go("")


class Back(Command[Place]):
    """Go back to the transcript."""

    id, keys, footer = "back", "q,escape", ""

    def do(self, desk: Place) -> None:
        """Go back to where one came from."""
        desk.go("")
