"""All extracts as a table: xlsx to read and sort, csv for other programs."""

from collections.abc import Sequence
from pathlib import Path

from qualcode.model.charts import Extract
from qualcode.model.errors import Refused
from qualcode.writers.tables import atomically, write_csv

_CSV = (
    "theme",
    "code",
    "question",
    "extract",
    "source",
    "turn",
    "start",
    "end",
    "relation",
    "coded by",
    "attribution",
    "quotable",
)


def write_extracts(extracts: Sequence[Extract], attributes: Sequence[str], path: Path) -> list[str]:
    """Write extracts to an xlsx or csv file, as the ending of `path` says.

    `attributes` are the names of the extracts' attributes. Returns sentences on what had to be changed.
    Raises Refused if the file can't be written or the ending is another.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        return _write_csv(extracts, attributes, path)
    if ending == ".xlsx":
        return _write_xlsx(extracts, attributes, path)
    raise Refused(f"{path}: extracts are written to .xlsx or .csv; give the file one of these endings.")


def _write_xlsx(extracts: Sequence[Extract], attributes: Sequence[str], path: Path) -> list[str]:
    # Loaded here: a csv needs no openpyxl, which takes longer to load than to write the file.
    from qualcode.writers.sheets.book import Book
    from qualcode.writers.workbook.continued import write_long_texts
    from qualcode.writers.workbook.extracts import write_extracts_sheet

    with atomically(path) as beside, beside.open("wb") as out, Book(out, "Confidential") as book:
        write_extracts_sheet(book, extracts, attributes)
        write_long_texts(book)
        return book.notes


def _write_csv(extracts: Sequence[Extract], attributes: Sequence[str], path: Path) -> list[str]:
    rows = (
        [
            number,
            extract.participant,
            *extract.attributes,
            "; ".join(extract.themes),
            extract.code,
            extract.question,
            extract.text,
            extract.source,
            extract.reference,
            extract.start,
            extract.end,
            extract.relation,
            "; ".join(extract.coders),
            extract.attribution,
            "yes" if extract.quotable else "no",
        ]
        for number, extract in enumerate(extracts, start=1)
    )
    return list(write_csv(path, ("no", "participant", *attributes, *_CSV), rows))
