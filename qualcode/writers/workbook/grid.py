"""What the sheets of the workbook share: three rows on top, words where there is nothing, widths."""

from collections.abc import Iterable, Sequence

from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.looks import Look
from qualcode.writers.sheets.measure import extent, lines, most_lines, room
from qualcode.writers.sheets.rows import Rows
from qualcode.writers.workbook.looks import BLANK, HEADER, NOTE, TEXT, TITLE, TITLE_WRAPPED, WORD

FIRST_ROW = 4
"""The row of the first participant, extract or code, on every sheet."""

NARROW, WIDE = 45.0, 90.0
PARTICIPANT = 25.0
KEY_WIDTH = 34.0

_FOR_A_NOTE = 30.0
_NOT_KNOWN = "Not known"
_STEPS = (NARROW, 60.0, 75.0, WIDE)
CAN_BE_LONG = 900  # characters; a shorter text of few lines fits the tallest row of any text column


def word(text: str, otherwise: str, look: Look = TEXT, empty: Look = WORD) -> Item:
    """A text, or the word that says why there is none."""
    return Item(text, look) if text.strip() else Item(otherwise, empty)


def attributes(values: Iterable[str]) -> list[Item]:
    """Cells of a participant's attributes."""
    return [word(value, _NOT_KNOWN) for value in values]


def together(values: Sequence[str], otherwise: str) -> Item:
    """Several names in one cell."""
    return word("; ".join(values), otherwise)


def top(rows: Rows, title: str, note: str, headers: Sequence[str]) -> None:
    """The title, a line that says how to read the sheet, and the headers.

    The line wraps in the first column that is wide enough: if it ran on, the edge of a page would cut it.
    """
    rows.add([Item(title, TITLE)], 26)
    place = next((index for index, width in enumerate(rows.widths) if width >= _FOR_A_NOTE), 0)
    rows.add([*[Item("", BLANK)] * place, Item(note, NOTE)], 18)
    rows.add([Item(header, HEADER) for header in headers], 24)


def nothing(rows: Rows, what: str, columns: int) -> None:
    """The one row of a sheet that has no other."""
    rows.add([Item(what, WORD)] + [Item("–", WORD)] * (columns - 1))


def title_item(title: str, width: float) -> Item:
    """A title that runs on over empty cells, or wraps where they aren't wide enough."""
    fits = extent(title) * 1.06 <= room(width, TITLE.size)
    return Item(title, TITLE if fits else TITLE_WRAPPED)


def attribute_widths(names: Sequence[str], values: Iterable[Sequence[str]]) -> list[float]:
    """Widths of attribute columns: their longest value's, between 12 and 26."""
    longest = [extent(name) * 1.1 + 1.6 for name in names]  # room for the filter's button
    for row in set(map(tuple, values)):
        for index, value in enumerate(row[: len(longest)]):
            longest[index] = max(longest[index], extent(value))
    return [min(26.0, max(12.0, round(ems * 10 / 0.75 / 7 / 0.96 + 2))) for ems in longest]


def column_width(texts: Iterable[str], size: float = 10) -> float:
    """The least width, from 45 up to 90, at which the tallest row shows each of the texts in full."""
    at = 0
    for text in texts:
        if len(text) < CAN_BE_LONG and text.count("\n") < most_lines(size) // 2:
            continue
        while at < len(_STEPS) - 1 and lines(text, room(_STEPS[at], size)) > most_lines(size):
            at += 1
    return _STEPS[at]
