"""The framework matrix workbook, read back cell by cell."""

import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.model.charts import Cell, Charts, Column, ThemeChart
from qualcode.model.edits import KEY_HEADINGS, text_hash
from qualcode.model.errors import Refused
from qualcode.writers.cells import safe_text
from qualcode.writers.workbook import write, write_workbook
from tests.writers.charts_sample import (
    CC1,
    ENGAGING,
    PLANS,
    RISK,
    ROWS,
    charts,
    extract,
    matrix,
    wholes,
)

Made = Callable[[Charts], Workbook]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def make(values: Charts) -> Workbook:
        write_workbook(values, tmp_path / "matrix.xlsx")
        return openpyxl.load_workbook(tmp_path / "matrix.xlsx")

    return make


def one_summary(text: str, **changes: object) -> Charts:
    """A study of one theme, whose cell E4 holds a summary."""
    cell = replace(Cell(text, "charted"), **changes)  # type: ignore[arg-type]  # any field
    chart = ThemeChart(1, ENGAGING, matrix((PLANS,), {("p-1", "code-1"): cell}), {})
    return charts(themes=(chart,))


def grid(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def stored(value: object) -> str:
    """What a spreadsheet program shows for what openpyxl reads."""
    return str(value).replace("_x005F_", "_")


def test_sheets_stand_in_order_and_the_keys_are_hidden(made: Made) -> None:
    book = made(charts())

    assert book.sheetnames == [
        "Read me",
        "All themes",
        "1 Engaging",
        "1 Engaging – extracts",
        "2 Adjusting",
        "2 Adjusting – extracts",
        "Groups",
        "Extracts",
        "Participants by code",
        "Codebook",
        "Participants",
        "Decisions",
        "Keys",
    ]
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"] == ["Keys"]
    assert book.active is book["Read me"]


def test_without_extracts_there_are_no_sheets_of_extracts(made: Made) -> None:
    book = made(charts(extracts_per_cell=0))

    assert not [name for name in book.sheetnames if "–" in name]
    assert book["1 Engaging"]["I4"].hyperlink.location == "'Extracts'!A4"


def test_every_cell_of_a_theme(made: Made) -> None:
    *cells, keys = zip(*grid(made(charts())["1 Engaging"]), strict=True)
    assert keys == (None, None, "Key", "p-1", "p-2", "p-3")
    assert list(map(list, zip(*cells, strict=True))) == [
        ["1 Engaging", None, None, None]
        + ["Engaging and supporting: How workers and service users get on together."]
        + [None] * 4,
        [
            "In brief",
            None,
            None,
            None,
            "Plans written for the file",
            "What is said about risk, and to whom",
            "What you make of the row, kept apart from the summaries",
            "Who read the row against its extracts",
            "What was said",
        ],
        [
            "Participant",
            "Country",
            "Site",
            "Participant type",
            "care planning – as paperwork",
            "risk",
            "Analyst's comment",
            "Checked by",
            "See extracts",
        ],
        [
            *("Care coordinator 1", "England", "Alder", "Care coordinator"),
            "Writes plans “for the computer” to meet targets (t12); shares them when time allows (t31).",
            "Nothing said",
            "A key case.\nOn care planning – as paperwork: Compare with Elm.",
            "Ben: 1 of 2",
            "See extracts",
        ],
        [
            *("Service user 1", "Wales", "Hazel", "Service user"),
            "Not asked",
            "Did not know that risk was assessed (t7).",
            "No comment",
            "Check again: risk (1 extract added)",
            "See extracts",
        ],
        [
            "Carer 1",
            "Wales",
            "Not known",
            "Carer",
            "To chart",
            "To chart",
            "No comment",
            "Not yet checked",
            "No extracts",
        ],
    ]


def test_every_cell_of_a_themes_extracts(made: Made) -> None:
    sheet = made(charts())["1 Engaging – extracts"]

    assert [row[4:] for row in grid(sheet)[2:]] == [
        ["care planning – as paperwork", "risk", "See extracts", "Back"],
        [
            "“I write it for the computer, to be honest.” (t12) – supports\n"
            "“I share it when there is time.” (t31) – complicates\n"
            "and 3 more (sheet Extracts, from no. 1)",
            "Nothing said",
            "See extracts",
            "Back",
        ],
        [
            "Not asked",
            "“Nobody told me there was an assessment.” (t7) – do not quote",
            "See extracts",
            "Back",
        ],
        ["No extracts", "No extracts", "No extracts", "Back"],
    ]
    assert sheet["G5"].hyperlink.location == "'Extracts'!A6"
    assert sheet["H5"].hyperlink.location == "'1 Engaging'!A5"
    assert sheet.protection.sheet
    assert not sheet.protection.autoFilter  # filtering stays allowed


def test_every_cell_of_all_themes(made: Made) -> None:
    sheet = made(charts())["All themes"]
    assert [row[-1] for row in grid(sheet)] == [None, None, "Key", "p-1", "p-2", "p-3"]
    assert sheet.column_dimensions["H"].hidden
    assert [row[4:-1] for row in grid(sheet)[1:]] == [
        ["Who it is", "How workers and service users get on together.", "Not yet defined"],
        ["Pen portrait", "Engaging and supporting", "Accommodating and adjusting"],
        [
            "Ten years in the team.",
            "Close to people, far from the plan.",
            "Not yet summarised: see sheet 2 Adjusting",
        ],
        [
            "Not yet written",
            "Not yet summarised: see sheet 1 Engaging",
            "Not yet summarised: see sheet 2 Adjusting",
        ],
        [
            "Looks after a son.",
            "Not yet summarised: see sheet 1 Engaging",
            "Not yet summarised: see sheet 2 Adjusting",
        ],
    ]


def test_every_cell_of_extracts(made: Made) -> None:
    sheet = made(charts())["Extracts"]

    rows = grid(sheet)[2:]
    assert rows[0] == [
        *("No.", "Participant", "Country", "Site", "Participant type", "Theme", "Code"),
        *("Interviewer's question", "Extract", "Source and turn", "Supports, complicates or contradicts"),
        *("Coded by", "For the paper", "Attribution", "Back"),
    ]
    assert rows[1] == [
        *(1, "Care coordinator 1", "England", "Alder", "Care coordinator"),
        *("Engaging and supporting", "care planning – as paperwork", "What happens to the plan then?"),
        *("I write it for the computer, to be honest.", "Care coordinator 1 interview, t12", "Supports"),
        *("Ada; Ben", "–", "Care coordinator 1, Alder (England)", "Back"),
    ]
    assert rows[3][7:] == [
        *("No question before it", "Nobody told me there was an assessment."),
        *("Service user 1 interview, t7", "Not linked", "Ada; Ben", "Do not quote"),
        *("Service user 1, Hazel (Wales)", "Back"),
    ]
    assert [sheet[f"O{row}"].hyperlink.location for row in (4, 5, 6)] == [
        *("'1 Engaging'!E4", "'1 Engaging'!E4", "'1 Engaging'!F5")
    ]


def test_every_cell_of_the_other_sheets(made: Made) -> None:
    book = made(charts())

    assert grid(book["Groups"])[2:] == [
        [
            "Country",
            "Site",
            "Participant type",
            "Participants (N)",
            "Engaging: group summary",
            "Engaging: spoke about it (n)",
            "Engaging: who differs",
            "Adjusting: group summary",
            "Adjusting: spoke about it (n)",
            "Adjusting: who differs",
        ],
        ["England", "Alder", "Care coordinator", 4, "To write", 3, "To write", "To write", 2, "To write"],
        ["Wales", "Hazel", "Service user", 1, "To write", 1, "To write", "To write", 0, "To write"],
    ]
    assert book["Groups"]["I4"].number_format == '0" of 3"'
    assert grid(book["Participants by code"]) == [
        ["Participants by code"] + [None] * 5,
        ["Counts show where to look; they are not findings.", None, "Everyone", "Country", "Country", "Site"],
        ["Theme", "Code", "All (N = 20)", "England (N = 12)", "Wales (N = 8)", "Not known (N = 1)"],
        ["Engaging and supporting", "care planning – as paperwork", 11, 9, 2, 0],
        ["Engaging and supporting", "risk", 0, 0, 0, 0],
        ["Accommodating and adjusting", "time", 0, 0, 0, 0],
    ]
    assert book["Participants by code"]["D4"].number_format == '0" of 10"'
    assert grid(book["Codebook"])[3:] == [
        [
            "Engaging and supporting",
            "care planning – as paperwork",
            "Plans written for the file",
            "Full.",
            "Use.",
            "Don't.",
            "An example.",
            "descriptive",
            "inductive",
            "pulling together",
            11,
            40,
        ],
        ["In no theme", "time"] + ["Not given"] * 7 + ["None", 0, 0],
    ]
    assert grid(book["Participants"])[2:] == [
        [
            "Label",
            "Country",
            "Site",
            "Participant type",
            "Sources",
            "Words spoken",
            "Read by",
            "Coded by",
            "Charted by",
            "Years in service",
        ],
        [
            "Care coordinator 1",
            "England",
            "Alder",
            "Care coordinator",
            "cc1.txt; cc1b.txt",
            12345,
            "Ada",
            "Ada; Ben",
            "Nobody yet",
            "10",
        ],
    ]
    assert grid(book["Decisions"])[3:] == [
        ["2026-05-03", "Merge the two codes", "They overlap", "None on record", "Ada, Ben", "2"]
    ]


def test_the_read_me_tells_what_is_where(made: Made) -> None:
    book = made(charts())
    sheet = book["Read me"]
    said = {row[0]: row[1] for row in grid(sheet)}

    assert said["Rows"] == "3 of 20 participants. Filter: Country is England or Wales."
    assert said["Codebook version"] == "3"
    assert said["Please check"] == "2 participants share this combination: Wales, Hazel, Service user."
    assert str(said["Keys"]).startswith("A hidden sheet of this name")
    links = {cell.value: cell.hyperlink.location for (cell,) in sheet["A1:A99"] if cell.hyperlink}
    visible = [name for name in book.sheetnames if name not in ("Read me", "Keys")]
    assert links == {name: f"'{name}'!A1" for name in visible}


def test_no_cell_of_a_table_is_blank_or_merged(made: Made) -> None:
    empty = charts(groups=(), extracts=(), codebook=(), participants=(), decisions=())
    for book in (made(charts()), made(empty)):
        for sheet in book.worksheets[1:]:
            assert not sheet.merged_cells
            cells = [value for row in sheet.iter_rows(min_row=3, values_only=True) for value in row]
            assert all(value is not None and value != "" for value in cells), sheet.title


def test_headers_filter_panes_and_print(made: Made) -> None:
    book = made(charts())
    sheet = book["1 Engaging"]

    assert sheet.auto_filter.ref == "A3:J6"
    assert sheet.freeze_panes == "E4"
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.print_title_cols == "$A:$D"
    for page in book.worksheets:
        assert (page.page_setup.paperSize, page.page_setup.orientation) == (8, "landscape")
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
    for page in book.worksheets[1:-1]:
        assert page.auto_filter.ref.startswith("A3:")
        assert str(page.freeze_panes).endswith("4")


def test_what_may_be_edited_is_white_and_all_else_is_not(made: Made) -> None:
    sheet = made(charts())["1 Engaging"]
    white = {cell.column_letter for row in sheet["A4:I6"] for cell in row if cell.fill.fill_type is None}

    assert white == {"E", "F", "G", "H"}
    assert {cell.font.name for row in sheet["A1:I6"] for cell in row} == {"Calibri"}
    assert all(cell.alignment.wrap_text for row in sheet["A3:I6"] for cell in row)
    assert not [cell for row in sheet["E4:H6"] for cell in row if cell.hyperlink]


def test_keys_lead_back_from_every_white_cell(made: Made) -> None:
    book = made(charts())
    header, *keys = grid(book["Keys"])

    assert header == list(KEY_HEADINGS)
    by_place = {(str(key[3]), str(key[4])): key for key in keys}
    assert len(by_place) == len(keys)
    for (title, place), key in by_place.items():
        assert key[5] == text_hash(stored(book[title][place].value))
        assert key[6] == "yes"
        assert key[7] == book[title][f"A{place[1:]}"].value
        assert key[8] == book[title][f"{place[0]}3"].value
    assert by_place["1 Engaging", "E4"][:3] == ["p-1", "code-1", "summary"]
    assert by_place["1 Engaging", "G4"][:3] == ["p-1", "theme-1", "comment"]
    assert by_place["1 Engaging", "H4"][:3] == ["p-1", "theme-1", "checked by"]
    assert by_place["All themes", "F4"][:3] == ["p-1", "theme-1", "summary"]
    white = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        if sheet.title in ("All themes", "1 Engaging", "2 Adjusting")
        for row in sheet.iter_rows(min_row=4)
        for cell in row
        if cell.fill.fill_type is None
    }
    assert white == set(by_place)


def test_themes_as_columns_are_edited_in_one_place(made: Made) -> None:
    none = Column("", "theme", "", "", "")
    overview = charts().overview
    book = made(charts(themes=(ThemeChart(1, none, overview, {}),)))

    assert book.sheetnames[1:4] == ["All themes", "Matrix", "Matrix – extracts"]
    assert book["Matrix"]["E1"].value == "Each column is a theme."
    assert book["Matrix"]["E4"].value == "Close to people, far from the plan."
    assert {row[3] for row in grid(book["Keys"])[1:]} == {"Matrix"}
    assert book["All themes"]["F4"].fill.fill_type == "solid"


def test_quotations_in_summaries_are_in_italics(tmp_path: Path) -> None:
    write_workbook(charts(), tmp_path / "matrix.xlsx")
    book = openpyxl.load_workbook(tmp_path / "matrix.xlsx", rich_text=True)
    value = book["1 Engaging"]["E4"].value

    assert isinstance(value, CellRichText)
    blocks = [part for part in value if isinstance(part, TextBlock)]
    assert [block.text for block in blocks if block.font.i] == ["for the computer"]
    assert {block.font.rFont for block in blocks} == {"Calibri"}


def test_a_large_workbook_has_no_italics_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.writers.workbook.plan.MOST_MARKED", 5)
    notes = write_workbook(charts(), tmp_path / "matrix.xlsx")
    book = openpyxl.load_workbook(tmp_path / "matrix.xlsx", rich_text=True)

    assert "not in italics" in " ".join(notes)
    assert isinstance(book["1 Engaging"]["E4"].value, str)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "#REF!", "'quoted", "TRUE", "12", "_x0041_"])
def test_a_text_stays_a_text_whatever_it_looks_like(text: str, made: Made) -> None:
    cell = made(one_summary(text))["1 Engaging"]["E4"]

    assert cell.data_type == "s"
    assert stored(cell.value) == text


def test_a_text_like_a_formula_is_marked_as_quoted(made: Made) -> None:
    book = made(one_summary("=HYPERLINK()"))

    assert book["1 Engaging"]["E4"].quotePrefix
    assert not book["1 Engaging"]["E3"].quotePrefix


def test_control_characters_are_replaced_and_reported(tmp_path: Path) -> None:
    notes = write_workbook(one_summary("a\x00b\x1bc\r\nd"), tmp_path / "matrix.xlsx")
    book = openpyxl.load_workbook(tmp_path / "matrix.xlsx")

    assert book["1 Engaging"]["E4"].value == "a\ufffdb\ufffdc\nd"
    assert notes == ["Sheet “1 Engaging”: 2 characters that no spreadsheet can hold were replaced by \ufffd."]
    assert notes[0] in [row[1] for row in grid(book["Read me"])]


def test_a_summary_of_100_000_characters_loses_nothing(tmp_path: Path) -> None:
    text = "".join(
        f"Sentence {number} “of many” <&> 🙂.{' ' if number % 7 else chr(10)}" for number in range(3400)
    )
    assert len(text) > 100_000
    notes = write_workbook(one_summary(text), tmp_path / "matrix.xlsx")
    book = openpyxl.load_workbook(tmp_path / "matrix.xlsx")

    rows = grid(book["Long texts"])[3:]
    assert "".join(str(row[3]) for row in rows) == text
    assert {tuple(row[:2]) for row in rows} == {("1 Engaging", "E4")}
    assert book["Long texts"]["B4"].hyperlink.location == "'1 Engaging'!E4"
    assert all(height.height <= 409 for height in book["Long texts"].row_dimensions.values() if height.height)
    shown = book["1 Engaging"]["E4"].value
    start, mark = shown.split(" … ")
    assert text.startswith(start)
    assert mark == "[goes on: sheet Long texts, row 4]"
    assert "E4 holds the beginning of a text" in notes[0]
    key = next(row for row in grid(book["Keys"]) if row[3:5] == ["1 Engaging", "E4"])
    assert key[5:7] == [text_hash(shown), "no"]


def test_a_column_grows_before_a_text_goes_on_elsewhere(made: Made) -> None:
    book = made(one_summary("Some words. " * 170))  # 2,040 characters

    assert book["1 Engaging"]["E4"].value == "Some words. " * 170
    assert book["1 Engaging"].column_dimensions["E"].width > 45
    assert "Long texts" not in book.sheetnames


def test_rows_are_as_high_as_their_longest_text(made: Made) -> None:
    sheet = made(one_summary("A line.\n" * 12))["1 Engaging"]

    assert sheet.row_dimensions[4].height > 12 * 12
    assert sheet.row_dimensions[5].height < 30


def test_extracts_that_cannot_be_seen_are_counted_with_those_that_are_not_shown(made: Made) -> None:
    long = [extract(CC1, PLANS, 100 * number, "Very long words. " * 110) for number in range(3)]
    book = made(one_summary("Said a lot.", extracts=tuple(long), passages=7))
    text = book["1 Engaging – extracts"]["E4"].value

    assert text.count("“Very") == 1
    assert text.endswith("and 6 more")


def test_titles_avoid_the_traps(made: Made) -> None:
    names = ["a/b\\c?d*e[f]g:h", "A B C D E F G H", "'quoted'", "x" * 60, "Extracts", "\x00"]
    themes = tuple(
        ThemeChart(1, Column(f"t{number}", "theme", name, name, ""), matrix((RISK,)), {})
        for number, name in enumerate(names)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = made(charts(themes=themes))

    assert book.sheetnames[2:14:2] == [
        *("1 a b c d e f g h", "1 A B C D E F G H (2)", "1 'quoted"),
        *("1 " + "x" * 29, "1 Extracts", "1 \ufffd"),
    ]
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert max(map(len, book.sheetnames)) == 31


def test_properties_name_the_program_and_nobody(made: Made) -> None:
    properties = made(charts()).properties

    assert properties.creator == "Qualcode"
    assert properties.lastModifiedBy is None


def test_names_with_every_kind_of_sign_survive(made: Made) -> None:
    odd = replace(CC1, name="A & B <c> “d” 'e'", attributes=("", "=x", "日本"))
    chart = ThemeChart(1, replace(ENGAGING, short="R&D <x>'s"), matrix((PLANS,)), wholes(ENGAGING))
    chart = replace(chart, matrix=replace(chart.matrix, rows=(odd, *ROWS[1:])))
    book = made(charts(study="A & B <c>", themes=(chart,)))

    sheet = book["1 R&D <x>'s"]
    assert [cell.value for cell in sheet[4]][:4] == ["A & B <c> “d” 'e'", "Not known", "=x", "日本"]
    assert sheet["H4"].hyperlink.location == "'1 R&D <x>''s – extracts'!A4"


@given(st.text(max_size=400))
def test_what_goes_in_comes_out(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("made") / "matrix.xlsx"
    write_workbook(one_summary(text), path)
    shown = openpyxl.load_workbook(path)["1 Engaging"]["E4"].value

    assert stored(shown) == (safe_text(text)[0].replace("_x005F_", "_") or "To chart")


def test_an_error_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "matrix.xlsx"
    path.write_bytes(b"the old one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "write_read_me", full)
    with pytest.raises(Refused, match=r"matrix\.xlsx.*No space left"):
        write_workbook(charts(), path)
    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_another_program_holds_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("os.replace", held)
    with pytest.raises(Refused, match=r"matrix\.xlsx.*open in another program"):
        write_workbook(charts(), tmp_path / "matrix.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nowhere"):
        write_workbook(charts(), tmp_path / "nowhere" / "matrix.xlsx")
