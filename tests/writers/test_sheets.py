"""What a sheet is made of: titles, room for text, quotations."""

import io
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.writers.quotations import Run, quotations
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.long_texts import WIDTH, LongTexts
from qualcode.writers.sheets.looks import Look
from qualcode.writers.sheets.measure import TALLEST, extent, height, lines, most_lines, room
from qualcode.writers.sheets.titles import location, sheet_title

AT_45 = room(45, 10)


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("1 Engaging", "1 Engaging"),
        ("a/b\\c?d*e[f]g:h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
        ("History", "History (2)"),
        ("x" * 40, "x" * 31),
        ("🙂" * 20, "🙂" * 15),
    ],
)
def test_a_title_that_spreadsheet_programs_take(wanted: str, title: str) -> None:
    assert sheet_title(wanted, ()) == title


def test_titles_differ_in_more_than_case() -> None:
    assert sheet_title("engaging", ["Engaging", "ENGAGING (2)"]) == "engaging (3)"
    assert sheet_title("x" * 40, ["x" * 31]) == "x" * 27 + " (2)"
    assert sheet_title("x" * 40, (), " – extracts") == "x" * 20 + " – extracts"


@given(st.text(max_size=60), st.lists(st.text(max_size=31), max_size=4))
def test_any_text_makes_a_title(wanted: str, taken: list[str]) -> None:
    title = sheet_title(wanted, taken)

    assert 0 < len(title.encode("utf-16-le")) // 2 <= 31
    assert not set(title) & set("/\\?*[]:\n")
    assert not title.startswith("'")
    assert not title.endswith("'")
    assert title.casefold() not in [other.casefold() for other in taken]


def test_a_place_in_a_sheet_with_an_apostrophe() -> None:
    assert location("Ben's", "A1") == "'Ben''s'!A1"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 1, 1),
        ("One word", 1, 1),
        ("a\nb\nc", 3, 3),
        ("word " * 40, 4, 6),
        ("word " * 400, 36, 50),
        ("W" * 100, 4, 6),
        ("日本語" * 40, 5, 8),
    ],
)
def test_lines_of_a_text_in_a_column_of_45(text: str, least: int, most: int) -> None:
    assert least <= lines(text, AT_45) <= most


def test_capitals_are_wider_than_small_letters() -> None:
    assert extent("MANY") > extent("many")
    assert extent("é") == extent("e")


def test_no_row_is_higher_than_programs_allow() -> None:
    assert height(most_lines(10), 10) <= TALLEST
    assert height(1_000, 10) == TALLEST
    assert height(2, 10) > height(1, 10)


@pytest.mark.parametrize(
    ("text", "italic"),
    [
        ("no quotation", []),
        ("Plans “for the computer” and “targets”.", ["for the computer", "targets"]),
        ("“He said “no” to me” twice", ["He said “no” to me"]),
        ("never “closed", []),
        ("never opened”", []),
        ('Plans "for the computer" (t12)', ["for the computer"]),
        ('5" by 6" boards', []),
        ("“”", []),
        ("“over\nlines”", ["over\nlines"]),
    ],
)
def test_words_between_quotation_marks_are_italic(text: str, italic: list[str]) -> None:
    runs = quotations(text)

    assert [run.text for run in runs if run.italic] == italic
    assert "".join(run.text for run in runs) == text


@given(st.text(alphabet='“”"ab \n(', max_size=40))
def test_runs_join_to_the_text(text: str) -> None:
    runs = quotations(text)

    assert "".join(run.text for run in runs) == text
    assert Run("", True) not in runs


@given(st.text(min_size=1), st.integers(min_value=1, max_value=400))
def test_a_long_text_is_kept_in_pieces_that_can_be_seen(text: str, times: int) -> None:
    kept = LongTexts()
    row = kept.keep("Sheet", "A1", text * times)

    pieces = kept.kept[0].pieces
    assert row == 4
    assert "".join(pieces) == text * times
    assert all(lines(piece, room(WIDTH, 10)) <= most_lines(10) for piece in pieces)
    assert kept.keep("Sheet", "A2", "x") == 4 + len(pieces)


def test_links_beyond_what_a_sheet_holds_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.writers.sheets.rows._MOST_LINKS", 2)
    out = io.BytesIO()
    with Book(out, "") as book:
        with book.sheet(Sheet("A", (10.0,), header=1)) as rows:
            for _ in range(5):
                rows.add([Item("Back", Look(), "'A'!A1")])
        notes = list(book.notes)

    assert notes == ["Sheet “A”: 3 links were left out, since a sheet holds 65,530 at most."]
    sheet = openpyxl.load_workbook(out)["A"]
    assert [bool(cell.hyperlink) for (cell,) in sheet["A1:A5"]] == [True, True, False, False, False]


def test_a_footer_takes_any_name_of_a_study() -> None:
    out = io.BytesIO()
    with Book(out, "R&D <x>\n" + "y" * 300) as book, book.sheet(Sheet("A", (10.0,), header=1)) as rows:
        rows.add([Item("a", Look())])

    xml = ZipFile(out).read("xl/worksheets/sheet1.xml").decode()
    footer = xml.split("<oddFooter>")[1].split("</oddFooter>")[0]
    assert footer.startswith("&amp;LR&amp;&amp;D &lt;x&gt; y")
    assert footer.endswith("&amp;C&amp;A&amp;RPage &amp;P of &amp;N")
    assert len(footer.replace("&amp;", "&")) < 255
