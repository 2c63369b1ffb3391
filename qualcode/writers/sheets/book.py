"""A workbook written sheet by sheet into one file."""

import io
import math
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Self
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from qualcode.writers.cells import safe_text
from qualcode.writers.sheets.long_texts import LongTexts
from qualcode.writers.sheets.looks import Styles
from qualcode.writers.sheets.rows import Continue, Rows

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PAGE = 270  # digits of the normal font on an A3 landscape page, at a size that can be read
_LEVEL = 2  # of compression: three times as fast as the usual 6, a sixth larger


@dataclass(frozen=True)
class Sheet:
    """A sheet to come. `widths` are those of its columns, in digits of the normal font.

    Rows up to `header` and the first `frozen` columns stay in sight and repeat in print. The last `unseen`
    columns are hidden: they are for the program alone.
    """

    title: str
    widths: Sequence[float]
    header: int = 3
    frozen: int = 0
    filtered: bool = True
    locked: bool = False
    hidden: bool = False
    unseen: int = 0
    tab: str = ""  # colour


class Book:
    """Sheets in the order they are opened. One in front of them, called `front`, is written last.

    Leaving the `with` block finishes the file; an error leaves it unfinished.
    Nothing is kept in memory but the row being written, the links and the texts too long for their cells.
    """

    def __init__(self, out: IO[bytes], footer: str, front: str = "") -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._frame = Workbook()
        scratch = self._frame.worksheets[0]
        self._styles = Styles(scratch)
        self._frame.remove(scratch)
        if front:
            self._frame.create_sheet(front)
        self._footer = footer
        self.long_texts = LongTexts()
        self.notes: list[str] = []

    @contextmanager
    def sheet(self, sheet: Sheet) -> Iterator[Rows]:
        """Rows of the next sheet."""
        self._frame.create_sheet(sheet.title)
        with self._written(sheet, len(self._frame.worksheets)) as rows:
            yield rows

    @contextmanager
    def front_sheet(self, sheet: Sheet) -> Iterator[Rows]:
        """Rows of the sheet in front of all others. Call it once, last."""
        with self._written(sheet, 1) as rows:
            yield rows

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._write_frame()
        finally:
            self._zip.close()

    def _write_frame(self) -> None:
        """Write what stands around the sheets: their names, order and styles."""
        properties = self._frame.properties
        properties.creator = "Qualcode"
        properties.lastModifiedBy = None
        frame = io.BytesIO()
        self._frame.save(frame)
        with zipfile.ZipFile(frame) as made:
            for name in made.namelist():
                if not name.startswith("xl/worksheets/"):
                    self._zip.writestr(name, made.read(name))

    @contextmanager
    def _written(self, sheet: Sheet, number: int) -> Iterator[Rows]:
        keep = self._keeper(sheet.title)
        with self._zip.open(f"xl/worksheets/sheet{number}.xml", "w") as out:
            out.write(_head(sheet, selected=number == 1).encode())
            rows = Rows(out, sheet.widths, self._styles, keep)
            yield rows
            rows.flush()
            out.write(_tail(sheet, rows, self._footer).encode())
        self._name_ranges(sheet, number, rows.row)
        self._report(sheet, rows)

    def _keeper(self, title: str) -> Continue:
        return lambda cell, text: self.long_texts.keep(title, cell, text)

    def _name_ranges(self, sheet: Sheet, number: int, last: int) -> None:
        frame = self._frame.worksheets[number - 1]
        if sheet.hidden:
            frame.sheet_state = "hidden"
        if sheet.header:
            frame.print_title_rows = f"1:{sheet.header}"
        if sheet.frozen:
            frame.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
        if sheet.filtered:
            frame.auto_filter.ref = _filter(sheet, last)

    def _report(self, sheet: Sheet, rows: Rows) -> None:
        if rows.replaced:
            things = (
                "character that no spreadsheet can hold was"
                if rows.replaced == 1
                else ("characters that no spreadsheet can hold were")
            )
            self.notes.append(f"Sheet “{sheet.title}”: {rows.replaced} {things} replaced by \ufffd.")
        if rows.links_left_out:
            self.notes.append(
                f"Sheet “{sheet.title}”: {rows.links_left_out} links were left out, "
                "since a sheet holds 65,530 at most."
            )


def _filter(sheet: Sheet, last: int) -> str:
    return f"A{sheet.header}:{get_column_letter(len(sheet.widths))}{max(last, sheet.header)}"


def _head(sheet: Sheet, selected: bool) -> str:
    tab = f'<tabColor rgb="FF{sheet.tab}"/>' if sheet.tab else ""
    chosen = ' tabSelected="1"' if selected else ""
    seen, hidden = len(sheet.widths) - sheet.unseen, ("", ' hidden="1"')
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width:g}" customWidth="1"{hidden[number > seen]}/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{_MAIN}"><sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0"{chosen} workbookViewId="0">{_pane(sheet)}</sheetView>'
        "</sheetViews>"
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def _pane(sheet: Sheet) -> str:
    if not sheet.header and not sheet.frozen:
        return ""
    corner = f"{get_column_letter(sheet.frozen + 1)}{sheet.header + 1}"
    across = f' xSplit="{sheet.frozen}"' if sheet.frozen else ""
    down = f' ySplit="{sheet.header}"' if sheet.header else ""
    pane = "bottomRight" if sheet.frozen and sheet.header else "bottomLeft" if sheet.header else "topRight"
    return (
        f'<pane{across}{down} topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
        f'<selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/>'
    )


def _tail(sheet: Sheet, rows: Rows, footer: str) -> str:
    """What follows the rows, in the one order the format allows."""
    lock = (
        '<sheetProtection sheet="1" formatColumns="0" formatRows="0" autoFilter="0"/>' if sheet.locked else ""
    )
    kept = f'<autoFilter ref="{_filter(sheet, rows.row)}"/>' if sheet.filtered else ""
    links = f"<hyperlinks>{''.join(rows.links)}</hyperlinks>" if rows.links else ""
    pages = max(1, math.ceil(sum(sheet.widths[: len(sheet.widths) - sheet.unseen]) / _PAGE))
    return (
        f"</sheetData>{lock}{kept}{links}"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="8" orientation="landscape" fitToWidth="{pages}" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{_footer(footer)}</oddFooter></headerFooter></worksheet>"
    )


def _footer(text: str) -> str:
    """The text, the sheet's title and the page's number; 255 characters at most, as Excel has it."""
    words = safe_text(text)[0].replace("\n", " ").replace("&", "&&")
    return escape(f"&L{words[:120]}&C&A&RPage &P of &N")
