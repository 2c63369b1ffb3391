"""Tables from csv and xlsx."""

import csv
import datetime
import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.model.errors import BadTable, QualcodeError, UnreadableFile
from qualcode.readers.header import find_column
from qualcode.readers.tables import read_table
from qualcode.writers.tables import write_csv, write_xlsx


def rows(tmp_path: Path, data: str | bytes, name: str = "a.csv") -> list[tuple[int, dict[str, str]]]:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return [(row.number, dict(row.cells)) for row in read_table(tmp_path / name).rows]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_signs_between_cells(sign: str, tmp_path: Path) -> None:
    text = f'a{sign}"b{sign}c"\r\n1{sign}"two\r\nlines"\r\n\r\n3{sign}\r\n'

    name = "b c" if sign == "\t" else f"b{sign}c"  # headers are tidied, cells never

    assert rows(tmp_path, text) == [(2, {"a": "1", name: "two\nlines"}), (4, {"a": "3", name: ""})]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfa,b\n1,\xc3\xa9\n",
        "a\tb\n1\té\n".encode("utf-16"),
        b"sep=;\na;b\n1;\xe9\n",
        b"a,b\r1,\xe9\r",
    ],
)
def test_what_excel_writes(data: bytes, tmp_path: Path) -> None:
    assert rows(tmp_path, data) == [(2, {"a": "1", "b": "é"})]


def test_apostrophes_before_formulas_come_off(tmp_path: Path) -> None:
    assert rows(tmp_path, "a,b,c\n'=1+1,''-x,'tis\n")[0][1] == {"a": "=1+1", "b": "'-x", "c": "'tis"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a,b\n1,2,3\n", "row 2 has 3 cells, but there are 2 columns"),
        ("a,,c\n1,2,3\n", "column 2 has no name"),
        ("a, A \n1,2\n", "two columns have the name “A”"),
    ],
)
def test_rows_that_do_not_fit(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(BadTable) as error:
        rows(tmp_path, text)

    assert error.value.problems == [problem]


def test_short_rows_are_filled_and_empty_cells_beyond_ignored(tmp_path: Path) -> None:
    assert rows(tmp_path, "a,b\n1\n2,3,,\n") == [(2, {"a": "1", "b": ""}), (3, {"a": "2", "b": "3"})]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('a,b\n1,"open\n2,3\n', "row 2 .*never closed"),
        ('a\n"x"y\n', "row 2 .*write it twice"),
        ("\n , \n", "empty"),
    ],
)
def test_unreadable_tables(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=says):
        rows(tmp_path, text)


def test_a_column_is_found_however_it_is_spelled(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Participant_ID,Checked-by\n1,2\n")
    table = read_table(tmp_path / "a.csv")

    assert find_column(table, ["participant id"]) == "Participant_ID"
    assert find_column(table, ["nothing", "checked by"]) == "Checked-by"
    assert find_column(table, ["nothing"]) is None


def workbook(path: Path, *values: list[object], name: str = "Sheet", hidden: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if hidden:
        sheet.sheet_state = "hidden"
        sheet = book.create_sheet(name)
    sheet.title = name
    for row in values:
        sheet.append(row)
    book.save(path)
    return path


def test_cells_of_a_workbook_are_text(tmp_path: Path) -> None:
    day = datetime.datetime(2026, 3, 31)
    path = workbook(
        tmp_path / "a.xlsx",
        ["a", "b", "c", "d", "e"],
        [1.0, day, True, 2.5, datetime.datetime(2026, 3, 31, 9, 30)],
        [],
        [None, day.date(), False, "x\ny", 10**12],
    )
    table = read_table(path)

    assert [(row.number, list(row.cells.values())) for row in table.rows] == [
        (2, ["1", "2026-03-31", "yes", "2.5", "2026-03-31 09:30:00"]),
        (4, ["", "2026-03-31", "no", "x\ny", "1000000000000"]),
    ]


def test_sheets_are_found_by_name_and_hidden_ones_skipped(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["a"], ["1"], name="People", hidden=True)

    assert read_table(path).rows[0].cells == {"a": "1"}
    assert read_table(path, sheet="people").header == ("a",)
    with pytest.raises(UnreadableFile, match="no sheet “Nobody”; it has People"):
        read_table(path, sheet="Nobody")


def test_errors_in_cells_are_named_and_formulas_not_worked_out(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="row 2, column 1 holds the error #REF!"):
        read_table(workbook(tmp_path / "a.xlsx", ["a", "b"], ["#REF!", 1]))

    path = workbook(tmp_path / "b.xlsx", ["a", "b"], ["=1+1", 1])
    assert read_table(path).rows[0].cells == {"a": "", "b": "1"}


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.odt", "a.tsv"])
def test_a_table_that_is_none_is_one_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(QualcodeError, match="does not exist"):
        read_table(tmp_path / name)
    (tmp_path / name).write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(QualcodeError, match=name):
        read_table(tmp_path / name)


texts = st.text(
    st.one_of(
        st.sampled_from("'=+-@\"|;,\t\n ab"), st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
    ),
    max_size=8,
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text and "_x00" not in text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.tuples(texts, texts), max_size=5), suffix=st.sampled_from([".csv", ".xlsx"]))
def test_a_written_table_comes_back(table: list[tuple[str, str]], suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write = write_csv if suffix == ".csv" else write_xlsx
    problems = write(path, ["one", "two"], table)
    found = [tuple(row.cells.values()) for row in read_table(path).rows]

    assert found == [row for row in table if "".join(row).strip()]
    assert problems == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_any_bytes_give_a_table_or_one_sentence(data: bytes, tmp_path: Path) -> None:
    said, found = "", []
    try:
        found = rows(tmp_path, data)
    except QualcodeError as error:
        said = str(error)
    assert "a.csv" in said if said else all(number > 1 for number, _ in found)


def test_a_hundred_thousand_rows_are_quick(tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["a", "b", "c"], *([n, "it's, well", "text"] for n in range(100_000))])
    (tmp_path / "a.csv").write_text(text.getvalue())
    before = time.process_time()

    assert len(read_table(tmp_path / "a.csv").rows) == 100_000
    assert time.process_time() - before < 3  # 0.4 s when measured; wide, for slow machines


def test_more_columns_or_rows_than_any_study_has(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(f"c{n}" for n in range(2_001)), encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"a\.csv has 2,001 columns"):
        read_table(path)
    path.write_text("c\n" + "1\n" * 200_001, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"a\.csv has more than 200,000 rows"):
        read_table(path)


def test_a_sheet_whose_rows_have_absurd_numbers(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "whole.xlsx", ["c"], [["1"]])
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as made:
        for name in whole.namelist():
            made.writestr(name, whole.read(name).replace(b'<row r="2"', b'<row r="99999999"'))

    with pytest.raises(UnreadableFile, match=r"a\.xlsx is damaged"):
        read_table(tmp_path / "a.xlsx")
