"""The workbook as LibreOffice prints it: every word is there, and none lies on another."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from qualcode.model.charts import Cell, Charts, ThemeChart
from qualcode.writers.workbook import write_workbook
from tests.writers.charts_sample import CC1, CELLS, ENGAGING, PLANS, RISK, charts, extract, matrix

pytestmark = pytest.mark.system

_WORD = re.compile(r"\w+")
_SPOKEN = (
    "So I ring the council, and the housing people, and “nobody rings back” until Thursday; "
    "that is HALF OF MY WEEK gone, and none of it stands in the plan (t12). "
)
_LATIN = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The workbook and the PDF that LibreOffice makes of it."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    folder = tmp_path_factory.mktemp("printed")
    book = folder / "matrix.xlsx"
    write_workbook(_wordy(), book)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(book),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return book, folder / "matrix.pdf"


def test_every_word_of_every_cell_is_printed(printed: tuple[Path, Path]) -> None:
    book, pdf = printed
    text = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    found = set(_WORD.findall(text))

    for sheet in openpyxl.load_workbook(book).worksheets:
        if sheet.sheet_state == "visible":
            unseen = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                if cell.coordinate.rstrip("0123456789") not in unseen:
                    value = f"{cell.value:,}" if isinstance(cell.value, int) else str(cell.value or "")
                    missing = set(_WORD.findall(value)) - found
                    assert not missing, f"{sheet.title} {cell.coordinate}: {missing}"


def test_no_word_lies_on_another(printed: tuple[Path, Path]) -> None:
    """A row too low for its text, or a column too narrow, would print one word over the next."""
    _, pdf = printed
    boxes = pdf.with_suffix(".xhtml")
    subprocess.run(["pdftotext", "-bbox", str(pdf), str(boxes)], check=True, timeout=60)

    for number, page in enumerate(ElementTree.parse(boxes).iter(f"{_LATIN}page"), start=1):
        words = sorted(_box(word) for word in page.iter(f"{_LATIN}word"))
        for place, (left, top, right, bottom, word) in enumerate(words):
            for other in words[place + 1 :]:
                if other[0] >= right - 1:
                    break
                shared = min(bottom, other[3]) - max(top, other[1])
                apart = shared < (bottom - top) / 2  # boxes of neighbouring lines touch
                assert apart, f"page {number}: {word!r} and {other[4]!r}, at {left:.0f}, {top:.0f}"


def _box(word: ElementTree.Element) -> tuple[float, float, float, float, str]:
    left, top, right, bottom = (float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax"))
    return left, top, right, bottom, word.text or ""


def _wordy() -> Charts:
    """Cells of one word, of a page, of capitals, and of more than a row can show."""
    said = [extract(CC1, PLANS, 100 * number, _SPOKEN * (number + 1)) for number in range(6)]
    cells = dict(CELLS)
    cells["p-1", "code-1"] = Cell(
        _SPOKEN * 12, "charted", comment="Compare with Elm. " * 9, passages=9, extracts=tuple(said[:3])
    )
    cells["p-2", "code-1"] = Cell(_SPOKEN * 60, "charted")
    cells["p-3", "code-1"] = Cell("CAPITALS ONLY, AND MANY OF THEM. " * 12, "charted")
    cells["p-3", "code-2"] = Cell("One line.\n" * 14, "charted", again="definition changed")
    chart = ThemeChart(1, replace(ENGAGING, definition=_SPOKEN * 3), matrix((PLANS, RISK), cells), {})
    made = charts(themes=(chart,), extracts=tuple(said))
    codebook = replace(made.codebook[0], full=_SPOKEN * 4, use=_SPOKEN * 2)
    return replace(made, codebook=(codebook, *made.codebook[1:]))
