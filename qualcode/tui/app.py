"""The application: colours, keys and which screen is on top. What is done at a screen is the screen's."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.screen import Screen
from textual.theme import Theme

from qualcode import settings
from qualcode.model.errors import QualcodeError
from qualcode.tui.desk import Desk
from qualcode.tui.keys import keymap
from qualcode.tui.palette import CommandsHere, Palette
from qualcode.tui.screens.start import Start
from qualcode.tui.themes import DEFAULTS, THEMES, named, other


class QualcodeApp(App[None]):
    """Qualcode in the terminal."""

    TITLE = "Qualcode"
    COMMANDS: ClassVar = {CommandsHere}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", "Quit", show=False, system=True)]
    CSS = """
    CommandPalette { background: transparent; }
    CommandPalette > Vertical { background: $panel; }
    Screen:ansi OptionList > .option-list--option-highlighted {
        background: ansi_default !important; color: ansi_default !important;
        text-style: bold reverse !important;
    }
    Input > .input--placeholder, Input > .input--suggestion { color: $quiet; }
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._path = path
        self._trouble = ""
        try:
            self.settings = settings.load()
        except QualcodeError as error:
            self.settings, self._trouble = settings.Settings(), str(error)
        for theme in THEMES:
            self.register_theme(theme)
        chosen = named(self.settings.theme)
        if not chosen:
            self._trouble = (
                f"There are no colours “{self.settings.theme}”, as the settings say: f2 chooses others."
            )
        self.theme = chosen or settings.Settings().theme

    def get_theme(self, theme_name: str) -> Theme | None:
        """One of our themes, or one of Textual's in the shape of ours."""
        return other(theme_name) or super().get_theme(theme_name)

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """Those that can be seen: Textual 8.2.8 counts the one below, too, where the top one covers all."""
        covers = self._screen_stack and self.screen.styles.background.a == 1
        return [] if covers else super()._background_screens

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that other people's themes lack."""
        return DEFAULTS

    def on_mount(self) -> None:
        """Take the user's keys."""
        self.keymap_chosen = keymap(self.settings.keymap, self.settings.keys)
        self.set_keymap(self.keymap_chosen)
        self._show_terminal_cursor()
        self.push_screen(Start(self.settings.coder, self._path))
        if self._trouble:
            self.notify(self._trouble, severity="error")

    def _show_terminal_cursor(self) -> None:
        """Show the terminal's own cursor, which Textual hides and yet moves to `cursor_position`."""
        if self.settings.terminal_cursor and self._driver is not None and not self.is_headless:
            self._driver.write("\x1b[?25h")

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """Clashes are told when a desk opens."""

    def action_command_palette(self) -> None:
        """Show everything that can be done here."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: ours are in the palette."""
        return ()

    @on(Desk.Go)
    def _go(self, message: Desk.Go) -> None:
        if isinstance(self.screen, CommandPalette):
            self.pop_screen()
        # One way at a time, taken to its end. If a key pressed again broke it off, Textual would end the
        # application too: that one waits for the same screen to go.
        if all(worker.is_finished for worker in self.workers if worker.group == "travel"):
            self.travel(message.where, message.at, message.place)

    @work(group="travel")
    async def travel(
        self, where: str, at: tuple[str, int] | None = None, place: tuple[str, ...] | None = None
    ) -> None:
        """Go to another desk, or back; from the first desk back means closing the project."""
        from qualcode.tui.screens import desks

        await desks.go(self, where, at, place)
