"""What people should look at: work on what was undone, names that several have."""

from pathlib import Path

from qualcode.model.study import Coder
from qualcode.project import Project
from tests.project.small import code_quote, codes, refused, small
from tests.project.test_copies import taken


def test_work_on_what_a_colleague_undid_is_found(tmp_path: Path) -> None:
    home = tmp_path / "ben.qualcode"
    late = tmp_path / "late.txt"
    late.write_text("I: So?\nP5: It is so. It was so. It will be.\n")
    with small(tmp_path) as project:
        project.coders.add("Ben")
        project.participants.add("P5")
        project.transcripts.bring_in([late])
        hope = project.codebook.add_code("hope")
        project.copies.copy(home, "Ben")
        with Project.open(home, coder="Ben") as copy:
            for quote in ("It is so.", "It was so.", "It will be."):
                code_quote(copy, "trust", "late", quote)
            removed = code_quote(copy, "hope", "ben", "They never call.")
            copy.codings.remove([removed])
            code_quote(copy, "hope", "ann", "Mostly")
            copy.charting.write(copy.participants.named("P1"), codes(copy)["hope"], text="She hopes.")
            copy.memos.add(codes(copy)["hope"], "Is it hope?")
        assert project.findings() == []
        project.history.undo()
        project.history.undo()
        assert project.history.to_redo() is not None
        project.copies.bring_in(home)
        assert project.codings.all() == []
        undone = "which Ann undid (redo brings it back)"
        assert sorted(project.findings()) == [
            f"1 memo of Ben is on the code “hope”, {undone}",
            f"1 passage of Ben is on the code “hope”, {undone}",
            f"1 summary of Ben is on the code “hope”, {undone}",
            f"3 passages of Ben are on the transcript “late”, {undone}",
        ]
        assert project.check() == []
        project.history.redo()
        project.history.redo()
        assert project.findings() == []
        assert len(project.codings.all()) == 4
        assert codes(project)["hope"].uid == hope.uid


def test_names_that_several_have_are_found(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.coders.add("Dan")
        with project.change() as draft:
            draft.create(Coder, name="dan")
        assert project.findings() == ["2 coders are called “Dan”"]
        project.codebook.set_aside(codes(project)["trust"])
        project.codebook.add_code("trust")
        assert project.findings() == ["2 coders are called “Dan”"]


def test_work_in_an_analysis_that_was_undone_is_found_whichever_is_in_use(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.coders.add("Ben")
        project.analyses.add("paper")
        with taken(project, tmp_path) as home:
            home.analyses.use(home.analyses.named("paper"))
            home.memos.add(home.study, "My thoughts")
            home.decisions.record("We go on")
            project.copies.bring_in(home.path)
        said = refused(project.history.undo, project)
        assert "(1 memo of Ben, 1 decision of Ben), and would lose that" in said
        project.history.undo(anyway=True)
        undone = "the analysis “paper”, which Ann undid (redo brings it back)"
        assert project.findings() == [f"1 memo of Ben is on {undone}", f"1 decision of Ben is on {undone}"]
        project.history.redo()
        assert project.findings() == []


def test_two_analyses_of_one_name_are_found(tmp_path: Path) -> None:
    with small(tmp_path) as project, taken(project, tmp_path) as home:
        project.analyses.add("paper")
        home.analyses.add("paper")
        project.copies.bring_in(home.path)
        assert project.findings() == ["2 analyses are called “paper”"]


def test_a_passage_taken_off_in_one_copy_and_adjusted_in_another_is_found(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        seen = code_quote(project, "trust", "ann", "Mostly")
        with taken(project, tmp_path) as home:
            home.codings.remove([seen])
            made = project.codings.stretch(seen, seen.start, seen.end + 5)
            assert project.findings() == []
            project.copies.bring_in(home.path)
        assert project.findings() == [
            f"ann {made.start}–{made.end} is coded as “trust”; a copy, where its ends hadn't been adjusted, "
            "took that off"
        ]
        project.codings.remove([made])
        assert project.findings() == []
