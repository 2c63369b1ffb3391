"""Codebooks from spreadsheets.

A row is a code, or a theme where a column `row` says so; an xlsx file may have the themes on a sheet of
their own, named "Themes". A code's themes stand in one cell, a line each, or on one line with "; " between
names that aren't themes' themselves. The codes of a theme come in the order of their rows, unless the
theme's cell "order of codes" says otherwise. Without any row for a theme, those that codes name are made.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from qualcode.model.study import CODE_KINDS, CODE_STATUSES, ORIGINS, THEME_STATUSES
from qualcode.model.tables import CodeEntry, Table, TableRow, ThemeEntry
from qualcode.readers.codebook_check import Draft, choice, refuse_too_many
from qualcode.readers.header import column_key
from qualcode.readers.tables import read_table

_COLUMNS = {
    "row": ("row", "level", "entry"),
    "name": ("code", "name", "code name", "label"),
    "theme": ("theme", "themes", "category", "categories", "parent", "parent theme", "within"),
    "brief": ("definition", "brief definition", "brief", "short definition", "description"),
    "full": ("full definition", "full", "long definition"),
    "use": ("use when", "when to use", "use", "include", "inclusion", "inclusion criteria"),
    "avoid": (
        *("don't use when", "do not use when", "when not to use", "avoid", "exclude", "exclusion"),
        "exclusion criteria",
    ),
    "example": ("example", "examples", "typical example"),
    "kind": ("kind", "kind of code"),
    "origin": ("origin", "came from", "derived from"),
    "source": ("source", "reference"),
    "status": ("status",),
    "merged_into": ("merged into",),
    "former_names": ("former names", "former name"),
    "colour": ("colour", "color"),
    "short": ("short name", "short"),
    "codes": ("codes",),
    "order": ("order of codes",),
}
_THEME_SHEET = {
    **_COLUMNS,
    "name": ("theme", "name", "theme name"),
    "theme": ("within", "parent", "parent theme"),
}
_OF_REPORTS = frozenset(
    map(column_key, ("participants", "passages", "codings", "merged from", "no", "number"))
)
_THEME_ONLY = ("short", "codes", "order")
_CODE_ONLY = ("full", "use", "avoid", "example", "kind", "origin", "source", "merged_into", "colour")


class _Row(NamedTuple):
    place: str
    what: str
    cells: Mapping[str, str]


def draft_of_rows(path: Path) -> Draft:
    """The draft of a csv, tsv or xlsx file."""
    draft = Draft(path.name)
    rows: list[_Row] = []
    for table, themes, sheet in _tables(path):
        draft.notes += table.notes
        names = _columns(table, _THEME_SHEET if themes else _COLUMNS, draft)
        where = f" of the sheet {sheet}" if sheet else ""
        rows += [_row(row, names, where, themes, draft) for row in table.rows]
    refuse_too_many(draft.file, len(rows))
    _fill(draft, rows)
    return draft


def _tables(path: Path) -> Iterable[tuple[Table, bool, str]]:
    """The tables of the file, whether each is of themes, and the sheet's name if there are several."""
    if path.suffix.lower() != ".xlsx":
        return [(read_table(path), False, "")]
    from qualcode.readers.sheets import read_sheets

    sheets = read_sheets(path)
    themes = next((name for name in sheets if name.strip().casefold() in ("themes", "theme")), None)
    codes = next((name for name in sheets if name.strip().casefold() in ("codes", "codebook")), None)
    codes = codes or next((name for name in sheets if name != themes), None)
    if themes is None or codes is None:
        return [(sheets[codes], False, "") if codes else (read_table(path), themes is not None, "")]
    return [(sheets[themes], True, themes), (sheets[codes], False, codes)]


def _columns(table: Table, known: Mapping[str, tuple[str, ...]], draft: Draft) -> dict[str, str]:
    """Which field each column is; unknown columns are problems, those of our own reports are left aside."""
    fields = {column_key(name): field for field, names in known.items() for name in names}
    found: dict[str, str] = {}
    aside = []
    for name in table.header:
        field = fields.get(column_key(name))
        if column_key(name) in _OF_REPORTS:
            aside.append(f"“{name}”")
        elif field is None:
            draft.problems.append(f"there is no field for the column “{name}”; rename it or take it out")
        elif field in found.values():
            first = next(column for column in found if found[column] == field)
            draft.problems.append(f"the columns “{first}” and “{name}” say the same thing; keep one")
        else:
            found[name] = field
    if "name" not in found.values():
        draft.problems.append("no column names the codes; call one “code”")
    if aside:
        draft.notes.append(f"Left aside, since they are counted anew: the columns {', '.join(aside)}.")
    return found


def _row(row: TableRow, names: Mapping[str, str], where: str, themes: bool, draft: Draft) -> _Row:
    cells = {field: row.cells[column].strip() for column, field in names.items()}
    place = f"row {row.number}{where}"
    what = cells.pop("row", "").casefold() or ("theme" if themes else "code")
    if what not in ("code", "theme"):
        draft.problems.append(f"{place}: the row is “{what}”, neither code nor theme")
    wrong = _CODE_ONLY if what == "theme" else _THEME_ONLY
    for field in wrong:
        if cells.get(field):
            draft.problems.append(f"{place}: a {what} has no “{field.replace('_', ' ')}”")
    return _Row(place, what, cells)


def _fill(draft: Draft, rows: list[_Row]) -> None:
    declared = [row.cells.get("name", "") for row in rows if row.what == "theme"]
    members: dict[str, list[str]] = {name: [] for name in declared}
    for row in rows:
        if row.what == "code":
            joined = []
            for theme in _theme_names(row.cells.get("theme", ""), declared):
                if declared and theme not in declared:
                    draft.problems.append(f"{row.place}: the theme “{theme}” doesn't exist")
                elif row.cells.get("name", "") not in members.setdefault(theme, []):
                    members[theme].append(row.cells.get("name", ""))
                    joined.append(theme)
            _add_code(draft, row, joined)
    for row in rows:
        if row.what == "theme":
            draft.themes.append((row.place, _theme(row, members[row.cells.get("name", "")])))
    if not declared:
        for name, codes in members.items():
            draft.themes.append((f"the theme “{name}”", ThemeEntry(name, codes=tuple(codes))))


def _theme_names(cell: str, declared: Sequence[str]) -> list[str]:
    names: list[str] = []
    for line in cell.split("\n"):
        whole = line.strip()
        apart = ";" in whole and whole not in declared
        names += [part.strip() for part in whole.split(";")] if apart else [whole]
    return [name for name in dict.fromkeys(names) if name]


def _add_code(draft: Draft, row: _Row, new_themes: list[str]) -> None:
    """Add a code; a row that only puts the same code into another theme adds none."""
    cells = row.cells
    code = CodeEntry(
        **{field: cells.get(field, "") for field in ("name", "brief", "full", "use", "avoid", "example")},
        kind=choice(cells.get("kind", ""), CODE_KINDS),
        origin=choice(cells.get("origin", ""), ORIGINS),
        source=cells.get("source", ""),
        status=choice(cells.get("status", ""), CODE_STATUSES),
        merged_into=cells.get("merged_into", ""),
        former_names=_lines(cells.get("former_names", "")),
        colour=cells.get("colour", ""),
    )
    before = next((known for _, known in draft.codes if known.name == code.name), None)
    if before and new_themes and all(not new or new == old for new, old in zip(code, before, strict=True)):
        return
    draft.codes.append((row.place, code))


def _theme(row: _Row, members: list[str]) -> ThemeEntry:
    cells = row.cells
    listed = _lines(cells.get("codes", ""))
    belonging = list(dict.fromkeys([*listed, *members]))
    order = [name for name in _lines(cells.get("order", "")) if name in belonging]
    return ThemeEntry(
        name=cells.get("name", ""),
        short=cells.get("short", ""),
        definition=cells.get("brief", ""),
        status=choice(cells.get("status", ""), THEME_STATUSES),
        parent=cells.get("theme", ""),
        former_names=_lines(cells.get("former_names", "")),
        codes=tuple(dict.fromkeys([*order, *belonging])),
    )


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in cell.split("\n") if line.strip())
