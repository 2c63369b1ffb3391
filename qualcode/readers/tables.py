"""Tables from csv, tsv and xlsx files, every cell as text."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from qualcode.model.errors import UnreadableFile
from qualcode.model.tables import Table
from qualcode.readers.decoding import decode
from qualcode.readers.files import load_text
from qualcode.readers.header import build_table
from qualcode.readers.plain import plain_csv_text

DELIMITERS = ",;\t|"
CELL_LIMIT = 1_000_000
"""Characters of one csv cell; more means a quotation mark that was never closed."""

TABLE_FORMATS = (".csv", ".tsv", ".txt", ".xlsx")


def read_table(path: Path, *, sheet: str | None = None, encoding: str | None = None) -> Table:
    """The table of a csv or tsv file, or of a sheet (the first, unless named) of an xlsx file.

    Cells are text: dates in ISO form, whole numbers without a decimal point, truth values as yes and no.
    Raises UnreadableFile if the file can't be read as a table, BadTable if rows don't fit the header.
    """
    if path.suffix.lower() == ".xlsx":
        from qualcode.readers.sheets import read_sheet

        return read_sheet(path, sheet)
    if path.suffix.lower() in TABLE_FORMATS or path.is_dir() or not path.exists():
        return read_csv_table(path, encoding)[0]
    raise UnreadableFile(f"{path.name} is not a table that can be read; save it as .csv or .xlsx.")


def read_csv_table(path: Path, encoding: str | None = None) -> tuple[Table, str]:
    """The table of a csv or tsv file, and the encoding it was read in."""
    decoded = decode(load_text(path), path.name, encoding)
    text = decoded.text
    declared = re.match(r"sep=(.)\n", text, re.IGNORECASE)
    if declared:
        text = text[declared.end() :]  # Excel doesn't show this line, so that the header is row 1
    delimiter = declared[1] if declared else _delimiter(text, path.suffix.lower())
    rows = _csv_rows(text, delimiter, path.name)
    return build_table(path.name, rows, decoded.warnings, what="file"), decoded.encoding


def _delimiter(text: str, suffix: str) -> str:
    """The sign between cells: the one most frequent in the header, outside of quotation marks."""
    header = text.lstrip("\n").split("\n", 1)[0]
    bare = re.sub(r'"(?:[^"]|"")*"', "", header)
    counts = {sign: bare.count(sign) for sign in DELIMITERS}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ("\t" if suffix == ".tsv" else ",")


def _csv_rows(text: str, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers as a spreadsheet shows them: a cell with line ends is in one row."""
    csv.field_size_limit(CELL_LIMIT)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    number = 1
    guarded = "'" in text
    while True:
        begins = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(
                f"{file}: row {number} (line {begins} of the file) can't be read: {_csv_problem(error)}."
            ) from None
        yield number, [plain_csv_text(cell) if cell[:1] == "'" else cell for cell in row] if guarded else row
        number += 1


def _csv_problem(error: csv.Error) -> str:
    words = str(error)
    if "unexpected end of data" in words or "field larger" in words:
        return 'a cell begins with a quotation mark (") that is never closed'
    if "expected after" in words:
        return 'a quotation mark (") stands inside a cell; write it twice'
    return words
