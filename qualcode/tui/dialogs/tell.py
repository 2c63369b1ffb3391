"""Telling at length: a page one scrolls through and leaves."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.tui.dialogs.panel import Panel


class Tell(Panel[None]):
    """Headings, each with what belongs under it; what is empty is left out."""

    KEYS: ClassVar[str] = "↑ ↓ scroll · esc back"
    CSS = """
    Tell VerticalScroll { height: auto; max-height: 30; background: transparent; scrollbar-size: 1 1; }
    Tell .text { height: auto; color: $foreground; margin-bottom: 1; }
    Tell .heading { color: $primary; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,i", "dismiss", "Back", show=False)]

    def __init__(self, title: str, parts: Sequence[tuple[str, str | Content]], more: str = "") -> None:
        super().__init__(title, more)
        self._parts = [part for part in parts if str(part[1])]

    def compose_answer(self) -> ComposeResult:
        """The parts, one below the other."""
        with VerticalScroll():
            for heading, text in self._parts:
                yield Static(heading, classes="heading", markup=False)
                yield Static(text, classes="text", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()
