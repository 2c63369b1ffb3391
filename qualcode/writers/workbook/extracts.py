"""The sheet of all extracts: a row each, with the question before it and what a paper needs."""

from collections.abc import Callable, Mapping, Sequence

from qualcode.model.charts import Extract
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.workbook.grid import attribute_widths, attributes, nothing, together, top, word
from qualcode.writers.workbook.looks import EDITABLE, EDITABLE_WORD, LINK, NAME, NUMBER, WORD
from qualcode.writers.workbook.plan import EXTRACTS

HEADERS = (
    "Theme",
    "Code",
    "Interviewer's question",
    "Extract",
    "Source and turn",
    "Supports, complicates or contradicts",
    "Coded by",
    "For the paper",
    "Attribution",
)
DO_NOT_QUOTE = "Do not quote"
NO_NOTE = "–"

_WIDTHS = (24.0, 28.0, 45.0, 70.0, 24.0, 18.0, 18.0, 16.0, 28.0)
_NOTE = (
    "Every extract with the question before it. “For the paper” is yours to fill in; "
    "sort and filter as you like."
)


def write_extracts_sheet(
    book: Book,
    extracts: Sequence[Extract],
    names: Sequence[str],
    back: Callable[[Extract], str] | None = None,
    people: Mapping[str, str] | None = None,
) -> None:
    """Write the sheet. `names` are those of the attributes; `back` leads to an extract's summary.

    `people` gives the names of participants by uid, for extracts of several.
    """
    headers = ("No.", "Participant", *names, *HEADERS, *(("Back",) if back else ()))
    places = attribute_widths(names, (extract.attributes for extract in extracts))
    widths = [7.0, 25.0, *places, *_WIDTHS, *((9.0,) if back else ())]
    with book.sheet(Sheet(EXTRACTS, widths, frozen=2)) as rows:
        top(rows, EXTRACTS, _NOTE, headers)
        if not extracts:
            nothing(rows, "No extracts yet", len(headers))
        for number, extract in enumerate(extracts, start=1):
            items = [Item(number, NUMBER), _participants(extract, people or {})]
            items += attributes(extract.attributes)
            items += _item_row(extract)
            if back:
                place = back(extract)
                items.append(Item("Back", LINK, place) if place else Item("No chart", WORD))
            rows.add(items)


def source_and_turn(extract: Extract) -> str:
    """The transcript's name and the turn."""
    return f"{extract.source}, {extract.reference}" if extract.reference else extract.source


def _participants(extract: Extract, people: Mapping[str, str]) -> Item:
    known = [people[uid] for uid in extract.participants if uid in people]
    if len(known) > 1:
        return Item("; ".join(known), NAME)
    return word(extract.participant, "No participant", NAME)


def _item_row(extract: Extract) -> list[Item]:
    for_paper = Item(NO_NOTE, EDITABLE) if extract.quotable else Item(DO_NOT_QUOTE, EDITABLE_WORD)
    return [
        together(extract.themes, "In no theme"),
        word(extract.code, "No code"),
        word(extract.question, "No question before it"),
        word(extract.text, "Empty"),
        word(source_and_turn(extract), "Not known"),
        word(extract.relation.capitalize(), "Not linked"),
        together(extract.coders, "Not known"),
        for_paper,
        word(extract.attribution, "Not known"),
    ]
