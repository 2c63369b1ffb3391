"""Asking for words to look for in the text above: they are marked there as one types."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input, Static

from qualcode.tui.dialogs.panel import Panel


class Find(Panel[str]):
    """Asks for words. `look` marks them and says in a few words what came of it."""

    KEYS: ClassVar[str] = "enter goes to the next one · esc never mind"
    CSS = "Find #came { color: $quiet; height: 1; }"

    def __init__(self, words: str, look: Callable[[str], str]) -> None:
        super().__init__("Look for, in this transcript")
        self._words, self._look = words, look

    def compose_answer(self) -> ComposeResult:
        """The line to fill, and what comes of it."""
        yield Input(self._words, select_on_focus=False, compact=True)
        yield Static(id="came", markup=False)

    def on_mount(self) -> None:
        """Type over what was looked for before."""
        field = self.query_one(Input)
        field.focus()
        field.select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Mark them."""
        self.query_one("#came", Static).update(self._look(event.value), layout=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go there."""
        self.dismiss(event.value)
