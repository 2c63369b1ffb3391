"""What may identify someone, in a list: kind, words in their context, and what was decided."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.page.cells import clip, drawable, fit, width
from qualcode.project.identifiers import Found
from qualcode.tui.widgets.listing import LIST_KEYS, Listing, list_key

_FOUND = Style(bold=True, underline=True)
_KIND = 18  # cells of the kind
_DECISION = 22  # cells of the decision, or of the pseudonym


class IdentifierList(Listing):
    """Shows hits under what they stand in; says which one is to be seen in its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS,
        list_key("identifiers.open", "enter", "open", "See it in its transcript"),
    ]

    class Opened(Message):
        """A hit is to be seen in its place."""

    class Went(Message):
        """One came to a hit."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: list[Found | str] = []
        self._marked: Mapping[str, str] = {}
        self._coders: Mapping[str, str] = {}
        self.empty = ""

    def show(
        self, hits: Sequence[Found], marked: Mapping[str, str], coders: Mapping[str, str], at: str = ""
    ) -> None:
        """Show these; one is then on the one of an id, or stays where one was.

        `marked` are the pseudonyms to be put in place of hits, by their ids, `coders` names by uid.
        """
        at = at or (self.hit.id if self.hit else "")
        here = self.number or 1
        self._items, self._marked, self._coders = [], marked, coders
        heading = None
        for hit in hits:
            if hit.heading != heading:
                heading = hit.heading
                self._items.append(heading)
            self._items.append(hit)
        places = enumerate(self._items)
        self.relist(next((n for n, hit in places if isinstance(hit, Found) and hit.id == at), here))

    def mark(self, marked: Mapping[str, str]) -> None:
        """Show other pseudonyms."""
        self._marked = marked
        self.refresh()

    @property
    def hit(self) -> Found | None:
        """The hit one is on."""
        found = self._items[self.number] if self.number is not None else None
        return found if isinstance(found, Found) else None

    @property
    def nothing(self) -> str:
        """Why there is nothing."""
        return self.empty

    def can_be_on(self, number: int) -> bool:
        """Not on headings."""
        return number < len(self._items) and isinstance(self._items[number], Found)

    def heights(self, room: int) -> Sequence[int]:
        """A line each; an empty one above headings."""
        return [2 if isinstance(item, str) and n else 1 for n, item in enumerate(self._items)]

    def draw(self, number: int, inside: int, room: int) -> Strip:
        """A heading, or a hit."""
        item, inks = self._items[number], self.inks
        if isinstance(item, str):
            text = "" if number and not inside else f" {drawable(item)}"
            return Strip([Segment(fit(text, room), inks.quiet(0.8, bold=True))])
        here = number == self.number
        ink = self.ink_of(number)
        quiet = ink if here else inks.quiet(0.8)
        words = clip(drawable(" ".join(item.words.split())), max(8, room - _KIND - _DECISION - 4))
        around = max(0, room - _KIND - _DECISION - 2 - width(words))
        before = _last(drawable(item.before), around // 2)
        after = fit(drawable(item.after), around - width(before))
        return Strip(
            [
                Segment(fit(f" {item.kind}", _KIND), ink if here else inks.quiet()),
                Segment(before, quiet),
                Segment(words, ink + _FOUND if here else inks.marked(0.3)),
                Segment(after, quiet),
                Segment(fit(f"  {self._decision(item)}", _DECISION + 2), ink if here else inks.plain()),
            ]
        )

    def _decision(self, hit: Found) -> str:
        if pseudonym := self._marked.get(hit.id):
            return f"→ [{drawable(pseudonym)}]"
        if hit.decided is None:
            return ""
        return f"{hit.decided.decision}, {drawable(self._coders.get(hit.decided.by, ''))}"

    def went(self, number: int) -> None:
        """Say so."""
        self.post_message(self.Went())

    def opened(self, number: int) -> None:
        """Say so."""
        self.post_message(self.Opened())


def _last(text: str, room: int) -> str:
    """The last words of a text, in so many cells."""
    while width(text) > room:
        cut = text.find(" ", 1)
        text = text[cut:].lstrip() if cut >= 0 else ""
    return text
