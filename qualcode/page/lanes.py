"""Which codings touch a stretch of text, and the lane each is drawn in beside it."""

import heapq
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Protocol

_BLOCK = 512  # code points; a coding stands in every block it touches
_APART = 60  # code points between two in one lane: else both might fall on one row, and hide each other


class CodedSpan(Protocol):
    """A code on a stretch of text. The model's `Coding` is one."""

    @property
    def uid(self) -> str:
        """What tells it from all others."""
        ...

    @property
    def start(self) -> int:
        """Offset of its first code point."""
        ...

    @property
    def end(self) -> int:
        """Offset after its last code point."""
        ...

    @property
    def code(self) -> str:
        """The code's uid."""
        ...


def in_order(coding: CodedSpan) -> tuple[int, int, str]:
    """Sorts codings by where they begin, longer ones first."""
    return coding.start, -coding.end, coding.uid


class Lanes:
    """The codings of one transcript. No two that overlap share a lane, and a coding never changes its lane.

    Adding or removing one costs as much as it is long, not as many as there are.
    """

    def __init__(self, codings: Iterable[CodedSpan] = ()) -> None:
        self._codings: dict[str, CodedSpan] = {}
        self._blocks: dict[int, set[str]] = {}
        self._lanes: dict[str, int] = {}
        self._unsaved: set[str] = set()
        busy: list[tuple[int, int]] = []  # (end, lane)
        free: list[int] = []
        fresh = count()
        for coding in sorted(codings, key=in_order):
            while busy and busy[0][0] + _APART <= coding.start:
                heapq.heappush(free, heapq.heappop(busy)[1])
            lane = heapq.heappop(free) if free else next(fresh)
            heapq.heappush(busy, (coding.end, lane))
            self._insert(coding, lane)

    def __len__(self) -> int:
        return len(self._codings)

    def __iter__(self) -> Iterator[CodedSpan]:
        return iter(self._codings.values())

    def __contains__(self, uid: object) -> bool:
        return uid in self._codings

    def get(self, uid: str) -> CodedSpan | None:
        """The coding of that uid."""
        return self._codings.get(uid)

    def lane(self, uid: str) -> int:
        """The lane of a coding, counted from 0."""
        return self._lanes[uid]

    def is_saved(self, uid: str) -> bool:
        """Whether a coding is on disk, as far as those who added it said."""
        return uid not in self._unsaved

    def add(self, coding: CodedSpan, *, saved: bool = True) -> None:
        """Put a coding into the lowest lane that is free along it. One of the same uid is replaced."""
        self.remove(coding.uid)
        if not saved:
            self._unsaved.add(coding.uid)
        near = self.touching(max(0, coding.start - _APART), coding.end + _APART)
        taken = {self._lanes[other.uid] for other in near}
        self._insert(coding, next(lane for lane in count() if lane not in taken))

    def remove(self, uid: str) -> CodedSpan | None:
        """Take a coding out; None if there is none of that uid."""
        coding = self._codings.pop(uid, None)
        if coding is not None:
            self._unsaved.discard(uid)
            del self._lanes[uid]
            for block in _blocks(coding.start, coding.end):
                self._blocks[block].discard(uid)
        return coding

    def _insert(self, coding: CodedSpan, lane: int) -> None:
        self._codings[coding.uid] = coding
        self._lanes[coding.uid] = lane
        for block in _blocks(coding.start, coding.end):
            self._blocks.setdefault(block, set()).add(coding.uid)

    def touching(self, start: int, end: int) -> list[CodedSpan]:
        """The codings that share a code point with a stretch, in order."""
        blocks = _blocks(start, end)
        if len(blocks) == 1:
            found = self._blocks.get(blocks[0], set())
        else:
            found = set().union(*(self._blocks.get(block, ()) for block in blocks))
        hits = [c for c in map(self._codings.__getitem__, found) if c.start < end and c.end > start]
        hits.sort(key=in_order)
        return hits

    def next_start(self, offset: int) -> int | None:
        """Where the next coded passage after an offset begins."""
        last = max(self._blocks, default=-1)
        for block in range(max(0, offset) // _BLOCK, last + 1):
            starts = [s for s in self._starts(block) if s > offset]
            if starts:
                return min(starts)
        return None

    def previous_start(self, offset: int) -> int | None:
        """Where the last coded passage before an offset begins."""
        for block in range(max(0, offset) // _BLOCK, -1, -1):
            starts = [s for s in self._starts(block) if s < offset]
            if starts:
                return max(starts)
        return None

    def next_end(self, offset: int) -> int | None:
        """Where the next coded passage ends that ends after an offset."""
        last = max(self._blocks, default=-1)
        for block in range(max(0, offset) // _BLOCK, last + 1):
            ends = [e for e in self._ends(block) if e > offset]
            if ends:
                return min(ends)
        return None

    def previous_end(self, offset: int) -> int | None:
        """Where the last coded passage ends that ends before an offset."""
        for block in range(max(0, offset) // _BLOCK, -1, -1):
            ends = [e for e in self._ends(block) if e < offset]
            if ends:
                return max(ends)
        return None

    def _ends(self, block: int) -> list[int]:
        """Where the codings end whose last code point is in a block."""
        ends = [self._codings[uid].end for uid in self._blocks.get(block, ())]
        return [end for end in ends if max(0, end - 1) // _BLOCK == block]

    def _starts(self, block: int) -> list[int]:
        """Where the codings begin that begin in a block."""
        starts = [self._codings[uid].start for uid in self._blocks.get(block, ())]
        return [start for start in starts if start // _BLOCK == block]


def _blocks(start: int, end: int) -> range:
    return range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1)
