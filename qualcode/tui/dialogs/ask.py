"""Asking for one line: a name, a path, a word to look for."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.suggester import Suggester
from textual.widgets import Input

from qualcode.tui.dialogs.panel import Panel


class Ask(Panel[str]):
    """Asks for one line. `wrong` says what is wrong with an answer, "" if nothing is.

    With `replaces`, typing replaces the value that is there; otherwise it goes on from it.
    """

    KEYS: ClassVar[str] = "enter done · esc never mind"

    def __init__(
        self,
        question: str,
        more: str = "",
        *,
        value: str = "",
        placeholder: str = "",
        wrong: Callable[[str], str] = lambda answer: "",
        suggester: Suggester | None = None,
        empty: bool = False,
        replaces: bool = False,
    ) -> None:
        super().__init__(question, more)
        self._value, self._placeholder, self._wrong = value, placeholder, wrong
        self._suggester, self._empty = suggester, empty
        self._replaces = replaces

    def compose_answer(self) -> ComposeResult:
        """The line to fill."""
        yield Input(
            self._value,
            placeholder=self._placeholder,
            suggester=self._suggester,
            select_on_focus=False,
            compact=True,
        )

    def on_mount(self) -> None:
        """Write at the end of what is there, or over it."""
        field = self.query_one(Input)
        field.focus()
        field.cursor_position = len(self._value)
        if self._replaces:
            field.select_all()

    def on_input_changed(self) -> None:
        """Take back what was said about the answer before."""
        self.trouble("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer, or say what is wrong with it."""
        answer = event.value.strip()
        if not answer and not self._empty:
            self.trouble("Type something, or press esc.")
        elif sentence := self._wrong(answer):
            self.trouble(sentence)
        else:
            self.dismiss(answer)
