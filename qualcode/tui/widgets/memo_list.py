"""The memos in a list: when, by whom, of what kind and on what; then what they say."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.page.cells import clip, drawable, fit, width
from qualcode.project.about import Found
from qualcode.tui.widgets.listing import LIST_KEYS, Listing, list_key

_LINES = 3  # of text that a memo has at most, unless one is on it
_INDENT = "    "


class MemoList(Listing):
    """Shows memos; says which one one came to, and what of one is to be seen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS,
        list_key("memos.open", "enter", "open", "See what it is on"),
    ]

    class Opened(Message):
        """What a memo is on is to be seen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._found: Sequence[Found] = ()
        self._lines: list[list[str]] = []
        self.empty = ""

    def show(self, found: Sequence[Found], at: str = "") -> None:
        """Show these; one is then on the one of a uid, or stays on the same one."""
        at = at or (self.memo.memo.uid if self.memo else "")
        here = self.number or 0
        self._found = found
        self.relist(next((n for n, each in enumerate(found) if each.memo.uid == at), here))

    @property
    def memo(self) -> Found | None:
        """The memo one is on."""
        return (
            self._found[self.number] if self.number is not None and self.number < len(self._found) else None
        )

    @property
    def nothing(self) -> str:
        """Why there is none."""
        return self.empty

    def heights(self, room: int) -> Sequence[int]:
        """What it is on, then what it says, and an empty line."""
        self._lines = [wrapped(each.text, room - len(_INDENT) - 1, _LINES) for each in self._found]
        return [2 + len(lines) for lines in self._lines]

    def draw(self, number: int, inside: int, room: int) -> Strip:
        """The head of a memo, or a line of it."""
        found, inks = self._found[number], self.inks
        lines = self._lines[number]
        if inside > len(lines):
            return Strip.blank(room, inks.plain())
        ink = self.ink_of(number)
        if inside:
            return Strip([Segment(fit(_INDENT + lines[inside - 1], room), ink)])
        here = number == self.number
        on = clip(drawable(where(found)), max(8, room - 40))
        more = f"  {found.coder} · {found.kind} · {found.date}"
        return Strip(
            [
                Segment(f"  {on}", ink if here else inks.quiet(0.85, bold=True)),
                Segment(fit(drawable(more), max(0, room - 2 - width(on))), ink if here else inks.quiet(0.65)),
            ]
        )

    def opened(self, number: int) -> None:
        """Say so."""
        self.post_message(self.Opened())


def where(found: Found) -> str:
    """What a memo is on, as people say it, with the words where there are some."""
    who = ", ".join(found.participants)
    words = f"“{clip(' '.join(found.quote.split()), 48)}”" if found.quote else ""
    match found.about:
        case "coded passage":
            return "  ".join(part for part in (found.code, who, words) if part)
        case "passage":
            return "  ".join(part for part in (who or found.name, words) if part)
        case "project":
            return "the project"
        case "transcript":
            return f"transcript {found.name}" + (f"  {who}" if who else "")
    return found.on


def wrapped(text: str, room: int, most: int) -> list[str]:
    """A text in at most so many lines; the last ends in "…" if something is missing."""
    lines: list[str] = []
    for part in text.splitlines():
        line = ""
        for word in drawable(part).split():
            if line and width(line) + 1 + width(word) > room:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [clip(line, room) for line in lines] or [""]
