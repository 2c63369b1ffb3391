"""The header of a table: which row it is, what is wrong with it, and how a column is found by its name."""

import re
from collections.abc import Iterable, Sequence

from qualcode.model.errors import BadTable, UnreadableFile
from qualcode.model.tables import Table, TableRow

MAX_COLUMNS = 2_000
MAX_ROWS = 200_000
_SHOWN = 20


def build_table(
    file: str, numbered: Iterable[tuple[int, Sequence[str]]], notes: Sequence[str], *, what: str
) -> Table:
    """A table of rows with their numbers, the first that isn't empty being the header.

    Raises UnreadableFile if there is no header or there are too many columns or rows, BadTable for columns
    without or with the same name, and for rows with more cells than columns.
    """
    rows = ((number, row) for number, row in numbered if "".join(row).strip())
    first = next(iter(rows), None)
    if first is None:
        raise UnreadableFile(f"{file} is an empty {what}; the first row must name the columns.")
    header = [" ".join(cell.split()) for cell in first[1]]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    if width > MAX_COLUMNS:
        raise UnreadableFile(f"{file} has {width:,} columns, and {MAX_COLUMNS:,} at most are read.")
    problems = _header_problems(header)
    names = tuple(header)
    found = []
    for number, row in rows:
        if len(row) < width:
            row = [*row, *[""] * (width - len(row))]
        elif len(row) > width and any(cell.strip() for cell in row[width:]):
            problems.append(f"row {number} has {len(row)} cells, but there are {width} columns")
        found.append(TableRow(number, dict(zip(names, row, strict=False))))
        if len(found) > MAX_ROWS:
            raise UnreadableFile(f"{file} has more than {MAX_ROWS:,} rows; split it.")
    if problems:
        raise BadTable(file, problems)
    return Table(file, names, tuple(found), tuple(notes))


def _header_problems(header: Sequence[str]) -> list[str]:
    problems = [f"column {place} has no name" for place, name in enumerate(header, start=1) if not name]
    seen: dict[str, str] = {}
    for name in filter(None, header):
        key = column_key(name)
        if key in seen:
            problems.append(f"two columns have the name “{name}”")
        seen[key] = name
    return problems


def shown_columns(table: Table) -> str:
    """The names of a table's columns for a sentence, the first of them if there are many."""
    more = f" and {len(table.header) - _SHOWN} more" if len(table.header) > _SHOWN else ""
    return ", ".join(f"“{name}”" for name in table.header[:_SHOWN]) + more


def column_key(name: str) -> str:
    """A column's name without what people spell differently: case, spaces, underscores, dashes."""
    return re.sub(r"[\s_\-–./?:'’]+", "", name).casefold()


def find_column(table: Table, names: Iterable[str]) -> str | None:
    """The table's column with one of these names, as the table spells it; the first name wins."""
    known = {column_key(name): name for name in table.header}
    return next((known[column_key(name)] for name in names if column_key(name) in known), None)
