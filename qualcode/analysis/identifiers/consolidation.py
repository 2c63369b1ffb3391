"""One hit where several rules found the same words, in the order of the text."""

from collections.abc import Iterable

from qualcode.analysis.identifiers.found import FROM_MODEL, KINDS, SURE, Identifier
from qualcode.model.text import Span

_BETTER = {kind: (kind not in SURE, KINDS.index(kind)) for kind in KINDS}
_LAST = ("capitalised word",)


def consolidated(text: str, found: Iterable[Identifier]) -> list[Identifier]:
    """The hits, those that overlap joined: the widest span, with the kind and reason of the best of them.

    What is exact (a number, a date) keeps its own ends. “bracketed elsewhere” says most where it is true.
    """
    joined: list[Identifier] = []
    for hit in sorted(found, key=lambda hit: (hit.span.start, -hit.span.end)):
        if not joined or joined[-1].span.end <= hit.span.start:
            joined.append(hit)
            continue
        before = joined[-1]
        best, other = sorted((before, hit), key=_rank)
        span = Span(before.span.start, max(before.span.end, hit.span.end))
        if best.kind in SURE and other.kind not in SURE:
            inside = best.span.start <= other.span.start and other.span.end <= best.span.end
            span = best.span if inside else span
        joined[-1] = Identifier(best.kind, span, text[span.start : span.end], best.why)
    return joined


def _rank(hit: Identifier) -> tuple[int, bool, bool, int]:
    sure, place = _BETTER[hit.kind]
    said = 0 if hit.kind in SURE else 1 if hit.kind == "bracketed elsewhere" else 2
    return (said + (hit.kind in _LAST), hit.why.startswith(FROM_MODEL), sure, place)
