"""Codebooks as csv, xlsx, yaml and json: what `readers.codebook` reads back as the same codebook."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.model.errors import Refused
from qualcode.model.tables import CodebookFile, CodeEntry, ThemeEntry
from qualcode.writers.cells import safe_text
from qualcode.writers.tables import atomically, write_csv, write_sheets

CODEBOOK_FORMATS = (".csv", ".xlsx", ".yaml", ".yml", ".json")

_CODE_COLUMNS = {
    "brief": "definition",
    "full": "full definition",
    "use": "use when",
    "avoid": "don't use when",
    "example": "example",
    "kind": "kind",
    "origin": "origin",
    "source": "source",
    "status": "status",
    "merged_into": "merged into",
    "former_names": "former names",
    "colour": "colour",
}
_THEME_HEADER = ("theme", "short name", "definition", "status", "within", "former names", "order of codes")


def write_codebook(path: Path, book: CodebookFile) -> tuple[str, ...]:
    """Write a codebook in the format of the path's ending. Returns what had to be changed in texts.

    Raises Refused for another ending, or a path that can't be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".csv":
        header = ("row", "name", "theme", "short name", *_CODE_COLUMNS.values(), "order of codes")
        return write_csv(path, header, _csv_rows(book))
    if suffix == ".xlsx":
        codes = [[code.name, _themes_of(code, book), *_fields(code)] for code in book.codes]
        sheets: dict[str, tuple[Sequence[str], list[list[str]]]] = {
            "Codes": (("code", "theme", *_CODE_COLUMNS.values()), codes)
        }
        if book.themes:
            sheets["Themes"] = (_THEME_HEADER, [_theme_cells(theme, book) for theme in book.themes])
        return write_sheets(path, sheets, widths=(32, 28, 40, 60, 40, 40, 40))
    if suffix in (".yaml", ".yml", ".json"):
        return _write_tree(path, book)
    raise Refused(f"{path.name} is of no format for codebooks; end the name in .xlsx, .csv, .yaml or .json.")


def _csv_rows(book: CodebookFile) -> Iterator[list[str]]:
    for theme in book.themes:
        name, short, definition, status, parent, former, order = _theme_cells(theme, book)
        own = {"brief": definition, "status": status, "former_names": former}
        yield ["theme", name, parent, short, *(own.get(field, "") for field in _CODE_COLUMNS), order]
    for code in book.codes:
        yield ["code", code.name, _themes_of(code, book), "", *_fields(code), ""]


def _fields(code: CodeEntry) -> list[str]:
    values = code._asdict()
    return [
        "\n".join(code.former_names) if field == "former_names" else values[field] for field in _CODE_COLUMNS
    ]


def _themes_of(code: CodeEntry, book: CodebookFile) -> str:
    return "\n".join(theme.name for theme in book.themes if code.name in theme.codes)


def _theme_cells(theme: ThemeEntry, book: CodebookFile) -> list[str]:
    """A theme's cells; the order of its codes only where it isn't the order of the codebook."""
    usual = tuple(code.name for code in book.codes if code.name in theme.codes)
    order = "\n".join(theme.codes) if theme.codes != usual else ""
    former = "\n".join(theme.former_names)
    return [theme.name, theme.short, theme.definition, theme.status, theme.parent, former, order]


def _write_tree(path: Path, book: CodebookFile) -> tuple[str, ...]:
    problems: list[str] = []
    tree = {
        "themes": [_said(theme, problems) for theme in book.themes],
        "codes": [_said(code, problems) for code in book.codes],
    }
    if path.suffix.lower() == ".json":
        text = json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    else:
        import yaml

        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=100)
    with atomically(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    return tuple(problems)


def _said(entry: ThemeEntry | CodeEntry, problems: list[str]) -> dict[str, str | list[str]]:
    """The fields that say something; the name always."""
    said: dict[str, str | list[str]] = {}
    for field, value in entry._asdict().items():
        if isinstance(value, tuple):
            if value:
                said[field] = [_clean(item, entry.name, problems) for item in value]
        elif value or field == "name":
            said[field] = _clean(value, entry.name, problems)
    return said


def _clean(text: str, name: str, problems: list[str]) -> str:
    text, found = safe_text(text)
    problems += [f"{name}: {problem}" for problem in found]
    return text
