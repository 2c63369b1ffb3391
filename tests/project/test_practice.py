"""The practice study is a sound project, and practising again leaves an earlier one alone."""

from pathlib import Path

import pytest

from qualcode.model.errors import QualcodeError
from qualcode.project import Project, practice
from qualcode.project.practice import make_demo, make_study


def test_the_practice_study_is_coded_themed_charted_and_sound(tmp_path: Path) -> None:
    steps: list[str] = []
    demo = make_demo(tmp_path / "a", tmp_path / "exports", steps.append)
    assert all(path.is_file() and path.stat().st_size > 0 for path in demo.exports)
    assert len(steps) == 4
    with Project.open(demo.project, coder="Ben") as project:
        assert project.check() == []
        assert project.history.verify() == []
        assert project.codebook.findings() == []
        assert project.copies.differences() == []
        assert len(project.transcripts.all()) == demo.transcripts
        assert len(project.participants.all()) == demo.participants
        assert {c.name for c in project.coders.all()} == {"Ann", "Ben"}
        assert all(row.sources for row in project.matrix.charts().participants)
        shown = project.charting.shown()
        assert shown
        assert any(row.again for row in shown)  # a code was redefined after its summaries were written
        version = project.decisions.version()
        assert version is not None
        assert version.number == 2
    again = make_demo(tmp_path / "a", tmp_path / "exports")
    assert (demo.project.name, again.project.name) == ("Practice study.qualcode", "Practice study 2.qualcode")


def test_a_practice_study_that_cannot_be_made_is_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    monkeypatch.setattr("qualcode.project.practice.study_folders", lambda: (nothing, nothing))
    with pytest.raises(QualcodeError):
        make_study(tmp_path / "study.qualcode")
    assert [path.name for path in tmp_path.iterdir()] == ["nothing"]


@pytest.mark.parametrize("fails", ["write_exports", "_mark", "_decide"])
def test_a_practice_study_that_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(practice, fails, fail)
    with pytest.raises(OSError, match="the disk is full"):
        make_demo(tmp_path / "a", tmp_path / "exports")
    assert list((tmp_path / "a").iterdir()) == []


def test_a_practice_study_is_undone_like_any_other(tmp_path: Path) -> None:
    with make_study(tmp_path / "study.qualcode") as project:
        hope = project.codebook.add_code("hope")
        project.history.undo()
        assert hope.uid not in project.codebook.now.codes
        assert project.check() == []
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".qualcode"] == ["study.qualcode"]
