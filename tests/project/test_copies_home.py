"""A copy taken home: whose changes can be undone where."""

from pathlib import Path

import pytest

from qualcode.model.errors import Refused
from qualcode.project import Project


def test_what_was_done_before_a_copy_was_taken_is_not_undone_at_home(tmp_path: Path) -> None:
    with Project.new(tmp_path / "study", "Ann") as project:
        project.codebook.add_code("waiting")
        taken = project.copies.copy(tmp_path / "home", "Ann")
    with Project.open(taken, coder="Ann") as home:
        with pytest.raises(Refused, match="nothing of yours to undo"):
            home.history.undo()
        home.codebook.add_code("hoping")
        home.history.undo()

        assert [code.name for code in home.codebook.now.ordered_codes] == ["waiting"]


def test_a_copy_is_private_and_named_like_a_project(tmp_path: Path) -> None:
    with Project.new(tmp_path / "study", "Ann") as project:
        taken = project.copies.copy(tmp_path / "home", "Ann")

    assert taken == tmp_path / "home.qualcode"
    assert (tmp_path / "home.qualcode").stat().st_mode & 0o077 == 0


def test_one_text_under_two_names_of_files_is_one_transcript_whose_name_can_be_settled(
    tmp_path: Path,
) -> None:
    for name in ("P01.txt", "Mrs Ash.txt"):
        (tmp_path / name).write_text("I: So?\nR: It is so.\n", encoding="utf-8")
    with Project.new(tmp_path / "study", "Ann") as project:
        copy = project.copies.copy(tmp_path / "home", "Ann")
        project.transcripts.bring_in([tmp_path / "P01.txt"])
        with Project.open(copy, coder="Ann") as home:
            home.transcripts.bring_in([tmp_path / "Mrs Ash.txt"])
        project.copies.bring_in(copy)
        (difference,) = project.copies.differences()
        assert difference.field == "name"
        project.copies.settle(difference, "P01", "As in the log of interviews")
        assert project.copies.differences() == []
        assert [t.name for t in project.transcripts.all()] == ["P01"]
        assert project.check() == []
