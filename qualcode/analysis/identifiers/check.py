"""All rules over one text: what of its speech, headings and labels may identify someone."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

from qualcode.analysis.identifiers.brackets import Protected, bracketed_elsewhere, protected
from qualcode.analysis.identifiers.capitals import capitals
from qualcode.analysis.identifiers.consolidation import consolidated
from qualcode.analysis.identifiers.dates import dates
from qualcode.analysis.identifiers.found import Identifier
from qualcode.analysis.identifiers.labels import label_is_a_name
from qualcode.analysis.identifiers.near import Near
from qualcode.analysis.identifiers.numbers import numbers
from qualcode.analysis.identifiers.small_letters import has_no_capitals, small_letters
from qualcode.model.asides import asides_of
from qualcode.model.text import Content, Span


def find(content: Content, more: Iterable[Identifier] = ()) -> list[Identifier]:
    """What may identify someone in a text, in order; nothing within [brackets].

    `more` are hits found otherwise (by a model of the language), which are joined with those of the rules.
    Labels are reported once each, at their first place.
    """
    text = content.text
    near = Near(text)
    spoken = sorted(chain((Span(s.start, s.end) for s in content.segments), asides_of(content)))
    rules = chain(
        capitals(text, _beginnings(content)),
        numbers(near),
        dates(near),
        bracketed_elsewhere(text),
        small_letters(text) if has_no_capitals(text) else (),
        more,
    )
    brackets = Protected(protected(text))
    within = _Within(spoken)
    hits = (hit for hit in rules if within.holds(hit.span) and not brackets.touches(hit.span))
    return sorted([*consolidated(text, hits), *_labels(content)], key=lambda hit: hit.span)


def find_in_words(words: str) -> list[Identifier]:
    """What may identify someone in a short text that is no transcript: a comment, a memo, a heading."""
    from qualcode.model.text import Segment

    return find(Content(words, (Segment("", 0, len(words)),)))


class _Within:
    """Stretches of speech and asides, to be asked whether something stands in one of them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def holds(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.end <= self._ends[at]


def _beginnings(content: Content) -> list[int]:
    """Where speech begins: at each segment, but where it goes on from one of the same speaker's."""
    starts = []
    text, before = content.text, None
    for segment in content.segments:
        goes_on = (
            before is not None
            and before.speaker == segment.speaker
            and text[before.end - 1 : before.end] not in ".?!…"
            and segment.time is not None
        )
        if not goes_on:
            starts.append(segment.start)
        before = segment
    return starts


def _labels(content: Content) -> list[Identifier]:
    """The labels that look like names, each where it first stands."""
    found = []
    for label in content.speakers:
        if label_is_a_name(label):
            first = next(s for s in content.segments if s.speaker == label)
            start = content.text.rfind(label, max(0, first.start - len(label) - 80), first.start)
            span = Span(start, start + len(label)) if start >= 0 else Span(first.start, first.start)
            found.append(Identifier("speaker label", span, label, "a speaker's label that looks like a name"))
    return found
