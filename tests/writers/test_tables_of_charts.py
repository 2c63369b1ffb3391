"""Matrices, counts and extracts as csv, json and xlsx."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from qualcode.model.charts import Count, CountRow
from qualcode.model.errors import Refused
from qualcode.writers.counts import counts_json, write_counts_csv, write_counts_json
from qualcode.writers.extracts import write_extracts
from qualcode.writers.matrix import write_matrix_csv, write_matrix_json
from tests.writers.charts_sample import ATTRIBUTES, CC1, E1, E2, EXTRACTS, PLANS, RISK, extract, matrix

COUNTS = (
    CountRow("Engaging", "risk", ("Alder", "Carer"), Count(2, 3, 4, 6)),
    CountRow("", "=1+1", ("", "Service user"), Count(0, 1, 0, 0)),
)


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_matrix_as_csv(tmp_path: Path) -> None:
    assert write_matrix_csv(matrix((PLANS, RISK)), tmp_path / "m.csv") == []

    assert read(tmp_path / "m.csv") == [
        ["participant", *ATTRIBUTES, PLANS.name, RISK.name],
        [
            *("Care coordinator 1", "England", "Alder", "Care coordinator"),
            "Writes plans “for the computer” to meet targets (t12); shares them when time allows (t31).",
            "Nothing said",
        ],
        [
            *("Service user 1", "Wales", "Hazel", "Service user"),
            *("Not asked", "Did not know that risk was assessed (t7)."),
        ],
        ["Carer 1", "Wales", "", "Carer", "To chart", "To chart"],
    ]


def test_a_matrix_as_json_has_everything_a_cell_has(tmp_path: Path) -> None:
    write_matrix_json(matrix((PLANS, RISK)), tmp_path / "m.json")
    made = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))

    assert made["attributes"] == list(ATTRIBUTES)
    assert made["of"] == 20
    assert [column["name"] for column in made["columns"]] == [PLANS.name, RISK.name]
    first = made["rows"][0]
    assert first["participant"] == "Care coordinator 1"
    assert first["attributes"] == {
        "Country": "England",
        "Site": "Alder",
        "Participant type": "Care coordinator",
    }
    cell = first["cells"][0]
    assert (cell["column"], cell["content"], cell["progress"]) == (PLANS.name, "charted", "checked")
    assert (cell["comment"], cell["checked_by"], cell["passages"]) == ("Compare with Elm.", "Ben", 5)
    assert [(e["text"], e["relation"]) for e in cell["extracts"]] == [
        (E1.text, "supports"),
        (E2.text, "complicates"),
    ]
    assert made["rows"][2]["cells"][0]["content"] == ""


def test_a_cell_like_a_formula_is_quoted_in_csv(tmp_path: Path) -> None:
    odd = replace(matrix((PLANS,)), rows=(replace(CC1, name="=cmd()"),))
    write_matrix_csv(odd, tmp_path / "m.csv")

    assert read(tmp_path / "m.csv")[1][0] == "'=cmd()"


def test_counts_as_json(tmp_path: Path) -> None:
    write_counts_json(COUNTS, ("site", "code"), tmp_path / "c.json")

    made = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert made == counts_json(COUNTS, ("site", "code"))
    assert made[0] == {
        "theme": "Engaging",
        "code": "risk",
        "site": "Alder",
        "attribute code": "Carer",
        "participants": 2,
        "of": 3,
        "passages": 4,
        "codings": 6,
    }


def test_counts_as_csv(tmp_path: Path) -> None:
    write_counts_csv(COUNTS, ("site", "participant_type"), tmp_path / "c.csv")

    assert read(tmp_path / "c.csv") == [
        ["theme", "code", "site", "participant_type", "participants", "of", "passages", "codings"],
        ["Engaging", "risk", "Alder", "Carer", "2", "3", "4", "6"],
        ["", "'=1+1", "", "Service user", "0", "1", "0", "0"],
    ]


def test_extracts_as_csv(tmp_path: Path) -> None:
    write_extracts(EXTRACTS, ATTRIBUTES, tmp_path / "e.csv")
    header, first, _, last = read(tmp_path / "e.csv")

    assert header[:2] == ["no", "participant"]
    row = dict(zip(header, first, strict=True))
    assert row["extract"] == E1.text
    assert (row["source"], row["turn"]) == ("Care coordinator 1 interview", "t12")
    assert (row["start"], row["end"]) == (str(E1.start), str(E1.end))
    assert dict(zip(header, last, strict=True))["quotable"] == "no"


def test_extracts_as_xlsx(tmp_path: Path) -> None:
    assert write_extracts(EXTRACTS, ATTRIBUTES, tmp_path / "e.xlsx") == []
    book = openpyxl.load_workbook(tmp_path / "e.xlsx")

    assert book.sheetnames == ["Extracts"]
    sheet = book["Extracts"]
    assert sheet["I4"].value == E1.text
    assert sheet["M6"].value == "Do not quote"
    assert sheet.max_column == 14
    assert sheet.max_row == 6


def test_a_long_extract_goes_on_elsewhere(tmp_path: Path) -> None:
    text = "All that was said. " * 3_000
    notes = write_extracts([extract(CC1, PLANS, 1, text)], ATTRIBUTES, tmp_path / "e.xlsx")
    book = openpyxl.load_workbook(tmp_path / "e.xlsx")

    rows = book["Long texts"].iter_rows(min_row=4, values_only=True)
    assert "".join(str(row[3]) for row in rows) == text
    assert "I4" in notes[0]


def test_extracts_in_another_format_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"e\.ods.*\.xlsx or \.csv"):
        write_extracts(EXTRACTS, ATTRIBUTES, tmp_path / "e.ods")
