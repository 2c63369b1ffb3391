"""Memos from csv and xlsx."""

from pathlib import Path

from qualcode.model.errors import BadTable
from qualcode.model.study import MEMO_KINDS
from qualcode.model.tables import MemoRow, MemosFile
from qualcode.readers.columns import column_of
from qualcode.readers.rows import known_columns
from qualcode.readers.tables import read_table

ABOUT = ("project", "transcript", "code", "theme", "participant", "cell")
_COLUMNS = {
    "about": ("about", "on", "kind of thing", "object"),
    "name": ("name", "which", "of"),
    "coder": ("coder", "by", "author", "written by"),
    "kind": ("kind", "kind of memo", "type"),
    "date": ("date", "written", "written on"),
    "text": ("text", "memo", "note"),
}


def read_memos(path: Path) -> MemosFile:
    """Memos, a row each: what about, its name (none for the project), by whom, kind, date and text.

    Raises BadTable with each problem by row.
    """
    table = read_table(path)
    columns, notes = known_columns(table, _COLUMNS, ("about", "text"))
    problems: list[str] = []
    rows = []
    for number, cells in table.rows:
        said = dict.fromkeys(_COLUMNS, "") | {field: cells[name].strip() for field, name in columns.items()}
        about, kind = said["about"].casefold() or "project", said["kind"].casefold()
        if about not in ABOUT:
            problems.append(f"row {number}: “{about}” is none of {', '.join(ABOUT)}")
        elif about != "project" and not said["name"]:
            problems.append(f"row {number}: the {about} isn't named")
        if kind and kind not in MEMO_KINDS:
            problems.append(f"row {number}: the kind “{kind}” is none of {', '.join(MEMO_KINDS)}")
        if not said["text"]:
            problems.append(f"row {number}: the memo has no text")
        date = column_of([said["date"]])
        if said["date"] and date.type != "date":
            problems.append(f"row {number}: “{said['date']}” is not a date such as 2026-03-31")
        day = date.values[0] if said["date"] and date.type == "date" else ""
        rows.append(MemoRow(number, about, said["name"], said["coder"], kind, day, said["text"]))
    if problems:
        raise BadTable(table.file, problems)
    return MemosFile(table.file, tuple(rows), (*table.notes, *notes))
