"""Rows of one sheet, turned into the file's XML as they come."""

from collections.abc import Callable, Sequence
from typing import IO
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from qualcode.writers.cells import (
    CELL_LIMIT,
    REPLACEMENT,
    safe_text,
    stored_text,
    taken_for_formula,
    too_long,
)
from qualcode.writers.quotations import Run, quotations
from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.looks import FONT, Look, Styles, filled
from qualcode.writers.sheets.measure import height, lines, most_lines, room

_SURELY_FITS = CELL_LIMIT // 2  # characters; each is stored as two units at most
_SHORT = 60  # characters; shorter texts come again and again (a site, "Not asked") and are kept
_KEPT = 5_000
_BATCH = 200  # rows written at once
_MOST_LINKS = 65_530  # on one sheet; Excel repairs a file that has more

_Made = tuple[str, float]  # what follows a cell's place in the file, and the height it needs

CONTINUED = "FFF6DF"
"""Ground of a cell whose text goes on elsewhere, so that nobody edits half a text."""

Continue = Callable[[str, str], int]
"""Keeps a text too long for its cell, given the cell, and says in which row of its sheet it starts."""


class Rows:
    """Writes rows, top to bottom. `widths` are those of the columns.

    A text that its cell can't show in full is handed to `keep`, and the cell says where it goes on.
    """

    def __init__(self, out: IO[bytes], widths: Sequence[float], styles: Styles, keep: Continue) -> None:
        self._out = out
        self._styles = styles
        self.widths = widths
        self._letters = [get_column_letter(index + 1) for index in range(len(widths))]
        self._keep = keep
        self._known: dict[tuple[str | int, Look, int], _Made] = {}
        self._pending: list[str] = []
        self.links: list[str] = []
        self.links_left_out = 0
        self.replaced = 0
        self.row = 0

    def add(self, items: Sequence[Item], least: float = 0) -> dict[int, str]:
        """Write the next row; `least` is the least height in points.

        Returns what is shown of those texts that go on elsewhere, by column (from 0).
        """
        self.row += 1
        tallest = least
        cells: list[str] = []
        continued: dict[int, str] = {}
        known, letters, row = self._known, self._letters, self.row
        for index, (value, look, link, marked) in enumerate(items):
            made = known.get((value, look, index))
            if made is None:
                made, shown = self._made(value, look, index, marked)
                if shown:
                    continued[index] = shown
            xml, high = made
            cells.append(f'<c r="{letters[index]}{row}"{xml}')
            if high > tallest:
                tallest = high
            if link:
                self._link(index, link)
        size = f' ht="{tallest:g}" customHeight="1"' if tallest else ""
        self._pending.append(f'<row r="{row}"{size}>{"".join(cells)}</row>')
        if len(self._pending) >= _BATCH:
            self.flush()
        return continued

    def flush(self) -> None:
        """Write what is pending."""
        self._out.write("".join(self._pending).encode())
        self._pending.clear()

    def _made(self, value: str | int, look: Look, index: int, marked: bool) -> tuple[_Made, str]:
        """The cell and its height; what is shown of it, "" if all is."""
        if isinstance(value, int):
            number = f' s="{self._styles[look].plain}"><v>{value}</v></c>'
            return (number, height(1, look.size)), ""
        text = value
        if not value.isprintable():
            text, problems = safe_text(value)
            if problems:
                self.replaced += text.count(REPLACEMENT) - value.count(REPLACEMENT)
                return self._text(text, look, index, marked)
        found = self._text(text, look, index, marked)
        if len(value) <= _SHORT and not marked and len(self._known) < _KEPT and not found[1]:
            self._known[value, look, index] = found[0]
        return found

    def _text(self, text: str, look: Look, index: int, marked: bool) -> tuple[_Made, str]:
        if not text:  # nothing at all, so that the text at its left may run on
            return (f' s="{self._styles[look].plain}"/>', 0.0), ""
        space = room(self.widths[index], look.size * (1.06 if look.bold else 1))
        count = lines(text, space) if look.wraps else 1
        shown = ""
        if count > most_lines(look.size) or (len(text) > _SURELY_FITS and too_long(text)):
            row = self._keep(f"{self._letters[index]}{self.row}", text)
            text = shown = _opening(text, look, space) + f" … [goes on: sheet Long texts, row {row}]"
            look = filled(look, CONTINUED)
            count = lines(text, space) if look.wraps else 1
        runs = quotations(text) if marked and ("“" in text or '"' in text) else []
        if len(runs) > 1 or (runs and runs[0].italic):
            inner = "".join(_run(run, look) for run in runs)
        else:
            inner = _plain(text)
        style = self._styles[look]
        number = style.quoted if taken_for_formula(text) else style.plain
        return (
            (f' s="{number}" t="inlineStr"><is>{inner}</is></c>', height(count, look.size)),
            shown,
        )

    def _link(self, index: int, place: str) -> None:
        if len(self.links) >= _MOST_LINKS:
            self.links_left_out += 1
            return
        target = escape(place, {'"': "&quot;"})
        self.links.append(f'<hyperlink ref="{self._letters[index]}{self.row}" location="{target}"/>')


def _opening(text: str, look: Look, space: float) -> str:
    """As much of the beginning of a text as can be seen with two lines to spare, to the end of a word."""
    most = most_lines(look.size) - 2 if look.wraps else 1
    end = min(len(text), CELL_LIMIT // 2)
    while end > 1 and lines(text[:end], space) > most:
        end = end * 9 // 10
    cut = max(text.rfind(" ", end // 2, end), text.rfind("\n", end // 2, end))
    return text[: cut if cut > 0 else end].rstrip()


def _plain(text: str) -> str:
    if text[0].isspace() or text[-1].isspace() or "\n" in text:  # dropped without the attribute
        return f'<t xml:space="preserve">{_escaped(text)}</t>'
    return f"<t>{_escaped(text)}</t>"


def _run(run: Run, look: Look) -> str:
    """A run with its font in full: Excel gives a run without one the normal font, not the cell's."""
    slant = "<i/>" if run.italic != look.italic else ""
    weight = "<b/>" if look.bold else ""
    return (
        f'<r><rPr>{weight}{slant}<sz val="{look.size:g}"/><color rgb="FF{look.colour}"/><rFont val="{FONT}"/>'
        f'<family val="2"/></rPr><t xml:space="preserve">{_escaped(run.text)}</t></r>'
    )


def _escaped(text: str) -> str:
    text = stored_text(text)
    return escape(text) if "&" in text or "<" in text or ">" in text else text
