"""The rows of a transcript at a width, and the one fold from an offset to a place on the screen and back."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from qualcode.page.cells import clusters, is_plain, width
from qualcode.page.shown import Shown

LEAST = 8  # cells; below it the text is cut at the edge rather than wrapped
GAP = -1  # in the place of a row: an empty line between turns

_EMPTY_LINE = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+\s*")


class Row(NamedTuple):
    """A row: it shows the text from `start` to `end`; the white space up to `stop` hangs over its edge."""

    number: int
    start: int
    end: int
    stop: int
    stretch: int


def wrap(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int, int]]:
    """The rows of a drawable text, as (start, end, stop): broken at spaces, or else between characters."""
    if is_plain(text, start, end):
        return _wrap_plain(text, start, end, room)
    return _wrap_wide(text, start, end, room)


def _wrap_plain(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int, int]]:
    """Every character takes one cell: one search a row."""
    while end - start > room:
        cut = text.rfind(" ", start, start + room + 1)
        if cut <= start:
            yield start, start + room, start + room
            start += room
            continue
        stop = cut + 1
        while stop < end and text[stop] == " ":
            stop += 1
        while text[cut - 1] == " " and cut - 1 > start:
            cut -= 1
        yield start, cut, stop
        start = stop
    if start < end:
        yield start, end, end


def _wrap_wide(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int, int]]:
    """Characters take none, one or two cells, and what a reader sees as one is never broken."""
    cut = resume = -1  # the last place to break: where the row ends and the next one begins
    used = since = 0  # cells in this row, and those after `resume`
    blank = False
    for first, last, cells in clusters(text, start, end):
        if text[first] == " ":
            cut = cut if blank else first
            resume, blank = last, True
            used, since = used + cells, 0
            continue
        blank = False
        if cells > 1 and resume != first:  # a script without spaces breaks between any two
            cut = resume = first
            since = 0
        while used + cells > room and first > start:
            if cut > start:
                yield start, cut, resume
                start, used = resume, since
            else:
                yield start, first, first
                start, used = first, 0
            cut = -1
        used, since = used + cells, since + cells
    if start < end:
        yield start, (cut if blank and cut > start else end), end


class Wrapping:
    """Every row of what is shown, at one width in cells.

    A line of the screen shows a row or is a gap: `line_rows` holds for each line its row's number or GAP, and
    `lines` for each row its line.
    """

    def __init__(self, shown: Shown, room: int) -> None:
        self.shown = shown
        self.room = max(room, LEAST)
        self.starts, self.ends, self.stops = array("I"), array("I"), array("I")
        self.stretches = array("I")
        self.lines = array("I")
        self.line_rows = array("i")
        for stretch in range(len(shown.stretches)):
            if shown.apart(stretch):
                self.line_rows.append(GAP)
            self._add(stretch)

    def _add(self, stretch: int) -> None:
        text = self.shown.text
        for first, last, stop in self._paragraphs(*self.shown.stretches[stretch]):
            for start, end, hang in wrap(text, first, last, self.room):
                self.lines.append(len(self.line_rows))
                self.line_rows.append(len(self.starts))
                self.starts.append(start)
                self.ends.append(end)
                self.stops.append(hang)
                self.stretches.append(stretch)
            self.stops[-1] = stop

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The parts of a stretch that empty lines set apart, as (start, end, stop)."""
        source = self.shown.content.text
        if source.find("\n", start, end) >= 0:
            for gap in _EMPTY_LINE.finditer(source, start, end):
                if gap.start() > start and gap.end() < end:
                    yield start, gap.start(), gap.end()
                    start = gap.end()
        yield start, end, end

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def height(self) -> int:
        """How many lines there are, gaps included."""
        return len(self.line_rows)

    def __getitem__(self, number: int) -> Row:
        return Row(number, self.starts[number], self.ends[number], self.stops[number], self.stretches[number])

    def row_at(self, offset: int) -> int:
        """The number of the row that shows an offset, or of the last before it; 0 before the first."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def line_at(self, offset: int) -> int:
        """The line that shows an offset."""
        return self.lines[self.row_at(offset)] if self.lines else 0

    def row_on(self, line: int) -> Row | None:
        """The row on a line; None for a gap, or past the end."""
        number = self.line_rows[line] if 0 <= line < len(self.line_rows) else GAP
        return None if number == GAP else self[number]

    def row_near(self, line: int) -> int:
        """The number of the row on a line, or of the nearest above it."""
        line = min(line, len(self.line_rows) - 1)
        while line > 0 and self.line_rows[line] == GAP:
            line -= 1
        return max(0, self.line_rows[line]) if line >= 0 else 0

    def cell_of(self, offset: int) -> int:
        """How many cells stand before an offset in its row."""
        if not self.starts:
            return 0
        row = self[self.row_at(offset)]
        return width(self.shown.text[row.start : min(max(offset, row.start), row.end)])

    def offset_at(self, number: int, cell: int) -> int:
        """The offset of the character at a cell of a row, or of its last character."""
        row = self[number]
        text = self.shown.text
        if is_plain(text, row.start, row.end):
            return max(row.start, min(row.start + max(cell, 0), row.end - 1))
        place, used = row.start, 0
        for start, _, cells in clusters(text, row.start, row.end):
            place = start
            used += cells
            if used > cell:
                break
        return place
