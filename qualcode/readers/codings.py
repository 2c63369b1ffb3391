"""Coded passages from csv and xlsx."""

from pathlib import Path

from qualcode.model.errors import BadTable
from qualcode.model.tables import CodingRow, CodingsFile
from qualcode.readers.rows import known_columns, offset
from qualcode.readers.tables import read_table

_COLUMNS = {
    "transcript": ("transcript", "file", "file name", "document", "source", "transcript name"),
    "start": ("start", "from", "begin", "start offset", "start character"),
    "end": ("end", "to", "stop", "end offset", "end character"),
    "code": ("code", "code name", "codename"),
    "coder": ("coder", "coded by", "owner", "user", "analyst"),
    "memo": ("memo", "note", "comment"),
    "quote": ("quote", "text", "extract", "quotation", "segment", "passage"),
}


def read_codings(path: Path) -> CodingsFile:
    """Coded passages, a row each: transcript, code, and start and end or a quote (or both).

    A quote is kept as it is, white space too. Raises BadTable with each problem by row.
    """
    table = read_table(path)
    columns, notes = known_columns(table, _COLUMNS, ("transcript", "code"))
    at = {field: columns.get(field, "") for field in _COLUMNS}
    problems: list[str] = []
    if not (at["start"] and at["end"]) and not at["quote"]:
        raise BadTable(table.file, ["there are neither columns “start” and “end” nor a column “quote”"])
    rows = []
    for number, cells in table.rows:
        get = cells.get
        transcript, code = get(at["transcript"], "").strip(), get(at["code"], "").strip()
        quote = get(at["quote"], "")
        start, end, problem = span(get(at["start"], ""), get(at["end"], ""))
        if not transcript:
            problem = "no transcript is named"
        elif not code:
            problem = "no code is named"
        elif not problem and start is None and not quote.strip():
            problem = "neither start and end nor a quote is given"
        if problem:
            problems.append(f"row {number}: {problem}")
        coder, memo = get(at["coder"], "").strip(), get(at["memo"], "").strip()
        rows.append(
            CodingRow(number, transcript, start, end, code, coder, memo, quote if quote.strip() else "")
        )
    if problems:
        raise BadTable(table.file, problems)
    return CodingsFile(table.file, tuple(rows), (*table.notes, *notes))


def span(start_cell: str, end_cell: str) -> tuple[int | None, int | None, str]:
    """Start and end out of two cells, and what is wrong with them ("" if nothing is)."""
    try:
        start, end = offset(start_cell), offset(end_cell)
    except ValueError as error:
        return None, None, f"“{error}” is not a place in a text (a whole number from 0)"
    if (start is None) != (end is None):
        return None, None, "start and end must both be given, or neither"
    if start is not None and end is not None and end <= start:
        return None, None, f"the end ({end}) is not after the start ({start})"
    return start, end, ""
