"""Sheets of an xlsx workbook as tables. Formulas are never worked out: the values saved with them count."""

import datetime
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.errors import BadTable, QualcodeError, UnreadableFile
from qualcode.model.tables import Table
from qualcode.readers.archives import Archive
from qualcode.readers.decoding import control_warnings, without_controls
from qualcode.readers.files import load_office
from qualcode.readers.header import MAX_COLUMNS, build_table
from qualcode.readers.plain import plain_xlsx_text

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

TOTAL_LIMIT = 60_000_000
"""Bytes of all parts of a workbook, unpacked."""

LAST_ROW = 1_048_576
"""The last row that a sheet can have in any program."""

_UNREADABLE = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    ArithmeticError,
    zlib.error,
    OSError,
    EOFError,
    AssertionError,
    zipfile.BadZipFile,
)


def read_sheet(path: Path, sheet: str | None = None) -> Table:
    """A sheet as a table: the first one that is shown, or the named one (upper and lower case apart)."""
    book = open_book(path)
    try:
        name = _choose(book, sheet, path.name)
        return _table(book, name, path.name)
    finally:
        book.close()


def read_sheets(path: Path, problems: dict[str, QualcodeError] | None = None) -> dict[str, Table]:
    """All sheets that are shown and not empty, by name.

    Those whose rows don't fit their header raise BadTable, or are left out and put into `problems`.
    """
    book = open_book(path)
    try:
        tables = {}
        for name in _shown(book):
            try:
                tables[name] = _table(book, name, path.name)
            except UnreadableFile:
                continue
            except BadTable as error:
                if problems is None:
                    raise
                problems[name] = error
        return tables
    finally:
        book.close()


def open_book(path: Path, *, whole: bool = False) -> "Workbook":
    """A workbook to be closed; only values are read, or, with `whole`, formulas and merged cells too."""
    data = load_office(path, ".xlsx")
    Archive(data, path.name, total=TOTAL_LIMIT).refuse_declarations(TOTAL_LIMIT)
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(
                io.BytesIO(data), read_only=not whole, data_only=not whole, keep_links=False
            )
    except _UNREADABLE:
        raise UnreadableFile(f"{path.name} is damaged or not a workbook; save it as .xlsx again.") from None


def _shown(book: "Workbook") -> list[str]:
    return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _choose(book: "Workbook", wanted: str | None, file: str) -> str:
    names = _shown(book) or [sheet.title for sheet in book.worksheets]
    if wanted is None and names:
        return names[0]
    for sheet in book.worksheets:
        if wanted is not None and sheet.title.casefold() == wanted.casefold():
            return str(sheet.title)
    raise UnreadableFile(f"{file} has no sheet “{wanted or ''}”; it has {', '.join(names) or 'none'}.")


def _table(book: "Workbook", name: str, file: str) -> Table:
    problems: list[str] = []
    controls = [0]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = build_table(file, _rows(book, name, problems, controls), (), what="sheet")
    except _UNREADABLE:
        raise UnreadableFile(
            f"{file} is damaged; open it in your office program and save it again."
        ) from None
    if problems:
        raise BadTable(file, problems)
    return Table(file, table.header, table.rows, control_warnings(controls[0]))


def _rows(
    book: "Workbook", name: str, problems: list[str], controls: list[int]
) -> Iterator[tuple[int, list[str]]]:
    sheet = book[name]
    sheet.reset_dimensions()  # what a file says about its size may be wrong
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > LAST_ROW:
            raise ValueError(number)
        cells = []
        for place, cell in enumerate(row[: MAX_COLUMNS + 1], start=1):
            if cell.data_type == "e":  # a text that only reads like an error is none
                problems.append(f"row {number}, column {place} holds the error {cell.value}")
            text = plain_xlsx_text(cell_text(cell.value)).replace("\r\n", "\n").replace("\r", "\n")
            text, count = without_controls(text)
            controls[0] += count
            cells.append(text)
        yield number, cells


def cell_text(value: object) -> str:
    """A cell's value as text; 3.0 is "3", a date without a time of day has none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)
