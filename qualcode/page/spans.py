"""Many stretches of one text, in order and apart, in two flat arrays: nothing in them for memory to walk."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from qualcode.model.text import Span


class Spans:
    """Spans sorted by place, not overlapping: the words of a text, its sentences, its turns."""

    __slots__ = ("ends", "starts")

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self.starts, self.ends = array("I"), array("I")
        first, last = self.starts.append, self.ends.append
        for start, end in pairs:
            first(start)
            last(end)

    def add(self, start: int, end: int) -> None:
        """Put another one at the end."""
        self.starts.append(start)
        self.ends.append(end)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Span:
        return Span(self.starts[index], self.ends[index])

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self.starts, self.ends)

    def index(self, offset: int) -> int:
        """Number of the one at an offset, or of the last before it; 0 before the first."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def at(self, offset: int) -> Span:
        """The one at an offset, or the last before it; an empty span where there are none."""
        return self[self.index(offset)] if self.starts else Span(0, 0)

    def next_start(self, offset: int) -> int | None:
        """The first start after an offset."""
        index = bisect_right(self.starts, offset)
        return self.starts[index] if index < len(self.starts) else None

    def previous_start(self, offset: int) -> int | None:
        """The last start before an offset."""
        index = bisect_left(self.starts, offset) - 1
        return self.starts[index] if index >= 0 else None

    def next_end(self, offset: int) -> int | None:
        """The first end after an offset."""
        index = bisect_right(self.ends, offset)
        return self.ends[index] if index < len(self.ends) else None

    def previous_end(self, offset: int) -> int | None:
        """The last end before an offset."""
        index = bisect_left(self.ends, offset) - 1
        return self.ends[index] if index >= 0 else None

    def touching(self, start: int, end: int) -> list[Span]:
        """Those that share something with a stretch."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return [self[index] for index in range(first, last)]
