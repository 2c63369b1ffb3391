"""The sheet of texts too long for their cells."""

from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.long_texts import TITLE, WIDTH
from qualcode.writers.sheets.titles import location
from qualcode.writers.workbook.grid import top
from qualcode.writers.workbook.looks import LINK, TEXT

_HEADERS = ("Sheet", "Cell", "Part", "Text")
_NOTE = "Texts too long for their cells, in full; the parts join without a gap."
_NAMED = 10  # cells named in a note


def write_long_texts(book: Book) -> None:
    """Write every text kept, in pieces that can be seen in full. No sheet if there is none."""
    if not book.long_texts.kept:
        return
    with book.sheet(Sheet(TITLE, (34.0, 9.0, 12.0, WIDTH), frozen=3)) as rows:
        top(rows, TITLE, _NOTE, _HEADERS)
        for kept in book.long_texts.kept:
            place = location(kept.sheet, kept.cell)
            for number, piece in enumerate(kept.pieces, start=1):
                part = f"{number} of {len(kept.pieces)}"
                rows.add(
                    [
                        Item(kept.sheet, TEXT),
                        Item(kept.cell, LINK, place),
                        Item(part, TEXT),
                        Item(piece, TEXT),
                    ]
                )
    cells: dict[str, list[str]] = {}
    for kept in book.long_texts.kept:
        cells.setdefault(kept.sheet, []).append(kept.cell)
    book.notes += [_note(sheet, found) for sheet, found in cells.items()]


def _note(sheet: str, cells: list[str]) -> str:
    named = ", ".join(cells[:_NAMED])
    more = f" and {len(cells) - _NAMED} more" if len(cells) > _NAMED else ""
    holds = "holds the beginning of a text" if len(cells) == 1 else "hold the beginnings of texts"
    return (
        f"Sheet “{sheet}”: {named}{more} {holds} that can't be seen in one cell; all of it is on “{TITLE}”."
    )
