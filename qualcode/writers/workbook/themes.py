"""A theme's sheet: participants by codes, with the analyst's comment and who checked."""

from qualcode.model.charts import EMPTY_CELL, Cell, Column, Row, ThemeChart
from qualcode.model.edits import ROW_KEY
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.rows import Rows
from qualcode.writers.sheets.titles import location
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
    EDITABLE,
    EDITABLE_WORD,
    HEADER,
    LEAD,
    LINK,
    NAME,
    ROW,
    WORD,
)
from qualcode.writers.workbook.plan import Plan

_HELP = (
    "What you make of the row, kept apart from the summaries",
    "Who read the row against its extracts",
    "What was said",
)
COMMENT, CHECKED = "Analyst's comment", "Checked by"
NO_COMMENT, UNCHECKED = "No comment", "Not yet checked"


def write_theme(book: Book, plan: Plan, index: int, keys: Keys) -> None:
    """Write the sheet of one chart."""
    chart, title = plan.charts.themes[index], plan.titles[index]
    matrix = chart.matrix
    names = tuple(column.name for column in matrix.columns)
    before = 1 + len(plan.charts.attributes)
    widths = [PARTICIPANT, *plan.widths, *code_widths(chart), 40.0, 24.0, 16.0, KEY_WIDTH]
    with book.sheet(Sheet(title, widths, frozen=before, unseen=1, tab=ACCENT)) as rows:
        head(rows, plan, chart, title, _HELP)
        rows.add(
            [
                *(Item(text, HEADER) for text in ("Participant", *plan.charts.attributes, *names)),
                *(Item(text, HEADER) for text in (COMMENT, CHECKED, "See extracts", ROW_KEY)),
            ],
            24,
        )
        for number, row in enumerate(matrix.rows, start=FIRST_ROW):
            cells = [matrix.cell(row, column) for column in matrix.columns]
            whole = chart.wholes.get(row.uid, EMPTY_CELL)
            comment = comments(whole, cells, matrix.columns)
            checked = checks(whole, cells, matrix.columns)
            continued = rows.add(
                [
                    Item(row.name, NAME),
                    *attributes(row.attributes),
                    *(summary(cell, plan.marked) for cell in cells),
                    word(comment, NO_COMMENT, EDITABLE, EDITABLE_WORD),
                    word(checked, UNCHECKED, EDITABLE, EDITABLE_WORD),
                    _extracts(plan, index, row, number, names),
                    Item(row.uid, ROW),
                ],
                22,
            )
            whole_row = (row.uid, chart.theme.uid)
            parts = [
                *(
                    ((row.uid, column.uid), "summary", column.name, cell.shown)
                    for column, cell in zip(matrix.columns, cells, strict=True)
                ),
                (whole_row, "comment", COMMENT, comment or NO_COMMENT),
                (whole_row, "checked by", CHECKED, checked or UNCHECKED),
            ]
            for at, (pair, part, heading, text) in enumerate(parts, start=before + 1):
                keys.add(pair, part, (title, number, at), (row.name, heading), text, continued)


def head(rows: Rows, plan: Plan, chart: ThemeChart, title: str, help: tuple[str, ...]) -> None:
    """Row 1, theme and definition; row 2, the codes in brief, and help on the columns after them."""
    before = 1 + len(plan.charts.attributes)
    space = PARTICIPANT + sum(plan.widths)
    rows.add([title_item(title, space), *[Item("", LEAD)] * (before - 1), Item(_lead(chart), LEAD)], 30)
    definitions = [
        word(column.definition, "Not yet defined", BRIEF, BRIEF) for column in chart.matrix.columns
    ]
    rows.add(
        [
            Item("In brief", BRIEF_LABEL),
            *[Item("", BRIEF_LABEL)] * (before - 1),
            *definitions,
            *(Item(text, BRIEF) for text in help),
        ],
        20,
    )


def code_widths(chart: ThemeChart) -> list[float]:
    """Widths of the code columns, wider than usual only where a summary needs it."""
    matrix = chart.matrix
    return [column_width(matrix.cell(row, column).text for row in matrix.rows) for column in matrix.columns]


def summary(cell: Cell, marked: bool) -> Item:
    """The summary, or the word that says why there is none."""
    if cell.text and cell.shown == cell.text:
        return Item(cell.text, EDITABLE, marked=marked)
    return Item(cell.shown, EDITABLE_WORD)


def comments(whole: Cell, cells: list[Cell], columns: tuple[Column, ...]) -> str:
    """The comment on the theme, then those on single codes, each on a line that names its code."""
    single = [
        f"On {column.name}: {cell.comment}"
        for column, cell in zip(columns, cells, strict=True)
        if cell.comment.strip()
    ]
    return "\n".join([whole.comment, *single] if whole.comment.strip() else single)


def checks(whole: Cell, cells: list[Cell], columns: tuple[Column, ...]) -> str:
    """Who checked the row, how much of it where not all, and what to check again for which reason."""
    charted = [cell for cell in cells if cell.content or cell.text]
    by: dict[str, int] = {}
    for cell in charted:
        if cell.checked_by:
            by[cell.checked_by] = by.get(cell.checked_by, 0) + 1
    if whole.checked_by:
        said = [whole.checked_by]
    elif len(by) == 1 and set(by.values()) == {len(charted)}:
        said = list(by)
    else:
        said = [f"{name}: {count} of {len(charted)}" for name, count in by.items()]
    again = [
        f"Check again: {column.name} ({cell.again})"
        for column, cell in zip(columns, cells, strict=True)
        if cell.again
    ]
    return "\n".join(said + again)


def _lead(chart: ThemeChart) -> str:
    theme = chart.theme
    if not theme.name:
        return "Each column is a theme."
    return f"{theme.name}: {theme.definition}" if theme.definition else f"{theme.name}. Not yet defined."


def _extracts(plan: Plan, index: int, row: Row, number: int, names: tuple[str, ...]) -> Item:
    if not plan.extract_titles:
        place = plan.first_extract(row, names)
        return Item("See extracts", LINK, place) if place else Item("No extracts", WORD)
    if not any(plan.firsts.get((row.uid, name)) for name in names):
        return Item("No extracts", WORD)
    return Item("See extracts", LINK, location(plan.extract_titles[index], f"A{number}"))
