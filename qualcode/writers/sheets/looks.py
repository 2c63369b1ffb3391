"""How a cell looks, and the number the file knows that look by."""

from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Calibri"


@dataclass(frozen=True, eq=False)  # compared by identity: it is the key of every cell
class Look:
    """Font, fill and alignment of a cell. Colours are RRGGBB, `size` is in points, `number` a number format.

    `wraps` is False for a line that may run on over empty cells at its right.
    """

    size: float = 10
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    colour: str = "1F2A30"
    fill: str = ""
    line: str = "D3DCE0"  # colour of the cell's border, "" for none
    wraps: bool = True
    across: str = "left"
    down: str = "top"
    number: str = "General"


class Style(NamedTuple):
    """The numbers of a look: as it is, and with the mark that its text is no formula."""

    plain: int
    quoted: int


@cache
def filled(look: Look, colour: str) -> Look:
    """The look on another ground."""
    return replace(look, fill=colour)


@cache
def numbered(look: Look, number: str) -> Look:
    """The look with a number format."""
    return replace(look, number=number)


class Styles:
    """Looks registered in a workbook, each once."""

    def __init__(self, scratch: Worksheet) -> None:
        self._scratch = scratch  # of that workbook; no cell stays in it
        self._known: dict[Look, Style] = {}

    def __getitem__(self, look: Look) -> Style:
        style = self._known.get(look)
        if style is None:
            # Two cells: the first one's style, once registered, would change with it.
            plain, quoted = self._cell(look), self._cell(look)
            quoted.quotePrefix = True
            style = self._known[look] = Style(plain.style_id, quoted.style_id)
        return style

    def _cell(self, look: Look) -> Cell:
        cell = Cell(self._scratch, row=1, column=1)
        cell.font = Font(
            name=FONT,
            family=2,
            sz=look.size,
            b=look.bold,
            i=look.italic,
            u="single" if look.underlined else None,
            color="FF" + look.colour,
        )
        if look.fill:
            cell.fill = PatternFill("solid", fgColor="FF" + look.fill)
        if look.line:
            side = Side(style="thin", color="FF" + look.line)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.alignment = Alignment(horizontal=look.across, vertical=look.down, wrap_text=look.wraps)
        cell.number_format = look.number
        return cell
