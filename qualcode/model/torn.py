"""Passages that a comparison of two texts tears apart, though they stand in both word for word."""

from collections.abc import Iterable, Iterator, Sequence

from qualcode.model.revisions import Kept, OffsetMap
from qualcode.model.text import Span

_CONTEXT = 10  # characters around a passage by which it is known to be another one
_WORDS, _LETTERS = 6, 30  # of a passage that is known again wherever it stands


def keeping_together(offsets: OffsetMap, before: str, after: str, spans: Iterable[Span]) -> OffsetMap:
    """The map, with places for spans of the earlier text, such as coded passages, that it tears apart.

    One that stands word for word in the later text, where nothing else came from, is placed there if that is
    the one such place, and is where it would be expected or a long quotation; else it is said to be unclear.
    """
    settled: list[Span] = []
    unclear: list[Span] = []
    back = offsets.inverted
    for span in sorted(set(spans), key=lambda span: (span.start - span.end, span)):
        if offsets.exactly(span) is None:
            quote = before[span.start : span.end]
            places = [place for place in _places(after, quote) if not _explained(back, place, len(quote))]
            forced = _forced(offsets, span, places[0], quote, settled) if len(places) == 1 else None
            if forced is None:
                unclear += [span] if places else []
                continue
            offsets = forced
        settled.append(span)
    return OffsetMap(offsets.kept, offsets.replaced, tuple(sorted(unclear)))


def _places(text: str, quote: str) -> Iterator[int]:
    place = text.find(quote) if quote else -1
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


def _explained(back: OffsetMap, place: int, length: int) -> bool:
    """Whether the words at a place came from elsewhere, as more than themselves shows."""
    wider = Span(max(place - _CONTEXT, 0), place + length), Span(place, place + length + _CONTEXT)
    return any(back.exactly(span) is not None for span in wider)


def _forced(offsets: OffsetMap, span: Span, to: int, quote: str, settled: Sequence[Span]) -> OffsetMap | None:
    """The map with a span at a place; None if it isn't known well enough, or another would lose its own."""
    there = Span(to, to + len(quote))
    steady = [k for k in offsets.kept if not k.moved]
    expected = all(k.to_end <= to for k in steady if k.end <= span.start) and all(
        k.to >= there.end for k in steady if k.start >= span.end
    )
    known = len(quote.split()) >= _WORDS and len(quote) >= _LETTERS
    if not expected and not known:
        return None
    kept: list[Kept] = []
    for each in offsets.kept:
        shift = each.start - each.to
        gone = [span, Span(there.start + shift, there.end + shift)]
        parts = list(_without(each, gone))
        lost = Span(each.start, each.end) if not parts or parts[0] != each else None
        if lost and any(lost.overlaps(other) and not _whole(parts, other) for other in settled):
            return None
        kept += parts
    kept.append(Kept(span.start, span.end, to, moved=not expected))
    replaced = [
        each
        for each in offsets.replaced
        if not span.overlaps(Span(each.start, each.end)) and not there.overlaps(Span(each.to, each.to_end))
    ]
    return OffsetMap(tuple(sorted(kept)), tuple(replaced))


def _without(kept: Kept, gone: Sequence[Span]) -> Iterator[Kept]:
    """What is left of a stretch without these parts."""
    start = kept.start
    for span in sorted(gone):
        if span.start < kept.end and span.end > start:
            if span.start > start:
                yield Kept(start, span.start, kept.to + start - kept.start, kept.moved)
            start = max(start, span.end)
    if start < kept.end or kept.start == kept.end:
        yield Kept(start, kept.end, kept.to + start - kept.start, kept.moved)


def _whole(parts: Sequence[Kept], span: Span) -> bool:
    """Whether a span lies in one of these parts."""
    return any(part.start <= span.start and span.end <= part.end for part in parts)
