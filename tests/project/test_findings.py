"""What people should look at: work on what was undone, names that several have."""

from pathlib import Path

from qualcode.model.study import Coder
from qualcode.project import Project
from tests.project.small import code_quote, codes, small


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
