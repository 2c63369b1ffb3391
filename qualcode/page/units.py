"""What one moves by: the beginnings and ends of words, sentences, characters, wherever they come from.

A long transcript has a million words, and one is ever in a few of them: they are found where they are needed.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Protocol

from qualcode.model.text import Span
from qualcode.page.cells import begins_character, clusters
from qualcode.page.spans import Spans

_KEPT = 512  # stretches


class Units(Protocol):
    """Stretches of one kind, in order. `Spans` has all of them at hand."""

    def at(self, offset: int) -> Span:
        """The one at an offset, or the last before it; an empty or a far span where there are none."""
        ...

    def next_start(self, offset: int) -> int | None:
        """The first start after an offset."""
        ...

    def previous_start(self, offset: int) -> int | None:
        """The last start before an offset."""
        ...

    def next_end(self, offset: int) -> int | None:
        """The first end after an offset."""
        ...

    def previous_end(self, offset: int) -> int | None:
        """The last end before an offset."""
        ...


class Within:
    """Units of which every stretch has some, and none reaches into the next: words, sentences.

    `rule` finds those between two offsets. A stretch without any (a laugh, a dash) counts as one itself, so
    that it can be reached.
    """

    def __init__(
        self, text: str, stretches: Spans, rule: Callable[[str, int, int], Iterator[tuple[int, int]]]
    ) -> None:
        self._text, self._stretches, self._rule = text, stretches, rule
        self._found: dict[int, Spans] = {}

    def __bool__(self) -> bool:
        return len(self._stretches) > 0

    def __iter__(self) -> Iterator[Span]:
        for number in range(len(self._stretches)):
            yield from self._in(number)

    def _in(self, number: int) -> Spans:
        """Those of one stretch."""
        found = self._found.get(number)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            start, end = self._stretches[number]
            found = Spans(self._rule(self._text, start, end))
            if not len(found):
                found.add(start, end)
            self._found[number] = found
        return found

    def _from(self, number: int, step: int) -> Iterator[Spans]:
        """Those of a stretch, then of its neighbour in one direction: if anywhere, it is there."""
        for other in (number, number + step):
            if 0 <= other < len(self._stretches):
                yield self._in(other)

    def at(self, offset: int) -> Span:
        """The one at an offset, or the last before it; the first before them all."""
        if not self:
            return Span(0, 0)
        number = self._stretches.index(offset)
        found = self._in(number)
        if found.starts[0] > offset and number:
            found = self._in(number - 1)
        return found.at(offset)

    def next_start(self, offset: int) -> int | None:
        """The first start after an offset."""
        found = (one.next_start(offset) for one in self._from(self._stretches.index(offset), 1))
        return next((start for start in found if start is not None), None)

    def previous_start(self, offset: int) -> int | None:
        """The last start before an offset."""
        found = (one.previous_start(offset) for one in self._from(self._stretches.index(offset), -1))
        return next((start for start in found if start is not None), None)

    def next_end(self, offset: int) -> int | None:
        """The first end after an offset."""
        found = (one.next_end(offset) for one in self._from(self._stretches.index(offset), 1))
        return next((end for end in found if end is not None), None)

    def previous_end(self, offset: int) -> int | None:
        """The last end before an offset."""
        found = (one.previous_end(offset) for one in self._from(self._stretches.index(offset), -1))
        return next((end for end in found if end is not None), None)


class Characters:
    """The characters as a reader sees them, without white space: a letter with its accents, a flag.

    `text` is a drawable one.
    """

    def __init__(self, text: str, stretches: Spans) -> None:
        self._text, self._stretches = text, stretches

    def at(self, offset: int) -> Span:
        """The character at an offset; the next one, if that is white space; the last behind them all."""
        start = self._seek(offset)
        if start is None:
            start = self._seek_back(len(self._text))
        return Span(0, 0) if start is None else self._of(start)

    def next_start(self, offset: int) -> int | None:
        """The first start after an offset."""
        found = self._seek(offset)
        if found is None or found > offset:
            return found
        return self._seek(self._of(found).end)

    def previous_start(self, offset: int) -> int | None:
        """The last start before an offset."""
        return self._seek_back(offset)

    def next_end(self, offset: int) -> int | None:
        """The first end after an offset."""
        found = self._seek(offset)
        return None if found is None else self._of(found).end

    def previous_end(self, offset: int) -> int | None:
        """The last end before an offset."""
        found = self._seek_back(offset)
        while found is not None and self._of(found).end >= offset:
            found = self._seek_back(found)
        return None if found is None else self._of(found).end

    def _seek(self, offset: int) -> int | None:
        """Where the character at an offset begins, or the next one that is no white space."""
        number = self._stretches.index(offset)
        while number < len(self._stretches):
            start, end = self._stretches[number]
            place = max(start, offset)
            if place < end:
                place = self._beginning(place, start)
            while place < end:
                found = self._of(place)
                if not self._text[place : found.end].isspace():
                    return place
                place = found.end
            number += 1
        return None

    def _seek_back(self, offset: int) -> int | None:
        """Where the last character begins that begins before an offset."""
        number = min(bisect_left(self._stretches.ends, offset), len(self._stretches) - 1)
        while number >= 0:
            start, end = self._stretches[number]
            place = min(end, offset)
            while place > start:
                place = self._beginning(place - 1, start)
                if not self._text[place : self._of(place).end].isspace():
                    return place
            number -= 1
        return None

    def _beginning(self, offset: int, least: int) -> int:
        """Where the character begins that an offset is in."""
        place = offset
        while place > least and not begins_character(self._text, place):
            place -= 1
        for start, end, _ in clusters(self._text, place, min(len(self._text), offset + 64)):
            if end > offset:
                return start
        return offset

    def _of(self, start: int) -> Span:
        """The character that begins at an offset."""
        limit = self._stretches.ends[self._stretches.index(start)]
        return next(Span(first, end) for first, end, _ in clusters(self._text, start, limit))
