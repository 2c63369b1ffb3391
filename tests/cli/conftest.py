"""A small study on disk, and commands run as a user runs them, in this process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from qualcode import cli

INTERVIEWS = {
    "P01.txt": "I: How are you?\nP: I trust my coordinator. She rings me every Friday.\n"
    "I: And the plan?\nP: Nobody showed me the plan.\n",
    "P02.txt": "I: How are you?\nP: Getting by. I trust nobody there.\nI: Why?\nP: They never ring back.\n",
    "P03.txt": "I: How are you?\nP: The plan is in a drawer. They ring when they need a signature.\n",
}

PARTICIPANTS = (
    "participant,transcript,site,participant_type,years\n"
    "Ada,P01.txt,Hazel,service user,3\n"
    "Bea,P02.txt,Hazel,carer,11\n"
    "Cyd,P03.txt,Rowan,service user,7\n"
)


class Run(NamedTuple):
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)


Runner = Callable[..., Run]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Run a command line through `main`, and give its status, output and remarks."""

    def run_(*arguments: object) -> Run:
        capsys.readouterr()
        status = cli.main([str(argument) for argument in arguments])
        return Run(status, *capsys.readouterr())

    return run_


@pytest.fixture
def ok(run: Runner) -> Runner:
    """Run a command that must succeed."""

    def ok_(*arguments: object) -> Run:
        done = run(*arguments)
        assert done.status == 0, done.err
        return done

    return ok_


@pytest.fixture
def interviews(tmp_path: Path) -> Path:
    """A folder of three interviews."""
    folder = tmp_path / "interviews"
    folder.mkdir()
    for name, text in INTERVIEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def empty(tmp_path: Path, ok: Runner, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project, and Ann working on it."""
    monkeypatch.setenv("QUALCODE_CODER", "Ann")
    path = tmp_path / "study.qualcode"
    ok("new", path)
    return path


@pytest.fixture
def study(empty: Path, interviews: Path, tmp_path: Path, ok: Runner) -> Path:
    """A project with three interviews, their participants, and two codes in a theme."""
    table = tmp_path / "participants.csv"
    table.write_text(PARTICIPANTS, encoding="utf-8")
    ok("import", empty, interviews)
    ok("participants", "import", empty, table)
    ok("codebook", "add", empty, "trust", "--brief", "Relying on somebody.")
    ok("codebook", "add", empty, "plans")
    ok("themes", "add", empty, "Working together", "trust", "plans", "--short", "Together")
    return empty
