"""Where the reader is in a text, and what is selected: one offset, or a span that grows by words or more."""

from typing import NamedTuple

from qualcode.model.text import Span
from qualcode.page.spans import Spans


class Caret(NamedTuple):
    """A place in a text, and perhaps a selection.

    A selection holds what it began with, the `anchor`, and reaches from there to the `edge`: so it can grow
    and shrink on either side, by whatever unit, and always keeps its full stops.
    """

    cursor: int = 0
    anchor: Span | None = None
    edge: int = 0

    @property
    def selection(self) -> Span | None:
        """What is selected; None if nothing is."""
        if self.anchor is None:
            return None
        return Span(min(self.anchor.start, self.edge), max(self.anchor.end, self.edge))


def selecting(span: Span, cursor: int) -> Caret:
    """A caret with that span selected."""
    return Caret(min(max(cursor, span.start), max(span.start, span.end - 1)), span, span.end)


def snapped(words: Spans, offset: int) -> int:
    """The beginning of the word at an offset, or else of the next one; of the last one behind them all."""
    if not len(words):
        return 0
    index = words.index(offset)
    if words.ends[index] <= offset and index + 1 < len(words):
        index += 1
    return words.starts[index]


def moved(caret: Caret, units: Spans, step: int, words: Spans) -> Caret:
    """The caret one unit further (`step` 1) or back (-1), with nothing selected.

    Back first goes to the beginning of the unit one is in.
    """
    start: int | None
    if step > 0:
        start = units.next_start(caret.cursor)
    else:
        first = units.at(caret.cursor).start
        start = first
        if snapped(words, first) >= caret.cursor:
            start = units.previous_start(first)
    if start is None:
        return Caret(caret.cursor)
    return Caret(snapped(words, start))


def extended(caret: Caret, units: Spans, step: int, words: Spans) -> Caret:
    """The caret with its selection grown, or shrunk from the other side, by one unit."""
    anchor = caret.anchor or units.at(caret.cursor)
    edge = caret.edge if caret.anchor else anchor.end
    if step > 0:
        if edge < anchor.start:
            found = units.next_start(edge)
            edge = min(anchor.start if found is None else found, anchor.start)
        else:
            found = units.next_end(max(edge, anchor.end))
            edge = edge if found is None else found
    elif edge > anchor.end:
        found = units.previous_end(edge)
        edge = max(anchor.end if found is None else found, anchor.end)
    else:
        found = units.previous_start(min(edge, anchor.start))
        edge = edge if found is None else found
    return _reaching(anchor, edge, words)


def stretched(caret: Caret, offset: int, words: Spans) -> Caret:
    """The caret with its selection reaching to the word at an offset."""
    anchor = caret.anchor or words.at(caret.cursor)
    word = words.at(offset)
    return _reaching(anchor, word.start if word.start < anchor.start else max(word.end, anchor.end), words)


def _reaching(anchor: Span, edge: int, words: Spans) -> Caret:
    cursor = words.at(edge - 1).start if edge >= anchor.end else snapped(words, edge)
    return Caret(cursor, anchor, edge)
