"""The summary of a cell, to be written."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea


class SummaryEditor(TextArea):
    """A text that says when it is to be kept: on ctrl+s and when one goes elsewhere. Escape leaves it."""

    DEFAULT_CSS = """
    SummaryEditor {
        border: none; padding: 0 1; background: $surface; color: $foreground; scrollbar-size: 1 1;
        .text-area--cursor { background: $primary; color: $surface; }
        .text-area--selection { background: $primary 35%; }
    }
    SummaryEditor:focus { border: none; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep the summary", show=False, id="summary.keep"),
        Binding("escape", "leave", "Leave the summary as it was", show=False, id="summary.leave"),
    ]

    class Kept(Message):
        """The text is to be kept; `done` if one is finished with it."""

        def __init__(self, text: str, done: bool) -> None:
            super().__init__()
            self.text, self.done = text, done

    class Left(Message):
        """One wants out, with the summary as it was; the text may be another already."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self._before = ""

    def show(self, text: str) -> None:
        """Show the text as it stands."""
        self._before = text
        if text != self.text:
            self.load_text(text)
            self.move_cursor(self.document.end)

    @property
    def changed(self) -> bool:
        """Whether there is something to keep."""
        return self.text.strip() != self._before.strip()

    def action_keep(self) -> None:
        """Keep it and be done."""
        self._keep(True)

    def action_leave(self) -> None:
        """Tell that one wants out."""
        self.post_message(self.Left())

    def restore(self) -> None:
        """Show the text as it was before one wrote."""
        self.show(self._before)

    def on_blur(self) -> None:
        """Keep it on leaving."""
        if self.changed:
            self._keep(False)

    def _keep(self, done: bool) -> None:
        text = self.text.strip()
        changed, self._before = self.changed, text
        if changed or done:
            self.post_message(self.Kept(text, done))
