"""History in words; undo and redo, over restarts too."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.model.operations import Authorship, Change, Create, Set
from qualcode.model.study import Code, Coding, Memo, Participant, Summary
from qualcode.project import Project
from tests.project.small import code_quote, codes, refused, small


def test_undo_and_redo_go_back_and_forth_through_ones_own_changes(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        states = [dict(project.all(Code))]
        for step in ("one", "two", "three"):
            project.codebook.change_code(codes(project)["trust"], brief=step)
            states.append(dict(project.all(Code)))
        for state in reversed(states[:-1]):
            project.history.undo()
            assert project.all(Code) == state
        for state in states[1:]:
            project.history.redo()
            assert project.all(Code) == state
        assert refused(project.history.redo, project) == "There is nothing to redo."
        project.history.undo()
        project.history.undo()
        project.codebook.change_code(codes(project)["trust"], brief="other")
        assert project.history.to_redo() is None  # something was done since
        project.history.undo()
        assert codes(project)["trust"].brief == "one"
        assert project.check() == []


def test_what_was_undone_in_two_copies_is_done_again_whole(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.codebook.add_code("hope")
    shutil.copy(tmp_path / "study.qualcode", tmp_path / "other.qualcode")
    with Project.open(tmp_path / "study.qualcode", coder="Ann") as project:
        with Project.open(tmp_path / "other.qualcode", coder="Ann") as other:
            assert other.history.undo() == project.history.undo() == "code “hope”"
        project.copies.bring_in(tmp_path / "other.qualcode")
        assert "hope" not in codes(project)
        assert project.history.redo() == "code “hope”"
        assert "hope" in codes(project)
        assert project.history.all(last=1)[0].what == "an undo or redo"
        assert refused(project.history.redo, project) == "There is nothing to redo."
        assert project.history.undo() == "code “hope”"
        assert "hope" not in codes(project)
        assert project.history.redo() == "code “hope”"
        assert "hope" in codes(project)
        assert project.check() == []


def test_what_stands_again_by_another_copy_is_not_done_again(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.codebook.add_code("hope")
        project.history.undo()
    shutil.copy(tmp_path / "study.qualcode", tmp_path / "other.qualcode")
    with Project.open(tmp_path / "study.qualcode", coder="Ann") as project:
        with Project.open(tmp_path / "other.qualcode", coder="Ann") as other:
            other.history.redo()
        project.copies.bring_in(tmp_path / "other.qualcode")
        assert "hope" in codes(project)
        assert refused(project.history.redo, project) == "There is nothing to redo."


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.codebook.change_code(codes(project)["trust"], brief="one")
    with Project.open(tmp_path / "study.qualcode", coder="Ann") as project:
        assert project.history.undo() == "brief definition of code “trust”"
    with Project.open(tmp_path / "study.qualcode", coder="Ann") as project:
        assert codes(project)["trust"].brief == "Believing what is said"
        assert project.history.redo() == "brief definition of code “trust”"
    with Project.open(tmp_path / "study.qualcode", coder="Ann") as project:
        assert codes(project)["trust"].brief == "one"
        project.history.undo()
        assert codes(project)["trust"].brief == "Believing what is said"


def test_one_undoes_ones_own_changes_only(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.coders.add("Ben")
        project.sign("Ben")
        assert refused(project.history.undo, project) == "There is nothing of yours to undo."
        project.codebook.add_code("hope")
        project.sign("Ann")
        assert refused(project.history.undo, project) == (
            "Others have built on your last change, coder “Ben” (1 change of Ben), and would lose that: ask "
            "them to take it off first, or take yours back with “qualcode history undo --anyway”."
        )
        assert project.history.undo(anyway=True) == "coder “Ben”"
        assert "hope" in codes(project)


@pytest.mark.parametrize(
    ("make", "build", "built"),
    [
        (
            lambda p: p.codebook.add_code("hope"),
            lambda p: code_quote(p, "hope", "ann", "Mostly"),
            "1 coded passage of Ben",
        ),
        (
            lambda p: p.codebook.add_code("hope"),
            lambda p: p.codebook.change_code(p.codebook.code("hope"), brief="Hers"),
            "1 change of Ben",
        ),
        (
            lambda p: p.codebook.add_code("hope"),
            lambda p: p.codebook.merge(p.codebook.code("trust"), p.codebook.code("hope")),
            "1 code of Ben",
        ),
        (
            lambda p: code_quote(p, "trust", "ann", "Mostly"),
            lambda p: p.memos.add(p.codings.all()[0], "Is it?"),
            "1 memo of Ben",
        ),
        (
            lambda p: p.charting.write(p.participants.named("P1"), p.codebook.code("trust"), text="Mine"),
            lambda p: p.charting.write(p.participants.named("P1"), p.codebook.code("trust"), comment="His"),
            "1 change of Ben",
        ),
        (
            lambda p: p.participants.add("Eve"),
            lambda p: p.participants.set_value(p.participants.named("Eve"), "site", "Oak"),
            "1 attribute value of Ben",
        ),
    ],
    ids=["coded", "defined", "merged", "memo", "summary", "value"],
)
def test_what_others_built_on_is_not_undone_under_them(
    tmp_path: Path, make: Callable[[Project], object], build: Callable[[Project], object], built: str
) -> None:
    with small(tmp_path) as project:
        project.coders.add("Ben")
        make(project)
        before = dict(project.all(Code))
        copy = project.copies.copy(tmp_path / "ben.qualcode", "Ben")
        with Project.open(copy, coder="Ben") as home:
            build(home)
        project.copies.bring_in(copy)
        merged = [project.all(cls) for cls in (Code, Coding, Memo, Summary, Participant)]
        seen = [dict(things) for things in merged]
        assert f"({built}), and would lose that" in refused(project.history.undo, project)
        project.history.undo(anyway=True)
        project.history.redo()
        assert [dict(project.all(cls)) for cls in (Code, Coding, Memo, Summary, Participant)] == seen
        assert project.check() == []
        assert before.keys() <= project.all(Code).keys()


def test_what_nobody_built_on_is_undone_after_a_merge_too(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.coders.add("Ben")
        coding = code_quote(project, "trust", "ann", "Mostly")
        before = dict(project.all(Code)), dict(project.all(Coding))
        hope = project.codebook.add_code("hope")
        theme = project.codebook.add_theme("Engaging", codes=[hope])
        project.codings.recode(coding, hope)
        project.memos.add(theme, "Mine")
        copy = project.copies.copy(tmp_path / "ben.qualcode", "Ben")
        with Project.open(copy, coder="Ben") as home:
            ben = code_quote(home, "time", "ben", "Trust takes years")
            home.codings.remove([ben])
            hoped = code_quote(home, "hope", "ben", "They never call")
            home.codings.remove([hoped])  # what was taken off is lost to nobody
        project.copies.bring_in(copy)
        for _ in range(4):
            project.history.undo()
        codings = {uid: c for uid, c in project.all(Coding).items() if not c.removed}
        assert (dict(project.all(Code)), codings) == before


def test_what_made_the_project_cannot_be_undone(tmp_path: Path) -> None:
    with Project.new(tmp_path / "study.qualcode", "Ann") as project:
        assert refused(project.history.undo, project) == "There is nothing of yours to undo."


def test_undo_leaves_whoever_came_in_the_project(tmp_path: Path) -> None:
    with small(tmp_path):
        pass
    with Project.open(tmp_path / "study.qualcode") as project:
        project.coders.add("Mo")
        assert project.coder.name == "Mo"
        assert refused(project.history.undo, project) == "There is nothing of yours to undo."
        project.codebook.add_code("hope")
        assert project.history.undo() == "code “hope”"
        assert refused(project.history.undo, project) == "There is nothing of yours to undo."
        assert project.coder.name == "Mo"


def test_bringing_in_a_copy_is_not_undone_but_ones_own_last_change(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.codebook.add_code("mine")
        project.coders.add("Ben")
        copy = project.copies.copy(tmp_path / "ben.qualcode", "Ben")
        with Project.open(copy, coder="Ann") as taken:
            taken.codebook.add_code("elsewhere")
        project.copies.bring_in(copy)
        assert project.history.undo() == "coder “Ben”"
        assert project.history.undo() == "code “mine”"
        assert {"elsewhere"} <= set(codes(project))


def test_the_history_says_who_did_what_and_whether_it_stands(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "Mostly")
        trust = codes(project)["trust"]
        project.codebook.change_code(trust, "We agreed", name="reliance", brief="b")
        project.codebook.merge(codes(project)["time"], codes(project)["reliance"], "They overlap")
        project.history.undo()
        told = [(c.coder, c.what, c.rationale, c.stands) for c in project.history.all(last=4)]
        assert told == [
            ("Ann", "an undo or redo", "", True),
            ("Ann", "code “time” merged into “reliance”", "They overlap", False),
            ("Ann", "name and brief definition of code “reliance”", "We agreed", True),
            ("Ann", "“reliance” on “Mostly”", "", True),
        ]
        assert [c.time for c in project.history.all()] == sorted(
            (c.time for c in project.history.all()), reverse=True
        )
        group = project.history.to_undo()
        assert group is not None
        assert project.history.describe_group(group) == "name and brief definition of code “reliance”"
        first = project.history.all()[-1]
        assert first.what == "2 attributes, 1 coder"
        assert project.history.verify() == []


def test_each_kind_of_change_has_its_words(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        cat, trust = project.participants.named("Cat"), codes(project)["trust"]
        said = []
        for step in (
            lambda: project.participants.set_portrait(cat, "Lives alone"),
            lambda: project.codings.remove([code_quote(project, "trust", "ann", "Mostly")]),
            lambda: project.charting.write(cat, trust, text="x"),
            lambda: project.charting.write(cat, trust, comment="y"),
            lambda: project.transcripts.bring_in([extra(tmp_path)]),
        ):
            step()
            said.append(project.history.all(last=1)[0].what)
        assert said == [
            "pen portrait of participant “Cat”",
            "“trust” taken off “Mostly”",
            "summary of Cat, “trust”",
            "analyst's comment on the summary of Cat, “trust”",
            "2 speakers, 1 transcript",
        ]


def extra(folder: Path) -> Path:
    path = folder / "extra.txt"
    path.write_text("I: More?\nP9: No more.\n", encoding="utf-8")
    return path


def test_what_a_newer_version_did_is_said_to_be_that(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        strange: list[Change] = [
            Create("hologram", "7" * 32, {}),
            Set("code", codes(project)["trust"].uid, "mood", "blue", ()),
        ]
        for number, change in enumerate(strange):
            project.store.commit([change], Authorship(project.coder.uid, "2027", f"{number:032x}"))
        assert [c.what for c in project.history.all(last=2)] == [
            "mood of code “trust”",
            "something a newer version does",
        ]
        assert project.history.undo() == "mood of code “trust”"
        assert project.check() == []
