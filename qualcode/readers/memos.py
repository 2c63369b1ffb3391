"""Memos from csv and xlsx."""

from pathlib import Path

from qualcode.model.errors import BadTable
from qualcode.model.study import MEMO_KINDS, MEMO_SUBJECTS
from qualcode.model.tables import MemoRow, MemosFile
from qualcode.readers.columns import column_of
from qualcode.readers.rows import known_columns, offset
from qualcode.readers.tables import read_table

_PLACED = ("passage", "coded passage")
_CODED = ("coded passage", "cell")
_COLUMNS = {
    "about": ("about", "on", "kind of thing", "object"),
    "name": ("name", "which", "of"),
    "start": ("start", "from", "begin"),
    "end": ("end", "to"),
    "code": ("code", "column", "code or theme"),
    "made_by": ("made by", "coded by"),
    "coder": ("coder", "by", "author", "written by"),
    "kind": ("kind", "kind of memo", "type"),
    "date": ("date", "written", "written on"),
    "text": ("text", "memo", "note"),
    "quote": ("quote", "quotation", "extract"),
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
        said["about"], said["kind"] = said["about"].casefold() or "project", said["kind"].casefold()
        wrong = _wrong(said)
        try:
            start, end = offset(said["start"]), offset(said["end"])
        except ValueError as error:
            wrong.append(f"“{error}” is no place: start and end are whole numbers from 0")
            start = end = None
        if said["about"] in _PLACED and not said["quote"] and (start is None or end is None):
            wrong.append("it has neither start and end nor a quote")
        problems += [f"row {number}: {each}" for each in wrong]
        quote = cells[columns["quote"]] if "quote" in columns else ""
        rows.append(
            MemoRow(
                number, said["about"], said["name"], said["coder"], said["kind"], _day(said["date"]),
                said["text"], said["code"], said["made_by"], start, end, quote,
            )
        )  # fmt: skip
    if problems:
        raise BadTable(table.file, problems)
    return MemosFile(table.file, tuple(rows), (*table.notes, *notes))


def _wrong(said: dict[str, str]) -> list[str]:
    about, found = said["about"], []
    if about not in MEMO_SUBJECTS:
        found.append(f"“{about}” is none of {', '.join(MEMO_SUBJECTS)}")
    elif about != "project" and not said["name"]:
        found.append(f"the {about} isn't named")
    if about in _CODED and not said["code"]:
        found.append(f"the code of the {about} isn't named")
    if said["kind"] and said["kind"] not in MEMO_KINDS:
        found.append(f"the kind “{said['kind']}” is none of {', '.join(MEMO_KINDS)}")
    if not said["text"]:
        found.append("the memo has no text")
    if said["date"] and not _day(said["date"]):
        found.append(f"“{said['date']}” is not a date such as 2026-03-31")
    return found


def _day(said: str) -> str:
    found = column_of([said])
    return found.values[0] if said and found.type == "date" else ""
