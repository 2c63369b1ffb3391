"""The samples in exports/ are what the practice study writes today, cell by cell."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qualcode.project.practice import Demo, make_demo

SAMPLES = Path(__file__).parent.parent / "exports"
UID = re.compile(r"^[0-9a-f]{32}$")
DATES = re.compile(r"(?<=<dt>Date</dt><dd>)\d{4}-\d{2}-\d{2}")
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The practice study, made anew."""
    folder = tmp_path_factory.mktemp("practice")
    return make_demo(folder, folder / "exports")


def shown(value: Any) -> Any:
    """A value without what differs each time: uids and today's date."""
    if isinstance(value, dict):
        return {key: shown(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [shown(part) for part in value]
    return "…" if isinstance(value, str) and (UID.match(value) or DATE.match(value)) else value


def read(path: Path) -> Any:
    """All that a file holds, in order: cells by sheet, rows, or json."""
    match path.suffix:
        case ".xlsx":
            book = openpyxl.load_workbook(path)
            return {
                sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
                for sheet in book.worksheets
            }
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                return list(csv.reader(file))
        case ".html":
            return DATES.sub("…", path.read_text(encoding="utf-8"))
    return json.loads(path.read_text(encoding="utf-8"))


def test_there_is_a_sample_of_each_output_and_no_other(demo: Demo) -> None:
    written = {path.name for path in demo.exports}

    assert {path.name for path in SAMPLES.iterdir()} == written


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_a_sample_is_what_is_written_today(demo: Demo, name: str) -> None:
    today = {path.name: path for path in demo.exports}[name]

    assert shown(read(today)) == shown(read(SAMPLES / name))


def test_the_study_holds_what_it_should(demo: Demo) -> None:
    assert (demo.transcripts, demo.participants, demo.codes) == (27, 20, 24)
    cells = read(SAMPLES / "matrix-by-code.json")["rows"]
    states = [cell for row in cells for cell in row["cells"]]
    assert sum(not cell["content"] for cell in states) == 4  # to chart
    assert sum(bool(cell["check_again"]) for cell in states) == 6
    assert len(states) == 480


def test_the_same_words_stand_on_paper_wherever_it_is_made(demo: Demo) -> None:
    """Nothing of the machine gets into a workbook: no user, no folder."""
    properties = openpyxl.load_workbook(demo.exports[0]).properties

    assert properties.creator == "Qualcode"
    assert not properties.lastModifiedBy or properties.lastModifiedBy == "Qualcode"
