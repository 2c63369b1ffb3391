"""Plain tables as csv and xlsx, written beside their place and moved onto it in one step."""

import contextlib
import csv
import io
import itertools
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qualcode.model.errors import Refused
from qualcode.writers.cells import csv_text, pieces, put_text, safe_text, too_long

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value: TypeAlias = str | int | float | None
Rows: TypeAlias = Iterable[Sequence[Value]]

CONTINUED = "Continued"
"""The sheet that holds what is too long for a cell."""

_POINTER = " […] goes on in the sheet “Continued”, no. {number}"


@contextlib.contextmanager
def atomically(path: Path) -> Iterator[Path]:
    """A new file to write to, which takes the place of `path` if all goes well, and vanishes if not.

    Raises Refused if the folder doesn't exist or can't be written to.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise Refused(f"{path} can't be written: {error.strerror or error}.") from None
    beside = Path(name)
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise Refused(
            f"{path} can't be written: {error.strerror or error}; is it open in another program?"
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def write_table(path: Path, header: Sequence[str], rows: Rows, *, sheet: str = "Table") -> tuple[str, ...]:
    """Write a plain table as csv or xlsx, by the file's ending. Returns what had to be changed, by row."""
    match path.suffix.casefold():
        case ".csv":
            return write_csv(path, header, rows)
        case ".xlsx":
            return write_xlsx(path, header, rows, sheet=sheet)
    raise Refused(f"{path.name}: name a file that ends in .csv or .xlsx.")


def write_csv(path: Path, header: Sequence[str], rows: Rows) -> tuple[str, ...]:
    """Write a csv file in UTF-8 with a mark, as Excel reads it. Returns what had to be changed, by row.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    problems: list[str] = []
    with atomically(path) as beside, beside.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        for number, row in enumerate(itertools.chain([header], rows), start=1):
            writer.writerow(
                [_csv_cell(value, number, header, place, problems) for place, value in enumerate(row)]
            )
    return tuple(problems)


def _csv_cell(
    value: Value, row: int, header: Sequence[str], place: int, problems: list[str]
) -> str | int | float:
    if not isinstance(value, str):
        return "" if value is None else value
    text, found = safe_text(value)
    problems += [f"row {row}, {header[place]}: {problem}" for problem in found]
    return csv_text(text)


def write_xlsx(
    path: Path, header: Sequence[str], rows: Rows, *, sheet: str = "Table", widths: Sequence[int] = ()
) -> tuple[str, ...]:
    """Write a workbook of one plain sheet. Returns what had to be changed, by row."""
    return write_sheets(path, {sheet: (header, rows)}, widths=widths)


def write_sheets(
    path: Path, sheets: Mapping[str, tuple[Sequence[str], Rows]], *, widths: Sequence[int] = ()
) -> tuple[str, ...]:
    """Write a workbook of plain sheets by name: header row frozen, texts as texts, numbers as numbers.

    What is too long for a cell goes on in the sheet "Continued". Returns what had to be changed, by row.
    """
    import openpyxl
    from openpyxl.utils import get_column_letter

    problems: list[str] = []
    continued: list[tuple[int, str]] = []
    book = openpyxl.Workbook(write_only=True)
    with atomically(path) as beside, _finished(book):
        for name, (header, rows) in sheets.items():
            page = book.create_sheet(name)
            page.freeze_panes = "A2"
            for place in range(len(header)):
                letter = get_column_letter(place + 1)
                page.column_dimensions[letter].width = widths[place] if place < len(widths) else 24
            _append(page, header, 1, header, problems, continued, bold=True)
            for number, row in enumerate(rows, start=2):
                _append(page, row, number, header, problems, continued)
        if continued:
            page = book.create_sheet(CONTINUED)
            _append(page, ("No.", "Text"), 1, ("No.", "Text"), problems, [], bold=True)
            for number, text in continued:
                _append(page, (number, text), number, ("No.", "Text"), problems, [])
        # By way of memory: a zip file that a full disk leaves unfinished prints a traceback of its own.
        whole = io.BytesIO()
        book.save(whole)
        beside.write_bytes(whole.getbuffer())
    return tuple(problems)


@contextlib.contextmanager
def _finished(book: "Workbook") -> Iterator[None]:
    """Close the sheets after an error: lxml prints a traceback for one that is left in its middle."""
    try:
        yield
    except BaseException:
        for page in book.worksheets:
            with contextlib.suppress(Exception):
                page.close()
        raise


def _append(
    page: "WriteOnlyWorksheet",
    row: Sequence[Value],
    number: int,
    header: Sequence[str],
    problems: list[str],
    continued: list[tuple[int, str]],
    *,
    bold: bool = False,
) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cells = []
    for place, value in enumerate(row):
        cell = WriteOnlyCell(page)
        if bold:
            cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(value, str):
            text, found = safe_text(value)
            where = f"row {number}, {header[place]}"
            problems += [f"{where}: {problem}" for problem in found]
            put_text(cell, _shortened(text, where, problems, continued))
        elif value is not None:
            cell.value = value
        cells.append(cell)
    page.append(cells)


def _shortened(text: str, where: str, problems: list[str], continued: list[tuple[int, str]]) -> str:
    """The text if a cell can hold it; else its beginning, with a pointer to the rest."""
    if not too_long(text):
        return text
    first, *rest = pieces(text, 32_600)
    pointer = _POINTER.format(number=len(continued) + 1)
    problems.append(f"{where}: too long for a cell, goes on in the sheet “{CONTINUED}”")
    continued += [(len(continued) + 1 + place, piece) for place, piece in enumerate(rest)]
    return first + pointer
