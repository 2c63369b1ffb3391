"""How places in one version of a text become places in the next: offset maps, and spans taken along.

A map says which stretches of the earlier text stand in the later one (`Kept`), and where other words stand in
the same place (`Replaced`). What it doesn't speak of was taken out, or put in. A span goes along with its
text, or it doesn't: nothing is guessed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from qualcode.model.text import Content, Segment, Span

Kind = Literal["space", "name", "typo", "words"]
How = Literal["same", "name", "moved", "changed"]

_SHORT = 80  # characters: words put in place of others, up to which half of them means all of them
NO_LABELS: Mapping[str, str] = MappingProxyType({})
_ROOM = 200  # characters that may be put into a passage however short it is


class Kept(NamedTuple):
    """From `start` to `end` the texts are alike; in the later one it begins at `to`.

    `moved`: it stands in another order than what is around it.
    """

    start: int
    end: int
    to: int
    moved: bool = False

    @property
    def to_end(self) -> int:
        """Where it ends in the later text."""
        return self.to + self.end - self.start


class Replaced(NamedTuple):
    """From `start` to `end` other words stand in the same place of the later text, from `to` to `to_end`.

    `kind`: "space" (white space alone differs), "name" (a pseudonym for what identified somebody), "typo"
    (much the same letters, or put so by hand), "words" (short, but quite other ones).
    """

    start: int
    end: int
    to: int
    to_end: int
    kind: Kind = "words"


class Anchored(NamedTuple):
    """Where a span stands in the later text (None if that can't be said), and how, or why not."""

    span: Span | None
    how: How = "same"
    why: str = ""


@dataclass(frozen=True)
class OffsetMap:
    """From places in one text to places in another. Stretches are in order of the earlier text, and apart.

    `unclear` are spans that stand in the later text, but can't be told from others that read alike.
    """

    kept: tuple[Kept, ...]
    replaced: tuple[Replaced, ...] = ()
    unclear: tuple[Span, ...] = ()

    @classmethod
    def from_rows(
        cls, kept: Iterable[Any], replaced: Iterable[Any] = (), unclear: Iterable[Any] = ()
    ) -> "OffsetMap":
        """The map of which these are the rows: see `rows`."""
        return cls(
            tuple(Kept(int(s), int(e), int(t), bool(more)) for s, e, t, *more in kept),
            tuple(Replaced(*row) for row in replaced),
            tuple(Span(*row) for row in unclear),
        )

    @property
    def rows(self) -> dict[str, list[list[Any]]]:
        """The map as JSON keeps it."""
        return {
            "kept": [[k.start, k.end, k.to, *([1] if k.moved else [])] for k in self.kept],
            "replaced": [list(r) for r in self.replaced],
            "unclear": [list(span) for span in self.unclear],
        }

    @cached_property
    def _pieces(self) -> list[Kept | Replaced]:
        return sorted([*self.kept, *self.replaced], key=attrgetter("start", "end"))

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._pieces]

    @cached_property
    def _unclear(self) -> frozenset[Span]:
        return frozenset(self.unclear)

    def exactly(self, span: Span) -> Anchored | None:
        """Where a span stands that lies in one kept stretch; None if it lies in none."""
        number = bisect_right(self._starts, span.start) - 1
        if number < 0 or span.end > self._pieces[number].end:
            return None
        piece = self._pieces[number]
        if not isinstance(piece, Kept) or span in self._unclear:
            return None
        shift = piece.to - piece.start
        return Anchored(Span(span.start + shift, span.end + shift), "moved" if piece.moved else "same")

    def anchor(self, span: Span) -> Anchored:
        """Where a span of the earlier text stands in the later one.

        Where its inside was changed it stretches over the new words, if both ends are known and at least half
        of it was kept.
        """
        if (exact := self.exactly(span)) is not None:
            return exact
        if span in self._unclear:
            return Anchored(None, why="its words stand in several places, and which is meant isn't clear")
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self._pieces[first].end <= span.start:
            first += 1
        last = bisect_left(self._starts, span.end)
        inside = self._pieces[first:last]
        if not inside:
            return Anchored(None, why="its words were taken out or rewritten")
        if any(one.to_end > other.to for one, other in pairwise(inside)):
            return Anchored(None, why="its parts stand in different places now")
        start, end = self._start(span.start, first), self._end(span.end, last - 1)
        if start is None or end is None:
            where = "beginning" if start is None else "end"
            return Anchored(None, why=f"the text around its {where} was rewritten")
        known = sum(
            min(piece.end, span.end) - max(piece.start, span.start)
            for piece in inside
            if isinstance(piece, Kept) or piece.kind != "words"
        )
        if start >= end or known * 2 < span.end - span.start:
            return Anchored(None, why="most of its words were rewritten")
        if end - start > 2 * (span.end - span.start) + _ROOM:
            return Anchored(None, why="much was put between its beginning and its end")
        return Anchored(Span(start, end), self._how(span, inside))

    def near(self, place: int) -> int:
        """Where a place is in the later text; of what was taken out, where that stood."""
        number = bisect_right(self._starts, place) - 1
        if number < 0:
            return 0
        piece = self._pieces[number]
        inside = isinstance(piece, Kept) and place <= piece.end
        return place - piece.start + piece.to if inside else piece.to_end

    def _start(self, start: int, number: int) -> int | None:
        piece = self._pieces[number]
        if piece.start <= start:
            return _within(piece, start, piece.to)
        before = self._pieces[number - 1] if number else None
        edge, to = (before.end, before.to_end) if before else (0, 0)
        if edge == start and to <= piece.to:  # the words that stood from here on were replaced
            return to
        return piece.to if to == piece.to else None

    def _end(self, end: int, number: int) -> int | None:
        piece = self._pieces[number]
        if end <= piece.end:
            return _within(piece, end, piece.to_end)
        if number + 1 == len(self._pieces):
            return None  # nothing after it was kept: where it ends now, only the text's own end could say
        after = self._pieces[number + 1]
        if after.start == end and piece.to_end <= after.to:
            return after.to
        return piece.to_end if piece.to_end == after.to else None

    def _how(self, span: Span, inside: Sequence[Kept | Replaced]) -> How:
        covered = inside[0].start <= span.start and span.end <= inside[-1].end
        touching = all((one.end, one.to_end) == (other.start, other.to) for one, other in pairwise(inside))
        kinds = {piece.kind for piece in inside if isinstance(piece, Replaced)}
        if not covered or not touching or kinds & {"typo", "words"}:
            return "changed"
        if any(isinstance(piece, Kept) and piece.moved for piece in inside):
            return "moved"
        return "name" if "name" in kinds else "same"

    @cached_property
    def inverted(self) -> "OffsetMap":
        """The map back."""
        kept = sorted(Kept(k.to, k.to_end, k.start, k.moved) for k in self.kept)
        replaced = sorted(Replaced(r.to, r.to_end, r.start, r.end, r.kind) for r in self.replaced)
        return OffsetMap(tuple(kept), tuple(replaced))

    def then(self, later: "OffsetMap") -> "OffsetMap":
        """What both maps keep, one after the other. Of what only one keeps, it says nothing."""
        found: list[Kept] = []
        theirs = later.kept
        starts = [k.start for k in theirs]
        for ours in self.kept:
            number = max(bisect_right(starts, ours.to) - 1, 0)
            while number < len(theirs) and theirs[number].start < ours.to_end:
                start, end = max(ours.to, theirs[number].start), min(ours.to_end, theirs[number].end)
                if start < end:
                    back, moved = ours.start - ours.to, ours.moved or theirs[number].moved
                    to = start + theirs[number].to - theirs[number].start
                    found.append(Kept(start + back, end + back, to, moved))
                number += 1
        return OffsetMap(tuple(joined(found)))


def _within(piece: Kept | Replaced, place: int, edge: int) -> int | None:
    """Where a place inside a stretch is: in words put for others, at their `edge`."""
    if isinstance(piece, Kept):
        return place - piece.start + piece.to
    at_edge = place in (piece.start, piece.end)
    if at_edge or max(piece.end - piece.start, piece.to_end - piece.to) <= _SHORT:
        return edge
    return None


def joined(kept: Iterable[Kept]) -> list[Kept]:
    """Stretches, in order, with those that touch on both sides made one."""
    found: list[Kept] = []
    for each in kept:
        if found and (found[-1].end, found[-1].to_end, found[-1].moved) == (each.start, each.to, each.moved):
            found[-1] = found[-1]._replace(end=each.end)
        else:
            found.append(each)
    return found


class Edit(NamedTuple):
    """Words to stand in place of those in a span."""

    span: Span
    words: str


def edited(
    content: Content,
    edits: Iterable[Edit],
    *,
    kind: Kind = "typo",
    labels: Mapping[str, str] = NO_LABELS,
) -> tuple[Content, OffsetMap]:
    """A text with words put in place of others, and the map to it: exact, since nothing has to be compared.

    Segments keep their times and their speakers, but those whom `labels` calls otherwise, or whose label was
    replaced as it stands before them. ValueError if spans overlap, or reach beyond the text.
    """
    wanted = sorted(edits)
    kept: list[Kept] = []
    replaced: list[Replaced] = []
    parts: list[str] = []
    done = length = 0
    for (start, end), words in wanted:
        if not done <= start <= end <= len(content.text):
            raise ValueError(f"nothing can be put from {start} to {end} here")
        parts += [content.text[done:start], words]
        if start > done:
            kept.append(Kept(done, start, length))
        length += start - done
        if end > start and words:
            replaced.append(Replaced(start, end, length, length + len(words), kind))
        done, length = end, length + len(words)
    parts.append(content.text[done:])
    kept.append(Kept(done, len(content.text), length))  # perhaps empty: where the texts end
    moved = _Moved(content, wanted)
    segments = (
        Segment(labels.get(s.speaker, moved.label(s)), moved.start(s), moved.end(s), s.time)
        for s in content.segments
    )
    return Content("".join(parts), tuple(segments)), OffsetMap(tuple(joined(kept)), tuple(replaced))


class _Moved:
    """Where segments come to stand, and what their speakers are called."""

    def __init__(self, content: Content, edits: Sequence[Edit]) -> None:
        self._text = content.text
        self._edits = edits
        self._starts = [edit.span.start for edit in edits]
        self._grown = [0]
        for (start, end), words in edits:
            self._grown.append(self._grown[-1] + len(words) - (end - start))

    def start(self, segment: Segment) -> int:
        """Where it begins: what is put in right there is its own."""
        return self._place(segment.start, bisect_left(self._starts, segment.start))

    def end(self, segment: Segment) -> int:
        """Where it ends: what is put in right there is its own."""
        number = bisect_left(self._starts, segment.end)
        while number < len(self._edits) and self._edits[number].span == (segment.end, segment.end):
            number += 1
        return self._place(segment.end, number)

    def _place(self, place: int, number: int) -> int:
        """A place after so many edits; inside of one, where its words end."""
        return max(place, self._edits[number - 1].span.end if number else 0) + self._grown[number]

    def label(self, segment: Segment) -> str:
        """What its speaker is called."""
        before = bisect_left(self._starts, segment.start) - 1
        if not segment.speaker or before < 0:
            return segment.speaker
        (start, end), words = self._edits[before]
        between = self._text[end : segment.start]
        is_label = self._text[start:end] == segment.speaker and not any(map(str.isalpha, between))
        return words if is_label and words else segment.speaker
