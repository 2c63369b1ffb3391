"""Who doesn't want to be quoted is shown and counted, but in no file of extracts."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qualcode.project import Project
from tests.project.small import code_quote, small

WORDS = "They call me back."
NOTE = "1 extract not quoted, at the participant's wish; counted as before."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """P1 and P2, each with a passage on trust; P1 doesn't want to be quoted."""
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", WORDS)
        code_quote(project, "trust", "ben", "Trust takes years.")
        project.participants.set_quotable(project.participants.named("P1"), False)
        yield project


def texts(path: Path) -> str:
    """All that stands in the cells of a workbook."""
    book = load_workbook(path)
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_team_still_sees_it(project: Project) -> None:
    found = {extract.text: extract.quotable for extract in project.matrix.extracts()}
    assert found == {WORDS: False, "Trust takes years.": True}
    shown = project.matrix.show("codes", extracts=3)
    assert any(e.text == WORDS for cell in shown.cells.values() for e in cell.extracts)


@pytest.mark.parametrize(
    "name", ["extracts.csv", "extracts.xlsx", "matrix.xlsx", "matrix.html", "matrix.json"]
)
def test_it_is_in_no_file(project: Project, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.startswith("extracts"):
        said = project.matrix.export_extracts(path)
    else:
        said = project.matrix.export(path, extracts=3)
    assert said[0] == NOTE
    written = texts(path) if path.suffix == ".xlsx" else path.read_text(encoding="utf-8")
    assert WORDS not in written
    assert "Trust takes years." in written


def test_it_counts_as_before(project: Project, tmp_path: Path) -> None:
    project.matrix.export(tmp_path / "matrix.json", extracts=3)
    rows = json.loads((tmp_path / "matrix.json").read_text(encoding="utf-8"))
    assert '"passages": 1' in json.dumps(rows)
    project.matrix.export_counts(tmp_path / "counts.csv")
    with (tmp_path / "counts.csv").open(encoding="utf-8-sig") as file:
        row = next(row for row in csv.DictReader(file) if row["code"] == "trust")
    assert row["participants"] == "2"


def test_where_all_may_be_quoted_nothing_is_said(project: Project, tmp_path: Path) -> None:
    project.participants.set_quotable(project.participants.named("P1"), True)
    assert project.matrix.export_extracts(tmp_path / "all.csv") == []
    assert WORDS in (tmp_path / "all.csv").read_text(encoding="utf-8")


SUMMARY = "Trusts who “calls me back” (t2), and nobody else."


@pytest.mark.parametrize("name", ["matrix.html", "matrix.md"])
def test_a_summary_of_theirs_quotes_nothing_where_others_read_it(
    project: Project, tmp_path: Path, name: str
) -> None:
    trust = project.codebook.code("trust")
    for participant in ("P1", "P2"):
        project.charting.write(project.participants.named(participant), trust, text=SUMMARY)
    said = project.matrix.export(tmp_path / name)
    written = (tmp_path / name).read_text(encoding="utf-8")

    assert "Quotations are left out of what is written on participants who aren't to be quoted." in said
    assert written.count("calls me back") == 1
    assert "not quoted" in written
    assert "P1: do not quote" in written


def test_a_turn_of_theirs_is_not_shown_around_what_others_say(project: Project, tmp_path: Path) -> None:
    code_quote(project, "trust", "joint", "We both do.\nP4: She does, I don't.")
    code_quote(project, "time", "joint", "Look at them.")
    project.participants.set_quotable(project.participants.named("Cat"), False)
    project.matrix.export(tmp_path / "m.html")
    written = (tmp_path / "m.html").read_text(encoding="utf-8")

    assert "Look at them." in written
    assert "We both do" not in written
    assert "I do." not in written
