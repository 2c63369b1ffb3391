"""The sheet in front: what this is, what is where, and how to read it."""

from collections.abc import Sequence

from qualcode.model.charts import Charts
from qualcode.model.edits import KEYS
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.long_texts import TITLE as LONG_TEXTS
from qualcode.writers.sheets.rows import Rows
from qualcode.writers.sheets.titles import location
from qualcode.writers.workbook.grid import title_item
from qualcode.writers.workbook.looks import ACCENT, LABEL, PLAIN, PLAIN_LINK, TITLE, WARNING
from qualcode.writers.workbook.plan import (
    CODEBOOK,
    COUNTS,
    DECISIONS,
    EXTRACTS,
    GROUPS,
    OVERVIEW,
    PARTICIPANTS,
    READ_ME,
    Plan,
)

_WIDTHS = (34.0, 110.0)
_READING = (
    (
        "Rows and columns",
        "Each row is a participant, each column a code. A cell is the analyst's summary; words in "
        "“quotation marks” are the participant's.",
    ),
    ("References", "(t12) is turn 12, (S2 t12) turn 12 of the second source."),
    ("Nothing said", "Asked, but nothing on this."),
    ("Not asked", "The question was not put to this participant."),
    ("To chart", "Not done yet."),
    (
        "White cells",
        "May be edited (summary, comment, checked by). The others are worked out from the project. "
        "A cell on a yellow ground holds only the beginning of its text: edit that one in Qualcode.",
    ),
    ("Comment lines", "A line that begins “On …:” is the comment on that one code."),
    (
        "Filter and sort",
        "The arrows in the header row. Links from sheet to sheet fit the order of this file.",
    ),
    (
        KEYS,
        "A hidden sheet of this name leads from each white cell back to the project, "
        "so that your edits can be brought back. Please leave it in the file.",
    ),
)


def write_read_me(book: Book, plan: Plan, notes: Sequence[str]) -> None:
    """Write the sheet. `notes` are what had to be changed or goes on elsewhere."""
    charts = plan.charts
    sheet = Sheet(READ_ME, _WIDTHS, header=0, filtered=False, tab=ACCENT)
    with book.front_sheet(sheet) as rows:
        rows.add([title_item(charts.study or "Framework matrix", sum(_WIDTHS))], 32)
        matrix = charts.overview
        _pair(rows, "Analysis", charts.analysis or "Not named")
        _pair(rows, "Date", charts.date or "Not dated")
        _pair(rows, "Codebook version", charts.version or "No version closed yet")
        _pair(
            rows,
            "Rows",
            f"{len(matrix.rows)} of {matrix.of} participants. Filter: {matrix.filter or 'none'}.",
        )
        _pair(rows, "Confidential", "This file holds what participants said. Share it only with the team.")
        if charts.warnings:
            _heading(rows, "Before you share it")
            for warning in charts.warnings:
                rows.add([Item("Please check", WARNING), Item(warning, PLAIN)], 16)
        _heading(rows, "Contents")
        for title, what in _contents(plan, bool(book.long_texts.kept)):
            rows.add([Item(title, PLAIN_LINK, location(title, "A1")), Item(what, PLAIN)], 16)
        _heading(rows, "How to read it")
        for label, text in _READING:
            _pair(rows, label, text)
        if notes:
            _heading(rows, "Notes on this file")
            for number, note in enumerate(notes, start=1):
                _pair(rows, f"Note {number}", note)


def _heading(rows: Rows, text: str) -> None:
    rows.add([Item(text, TITLE)], 34)


def _pair(rows: Rows, label: str, text: str) -> None:
    rows.add([Item(label, LABEL), Item(text, PLAIN)], 16)


def _contents(plan: Plan, long_texts: bool) -> list[tuple[str, str]]:
    charts: Charts = plan.charts
    found = [(OVERVIEW, "Participants by themes, with pen portraits")]
    for index, (chart, title) in enumerate(zip(charts.themes, plan.titles, strict=True)):
        name = chart.theme.name or "Participants by themes"
        found.append((title, f"{name}: summaries"))
        if plan.extract_titles:
            found.append((plan.extract_titles[index], f"{name}: what was said (read only)"))
    found += [
        (GROUPS, "Groups of participants by theme"),
        (EXTRACTS, "Every extract, with the question before it"),
        (COUNTS, "How many spoke about each code, by group"),
        (CODEBOOK, "The codes and what they mean"),
        (PARTICIPANTS, "Who took part, and who worked on their words"),
        (DECISIONS, "What was decided, and why"),
    ]
    if long_texts:
        found.append((LONG_TEXTS, "Texts too long for their cells, in full"))
    return found
