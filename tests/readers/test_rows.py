"""Codings, summaries and memos from tables."""

import csv
import io
import time
from pathlib import Path

import pytest

from qualcode.model.errors import BadTable
from qualcode.model.tables import CodingRow, ExtractRow, MemoRow, SummaryRow
from qualcode.readers.codings import read_codings
from qualcode.readers.memos import read_memos
from qualcode.readers.summaries import read_summaries


def file(tmp_path: Path, *rows: str | list[str]) -> Path:
    text = io.StringIO()
    for row in rows:
        if isinstance(row, str):
            text.write(row + "\n")
        else:
            csv.writer(text).writerow(row)
    (tmp_path / "a.csv").write_text(text.getvalue(), encoding="utf-8")
    return tmp_path / "a.csv"


def test_codings_by_place_and_by_quote(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "File,Start,End,Code,Coded by,Note,Quotation,Extra",
        "a.txt,0,5, x ,Ann,why,,1",
        ["b", "", "", "y", "", "", " q "],
    )
    read = read_codings(path)

    assert read.rows == (
        CodingRow(2, "a.txt", 0, 5, "x", "Ann", "why"),
        CodingRow(3, "b", None, None, "y", quote=" q "),
    )
    assert "“Extra”" in read.notes[0]


def test_bad_codings_are_named_by_row(tmp_path: Path) -> None:
    rows = ["a,x,5,c", "a,5,5,c", "a,5,,c", ",1,2,c", "a,1,2,", "a,,,c", "a,-1,2,c", "a,1.5,2,c", "a,٣,4,c"]
    with pytest.raises(BadTable) as error:
        read_codings(file(tmp_path, "transcript,start,end,code", *rows))

    assert [problem.split(":")[0] for problem in error.value.problems] == [f"row {n}" for n in range(2, 11)]


@pytest.mark.parametrize(
    "header", ["start,end,code", "transcript,start,end", "transcript,code", "file,document,code,quote"]
)
def test_codings_need_their_columns(header: str, tmp_path: Path) -> None:
    with pytest.raises(BadTable):
        read_codings(file(tmp_path, header))


def test_twenty_thousand_codings_are_quick(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "transcript,start,end,code,coder,memo",
        *(f"P{n}.txt,{n},{n + 9},c,a," for n in range(20_000)),
    )
    before = time.process_time()

    assert len(read_codings(path).rows) == 20_000
    assert time.process_time() - before < 1.5  # 0.15 s when measured; wide, for slow machines


def test_summaries_with_extracts(tmp_path: Path) -> None:
    extracts = "supports | a.txt | 3-9 | a | b\nContradicts | b.txt | | quote\n | c.txt | 1 – 2 |"
    path = file(
        tmp_path,
        "participant,column,text,content,progress,checked by,comment,extracts",
        ["P1", "x", "Says “so” (t3).", "charted", "Checked", "Ann", "hm", extracts],
        ["P2", "x", "", "not asked", "", "", "", ""],
    )

    assert read_summaries(path).rows == (
        SummaryRow(
            *(2, "P1", "x", "Says “so” (t3).", "charted", "checked", "Ann", "hm"),
            (
                ExtractRow("supports", "a.txt", 3, 9, "a | b"),
                ExtractRow("contradicts", "b.txt", quote="quote"),
                ExtractRow("supports", "c.txt", 1, 2),
            ),
        ),
        SummaryRow(3, "P2", "x", content="not asked"),
    )


def test_bad_summaries_are_named_by_row(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "participant,column,content,progress,extracts",
        "P1,x,,,",
        "P1,x,,,",
        ",x,,,",
        "P2,x,said,,",
        "P3,x,,half,",
        "P4,x,,,likes | a | 1-2 |",
        "P5,x,,,just words",
        "P6,x,,,supports | a | |",
        "P7,x,,,supports | a | 9-1 |",
    )
    with pytest.raises(BadTable) as error:
        read_summaries(path)

    assert [problem.split(":")[0] for problem in error.value.problems] == [f"row {n}" for n in range(3, 11)]


def test_memos(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "about,name,coder,kind,date,text",
        "Code,x,Ann,Analytic,31/03/2026,Think",
        "project,,Ben,,,All",
    )

    assert read_memos(path).rows == (
        MemoRow(2, "code", "x", "Ann", "analytic", "2026-03-31", "Think"),
        MemoRow(3, "project", "", "Ben", "", "", "All"),
    )


def test_bad_memos_are_named_by_row(tmp_path: Path) -> None:
    rows = ["song,x,,,,t", "code,,,,,t", "code,x,,angry,,t", "code,x,,,soon,t", "code,x,,,,"]
    with pytest.raises(BadTable) as error:
        read_memos(file(tmp_path, "about,name,coder,kind,date,text", *rows))

    assert [problem.split(":")[0] for problem in error.value.problems] == [f"row {n}" for n in range(2, 7)]
