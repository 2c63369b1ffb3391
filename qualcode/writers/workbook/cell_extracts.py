"""A theme's sheet of extracts: the same rows and columns as its summaries, holding what was said.

Only the columns at the end hold links. A cell of text with a link is shown by LibreOffice as one line, cut
at the cell's edge; so where more is to be read, the cell names the number on the sheet of extracts.
"""

from qualcode.model.charts import Cell, Extract
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.measure import lines, most_lines, room
from qualcode.writers.sheets.titles import location
from qualcode.writers.workbook.grid import (
    CAN_BE_LONG,
    FIRST_ROW,
    PARTICIPANT,
    WIDE,
    attributes,
    column_width,
)
from qualcode.writers.workbook.looks import HEADER, LINK, NAME, TEXT, TINT, WORD
from qualcode.writers.workbook.plan import Plan
from qualcode.writers.workbook.themes import head


def write_cell_extracts(book: Book, plan: Plan, index: int) -> None:
    """Write the extracts of one chart."""
    chart, title = plan.charts.themes[index], plan.extract_titles[index]
    matrix = chart.matrix
    texts = [[said(matrix.cell(row, column), plan) for column in matrix.columns] for row in matrix.rows]
    widths = [
        PARTICIPANT,
        *plan.widths,
        *(column_width(row[at] for row in texts) for at in range(len(matrix.columns))),
        16.0,
        12.0,
    ]
    before = 1 + len(plan.charts.attributes)
    names = tuple(column.name for column in matrix.columns)
    headers = ("Participant", *plan.charts.attributes, *names, "See extracts", "Back")
    with book.sheet(Sheet(title, widths, frozen=before, locked=True, tab=TINT)) as rows:
        head(rows, plan, chart, title, ("All of the row's", "To the summaries"))
        rows.add([Item(text, HEADER) for text in headers], 24)
        for number, (row, row_texts) in enumerate(zip(matrix.rows, texts, strict=True), start=FIRST_ROW):
            cells = [matrix.cell(row, column) for column in matrix.columns]
            rows.add(
                [
                    Item(row.name, NAME),
                    *attributes(row.attributes),
                    *(_item(cell, text, plan.marked) for cell, text in zip(cells, row_texts, strict=True)),
                    _all(plan.first_extract(row, names)),
                    Item("Back", LINK, location(plan.titles[index], f"A{number}")),
                ],
                22,
            )


def said(cell: Cell, plan: Plan) -> str:
    """The extracts of a cell, each with its turn, as many as can be seen, and how many more there are."""
    if not cell.extracts:
        return ""
    shown = [_quoted(extract) for extract in cell.extracts]
    number = plan.number(cell.extracts[0])
    where = f" (sheet Extracts, from no. {number})" if number else ""
    while True:
        more = max(cell.passages, len(cell.extracts)) - len(shown)
        text = "\n".join([*shown, f"and {more} more{where}"] if more else shown)
        if (
            len(shown) == 1
            or len(text) < CAN_BE_LONG
            or lines(text, room(WIDE, TEXT.size)) <= most_lines(TEXT.size)
        ):
            return text
        shown.pop()


def _quoted(extract: Extract) -> str:
    where = f" ({extract.reference})" if extract.reference else ""
    relation = f" – {extract.relation}" if extract.relation else ""
    consent = "" if extract.quotable else " – do not quote"
    return f"“{extract.text}”{where}{relation}{consent}"


def _item(cell: Cell, text: str, marked: bool) -> Item:
    if text:
        return Item(text, TEXT, marked=marked)
    if cell.passages:
        passages = "1 passage" if cell.passages == 1 else f"{cell.passages} passages"
        return Item(f"{passages}, none to show", WORD)
    said_nothing = cell.content not in ("charted", "")
    return Item(cell.shown if said_nothing else "No extracts", WORD)


def _all(place: str) -> Item:
    return Item("See extracts", LINK, place) if place else Item("No extracts", WORD)
