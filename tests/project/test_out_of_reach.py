"""A project whose drive goes away while it is open: the change is taken back; what is open can be saved."""

from pathlib import Path

import pytest

from qualcode.model.errors import Refused
from qualcode.model.study import Code
from qualcode.project import Project


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("backed_up", [False, True])
def test_a_change_is_taken_back_and_can_be_made_when_the_folder_is_there_again(
    stick: Path, backed_up: bool
) -> None:
    with Project.new(stick / "P.qualcode", "Ann") as project:
        project.codebook.add_code("hope")
    with Project.open(stick / "P.qualcode", coder="Ann") as project:
        if backed_up:
            project.codebook.add_code("trust")
        before = dict(project.all(Code))
        away = stick.rename(stick.with_name("gone"))
        with pytest.raises(Refused, match=r"out of reach .* nothing was changed.*save the project elsewhere"):
            project.codebook.add_code("faith")
        assert project.all(Code) == before
        assert not stick.exists()  # no folder of backups where the drive is no more
        away.rename(stick)
        project.codebook.add_code("faith")
        assert project.check() == []
    with Project.open(stick / "P.qualcode", write=False) as project:
        assert "faith" in {code.name for code in project.all(Code).values()}


def test_what_is_open_can_be_saved_elsewhere_though_its_folder_is_gone(stick: Path, tmp_path: Path) -> None:
    with Project.new(stick / "P.qualcode", "Ann") as project:
        project.codebook.add_code("hope")
        stick.rename(stick.with_name("gone"))
        saved = project.back_up(tmp_path / "saved.qualcode")
    with Project.open(saved, coder="Ann") as again:
        assert [code.name for code in again.all(Code).values()] == ["hope"]
        again.codebook.add_code("faith")
        assert again.check() == []
