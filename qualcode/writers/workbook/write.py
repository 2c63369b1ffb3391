"""The workbook as a whole: its sheets in order, into one file."""

from pathlib import Path

from qualcode.model.charts import Charts
from qualcode.writers.sheets.book import Book
from qualcode.writers.tables import atomically
from qualcode.writers.workbook.cell_extracts import write_cell_extracts
from qualcode.writers.workbook.continued import write_long_texts
from qualcode.writers.workbook.extracts import write_extracts_sheet
from qualcode.writers.workbook.groups import write_counts, write_groups
from qualcode.writers.workbook.keys import Keys
from qualcode.writers.workbook.overview import write_overview
from qualcode.writers.workbook.plan import MOST_MARKED, READ_ME, Plan, plan
from qualcode.writers.workbook.read_me import write_read_me
from qualcode.writers.workbook.records import write_codebook, write_decisions, write_participants
from qualcode.writers.workbook.themes import write_theme


def write_workbook(charts: Charts, path: Path) -> list[str]:
    """Write the framework matrix workbook; an older file of that name stays until this one is whole.

    Returns sentences on what had to be changed or goes on elsewhere; they stand on the sheet "Read me" too.
    Raises Refused, naming the file, if it can't be written.
    """
    planned = plan(charts)
    footer = f"{charts.study} – confidential" if charts.study else "Confidential"
    with atomically(path) as beside, beside.open("wb") as out, Book(out, footer, READ_ME) as book:
        return _write(book, planned)


def _write(book: Book, planned: Plan) -> list[str]:
    charts = planned.charts
    keys = Keys()
    write_overview(book, planned, keys)
    for index in range(len(charts.themes)):
        write_theme(book, planned, index, keys)
        if planned.extract_titles:
            write_cell_extracts(book, planned, index)
    write_groups(book, planned)
    write_extracts_sheet(book, charts.extracts, charts.attributes, planned.summary_cell, planned.names)
    write_counts(book, charts)
    write_codebook(book, charts)
    write_participants(book, charts)
    write_decisions(book, charts)
    keys.write(book)
    write_long_texts(book)
    notes = list(book.notes)
    if not planned.marked:
        notes.append(
            f"Over {MOST_MARKED:,} cells: quotations are not in italics, so that the file opens fast."
        )
    write_read_me(book, planned, notes)
    return notes
