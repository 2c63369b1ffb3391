"""What leads from a cell back to the pair it shows, for bringing edits back.

Each key says: participant's uid, uid of the code or theme, which part of the pair (see `PARTS`), sheet, cell,
a hash of the text as exported, whether the cell holds all of it, and what its row and column are headed. A
pair may stand on two sheets, where a code is in two themes. Rows can be sorted and columns moved: the cell
is only where it was, the hidden last column of a sheet names the row, and the heading the column.

The comment and the name of who checked stand once a row. A comment on the theme as a whole comes first; a
line that begins with "On CODE: " begins the comment on that code.
"""

from collections.abc import Mapping

from openpyxl.utils import get_column_letter

from qualcode.model.edits import KEY_HEADINGS, KEYS, Key, text_hash
from qualcode.writers.cells import safe_text
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.workbook.looks import HEADER, KEY


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
        headed: tuple[str, str],
        text: str,
        continued: Mapping[int, str],
    ) -> None:
        """Note a cell, given its sheet, row and column (from 1), and the names of its row and column.

        `continued` is what is shown of the texts of its row that go on elsewhere.
        """
        sheet, row, column = place
        shown = continued.get(column - 1)
        cell = f"{get_column_letter(column)}{row}"
        whole = "yes" if shown is None else "no"
        hash_ = text_hash(safe_text(text if shown is None else shown)[0])
        named = (safe_text(name)[0] for name in headed)
        self._keys.append(Key(*pair, part, sheet, cell, hash_, whole, *named))
        if part == "summary":
            self._pairs.add(pair)

    def has_summary(self, pair: tuple[str, str]) -> bool:
        """Whether a cell for the summary of the pair was noted."""
        return pair in self._pairs

    def write(self, book: Book) -> None:
        """Write them on a hidden sheet."""
        widths = (34, 34, 12, 32, 8, 36, 10, 32, 32)
        with book.sheet(Sheet(KEYS, widths, header=1, filtered=False, hidden=True)) as rows:
            rows.add([Item(header, HEADER) for header in KEY_HEADINGS])
            for key in self._keys:
                rows.add([Item(value, KEY) for value in key])
