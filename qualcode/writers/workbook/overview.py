"""The sheet of all themes: participants by themes, with their pen portraits."""

from qualcode.model.charts import Cell, Column
from qualcode.model.edits import ROW_KEY
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.looks import filled
from qualcode.writers.workbook.grid import (
    FIRST_ROW,
    KEY_WIDTH,
    PARTICIPANT,
    attributes,
    column_width,
    title_item,
    word,
)
from qualcode.writers.workbook.keys import Keys
from qualcode.writers.workbook.looks import (
    ACCENT,
    BRIEF,
    BRIEF_LABEL,
    EDITABLE_WORD,
    HEADER,
    NAME,
    ROW,
    TINT,
)
from qualcode.writers.workbook.plan import OVERVIEW, Plan
from qualcode.writers.workbook.themes import summary


def write_overview(book: Book, plan: Plan, keys: Keys) -> None:
    """Write the sheet. A cell that has its place on another sheet too can't be edited here."""
    matrix = plan.charts.overview
    sheets = {chart.theme.uid: title for chart, title in zip(plan.charts.themes, plan.titles, strict=True)}
    elsewhere = {column.uid for chart in plan.charts.themes for column in chart.matrix.columns}
    before = 1 + len(plan.charts.attributes)
    widths = [
        PARTICIPANT,
        *plan.widths,
        column_width(row.portrait for row in matrix.rows),
        *(column_width(matrix.cell(row, column).text for row in matrix.rows) for column in matrix.columns),
        KEY_WIDTH,
    ]
    names = (column.name for column in matrix.columns)
    headers = ("Participant", *plan.charts.attributes, "Pen portrait", *names, ROW_KEY)
    with book.sheet(Sheet(OVERVIEW, widths, frozen=before, unseen=1, tab=ACCENT)) as rows:
        rows.add([title_item(OVERVIEW, PARTICIPANT + sum(plan.widths))], 30)
        definitions = (word(column.definition, "Not yet defined", BRIEF, BRIEF) for column in matrix.columns)
        blanks = [Item("", BRIEF_LABEL)] * (before - 1)
        rows.add([Item("In brief", BRIEF_LABEL), *blanks, Item("Who it is", BRIEF), *definitions], 20)
        rows.add([Item(text, HEADER) for text in headers], 24)
        for number, row in enumerate(matrix.rows, start=FIRST_ROW):
            items = [
                Item(row.name, NAME),
                *attributes(row.attributes),
                word(row.portrait, "Not yet written"),
            ]
            own: list[tuple[int, Column, str]] = []
            for column in matrix.columns:
                item = _item(matrix.cell(row, column), sheets.get(column.uid, ""), plan.marked)
                if column.uid in elsewhere:
                    item = item._replace(look=filled(item.look, TINT))
                else:
                    own.append((len(items) + 1, column, str(item.value)))
                items.append(item)
            continued = rows.add([*items, Item(row.uid, ROW)], 22)
            for place, column, text in own:
                cell, headed = (OVERVIEW, number, place), (row.name, column.name)
                keys.add((row.uid, column.uid), "summary", cell, headed, text, continued)


def _item(cell: Cell, sheet: str, marked: bool) -> Item:
    if cell.text or cell.content not in ("", "charted"):
        return summary(cell, marked)
    where = f": see sheet {sheet}" if sheet else ""
    return Item(f"Not yet summarised{where}", EDITABLE_WORD)
