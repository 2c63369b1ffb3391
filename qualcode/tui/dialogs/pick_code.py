"""Asking for a code, of those there are or a new one, as one types."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult

from qualcode.page.entries import CodeEntry
from qualcode.tui.dialogs.panel import Panel
from qualcode.tui.widgets.picker import CodePicker


class Picked(NamedTuple):
    """A code, by uid; or the name of a new one."""

    code: str = ""
    new: str = ""


class PickCode(Panel[Picked]):
    """Asks for a code; `new` offers to make one of what was typed."""

    KEYS: ClassVar[str] = "letters find a code · ↑ ↓ choose · enter takes it · esc never mind"
    CSS = "PickCode CodePicker { background: $panel; }"

    def __init__(
        self, question: str, entries: Sequence[CodeEntry], more: str = "", *, new: bool = True
    ) -> None:
        super().__init__(question, more)
        self._entries, self._new = entries, new

    def compose_answer(self) -> ComposeResult:
        """The picker."""
        yield CodePicker(new=self._new)

    def on_mount(self) -> None:
        """Offer all of them."""
        self.query_one(CodePicker).open(self._entries)

    def on_key(self, event: events.Key) -> None:
        """The picker has the keys."""
        event.stop()
        event.prevent_default()
        self.query_one(CodePicker).feed(event)

    @on(CodePicker.Chosen)
    def _chosen(self, event: CodePicker.Chosen) -> None:
        self.dismiss(Picked(code=event.entry.uid))

    @on(CodePicker.Named)
    def _named(self, event: CodePicker.Named) -> None:
        self.dismiss(Picked(new=event.name))

    @on(CodePicker.Cancelled)
    def _cancelled(self) -> None:
        self.dismiss(None)
