"""Participants: added, described, linked to what they say; tables joined whole or not at all."""

from pathlib import Path

import pytest

from qualcode.model.errors import NoSuchThing
from qualcode.model.tables import AttributeColumn, ParticipantTable, SourceRow
from qualcode.project import Project
from tests.project.small import interviews, refused, small, unchanged


def test_participants_have_values_links_and_a_portrait(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        people = project.participants
        eve = people.add(" Eve  Doe ", {"site": "Ash", "years in service": "3"})
        assert (eve.name, people.values(eve)) == ("Eve Doe", {"site": "Ash", "years in service": "3"})
        people.set_portrait(eve, "Came late.")
        people.set_quotable(people.named("eve doe"), False)
        eve = people.named("EVE  DOE")
        assert (eve.portrait, eve.quotable) == ("Came late.", False)
        people.describe(eve, {"Site": "Elm"}, portrait="", quotable=True)
        eve = people.named("Eve Doe")
        assert (people.values(eve)["site"], eve.portrait, eve.quotable) == ("Elm", "", True)
        ann = project.transcripts.named("ann")
        people.link(eve, project.transcripts.named("ben"))
        people.link(eve, ann, "P1")
        assert [(t.name, label) for t, label in people.sources(eve)] == [("ann", "P1"), ("ben", "")]
        assert refused(lambda: people.link(eve, ann, "P9"), project) == "Nobody is called “P9” in ann."
        assert refused(lambda: people.add("eve doe"), project) == "There is a participant “eve doe” already."
        with pytest.raises(NoSuchThing, match="There is no participant “Adam”"):
            people.named("Adam")
        assert project.check() == []


def test_a_participant_taken_back_and_added_again_is_the_same_one(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        eve = project.participants.add("Eve")
        project.history.undo()
        assert project.participants.add("Eve").uid == eve.uid
        assert project.check() == []


SITE = AttributeColumn("site", "categories", ("Elm", "Ash"))
AGE = AttributeColumn("age", "integer")


def table(*sources: SourceRow, **values: dict[str, str]) -> ParticipantTable:
    return ParticipantTable("people.csv", (SITE, AGE), sources, values, ("note",))


def bare(folder: Path) -> Project:
    project = Project.new(folder / "study.qualcode", "Ann")
    project.transcripts.bring_in(interviews(folder))
    return project


def test_a_table_is_joined_by_transcript_and_speaker(tmp_path: Path) -> None:
    with bare(tmp_path) as project:
        given = table(
            SourceRow(2, "A", "ann.txt"),
            SourceRow(3, "A", "BEN"),
            SourceRow(4, "C", "joint", "P3", "joint interview"),
            SourceRow(5, "D", "joint", "P4", "joint interview"),
            SourceRow(6, "E"),
            SourceRow(7, "F", "lost.txt"),
            A={"site": "Elm", "age": "40"},
            C={"site": "Ash"},
            D={},
            E={"site": "Elm"},
            F={},
            G={},
        )
        joined = project.participants.bring_in(given)
        assert (joined.participants, joined.new, joined.links, joined.notes) == (6, 6, 4, ("note",))
        assert joined.without_transcript == (("E", ""), ("F", "lost.txt"), ("G", ""))
        assert joined.without_row == ()
        a = project.participants.named("A")
        assert [t.name for t, _ in project.participants.sources(a)] == ["ann", "ben"]
        assert project.participants.values(a) == {"site": "Elm", "age": "40"}
        joint = project.transcripts.named("joint")
        assert (joint.kind_of_source, joint.open) == ("joint interview", ())
        assert [a.type for a in project.participants.attributes()] == ["categories", "categories", "integer"]
        assert project.copies.differences() == []
        assert project.check() == []
        again = unchanged(lambda: project.participants.bring_in(given), project)
        assert (again.new, again.links) == (0, 4)  # type: ignore[attr-defined]


def test_a_transcript_without_a_row_is_listed_and_a_field_note_is_nobodys(tmp_path: Path) -> None:
    with bare(tmp_path) as project:
        joined = project.participants.bring_in(table(SourceRow(2, "", "ann", "", "field note")))
        assert joined.without_row == ("ben", "joint")
        assert project.transcripts.named("ann").kind_of_source == "field note"
        assert (joined.links, project.participants.all()) == (0, [])


def test_one_participant_spelt_in_two_ways_is_one(tmp_path: Path) -> None:
    with bare(tmp_path) as project:
        joined = project.participants.bring_in(table(P01={"site": "Elm"}, p01={"age": "30"}))
        assert joined.new == 1
        (one,) = project.participants.all()
        assert project.participants.values(one) == {"site": "Elm", "age": "30"}
        assert one.open == ()


def test_a_row_that_cannot_be_and_nothing_is_joined(tmp_path: Path) -> None:
    with bare(tmp_path) as project:
        given = table(SourceRow(2, "A", "ann"), SourceRow(3, "C", "joint", "Cat"), A={}, C={})
        assert refused(lambda: project.participants.bring_in(given), project) == (
            "people.csv: nothing was imported. row 3: nobody is called “Cat” in joint.txt."
        )
        assert project.participants.all() == []


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    with bare(tmp_path) as project:
        given = table(SourceRow(2, "A", "ann"), A={"site": "Elm"})
        tried = unchanged(lambda: project.participants.bring_in(given, dry_run=True), project)
        assert project.participants.bring_in(given) == tried


def test_types_and_categories_that_come_later_are_added(tmp_path: Path) -> None:
    with bare(tmp_path) as project:
        project.participants.add("A", {"age": "old"})
        project.participants.bring_in(table(A={"age": "41", "site": "Elm"}))
        project.participants.bring_in(
            ParticipantTable("b.csv", (AttributeColumn("site", "text", ("Oak",)),), (), {})
        )
        known = {a.name: (a.type, a.categories) for a in project.participants.attributes()}
        assert known["site"][0] == "categories"
        assert set(known["site"][1]) == {"Elm", "Ash", "Oak"}
        assert known["age"] == ("integer", ())


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_lists_files_and_speakers_and_comes_back_filled_in(tmp_path: Path, ending: str) -> None:
    with bare(tmp_path) as project:
        path = tmp_path / f"people.{ending}"
        assert list(project.participants.template(path)) == []
        if ending == "csv":
            lines = path.read_text(encoding="utf-8-sig").splitlines()
            assert [line.split(",")[:4] for line in lines] == [
                ["participant", "transcript", "speaker", "kind"],
                ["", "ann.txt", "", "interview"],
                ["", "ben.txt", "", "interview"],
                ["", "joint.txt", "P3", "interview"],
                ["", "joint.txt", "P4", "interview"],
            ]
            filled = [lines[0], *(f"X{n}{line}" for n, line in enumerate(lines[1:]))]
            path.write_text("\n".join(filled), encoding="utf-8")
            joined = project.participants.bring_in(project.participants.read(path))
            assert (joined.new, joined.links, joined.without_row) == (4, 4, ())
