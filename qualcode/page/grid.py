"""Where the cells of a matrix fall: widths of columns, heights of rows, text wrapped when first seen."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from qualcode.page.cells import clip, drawable, fit, width
from qualcode.page.wrap import wrap

LEAST_LINES, MOST_LINES = 1, 40
CELL_WIDTHS = (24, 44)  # cells; the narrowest and the widest column of summaries


class Place(NamedTuple):
    """A cell, by number of row and column."""

    row: int
    column: int


def lines_of(text: str, room: int) -> list[str]:
    """A text wrapped to a width, paragraph by paragraph."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        drawn = drawable(paragraph)
        lines += [drawn[start:end] for start, end, _ in wrap(drawn, 0, len(drawn), room)] or [""]
    return lines


def label_widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths for the frozen columns, each as wide as its longest value, together at most `room` cells."""
    widths = [max((width(drawable(value)) for value in values), default=0) + 2 for values in columns]
    while sum(widths) > room and max(widths, default=0) > 6:
        widths[widths.index(max(widths))] -= 1
    return widths


def label_room(room: int, columns: int) -> int:
    """How wide the frozen columns may be: two fifths, or more where no summary needs it."""
    usual, least = max(12, room * 2 // 5), CELL_WIDTHS[0] + 1
    fit_beside = max(1, min(columns, (room - usual) // least))
    return max(usual, min(room * 3 // 5, room - fit_beside * least))


def cell_width(room: int, columns: int) -> int:
    """How wide a column is, so that as many as fit side by side fill the room."""
    least, most = CELL_WIDTHS
    shown = max(1, min(columns, room // (least + 1)))
    return max(min(least, room), min(most, room // shown - 1))


class Grid:
    """The cells of a matrix on a plane of rows and columns, without its heads and frozen columns.

    `text` gives a cell's text. A row is as high as its longest cell, but at most `lines` high; an empty line
    follows each. Heights are found at once (they place everything below), wrapped text is kept as it is seen.
    """

    def __init__(
        self, rows: int, columns: int, column_width: int, lines: int, text: Callable[[int, int], str]
    ) -> None:
        self.rows, self.columns = rows, columns
        self.column_width = column_width
        self.lines = lines
        self._own_lines: dict[int, int] = {}  # rows that were made higher or lower by themselves
        self._text = text
        self._wrapped: dict[Place, list[str]] = {}
        self._tops = array("I")
        self._place()

    def _place(self, first: int = 0) -> None:
        """Find where each row begins, from one on."""
        del self._tops[first:]
        top = self._tops[-1] + self.height(first - 1) + 1 if first else 0
        for row in range(first, self.rows):
            self._tops.append(top)
            top += self.height(row) + 1
        self.total = top

    def most_lines(self, row: int) -> int:
        """How many lines a row may have."""
        return self._own_lines.get(row, self.lines)

    def height(self, row: int) -> int:
        """How many lines a row has."""
        most, height = self.most_lines(row), 1
        room = most * self.column_width
        for column in range(self.columns):
            text = self._text(row, column)
            if len(text) >= room:
                return most
            # Short enough for one line: not worth wrapping.
            if len(text) * 2 > self.column_width or "\n" in text:
                height = max(height, min(most, len(self.wrapped(row, column))))
        return height

    def wrapped(self, row: int, column: int) -> list[str]:
        """All lines of a cell's text."""
        place = Place(row, column)
        if (lines := self._wrapped.get(place)) is None:
            lines = self._wrapped[place] = lines_of(self._text(row, column), self.column_width - 1)
        return lines

    def line(self, row: int, column: int, inside: int) -> str:
        """One line of a cell, as wide as its column; the last one ends in "…" if there is more."""
        lines = self.wrapped(row, column)
        height = self.row_height(row)
        if inside >= min(len(lines), height):
            return " " * self.column_width
        text = lines[inside]
        if inside == height - 1 and len(lines) > height:
            text = clip(text, self.column_width - 3).rstrip("…") + "…"
        return fit(text, self.column_width)

    def top(self, row: int) -> int:
        """The line on which a row begins."""
        return self._tops[row]

    def row_height(self, row: int) -> int:
        """How many lines a row takes, as placed."""
        following = self._tops[row + 1] if row + 1 < self.rows else self.total
        return following - self._tops[row] - 1

    def row_on(self, line: int) -> tuple[int, int] | None:
        """The row on a line, and which of its lines it is; None past the end."""
        if not 0 <= line < self.total:
            return None
        row = bisect_right(self._tops, line) - 1
        return row, line - self._tops[row]

    def left(self, column: int) -> int:
        """The cell at which a column begins."""
        return column * (self.column_width + 1)

    def column_on(self, cell: int) -> int | None:
        """The column at a cell; None past the last."""
        column = cell // (self.column_width + 1)
        return column if 0 <= column < self.columns else None

    @property
    def breadth(self) -> int:
        """The cells that all columns take."""
        return self.columns * (self.column_width + 1)

    def changed(self, row: int, column: int) -> bool:
        """Take a cell's text anew; True if the rows below moved."""
        self._wrapped.pop(Place(row, column), None)
        before = self.row_height(row)
        if self.height(row) == before:
            return False
        self._place(row)
        return True

    def resize_row(self, row: int, step: int) -> None:
        """Give a row so many lines more, or fewer."""
        shown = self.row_height(row) if step < 0 else self.most_lines(row)
        self._own_lines[row] = min(max(shown + step, LEAST_LINES), MOST_LINES)
        self._place(row)
