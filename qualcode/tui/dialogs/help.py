"""Help for the screen one is on: every key, with what it does."""

import textwrap
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from qualcode.tui.command import Command, keys_of
from qualcode.tui.dialogs.panel import Panel
from qualcode.tui.keys import all_shown

_KEYS = 22  # cells that the column of keys has, at most
_AROUND = 4  # lines of the panel around the list: its border, the question, an empty line, the keys
_MOST = 30  # lines of the list


class Help(Panel[None]):
    """A list of keys; any of escape, enter, q and ? leaves it."""

    KEYS: ClassVar[str] = "↑ ↓ scroll · esc back · ctrl+p finds any of these by name"
    CSS = """
    Help VerticalScroll { height: auto; background: transparent; scrollbar-size: 1 1; }
    Help .line { height: auto; color: $quiet; }
    Help .heading { color: $primary; text-style: bold; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,question_mark,f1", "dismiss", "Back", show=False),
    ]

    def __init__(self, parts: Iterable[tuple[str, list[tuple[str, str]]]]) -> None:
        super().__init__("What each key does here")
        self._parts = list(parts)

    @classmethod
    def of(cls, desk: Any) -> "Help":
        """The help of a desk: its commands, then the keys of the widgets in it."""
        commands: Iterable[Command[Any]] = desk.COMMANDS_HERE
        own = [
            (c.keys_shown or all_shown(keys_of(c, desk.keymap)), c.title)
            for c in commands
            if c.bound and c.listed
        ]
        parts = [("Commands", own)]
        for name, widget in desk.widgets_with_keys():
            keys = [
                (all_shown(desk.keymap.get(b.id, b.key)), b.description)
                for b in type(widget).BINDINGS
                if isinstance(b, Binding) and b.id
            ]
            parts.append((name, keys))
        if signs := desk.signs():
            parts.append(("Signs", signs))
        parts.append(("Keys of your own", [("ctrl+p", "“Keys of your own” gives a command another key")]))
        return cls(parts)

    def compose_answer(self) -> ComposeResult:
        """The keys in their groups."""
        with VerticalScroll():
            for heading, keys in self._parts:
                yield Static(heading, classes="heading", markup=False)
                room = min(max((len(key) for key, _ in keys), default=0), _KEYS) + 2
                for key, text in keys:
                    yield Static(_line(key, text, room, self.app.size.width - 5), classes="line")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self._fit(self.app.size)
        self.query_one(VerticalScroll).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Be no higher than there is room."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Else the end of each page would be out of sight, for a page is as high as the list."""
        room = size.height * 4 // 5 - _AROUND  # a panel takes 80% at most
        self.query_one(VerticalScroll).styles.max_height = max(1, min(_MOST, room))


def _line(key: str, text: str, room: int, width: int) -> Content:
    """A key in its column and what it does in the other, both wrapped there."""
    left = textwrap.wrap(key, room - 2, break_long_words=False) or [""]
    right = textwrap.wrap(text, max(20, width - room)) or [""]
    lines = zip_longest(left, right, fillvalue="")
    return Content("\n").join(Content.assemble((a.ljust(room), "bold $foreground"), b) for a, b in lines)
