"""Counts of codes by group, as json or csv."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.model.charts import CountRow
from qualcode.model.errors import Refused
from qualcode.writers.cells import safe_text
from qualcode.writers.tables import atomically, write_csv

_COUNTS = ("participants", "of", "passages", "codings")


def counts_json(rows: Sequence[CountRow], attributes: Sequence[str]) -> list[dict[str, str | int]]:
    """An object a row: theme, code, a key for each attribute counted by, and the four counts.

    An attribute called like one of the other keys, such as "code", gets "attribute " in front.
    """
    keys = _keys(attributes)
    return [
        {
            "theme": row.theme,
            "code": row.code,
            **dict(zip(keys, row.group, strict=True)),
            "participants": row.count.participants,
            "of": row.count.of,
            "passages": row.count.passages,
            "codings": row.count.codings,
        }
        for row in rows
    ]


def write_counts(rows: Sequence[CountRow], attributes: Sequence[str], path: Path) -> list[str]:
    """Write the counts to csv or json, by the file's ending. Returns what had to be changed."""
    match path.suffix.casefold():
        case ".csv":
            return write_counts_csv(rows, attributes, path)
        case ".json":
            return write_counts_json(rows, attributes, path)
    raise Refused(f"{path.name}: name a file that ends in .csv or .json.")


def write_counts_json(rows: Sequence[CountRow], attributes: Sequence[str], path: Path) -> list[str]:
    """Write the counts as `counts_json` gives them."""
    text = json.dumps(counts_json(rows, attributes), ensure_ascii=False, indent=2)
    with atomically(path) as beside:
        beside.write_text(safe_text(text)[0] + "\n", encoding="utf-8")
    return []


def write_counts_csv(rows: Sequence[CountRow], attributes: Sequence[str], path: Path) -> list[str]:
    """Write a line a row. Returns what had to be changed."""
    lines: Iterator[list[str | int]] = (
        [
            row.theme,
            row.code,
            *row.group,
            row.count.participants,
            row.count.of,
            row.count.passages,
            row.count.codings,
        ]
        for row in rows
    )
    return list(write_csv(path, ("theme", "code", *_keys(attributes), *_COUNTS), lines))


def _keys(attributes: Sequence[str]) -> list[str]:
    taken = ("theme", "code", *_COUNTS)
    return [f"attribute {name}" if name in taken else name for name in attributes]
