"""Titles that spreadsheet programs take for a sheet."""

import re
from collections.abc import Iterable

from qualcode.writers.cells import safe_text

LONGEST = 31

_REFUSED = re.compile(r"[/\\?*\[\]:\x00-\x1f\x7f]")
_RESERVED = "history"  # Excel keeps it for itself


def sheet_title(wanted: str, taken: Iterable[str], ending: str = "") -> str:
    """A title made from `wanted` and `ending`, unlike any taken one (upper and lower case apart).

    Refused characters become spaces; `wanted` is shortened so that `ending` stays.
    """
    name = " ".join(_REFUSED.sub(" ", safe_text(wanted)[0]).split()).strip("' ") or "Sheet"
    seen = {title.casefold() for title in taken} | {_RESERVED}
    number = 1
    while True:
        tail = f" ({number}){ending}" if number > 1 else ending
        title = _shortened(name, LONGEST - len(tail)) + tail
        if title.casefold() not in seen:
            return title
        number += 1


def _shortened(name: str, room: int) -> str:
    while len(name.encode("utf-16-le")) // 2 > room:
        name = name[:-1]
    return name.strip("' ") or "Sheet"


def location(title: str, cell: str) -> str:
    """The place of a cell as links inside a workbook name it."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{cell}"
