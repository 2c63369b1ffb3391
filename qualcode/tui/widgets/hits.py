"""What a search found: a line for each hit, aligned on it, under the transcript it stands in."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.model.hits import Hit
from qualcode.page.cells import drawable, fit
from qualcode.page.concordance import aligned
from qualcode.tui.widgets.listing import LIST_KEYS, Listing, list_key

_FOUND = Style(bold=True, underline=True)  # on the line one is on, which has the accent all along
_TURN = 7  # cells of the number of the turn
_WHOSE = 20  # cells of whose transcript it is in


class Found(NamedTuple):
    """The hits in one transcript, under whose it is; or, `noted`, in a memo or summary: none is ticked."""

    heading: str
    hits: Sequence[Hit]
    noted: bool = False


class HitList(Listing):
    """Shows hits; says which one one came to, and which one is to be seen in its transcript."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS,
        list_key("hits.open", "enter", "open", "See it in its transcript"),
        list_key("hits.tick", "space", "tick", "Tick it, to be coded, or take the tick off"),
        list_key("hits.tick_down", "shift+down", "tick_on(1)", "Tick it and the next"),
        list_key("hits.tick_up", "shift+up", "tick_on(-1)", "Tick it and the previous"),
    ]

    class Opened(Message):
        """A hit is to be seen in its transcript."""

        def __init__(self, hit: Hit) -> None:
            super().__init__()
            self.hit = hit

    class Went(Message):
        """One came to a hit."""

        def __init__(self, hit: Hit) -> None:
            super().__init__()
            self.hit = hit

    class Ticked(Message):
        """Others are ticked than before."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: list[Hit | str] = []
        self._ticked: set[tuple[str, int]] = set()
        self._whose: Mapping[str, str] = {}
        self._noted: frozenset[str] = frozenset()
        self.empty = ""

    def show(
        self,
        found: Sequence[Found],
        at: tuple[str, int] | None = None,
        whose: Mapping[str, str] | None = None,
    ) -> None:
        """Show these hits; one is then on the one at (transcript uid, start), or on the first.

        Those that were ticked and are found again stay ticked. `whose` is each transcript, by uid, where the
        headings don't say it.
        """
        self._items, self._whose = [], whose or {}
        for part in found:
            self._items += [f"{part.heading}  {len(part.hits):,}", *part.hits]
        self._noted = frozenset(hit.transcript for part in found if part.noted for hit in part.hits)
        if self._ticked:
            self._ticked &= {_place(hit) for part in found for hit in part.hits}
        places = enumerate(self._items)
        number = next((n for n, hit in places if isinstance(hit, Hit) and _place(hit) == at), 1)
        self.relist(number if self._items else 0)

    @property
    def hit(self) -> Hit | None:
        """The hit one is on."""
        found = self._items[self.number] if self.number is not None else None
        return found if isinstance(found, Hit) else None

    @property
    def ticked(self) -> list[Hit]:
        """The hits that are ticked, in order."""
        if not self._ticked:
            return []
        return [hit for hit in self._items if isinstance(hit, Hit) and _place(hit) in self._ticked]

    def action_tick(self) -> None:
        """Tick the hit one is on, or take its tick off."""
        if self.hit is not None:
            self._tick(self._ticked ^ self._tickable(self.hit))

    def action_tick_on(self, step: int) -> None:
        """Tick the hit one is on, and the one that one goes to."""
        if self.hit is not None:
            before = self.hit
            self.action_step(step)
            self._tick(self._ticked | self._tickable(before) | self._tickable(self.hit))

    def _tickable(self, hit: Hit) -> set[tuple[str, int]]:
        return set() if hit.transcript in self._noted else {_place(hit)}

    def untick(self) -> None:
        """Take all ticks off."""
        self._tick(set())

    def _tick(self, ticked: set[tuple[str, int]]) -> None:
        self._ticked = ticked
        self.refresh()
        self.post_message(self.Ticked())

    @property
    def nothing(self) -> str:
        """Why there is nothing."""
        return self.empty

    def can_be_on(self, number: int) -> bool:
        """Not on headings."""
        return isinstance(self._items[number], Hit)

    def heights(self, room: int) -> Sequence[int]:
        """A line each; an empty one above headings."""
        return [2 if isinstance(item, str) and n else 1 for n, item in enumerate(self._items)]

    def draw(self, number: int, inside: int, room: int) -> Strip:
        """A heading, or a hit."""
        item, inks = self._items[number], self.inks
        if isinstance(item, str):
            text = "" if number and not inside else f" {drawable(item)}"
            return Strip([Segment(fit(text, room), inks.quiet(0.8, bold=True))])
        ink = self.ink_of(number)
        where = _TURN + (_WHOSE if self._whose else 0)
        line = aligned(item, room - where - 1)
        here = number == self.number
        quiet = ink if here else inks.quiet(0.8)
        turn = f"t{item.turn}" if item.turn else ""
        tick = "✓" if _place(item) in self._ticked else " "
        whose = drawable(self._whose.get(item.transcript, ""))
        place = f"{fit(whose, _WHOSE - 2)}  {turn}" if self._whose else turn
        return Strip(
            [
                Segment(fit(f" {tick} {place}", where), ink if here else inks.quiet()),
                Segment(line.before, quiet),
                Segment(line.match, ink + _FOUND if here else inks.marked(0.3)),
                Segment(line.after, quiet),
                Segment(" ", ink),
            ]
        )

    def went(self, number: int) -> None:
        """Say so."""
        if self.hit is not None:
            self.post_message(self.Went(self.hit))

    def opened(self, number: int) -> None:
        """Say which one."""
        if self.hit is not None:
            self.post_message(self.Opened(self.hit))


def _place(hit: Hit) -> tuple[str, int]:
    return hit.transcript, hit.span.start
