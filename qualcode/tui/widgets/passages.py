"""Coded passages in their context, under the transcripts they are in."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.page.cells import drawable, fit
from qualcode.page.entries import PassageEntry, plain_letters
from qualcode.page.flow import Run, flowed
from qualcode.tui.widgets.listing import FILTER_KEY, LIST_KEYS, Listing, list_key

_MOST = 7  # lines of a passage with its context; the transcript has the rest
_INDENT = "   "


class PassageList(Listing):
    """Shows passages; says which one is to be seen in its transcript."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS,
        FILTER_KEY,
        list_key("passages.open", "enter", "open", "See it in its transcript"),
    ]

    class Opened(Message):
        """A passage is to be seen in its transcript."""

        def __init__(self, entry: PassageEntry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all: Sequence[PassageEntry] = ()
        self._items: list[PassageEntry | str] = []
        self._lines: dict[str, list[list[Run[bool]]]] = {}  # by uid of the coding, at one width
        self._room = 0

    def show(self, entries: Sequence[PassageEntry], at: str = "") -> None:
        """Show these passages; one is then on the one of this uid, or on the same as before, or near it."""
        self._all = entries
        self._lines.clear()
        self._list(at)

    @property
    def entry(self) -> PassageEntry | None:
        """The passage one is on."""
        item = self._items[self.at] if self.at < len(self._items) else None
        return item if isinstance(item, PassageEntry) else None

    @property
    def shown(self) -> int:
        """How many passages are shown."""
        return sum(isinstance(item, PassageEntry) for item in self._items)

    @property
    def nothing(self) -> str:
        """What an empty list says."""
        return "No passages yet."

    def filter_by(self, typed: str) -> None:
        """Show those that have these letters in their words, or in where or by whom they are."""
        self._list()

    def _list(self, at: str = "") -> None:
        here = at or (self.entry.uid if self.entry else "")
        words = plain_letters(self.typed).split()
        self._items = []
        heading = None
        number = self.at
        for entry in self._all:
            if words and not _has(entry, words):
                continue
            if entry.heading != heading:
                heading = entry.heading
                self._items.append(heading)
            if entry.uid == here:
                number = len(self._items)
            self._items.append(entry)
        self.relist(number)

    def can_be_on(self, number: int) -> bool:
        """Not on headings."""
        return isinstance(self._items[number], PassageEntry)

    def heights(self, room: int) -> Sequence[int]:
        """A passage has a line on where it is, its words, and an empty one."""
        if room != self._room:
            self._room = room
            self._lines.clear()
        return [1 if isinstance(item, str) else len(self._flowed(item, room)) + 2 for item in self._items]

    def _flowed(self, entry: PassageEntry, room: int) -> list[list[Run[bool]]]:
        lines = self._lines.get(entry.uid)
        if lines is None:
            hit = entry.hit
            runs = [Run(hit.before, False), Run(hit.match, True), Run(hit.after, False)]
            lines = self._lines[entry.uid] = flowed(runs, room - len(_INDENT) - 2, _MOST)
        return lines

    def draw(self, number: int, inside: int, room: int) -> Strip:
        """A heading, or a line of a passage: its words bright, those around it dim."""
        item, inks = self._items[number], self.inks
        if isinstance(item, str):
            return Strip([Segment(fit(f" {drawable(item)}", room), inks.raised(0.06, bold=True))])
        here = number == self.at
        lines = self._flowed(item, room)
        if inside == 0:
            text = f"{' › ' if here else _INDENT}{drawable(item.where)}"
            if item.code:
                text += f" · {drawable(item.code)}"
            return Strip([Segment(fit(text, room), self.ink_of(number) if here else inks.quiet(0.55))])
        if inside > len(lines):
            return Strip.blank(room, inks.plain())
        bright, dim = inks.quiet(1.0, bold=here), inks.quiet(0.5)
        return Strip(
            [
                Segment(_INDENT, inks.plain()),
                *(Segment(run.text, bright if run.voice else dim) for run in lines[inside - 1]),
            ]
        )

    def opened(self, number: int) -> None:
        """Say which one."""
        if self.entry is not None:
            self.post_message(self.Opened(self.entry))


def _has(entry: PassageEntry, words: Sequence[str]) -> bool:
    text = plain_letters(f"{entry.hit.match} {entry.where} {entry.heading} {entry.code}")
    return all(word in text for word in words)
