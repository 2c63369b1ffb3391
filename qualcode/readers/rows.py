"""Rows of a table with known columns: aliases of headers, cells, and problems by row."""

from collections.abc import Mapping, Sequence

from qualcode.model.errors import BadTable
from qualcode.model.tables import Table
from qualcode.readers.header import column_key, shown_columns


def known_columns(
    table: Table, columns: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The table's column for each field it has, and a note on columns that aren't known.

    `columns` gives the names a field's column may have. Raises BadTable if a needed field has none.
    """
    fields = {column_key(name): field for field, names in columns.items() for name in names}
    found: dict[str, str] = {}
    unknown = []
    problems = []
    for name in table.header:
        field = fields.get(column_key(name))
        if field is None:
            unknown.append(f"“{name}”")
        elif field in found:
            problems.append(f"the columns “{found[field]}” and “{name}” say the same thing; keep one")
        else:
            found[field] = name
    for field in needed:
        if field not in found:
            problems.append(f"there is no column “{columns[field][0]}” (there are {shown_columns(table)})")
    if problems:
        raise BadTable(table.file, problems)
    notes = (f"Columns left aside, as nothing is known of them: {', '.join(unknown)}.",) if unknown else ()
    return found, notes


def offset(cell: str) -> int | None:
    """A place in a text as a number from 0; None for an empty cell. Raises ValueError for anything else."""
    plain = cell.strip()
    if not plain:
        return None
    if not plain.isascii() or not plain.isdigit() or len(plain) > 12:
        raise ValueError(plain)
    return int(plain)
