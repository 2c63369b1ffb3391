"""What is looked for in what is said in a text, where it stands; and passages in their context.

Whatever is found lies within one stretch: neighbouring segments of one speaker, or an aside. So labels are
never found, and nothing reaches from one speaker's words into another's.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from qualcode.analysis.query import Search
from qualcode.model.asides import asides_of
from qualcode.model.hits import Hit
from qualcode.model.sentences import sentences
from qualcode.model.text import Content, Span

ROOM = 40  # characters shown before a hit, and after it


class Stretch(NamedTuple):
    """Part of a text that is searched by itself: what one speaker says, or an aside."""

    start: int
    end: int
    speaker: str
    aside: bool = False


def stretches_of(content: Content) -> list[Stretch]:
    """The stretches of a text, in order."""
    found: list[Stretch] = []
    for speaker, start, end, _ in content.segments:
        before = found[-1] if found else None
        if before is not None and before.speaker == speaker and not content.text[before.end : start].strip():
            found[-1] = Stretch(before.start, max(before.end, end), speaker)
        elif start < end:
            found.append(Stretch(start, end, speaker))
    asides = [Stretch(start, end, "", True) for start, end in asides_of(content)]
    return sorted([*found, *asides]) if asides else found


def hits_in(
    content: Content,
    transcript: str,
    search: Search,
    wanted: Callable[[Stretch], bool],
    room: int = ROOM,
    *,
    stretches: Callable[[], list[Stretch]] | None = None,
    accepts: Callable[[Span], bool] | None = None,
) -> Iterator[Hit]:
    """What is found in the wanted stretches of a text, in order, each with up to `room` characters around.

    `stretches` gives those of the text, where somebody knows them; with `accepts`, only such hits count.
    """
    text = content.text
    if not search.may_be_in(text):
        return
    for stretch in stretches() if stretches else stretches_of(content):
        if wanted(stretch):
            for start, end in search.spans(text[stretch.start : stretch.end]):
                span = Span(stretch.start + start, stretch.start + end)
                if accepts is None or accepts(span):
                    yield _hit(content, transcript, span, stretch, stretch, room)


def in_words(text: str, uid: str, by: str, search: Search, room: int = ROOM) -> Iterator[Hit]:
    """What is found in a text that isn't a transcript, such as a memo of a uid: it is one stretch."""
    for span in search.spans(text) if search.may_be_in(text) else ():
        before, after = _before(text, 0, span.start, room), _after(text, span.end, len(text), room)
        yield Hit(uid, span, 0, by, before, " ".join(text[span.start : span.end].split()), after)


def touching(passages: Sequence[Span]) -> Callable[[Span], bool]:
    """Whether a span overlaps one of some passages, which are in order and apart."""
    ends = [passage.end for passage in passages]

    def touches(span: Span) -> bool:
        place = bisect_right(ends, span.start)
        return place < len(passages) and passages[place].start < span.end

    return touches


def apart_from(passages: Sequence[Span]) -> Callable[[Span], bool]:
    """Whether a span overlaps none of some passages, which are in order and apart."""
    touches = touching(passages)
    return lambda span: not touches(span)


def in_context(content: Content, transcript: str, span: Span, room: int = ROOM) -> Hit:
    """Any passage of a text, with what its first speaker says before it and its last speaker after it."""
    return all_in_context(content, transcript, [span], room)[0]


def all_in_context(content: Content, transcript: str, spans: Iterable[Span], room: int = ROOM) -> list[Hit]:
    """Passages of one text, each as `in_context` has it."""
    stretches = stretches_of(content)
    found = []
    for span in spans:
        nowhere = Stretch(span.start, span.end, "", True)
        first = next((s for s in stretches if s.end > span.start), nowhere)
        last = next((s for s in reversed(stretches) if s.start < span.end), nowhere)
        found.append(_hit(content, transcript, span, first, last, room))
    return found


def sentences_around(content: Content, spans: Iterable[Span]) -> list[Span]:
    """For each span the whole sentences around it, in its stretch; the span itself where it is in none."""
    stretches = stretches_of(content)
    starts = [stretch.start for stretch in stretches]
    known: dict[int, tuple[list[int], list[int]]] = {}
    found = []
    for span in spans:
        place = bisect_right(starts, span.start) - 1
        if place < 0 or stretches[place].end < span.end:
            found.append(span)
            continue
        if place not in known:
            within = list(sentences(content.text, stretches[place].start, stretches[place].end))
            known[place] = [start for start, _ in within], [end for _, end in within]
        begin, close = known[place]
        first = max(bisect_right(begin, span.start) - 1, 0)
        last = min(bisect_left(close, span.end), len(close) - 1)
        found.append(Span(min(begin[first], span.start), max(close[last], span.end)))
    return found


def _hit(content: Content, transcript: str, span: Span, first: Stretch, last: Stretch, room: int) -> Hit:
    text = content.text
    turn = None if first.aside else content.turn_at(max(span.start, first.start))
    return Hit(
        transcript,
        span,
        turn.number if turn else 0,
        first.speaker,
        _before(text, min(first.start, span.start), span.start, room),
        " ".join(text[span.start : span.end].split()),
        _after(text, span.end, max(last.end, span.end), room),
    )


def _before(text: str, start: int, end: int, room: int) -> str:
    """The last words of a part of a text."""
    part = text[max(start, end - 2 * room) : end]
    line = " ".join(part.split()) + (" " if part[-1:].isspace() else "")
    if len(line) > room:
        cut = line.find(" ", len(line) - room - 1, len(line) - 1)
        line = line[cut + 1 if cut >= 0 else len(line) - room :]
    return line.lstrip()


def _after(text: str, start: int, end: int, room: int) -> str:
    """The first words of a part of a text."""
    part = text[start : min(end, start + 2 * room)]
    line = (" " if part[:1].isspace() else "") + " ".join(part.split())
    if len(line) > room:
        cut = line.rfind(" ", 1, room + 1)
        line = line[: cut if cut >= 0 else room]
    return line.rstrip()
