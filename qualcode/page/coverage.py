"""What codes lie on and what they don't: passages to go to, and speech that nobody has coded yet."""

from collections.abc import Collection, Iterator

from qualcode.model.text import Span, merged_spans
from qualcode.page.lanes import Lanes
from qualcode.page.shown import Shown


class Passages:
    """The coded passages as units to move by. They overlap: "the next" is the next to begin, or to end."""

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes

    def at(self, offset: int) -> Span:
        """The innermost at an offset; an empty span where there is none."""
        here = self._lanes.touching(offset, offset + 1)
        inner = min(here, key=lambda coding: (coding.end - coding.start, -coding.start), default=None)
        return Span(offset, offset) if inner is None else Span(inner.start, inner.end)

    def next_start(self, offset: int) -> int | None:
        """The first start after an offset."""
        return self._lanes.next_start(offset)

    def previous_start(self, offset: int) -> int | None:
        """The last start before an offset."""
        return self._lanes.previous_start(offset)

    def next_end(self, offset: int) -> int | None:
        """The first end after an offset."""
        return self._lanes.next_end(offset)

    def previous_end(self, offset: int) -> int | None:
        """The last end before an offset."""
        return self._lanes.previous_end(offset)


class Uncoded:
    """The participants' speech that no coding lies on, as units to move by.

    A stretch ends where a coding begins or the turn ends. What has no words in it isn't one.
    `interviewers` are the labels of those whose speech needs no code.
    """

    def __init__(self, shown: Shown, lanes: Lanes, interviewers: Collection[str]) -> None:
        self._shown, self._lanes, self._interviewers = shown, lanes, interviewers

    def at(self, offset: int) -> Span:
        """The one at an offset; an empty span where there is none."""
        turns = self._shown.turns
        if len(turns):
            for span in self._in(turns.index(offset)):
                if span.start <= offset < span.end:
                    return span
        return Span(offset, offset)

    def next_start(self, offset: int) -> int | None:
        """The first start after an offset."""
        return next((span.start for span in self._from(offset, 1) if span.start > offset), None)

    def previous_start(self, offset: int) -> int | None:
        """The last start before an offset."""
        return next((span.start for span in self._from(offset, -1) if span.start < offset), None)

    def next_end(self, offset: int) -> int | None:
        """The first end after an offset."""
        return next((span.end for span in self._from(offset, 1) if span.end > offset), None)

    def previous_end(self, offset: int) -> int | None:
        """The last end before an offset."""
        return next((span.end for span in self._from(offset, -1) if span.end < offset), None)

    def _from(self, offset: int, step: int) -> Iterator[Span]:
        """From the turn of an offset on, or back."""
        turns = self._shown.turns
        number = turns.index(offset)
        while 0 <= number < len(turns):
            yield from self._in(number) if step > 0 else reversed(self._in(number))
            number += step

    def _in(self, turn: int) -> list[Span]:
        """Those of one turn."""
        start, end = self._shown.turns[turn]
        stretch = self._shown.stretches.index(start)
        speech = self._shown.turn_of(stretch)
        if speech is None or speech.speaker in self._interviewers:
            return []
        found, free = [], start
        covered = merged_spans(Span(coding.start, coding.end) for coding in self._lanes.touching(start, end))
        for coded in [*covered, Span(end, end)]:
            if free < coded.start and (span := self._with_words(free, coded.start)):
                found.append(span)
            free = max(free, coded.end)
        return found

    def _with_words(self, start: int, end: int) -> Span | None:
        """A stretch from its first word on, without white space at its end; None if no word begins in it."""
        first = self._shown.words.next_start(start - 1)
        if first is None or first >= end:
            return None
        speech = self._shown.content.text[first:end].rstrip()
        return Span(first, first + len(speech)) if any(map(str.isalnum, speech)) else None
