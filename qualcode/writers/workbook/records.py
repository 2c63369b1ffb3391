"""The sheets that say how the study was done: codebook, participants, decisions."""

from qualcode.model.charts import Charts
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.looks import numbered
from qualcode.writers.workbook.grid import (
    PARTICIPANT,
    attribute_widths,
    attributes,
    nothing,
    together,
    top,
    word,
)
from qualcode.writers.workbook.looks import NAME, NUMBER
from qualcode.writers.workbook.plan import CODEBOOK, DECISIONS, PARTICIPANTS

_CODEBOOK = (
    "Theme",
    "Code",
    "Brief definition",
    "Full definition",
    "Use when",
    "Don't use when",
    "Example",
    "Kind",
    "Came from",
    "Merged from",
    "Participants",
    "Passages",
)
_DECISIONS = ("Date", "Decision", "Reason", "Disagreement", "Who", "Codebook version")


def write_codebook(book: Book, charts: Charts) -> None:
    """Write the codes with what they mean."""
    widths = [26.0, 30.0, 36.0, 45.0, 36.0, 36.0, 36.0, 14.0, 18.0, 24.0, 13.0, 11.0]
    version = f"Version {charts.version}." if charts.version else "No version closed yet."
    note = f"{version} Participants: how many spoke about it. Passages: in how many places."
    with book.sheet(Sheet(CODEBOOK, widths, frozen=2)) as rows:
        top(rows, CODEBOOK, note, _CODEBOOK)
        if not charts.codebook:
            nothing(rows, "No codes yet", len(_CODEBOOK))
        for code in charts.codebook:
            texts = (code.brief, code.full, code.use, code.avoid, code.example, code.kind, code.came_from)
            rows.add(
                [
                    word(code.theme, "In no theme"),
                    word(code.code, "No code", NAME),
                    *(word(text, "Not given") for text in texts),
                    word(code.merged_from, "None"),
                    Item(code.participants, NUMBER),
                    Item(code.passages, NUMBER),
                ]
            )


def write_participants(book: Book, charts: Charts) -> None:
    """Write who took part, with the attributes chosen, and who worked on their words."""
    headers = (
        "Label",
        *charts.attributes,
        "Sources",
        "Words spoken",
        "Read by",
        "Coded by",
        "Charted by",
        *charts.other_attributes,
    )
    widths = [
        PARTICIPANT,
        *attribute_widths(charts.attributes, (row.attributes for row in charts.participants)),
        *(32.0, 14.0, 22.0, 22.0, 22.0),
        *attribute_widths(charts.other_attributes, (row.others for row in charts.participants)),
    ]
    with book.sheet(Sheet(PARTICIPANTS, widths, frozen=1)) as rows:
        top(rows, PARTICIPANTS, "Words spoken are the participant's own, without questions.", headers)
        if not charts.participants:
            nothing(rows, "No participants yet", len(headers))
        for row in charts.participants:
            rows.add(
                [
                    Item(row.name, NAME),
                    *attributes(row.attributes),
                    together(row.sources, "No source"),
                    Item(row.words, numbered(NUMBER, "#,##0")),
                    together(row.read_by, "Nobody yet"),
                    together(row.coded_by, "Nobody yet"),
                    together(row.charted_by, "Nobody yet"),
                    *attributes(row.others),
                ]
            )


def write_decisions(book: Book, charts: Charts) -> None:
    """Write what was decided, and why."""
    widths = [16.0, 60.0, 60.0, 45.0, 28.0, 18.0]
    with book.sheet(Sheet(DECISIONS, widths, frozen=1)) as rows:
        top(rows, DECISIONS, "What was decided, why, and who disagreed.", _DECISIONS)
        if not charts.decisions:
            nothing(rows, "No decisions on record", len(_DECISIONS))
        for row in charts.decisions:
            rows.add(
                [
                    word(row.date, "Not dated", NAME),
                    word(row.decision, "Not given"),
                    word(row.reason, "Not given"),
                    word(row.disagreement, "None on record"),
                    word(row.who, "Not given"),
                    word(row.version, "None yet"),
                ]
            )
