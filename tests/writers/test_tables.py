"""Tables written: reported changes, long texts, and never half a file."""

import csv
from pathlib import Path

import openpyxl
import pytest

from qualcode.model.errors import Refused
from qualcode.writers.tables import CONTINUED, atomically, write_csv, write_xlsx


def test_what_is_changed_is_reported_by_row(tmp_path: Path) -> None:
    rows: list[list[str | int | None]] = [["a\x00", 1], ["fine", None]]
    expected = ("row 2, Text: 1 control character was replaced by \ufffd",)

    assert write_csv(tmp_path / "a.csv", ["Text", "Number"], rows) == expected
    assert write_xlsx(tmp_path / "a.xlsx", ["Text", "Number"], rows) == expected


def test_numbers_stay_numbers_and_texts_texts(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", ["a", "b", "c"], [["=1+1", 3, "3"]])
    write_csv(tmp_path / "a.csv", ["a", "b", "c"], [["=1+1", -3, "-3"]])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]

    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [("=1+1", "s"), (3, "n"), ("3", "s")]
    assert sheet["A2"].quotePrefix is True
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["'=1+1", "-3", "'-3"]


def test_a_text_too_long_for_a_cell_loses_nothing(tmp_path: Path) -> None:
    text = "".join(f"word {n} 🙂 " for n in range(10_000))
    problems = write_xlsx(tmp_path / "a.xlsx", ["Text"], [[text], [text]])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    first = str(book.worksheets[0]["A2"].value)
    rest = {row[0]: str(row[1]) for row in book[CONTINUED].iter_rows(min_row=2, values_only=True)}
    half = len(rest) // 2

    assert first.endswith(" […] goes on in the sheet “Continued”, no. 1")
    assert first.split(" […]")[0] + "".join(rest[n] for n in range(1, half + 1)) == text
    assert len(problems) == 2


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError), atomically(path) as beside:
        beside.write_text("half \ud800", encoding="utf-8")

    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="can't be written"):
        write_csv(tmp_path / "none" / "a.csv", ["a"], [])
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Refused, match="can't be written"):
        write_csv(tmp_path / "folder.csv", ["a"], [])


def test_a_header_is_as_safe_as_the_cells_below(tmp_path: Path) -> None:
    problems = write_csv(tmp_path / "a.csv", ["=1+1", "red\x1b[31m"], [["a", "b"]])

    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines() == ["'=1+1,red\ufffd[31m", "a,b"]
    assert problems == ("row 1, red\x1b[31m: 1 control character was replaced by \ufffd",)
