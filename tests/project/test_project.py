"""A project as a whole: opening, signing, changing, hearing of changes, undoing what others built on."""

from pathlib import Path
from typing import Any

import pytest

from qualcode.model.declare import Entity
from qualcode.model.errors import Locked, NoSuchThing, NotAProject, Refused, Unshown
from qualcode.model.study import Analysis, Attribute, Code, Coder, Study
from qualcode.project import Project
from qualcode.store import Store
from tests.project.small import code_quote, codes, refused, small


def test_a_new_project_has_a_coder_an_analysis_and_the_usual_attributes(tmp_path: Path) -> None:
    with Project.new(tmp_path / "My study", " Ann  Lee ", name="Care plans") as project:
        assert project.path == tmp_path / "My study.qualcode"
        assert (project.study.name, project.coder.name) == ("Care plans", "Ann Lee")
        assert [a.name for a in project.participants.attributes()] == ["site", "participant_type"]
        assert len(project.all(Analysis)) == 1
        assert project.check() == []
    with Project.open(tmp_path / "My study") as project:  # the ending may be left out
        assert project.study.name == "Care plans"


def test_a_project_needs_somebody_who_codes(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="A project needs somebody who codes: name the first coder"):
        Project.new(tmp_path / "study.qualcode", "  ")
    with pytest.raises(Refused, match="Name of the coder holds characters"):
        Project.new(tmp_path / "study.qualcode", "A\0B")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_not_made_anew(tmp_path: Path) -> None:
    (tmp_path / "study.qualcode").write_text("thesis")
    with pytest.raises(Refused, match="exists already"):
        Project.new(tmp_path / "study.qualcode", "Ann")
    assert (tmp_path / "study.qualcode").read_text() == "thesis"


def test_a_coder_who_is_not_in_the_project_is_refused_and_the_file_let_go(tmp_path: Path) -> None:
    Project.new(tmp_path / "study.qualcode", "Ann").close()
    with pytest.raises(NoSuchThing, match=r"There is no coder “Anne”\. Did you mean “Ann”\?"):
        Project.open(tmp_path / "study.qualcode", coder="Anne")
    with Project.open(tmp_path / "study.qualcode", coder=" ann ") as project:
        assert project.coder.name == "Ann"
        with pytest.raises(Locked):
            Project.open(tmp_path / "study.qualcode")


def test_a_change_needs_somebody_who_makes_it(tmp_path: Path) -> None:
    Project.new(tmp_path / "study.qualcode", "Ann").close()
    with Project.open(tmp_path / "study.qualcode") as project:
        said = refused(lambda: project.codebook.add_code("trust"), project)
        assert said == "Say who you are: --coder NAME (there are Ann), or “qualcode coders add”."
        project.coders.add("Ben")  # who adds themselves is the one who does
        project.codebook.add_code("trust")
        assert project.coder.name == "Ben"


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    Project.new(tmp_path / "study.qualcode", "Ann").close()
    with Project.open(tmp_path / "study.qualcode", coder="Ann", write=False) as project:
        assert "open for reading only" in refused(lambda: project.codebook.add_code("trust"), project)


def test_opening_what_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAProject, match="doesn't exist"):
        Project.open(tmp_path / "nothing")


def test_a_change_that_fails_writes_nothing_of_it(tmp_path: Path) -> None:
    with small(tmp_path) as project:

        def half() -> None:
            with project.change() as draft:
                draft.create(Code, analysis=project.analysis.uid, name="whole")
                draft.create(Code, analysis=project.analysis.uid, name="  ")

        assert refused(half, project) == "Name is empty: give it a few words."
        assert set(codes(project)) == {"trust", "time"}


def test_an_empty_change_is_none(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        before = len(project.history.all())
        with project.change() as draft:
            draft.set(codes(project)["trust"], name="trust")
        assert len(project.history.all()) == before


def test_fixed_fields_never_change(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "Mostly")

        def move() -> None:
            with project.change() as draft:
                draft.set(coding, start=0)

        assert refused(move, project) == "Start of coded passage can't change once it is made."


def test_a_field_set_twice_in_one_change_has_the_last_value_and_no_difference(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust = codes(project)["trust"]
        with project.change() as draft:
            draft.set(trust, brief="first")
            draft.set(trust, brief="second")
        assert (codes(project)["trust"].brief, codes(project)["trust"].open) == ("second", ())
        assert project.check() == []


def test_a_thing_put_twice_in_one_change_is_made_once(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        with project.change() as draft:
            draft.put(Attribute, "a" * 32, {"name": "age"}, type="text")
            draft.put(Attribute, "a" * 32, {"name": "age"}, type="integer")
        made = project.all(Attribute)["a" * 32]
        assert (made.name, made.type, made.open) == ("age", "integer", ())


def test_a_change_through_a_value_seen_earlier_is_a_difference_and_no_loss(tmp_path: Path) -> None:
    """A screen that was opened before another change doesn't overwrite it without a word."""
    with small(tmp_path) as project:
        seen = codes(project)["trust"]
        project.codebook.change_code(seen, brief="one")
        project.codebook.change_code(seen, brief="two")
        trust = codes(project)["trust"]
        assert trust.open == ("brief",)
        (difference,) = project.copies.differences()
        assert {value for _, value in difference.sides} == {"one", "two"}
        project.codebook.change_code(trust, brief="one")
        assert (codes(project)["trust"].brief, project.copies.differences()) == ("one", [])


def test_whoever_listens_hears_of_each_change_until_they_stop(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        heard: list[dict[str, Entity | None]] = []
        stop = project.subscribe(lambda changed: heard.append(dict(changed.things)))
        trust = project.codebook.add_code("hope")
        project.codebook.change_code(trust, brief="b")
        project.history.undo()
        project.history.undo()
        stop()
        project.codebook.add_code("faith")
        briefs = [folded[trust.uid] and folded[trust.uid].brief for folded in heard]  # type: ignore[union-attr]  # codes
        assert briefs == ["", "b", "", None]
        assert all(set(folded) == {trust.uid} for folded in heard)


def test_a_change_that_somebody_cannot_follow_is_saved_and_said_to_be(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        heard: list[object] = []

        def stumble(_: object) -> None:
            raise KeyError("a widget that has gone")

        project.subscribe(stumble)
        project.subscribe(heard.append)
        with pytest.raises(Unshown, match=r"^Saved; but it can't be shown") as caught:
            project.codebook.add_code("hope")
        assert isinstance(caught.value.__cause__, KeyError)
        assert len(heard) == 1
        assert "hope" in codes(project)
    with Project.open(tmp_path / "study.qualcode") as again:
        assert "hope" in codes(again)


def test_a_file_without_a_study_is_no_project(tmp_path: Path) -> None:
    with Project(Store.create(tmp_path / "empty.qualcode")) as project:
        for look, what in ((lambda: project.study, "project"), (lambda: project.analysis, "analysis")):
            with pytest.raises(NotAProject, match=rf"never finished \(there is no {what} in it\)"):
                look()


def test_what_is_kept_in_memory_is_what_is_on_disk(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        for cls in (Code, Coder, Study):
            project.all(cls)
        code_quote(project, "trust", "ann", "Mostly")
        project.codebook.merge(codes(project)["time"], codes(project)["trust"])
        project.history.undo()
        project.history.redo()
        for kind, things in project._things.items():
            assert things == project.store.load(kind), kind


def test_undoing_what_others_built_on_hides_their_work_until_it_is_redone(tmp_path: Path) -> None:
    """Nothing is cascaded away: Ben's codings stand, though Ann took back the code, the import, or Ben."""
    with Project.new(tmp_path / "study.qualcode", "Ann") as project:
        (tmp_path / "t.txt").write_text("I: So?\nP1: It is so.\n")
        steps: list[Any] = [
            lambda: project.coders.add("Ben"),
            lambda: project.transcripts.bring_in([tmp_path / "t.txt"]),
            lambda: project.codebook.add_code("trust"),
        ]
        for step in steps:
            step()
        participant = project.participants.add("P1")
        project.participants.link(participant, project.transcripts.named("t"))
        project.sign("Ben")
        coding = code_quote(project, "trust", "t", "It is so.")
        project.charting.link(
            participant, codes(project)["trust"], project.transcripts.named("t"), coding.start, coding.end
        )
        project.charting.write(participant, codes(project)["trust"], text="So.")
        project.memos.add(coding, "Note")

        def look() -> tuple[int, int, int, int]:
            project.matrix.charts(extracts=3)
            project.matrix.counts(by=["site"])
            project.memos.search()
            project.charting.rows()
            project.transcripts.listed()
            project.copies.differences()
            project.history.all()
            return (
                len(project.codings.rows()),
                len(project.matrix.extracts()),
                len(project.charting.rows()),
                len(project.memos.all()),
            )

        whole = look()
        assert whole == (1, 1, 1, 1)
        project.sign("Ann")
        while project.history.to_undo():
            project.history.undo(anyway=True)
            look()
        assert project.codings.rows() == []
        while project.history.to_redo():
            project.history.redo()
            look()
        assert look() == whole
        assert project.check() == []


def test_a_coder_taken_back_leaves_what_they_made(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.coders.add("Ben")
        added = project.history.all(last=1)[0].group
        project.sign("Ben")
        code_quote(project, "trust", "ann", "Mostly")
        project.sign("Ann")
        with project.change() as draft:
            draft.retract(added)
        assert [coder.name for coder in project.coders.all()] == ["Ann"]
        assert [row[4] for row in project.codings.rows()] == ["somebody"]
        assert [extract.coders for extract in project.matrix.extracts()] == [("somebody",)]
        assert project.history.all()[1].coder == "somebody"
        made = project.matrix.charts()
        assert [row.coded_by for row in made.participants if row.name == "P1"] == [("somebody",)]


def test_coders_have_names_of_their_own_and_may_be_renamed(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ben = project.coders.add(" Ben  Roe ")
        assert ben.name == "Ben Roe"
        assert refused(lambda: project.coders.add("ben roe"), project) == (
            "There is a coder “ben roe” already: two people need two names."
        )
        assert "two people need two names" in refused(lambda: project.coders.rename(ben, "ANN"), project)
        project.coders.rename(ben, "ben roe")
        project.coders.rename(project.coders.named("ben roe"), "Bea")
        assert [coder.name for coder in project.coders.all()] == ["Ann", "Bea"]


def test_a_backup_by_command_opens_like_the_project(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = project.back_up(tmp_path / "kept")
        assert made == tmp_path / "kept.qualcode"
        assert project.warning == ""
        with Project.open(made, write=False) as kept:
            assert kept.all(Code) == project.all(Code)
