"""Where the reader is in a text, and what is selected: one offset, or a span that grows by words or more."""

from typing import NamedTuple

from qualcode.model.text import Span
from qualcode.page.units import Units


class Caret(NamedTuple):
    """A place in a text, and perhaps a selection.

    A selection holds what it began with, the `anchor`, and reaches from there to the `edge`: so it can grow
    and shrink on either side, by whatever unit, and always keeps its full stops. An empty anchor is an end
    that stays while the other one moves. `fine`: one is on a character, not on the word it is in.
    """

    cursor: int = 0
    anchor: Span | None = None
    edge: int = 0
    fine: bool = False

    @property
    def selection(self) -> Span | None:
        """What is selected; None if nothing is."""
        if self.anchor is None:
            return None
        return Span(min(self.anchor.start, self.edge), max(self.anchor.end, self.edge))


def selecting(span: Span, cursor: int) -> Caret:
    """A caret with that span selected."""
    return Caret(min(max(cursor, span.start), max(span.start, span.end - 1)), span, span.end)


def with_end(span: Span, grid: Units) -> Caret:
    """A caret with that span selected, the end of which moves alone."""
    return _reaching(Span(span.start, span.start), span.end, grid, fine=False)


def turned(caret: Caret, grid: Units) -> Caret:
    """The caret with the same selection, of which now the other end moves, alone."""
    span = caret.selection
    if caret.anchor is None or span is None:
        return caret
    if caret.edge >= caret.anchor.end:
        return _reaching(Span(span.end, span.end), span.start, grid, caret.fine)
    return _reaching(Span(span.start, span.start), span.end, grid, caret.fine)


def snapped(grid: Units, offset: int) -> int:
    """The beginning of the word (or whatever `grid` has) at an offset, or else of the next one.

    Of the last one behind them all.
    """
    found = grid.at(offset)
    if found.end <= offset:
        following = grid.next_start(offset)
        return found.start if following is None else following
    return found.start


def moved(caret: Caret, units: Units, step: int, grid: Units, fine: bool = False) -> Caret:
    """The caret one unit further (`step` 1) or back (-1), on the `grid`, with nothing selected.

    Back first goes to the beginning of the unit one is in.
    """
    find = units.next_start if step > 0 else units.previous_start
    start = find(caret.cursor)
    # One may begin in the white space or the mark before this word: that is where one is.
    while start is not None and (snapped(grid, start) - caret.cursor) * step <= 0:
        start = find(start)
    if start is None:
        return Caret(caret.cursor, fine=fine)
    return Caret(snapped(grid, start), fine=fine)


def extended(caret: Caret, units: Units, step: int, grid: Units, fine: bool = False) -> Caret:
    """The caret with its selection grown, or shrunk from the other side, by one unit.

    What one began with stays selected; by characters (`fine`) that may shrink, too, but never to nothing.
    """
    anchor, edge = caret.anchor, caret.edge
    if anchor is None:
        anchor = _begun(caret.cursor, units, grid)
        edge = anchor.end
    if fine:
        fixed = anchor.start if edge >= anchor.end else anchor.end
        anchor = Span(fixed, fixed)
    moved_to = _further(anchor, edge, units, step)
    edge = edge if moved_to is None or anchor.start == anchor.end == moved_to else moved_to
    return _reaching(anchor, edge, grid, fine)


def _begun(cursor: int, units: Units, grid: Units) -> Span:
    """What a selection begins with: the unit one is in, or else the word."""
    unit = units.at(cursor)
    return unit if unit.start <= cursor < unit.end else grid.at(cursor)


def _further(anchor: Span, edge: int, units: Units, step: int) -> int | None:
    """Where the edge comes to, one unit on; None if there is no more."""
    if step > 0:
        if edge >= anchor.end:
            return units.next_end(edge)
        found = units.next_start(edge)
        return anchor.start if found is None else min(found, anchor.start)
    if edge > anchor.end:
        found = units.previous_end(edge)
        return anchor.end if found is None else max(found, anchor.end)
    return units.previous_start(min(edge, anchor.start))


def stretched(caret: Caret, offset: int, words: Units) -> Caret:
    """The caret with its selection reaching to the word at an offset."""
    anchor = caret.anchor or words.at(caret.cursor)
    word = words.at(offset)
    edge = word.start if word.start < anchor.start else max(word.end, anchor.end)
    return _reaching(anchor, edge, words, fine=False)


def _reaching(anchor: Span, edge: int, grid: Units, fine: bool) -> Caret:
    cursor = grid.at(edge - 1).start if edge >= anchor.end else snapped(grid, edge)
    return Caret(cursor, anchor, edge, fine)
