"""Texts too long for their cells, kept in pieces that can be seen in full."""

from dataclasses import dataclass

from qualcode.writers.cells import pieces
from qualcode.writers.sheets.measure import lines, most_lines, room

TITLE = "Long texts"
WIDTH = 120.0
FIRST_ROW = 4

_SIZE = 10.0
_PIECE = 3_000  # characters


@dataclass(frozen=True, slots=True)
class LongText:
    """A text and the cell it belongs to; joined with nothing between them, the pieces are the text."""

    sheet: str
    cell: str
    pieces: tuple[str, ...]


class LongTexts:
    """All of them, in the order of their cells. Each piece is a row of the sheet."""

    def __init__(self) -> None:
        self.kept: list[LongText] = []
        self._next = FIRST_ROW

    def keep(self, sheet: str, cell: str, text: str) -> int:
        """Keep a text. Returns the row its first piece will stand in."""
        found = LongText(sheet, cell, tuple(_visible(text, _PIECE)))
        self.kept.append(found)
        row = self._next
        self._next += len(found.pieces)
        return row


def _visible(text: str, size: int) -> list[str]:
    """The text in pieces that the tallest row shows."""
    found: list[str] = []
    for piece in pieces(text, size):
        if size > 8 and lines(piece, room(WIDTH, _SIZE)) > most_lines(_SIZE):
            found += _visible(piece, max(8, min(size, len(piece)) // 2))
        else:
            found.append(piece)
    return found
