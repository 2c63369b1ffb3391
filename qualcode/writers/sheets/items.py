"""What a cell is given: a text or a number, how it looks, where it leads."""

from typing import NamedTuple

from qualcode.writers.sheets.looks import Look


class Item(NamedTuple):
    """A cell to be written. `link` is a place in the workbook; `marked` puts quotations in italics."""

    value: str | int
    look: Look
    link: str = ""
    marked: bool = False
