"""What a cell may hold: cleaning, formulas, apostrophes, long texts."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell import Cell

from qualcode.readers.plain import plain_csv_text
from qualcode.writers.cells import CELL_LIMIT, csv_text, pieces, put_text, safe_text, too_long

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "#REF!",
    "'quoted'",
    "'=x",
    "\tx",
    "_x0041_",
    "_x000D_",
    "42",
    "TRUE",
]


def test_control_characters_and_lone_surrogates_are_replaced_and_counted() -> None:
    text, problems = safe_text("a\x00b\x1b[31m\ud800c\uffff\td\r\ne\rf")

    assert text == "a\ufffdb\ufffd[31m\ufffdc\ufffd\td\ne\nf"
    assert problems == ("4 control characters were replaced by \ufffd",)


def test_a_clean_text_is_left_alone() -> None:
    assert safe_text("“Café” – 日本語 🙂\nnext\tline") == ("“Café” – 日本語 🙂\nnext\tline", ())


@given(st.text())
def test_a_safe_text_stays_as_it_is(text: str) -> None:
    once, _ = safe_text(text)

    assert safe_text(once) == (once, ())
    once.encode()


@given(st.text(alphabet="'=+-@\t a\n\uff1d\uff0b\uff0d\uff20"))
def test_the_apostrophe_in_csv_comes_off_exactly(text: str) -> None:
    assert plain_csv_text(csv_text(text)) == text
    assert csv_text(text)[:1] not in "=+-@\t\n\uff1d\uff0b\uff0d\uff20" or not text


def test_a_word_with_an_apostrophe_gets_no_second_one() -> None:
    assert csv_text("'tis said") == "'tis said"


@given(st.text(alphabet="ab \n🙂_x041"), st.integers(min_value=8, max_value=40))
def test_pieces_lose_nothing_and_fit(text: str, limit: int) -> None:
    parts = pieces(text, limit)

    assert "".join(parts) == text
    assert all(len(part.encode("utf-16-le")) // 2 <= limit for part in parts)


def test_pieces_end_at_a_space() -> None:
    assert pieces("abcdef ghij klmn", 14) == ["abcdef ghij ", "klmn"]


def test_what_is_too_long_is_counted_as_excel_counts() -> None:
    assert not too_long("a" * CELL_LIMIT)
    assert too_long("🙂" * (CELL_LIMIT // 2 + 1))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_put_into_a_cell_is_text_and_comes_back(text: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    cell = sheet.cell(1, 1)
    assert isinstance(cell, Cell)
    put_text(cell, text)
    book.save(tmp_path / "x.xlsx")

    again = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert again is not None
    assert again["A1"].data_type == "s"
    assert str(again["A1"].value).replace("_x005F_", "_") == text
