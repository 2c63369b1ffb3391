"""Keys of one's own: a command is chosen, then the key that is to call it is pressed, and kept."""

from typing import Any

from textual import events
from textual.app import App
from textual.binding import Binding

from qualcode import settings
from qualcode.tui.command import Command, keys_of
from qualcode.tui.desk import Desk
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.panel import Panel
from qualcode.tui.keys import all_shown, clashes, keymap, shown

_ALWAYS = ("ctrl+c", "ctrl+p", "ctrl+q", "tab", "shift+tab", "enter")


class PressKey(Panel[str]):
    """Asks for a key to be pressed; `trouble_with` says what is wrong with one, "" if nothing is."""

    KEYS = "the key to call it by · esc never mind"

    def __init__(self, command: Command[Any], desk: Desk) -> None:
        kept = f"Now: {all_shown(keys_of(command, desk.keymap))}. Kept in {settings.settings_file()}."
        super().__init__(f"Which key is “{command.title}” to have? Press it.", kept)
        self._command, self._desk = command, desk

    def on_key(self, event: events.Key) -> None:
        """Take the key, if it is free."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif wrong := trouble_with(self._desk, self._command, event.key):
            self.trouble(wrong)
        else:
            self.dismiss(event.key)


def trouble_with(desk: Desk, command: Command[Any], key: str) -> str:
    """Why a command of a desk can't have a key; "" if it can."""
    if key in _ALWAYS:
        return f"{shown(key)} keeps its meaning. Press another key."
    owners = [desk, *(widget for _, widget in desk.widgets_with_keys())]
    bound = [b for owner in owners for b in owner.BINDINGS if isinstance(b, Binding) and b.id]
    before = clashes(bound, desk.keymap)
    new = [s for s in clashes(bound, {**desk.keymap, command.id: key}) if s not in before]
    said = new[0].partition(": change one")[0] if new else ""
    return f"{said}. Press another key." if said else ""


async def give_key(app: App[Any], desk: Desk) -> None:
    """Ask for a command and its key; from then on, and the next time, the key calls it."""
    commands = [command for command in desk.COMMANDS_HERE if command.listed and not command.keys_shown]
    choices = [Choice(c, c.title, all_shown(keys_of(c, desk.keymap))) for c in commands]
    command = await desk.ask(Choose("Which command is to have another key?", choices))
    if command is None:
        return
    key = await desk.ask(PressKey(command, desk))
    if key is None:
        return
    own = {**settings.load().keys, command.id: key}
    chosen = settings.change(keys=own)
    keys = keymap(chosen.keymap, chosen.keys)
    app.set_keymap(keys)
    for screen in app.screen_stack:
        if isinstance(screen, Desk):
            screen.keymap = dict(keys)
            screen.refresh_lines()
            screen.refresh_bindings()
    desk.say(f"{shown(key)} calls “{command.title}” now. It is kept in {settings.settings_file()}.")
