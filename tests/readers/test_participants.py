"""Participants, attributes and types, and which transcript is whose."""

from pathlib import Path

import pytest

from qualcode.model.errors import BadTable
from qualcode.model.tables import ParticipantTable, SourceRow
from qualcode.readers.columns import column_of
from qualcode.readers.participants import read_participants


def read(tmp_path: Path, text: str) -> ParticipantTable:
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    return read_participants(tmp_path / "people.csv")


def test_participants_transcripts_and_speakers(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "participant,transcript,speaker,kind,site,age\n"
        "P1,a.txt,,Interview,Alder,34\nP1,b.txt,,interview,,34\n"
        "P2,j.txt,Carer,joint,Birch,\nP3,j.txt,Service user,joint interview,Birch,51\n"
        ",note.txt,,field notes,,\nP4,,,,Alder,20\n",
    )

    assert table.sources == (
        SourceRow(2, "P1", "a.txt", "", "interview"),
        SourceRow(3, "P1", "b.txt", "", "interview"),
        SourceRow(4, "P2", "j.txt", "Carer", "joint interview"),
        SourceRow(5, "P3", "j.txt", "Service user", "joint interview"),
        SourceRow(6, "", "note.txt", "", "field note"),
        SourceRow(7, "P4"),
    )
    assert table.values == {
        "P1": {"site": "Alder", "age": "34"},
        "P2": {"site": "Birch"},
        "P3": {"site": "Birch", "age": "51"},
        "P4": {"site": "Alder", "age": "20"},
    }


@pytest.mark.parametrize("person", ["participant", "Participant ID", "label", "Name", "case", "ID"])
@pytest.mark.parametrize("site", ["Site", "location", "Centre", "study_site"])
@pytest.mark.parametrize(
    "kind", ["Participant type", "participant_type", "Role", "stakeholder group", "Type"]
)
def test_usual_spellings(person: str, site: str, kind: str, tmp_path: Path) -> None:
    table = read(tmp_path, f"{person},{site},{kind}\nP1,Alder,Carer\n")

    assert [attribute.name for attribute in table.attributes] == ["site", "participant_type"]
    assert [attribute.type for attribute in table.attributes] == ["categories"] * 2
    assert table.values == {"P1": {"site": "Alder", "participant_type": "Carer"}}


def test_the_first_of_two_spellings_wins(tmp_path: Path) -> None:
    table = read(tmp_path, "participant,role,participant type\nP1,nurse,staff\n")

    assert table.values["P1"] == {"role": "nurse", "participant_type": "staff"}


def test_two_values_of_one_attribute_are_a_problem_by_row(tmp_path: Path) -> None:
    with pytest.raises(BadTable) as error:
        read(tmp_path, "participant,transcript,age\nP1,a,34\nP2,b,40\nP1,c,35\n")

    assert error.value.problems == ["row 4: P1 has age “35”, but “34” in row 2"]


def test_other_problems_by_row(tmp_path: Path) -> None:
    with pytest.raises(BadTable) as error:
        read(tmp_path, "participant,transcript,kind,age\nP1,a,\nP1,a,\n,,,3\nP2,b,song\n")

    assert error.value.problems[0] == "row 3 says the same as row 2: P1 a"
    assert error.value.problems[1] == "row 4 names neither a participant nor a transcript"
    assert error.value.problems[2].startswith("row 5: the kind “song” is none of interview")


def test_a_table_without_participants_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="call one “participant”"):
        read(tmp_path, "colour,size\nred,3\n")


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        (["Yes", "n", "", "TRUE"], "yes/no", ("yes", "no", "", "yes")),
        (["1", "25", "n/a"], "integer", ("1", "25", "")),
        (["1", "2.50", "-3,5"], "number", ("1", "2.5", "-3.5")),
        (["2026-3-1", "2026-12-31 00:00"], "date", ("2026-03-01", "2026-12-31")),
        (["31/3/2026", "01/12/2025"], "date", ("2026-03-31", "2025-12-01")),
        (["3/31/2026", "12/01/2025"], "date", ("2026-03-31", "2025-12-01")),
        (["3 May 2026", "12th December 2025"], "date", ("2026-05-03", "2025-12-12")),
        (["2026-02-30", "x"], "text", ("2026-02-30", "x")),
        (["007", "008"], "text", ("007", "008")),
        (["a", "b", "a", "a"], "categories", ("a", "b", "a", "a")),
        (["one", "two", "three"], "text", ("one", "two", "three")),
        (["", "–"], "text", ("", "–")),
    ],
)
def test_types_are_guessed_from_all_values(cells: list[str], kind: str, values: tuple[str, ...]) -> None:
    column = column_of(cells)

    assert (column.type, column.values) == (kind, values)
    assert column.note


def test_an_ambiguous_date_is_said_to_be_one() -> None:
    assert "check" in column_of(["3/4/2026", "5/6/2026"]).note
    assert "check" not in column_of(["13/4/2026", "5/6/2026"]).note


def test_more_participants_than_any_study_has(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("participant\n" + "".join(f"P{n}\n" for n in range(10_001)), encoding="utf-8")

    with pytest.raises(BadTable, match="it has 10,001 rows"):
        read_participants(path)


def test_of_many_columns_the_first_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(f"c{n}" for n in range(50)) + "\n1\n", encoding="utf-8")

    with pytest.raises(BadTable, match="“c19” and 30 more"):
        read_participants(path)
