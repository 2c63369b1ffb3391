"""What leads from a cell back to the pair it shows, for bringing edits back.

Each key says: participant's uid, uid of the code or theme, which part of the pair ("summary", "comment" or
"checked by"), sheet, cell, a hash of the text as exported, and whether the cell holds all of it. The hash is
the first 32 hexadecimal digits of the SHA-256 of the text in UTF-8. A pair may stand on two sheets, where a
code is in two themes.

The comment and the name of who checked stand once a row. A comment on the theme as a whole comes first; a
line that begins with "On CODE: " begins the comment on that code.
"""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from qualcode.writers.cells import safe_text
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.workbook.looks import HEADER, KEY
from qualcode.writers.workbook.plan import KEYS

HEADERS = ("Participant", "Column", "Part", "Sheet", "Cell", "Hash", "Whole text")


class Key(NamedTuple):
    """A key as it stands in its row."""

    participant: str
    column: str
    part: str
    sheet: str
    cell: str
    hash: str
    whole: str


class Keys:
    """The keys of all cells that may be edited."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._pairs: set[tuple[str, str]] = set()

    def add(
        self,
        pair: tuple[str, str],
        part: str,
        place: tuple[str, int, int],
        text: str,
        continued: Mapping[int, str],
    ) -> None:
        """Note a cell, given its sheet, row and column (from 1), and what of its row goes on elsewhere."""
        sheet, row, column = place
        shown = continued.get(column - 1)
        cell = f"{get_column_letter(column)}{row}"
        whole = "yes" if shown is None else "no"
        self._keys.append(Key(*pair, part, sheet, cell, text_hash(text if shown is None else shown), whole))
        if part == "summary":
            self._pairs.add(pair)

    def has_summary(self, pair: tuple[str, str]) -> bool:
        """Whether a cell for the summary of the pair was noted."""
        return pair in self._pairs

    def write(self, book: Book) -> None:
        """Write them on a hidden sheet."""
        widths = (34, 34, 12, 32, 8, 36, 10)
        with book.sheet(Sheet(KEYS, widths, header=1, filtered=False, hidden=True)) as rows:
            rows.add([Item(header, HEADER) for header in HEADERS])
            for key in self._keys:
                rows.add([Item(value, KEY) for value in key])


def text_hash(text: str) -> str:
    """The hash of a text as a cell shows it."""
    return hashlib.sha256(safe_text(text)[0].encode()).hexdigest()[:32]
