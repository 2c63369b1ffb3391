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
        assert (again.new, again.links) == (0, 4)  # type: ignore[attr-defined]  # `unchanged` gives back any object


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
                ["", "joint.txt", "P3", "joint interview"],
                ["", "joint.txt", "P4", "joint interview"],
            ]
            filled = [lines[0], *(f"X{n}{line}" for n, line in enumerate(lines[1:]))]
            path.write_text("\n".join(filled), encoding="utf-8")
            joined = project.participants.bring_in(project.participants.read(path))
            assert (joined.new, joined.links, joined.without_row) == (4, 4, ())


def spoken(project: Project, name: str) -> list[tuple[str, str]]:
    return [(t.name, label) for t, label in project.participants.sources(project.participants.named(name))]


def test_a_wrong_source_is_taken_back(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        people, joint = project.participants, project.transcripts.named("joint")
        cat = people.named("Cat")
        people.link(cat, joint, "P4")
        people.unlink(cat, joint, "P3")
        assert spoken(project, "Cat") == [("joint", "P4")]
        said = refused(lambda: people.unlink(cat, joint, "P3"), project)
        assert said == "Cat isn't said to speak in joint as “P3”."
        people.link(cat, joint, "P3")
        people.unlink(cat, joint)  # under any label
        assert spoken(project, "Cat") == []
        assert refused(lambda: people.unlink(cat, joint), project) == "Cat isn't said to speak in joint."
        project.history.undo()
        assert len(spoken(project, "Cat")) == 2
        assert spoken(project, "Dan") == [("joint", "P4")]


def test_a_table_replaces_the_sources_of_those_it_names_sources_for(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        given = table(
            SourceRow(2, "P1", "ben"),
            SourceRow(3, "Cat", "joint", "P4"),
            SourceRow(4, "Dan"),
            SourceRow(5, "P2", "lost"),
            SourceRow(6, "P2", "joint"),
            P1={}, Cat={}, Dan={}, P2={},
        )  # fmt: skip
        tried = unchanged(lambda: project.participants.bring_in(given, dry_run=True), project)
        joined = project.participants.bring_in(given)
        assert joined == tried
        assert joined.unlinked == (("P1", "ann", ""), ("Cat", "joint", "P3"))
        assert joined.without_row == ("ann",)
        assert spoken(project, "P1") == [("ben", "")]
        assert spoken(project, "Cat") == [("joint", "P4")]
        assert spoken(project, "Dan") == [("joint", "P4")]  # its row names none
        assert set(spoken(project, "P2")) == {("ben", ""), ("joint", "")}  # one isn't here yet
        assert project.check() == []


def test_values_are_of_the_type_of_their_attribute(tmp_path: Path) -> None:
    columns = ("integer", "number", "date", "yes/no", "categories", "text")
    typed = tuple(AttributeColumn(name, name) for name in columns)
    values = {"integer": "4", "number": "1.5", "date": "2026-03-31", "yes/no": "yes", "categories": "a"}
    with small(tmp_path) as project:
        people = project.participants
        people.bring_in(ParticipantTable("t.csv", typed, (), {"P1": values | {"text": "x"}}))
        one = people.named("P1")
        for name, wrong, should in (
            ("integer", "four", "a whole number, such as 42"),
            ("integer", "4.5", "a whole number, such as 42"),
            ("number", "1 or 2", "a number, such as 1.5"),
            ("date", "31/03/2026", "a date, such as 2026-03-31"),
            ("date", "2026-02-30", "a date, such as 2026-03-31"),
            ("yes/no", "maybe", "yes or no"),
        ):
            given = {"text": "changed", name: wrong}
            said = refused(lambda given=given: people.describe(one, given), project)  # type: ignore[misc]  # of a lambda with a default
            assert said == f"{name} can't be “{wrong}”: it should be {should}."
            said = refused(lambda given=given: people.add("New", given), project)  # type: ignore[misc]  # of a lambda with a default
            assert should in said
        for name, said, kept in (
            ("integer", " 42", "42"), ("number", "2,5", "2.5"), ("date", "3 March 2026", "2026-03-03"),
            ("yes/no", "N", "no"), ("integer", "", ""), ("number", "n/a", ""), ("text", "n/a", "n/a"),
        ):  # fmt: skip
            people.set_value(one, name, said)
            assert people.values(one).get(name, "") == kept


def test_a_new_category_is_added_and_can_be_told_of(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        people = project.participants
        one = people.named("P1")
        assert people.new_categories({"site": "Elm", "unheard of": "x"}) == []
        assert people.new_categories({"Site": "Oak"}) == ["site has a new category “Oak”; there are Elm, Ash"]
        people.set_value(one, "site", "Oak")
        assert people.new_categories({"site": "Oak"}) == []
        joined = people.bring_in(table(P1={"site": "Fir"}, P2={"site": "Elm"}))
        assert joined.notes == ("note", "site has new categories: Fir. Check their spelling.")
        site = next(a for a in people.attributes() if a.name == "site")
        assert site.categories == ("Elm", "Ash", "Oak", "Fir")


def ages(kind: str, **values: str) -> ParticipantTable:
    column = AttributeColumn("age", kind)
    return ParticipantTable("t.csv", (column,), (), {name: {"age": value} for name, value in values.items()})


def test_a_type_gives_way_to_what_a_table_says_and_that_is_said(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        people = project.participants

        def age() -> tuple[str, tuple[str, ...]]:
            found = next(a for a in people.attributes() if a.name == "age")
            return found.type, found.categories

        people.bring_in(ages("integer", P1="40", P2="41"))
        assert people.bring_in(ages("text", P1="")).notes == ()
        assert age() == ("integer", ())
        joined = people.bring_in(ages("number", P1="40.5"))
        assert joined.notes == ("age was integer and is number from now on: P1 has “40.5”.",)
        assert people.bring_in(ages("integer", P1="39")).attributes[0].type == "number"
        joined = people.bring_in(ages("categories", Cat="young", Dan="old"))
        assert joined.notes == ("age was number and is categories from now on: Cat has “young”.",)
        assert joined.attributes[0].type == "categories"
        assert age() == ("categories", ("39", "41", "old", "young"))


def test_text_narrows_only_where_all_that_is_known_fits(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        people = project.participants
        people.set_value(people.named("P1"), "age", "about 40")
        assert people.bring_in(ages("integer", P2="41")).attributes[0].type == "text"
        assert people.bring_in(ages("integer", P1="40")).attributes[0].type == "integer"


def test_a_table_that_claims_another_type_than_its_values_have_is_refused(tmp_path: Path) -> None:
    claims = ParticipantTable(
        "t.csv", (AGE,), (SourceRow(7, "P1", "ann"),), {"P1": {"age": "old"}, "p1": {"age": "41"}}
    )
    with small(tmp_path) as project:
        assert refused(lambda: project.participants.bring_in(claims), project) == (
            "t.csv: nothing was imported. row ?: “p1” has age “41”, “P1” has “old”; "
            "row 7: age “old” should be a whole number, such as 42."
        )


def test_one_transcript_is_of_one_kind(tmp_path: Path) -> None:
    rows = (
        SourceRow(2, "Cat", "joint", "P3", "focus group"),
        SourceRow(3, "Dan", "joint", "P4", "interview"),
    )
    with small(tmp_path) as project:
        said = refused(lambda: project.participants.bring_in(table(*rows, Cat={}, Dan={})), project)
        assert "row 3: joint.txt is of the kind interview here, above of the kind focus group" in said


def test_the_type_of_an_attribute_is_changed_where_all_values_allow(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        people = project.participants
        people.bring_in(ages("integer", P1="40", P2="41"))
        age = people.attribute("Age")
        assert "it should be a date" in refused(lambda: people.set_type(age, "date"), project)
        assert "must be one of" in refused(lambda: people.set_type(age, "colour"), project)
        people.set_type(age, "text")
        people.set_value(people.named("P1"), "age", "about 40")
        people.set_type(people.attribute("age"), "categories")
        assert people.attribute("age").categories == ("41", "about 40")
        assert "There is no attribute “height”" in refused(lambda: people.attribute("height"), project)


def test_categories_that_two_copies_add_are_no_difference(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.coders.add("Ben")
        home = project.copies.copy(tmp_path / "ben.qualcode", "Ben")
        project.participants.set_value(project.participants.named("P1"), "site", "Fir")
        with Project.open(home, coder="Ben") as copy:
            copy.participants.set_value(copy.participants.named("P2"), "site", "Oak")
        project.copies.bring_in(home)
        assert project.copies.differences() == []
        people = project.participants
        assert [people.values(people.named(name))["site"] for name in ("P1", "P2")] == ["Fir", "Oak"]
