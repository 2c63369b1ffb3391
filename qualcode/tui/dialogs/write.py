"""Writing a few lines: a memo, a definition."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from qualcode.tui.dialogs.written import WrittenOn


class Write(WrittenOn[str]):
    """Asks for a text of any length."""

    KEYS: ClassVar[str] = "ctrl+s keep · esc never mind"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "keep", "Keep", show=False, priority=True)]

    def __init__(self, question: str, more: str = "", *, value: str = "") -> None:
        super().__init__(question, more)
        self._value = value

    def compose_answer(self) -> ComposeResult:
        """The page to write on."""
        yield TextArea(self._value, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)

    def on_mount(self) -> None:
        """Write at the end of what is there."""
        page = self.query_one(TextArea)
        page.focus()
        page.move_cursor(page.document.end)

    @property
    def is_changed(self) -> bool:
        """Whether the words are others than before."""
        return self.query_one(TextArea).text.strip() != self._value.strip()

    def action_keep(self) -> None:
        """Give what is written."""
        self.dismiss(self.query_one(TextArea).text.strip())
