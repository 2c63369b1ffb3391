"""A file whose writer was killed in the middle, and files and folders that can't be written to."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualcode.store import Store
from tests.store.stores import created, make, opened, state

# Spills half a change into the file, then waits to be killed: a small cache makes SQLite write early.
DYING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE the_code SET name = 'half written', brief = hex(zeroblob(100000))")
connection.execute("INSERT INTO meta VALUES ('half', hex(zeroblob(100000)))")
connection.execute("UPDATE the_code SET name = 'half written again'")
print("written", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "study.qualcode"
    with created(path) as store:
        for n in range(20):
            make(store, f"{n:032x}", name=f"code {n}")
    return path


def die(project: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", DYING, str(project)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "written\n"
    process.kill()
    process.communicate()


@pytest.mark.parametrize("write", [True, False])
def test_half_a_change_of_a_killed_writer_is_rolled_back(project: Path, write: bool) -> None:
    with opened(project) as store:
        before = state(store)
    die(project)
    journal = project.with_name("study.qualcode-journal")
    assert journal.stat().st_size > 0
    assert b"half written" in project.read_bytes()
    with opened(project, write=write) as store:
        assert state(store) == before
        assert store.check() == []
    assert not journal.exists()


# What can't be written to: tried by a process that isn't allowed everything.

TRY = """
import os, sys, tempfile
from pathlib import Path
from qualcode.model.errors import QualcodeError
from qualcode.model.operations import Authorship, Create
from qualcode.store import Store
with tempfile.TemporaryDirectory() as folder:  # everything is loaded while it may be
    store = Store.create(Path(folder) / "x.qualcode")
    store.load("code")
    store.close()
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path, write = Path(sys.argv[1]), sys.argv[2] == "write"
try:
    store = Store.open(path, write=write)
    print(len(store.load("code")), flush=True)
    if write:
        store.commit([Create("code", "9" * 32, {"name": "x"})], Authorship("b" * 32, "2026", "8" * 32))
    else:
        print(store.check(), flush=True)
    store.close()
except QualcodeError as error:
    print(f"{type(error).__name__}: {error}")
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX's")


def tried(project: Path, mode: str) -> list[str]:
    """What a process of another user, or of one without rights, says to opening a project."""
    command = [sys.executable, "-c", TRY, str(project), mode]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=project.parent)
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.splitlines()


@pytest.fixture
def within_reach(project: Path) -> Iterator[Callable[[int, int], Path]]:
    """The project with modes for file and folder, where any user can get to it.

    Not in pytest's own folder: each run of pytest that begins closes it to others.
    """
    reach = Path(tempfile.mkdtemp(prefix="qualcode"))
    reach.chmod(0o755)
    top = Path(shutil.copytree(project.parent, reach / "study"))

    def with_modes(file: int, folder: int) -> Path:
        (top / project.name).chmod(file)
        top.chmod(folder)
        return top / project.name

    yield with_modes
    top.chmod(0o755)
    shutil.rmtree(reach)


@posix
def test_a_project_on_read_only_media_can_be_read(within_reach: Callable[[int, int], Path]) -> None:
    path = within_reach(0o444, 0o555)
    assert tried(path, "read") == ["20", "[]"]
    assert [file.name for file in path.parent.iterdir()] == ["study.qualcode"]


@posix
def test_writing_into_a_read_only_folder_is_refused_at_once(within_reach: Callable[[int, int], Path]) -> None:
    path = within_reach(0o666, 0o555)
    (said,) = tried(path, "write")
    assert said == (
        f"Refused: {path}.lock can't be made (Permission denied): copy the project to a folder of your own."
    )


@posix
def test_writing_a_read_only_file_is_refused_at_once(within_reach: Callable[[int, int], Path]) -> None:
    path = within_reach(0o444, 0o777)
    (said,) = tried(path, "write")
    assert (
        said == "Refused: study.qualcode can't be written to: check that the file and its folder are yours."
    )
    assert [file.name for file in path.parent.iterdir()] == ["study.qualcode"]


@posix
def test_a_project_that_may_not_be_read_is_refused(within_reach: Callable[[int, int], Path]) -> None:
    if os.geteuid() != 0:
        pytest.skip("one's own files stay readable by mode for nobody else to try")
    path = within_reach(0o600, 0o755)
    (said,) = tried(path, "read")
    assert said == f"NotAProject: {path} can't be read (Permission denied): check that it is yours."


@posix
def test_half_a_change_on_read_only_media_is_explained(within_reach: Callable[[int, int], Path]) -> None:
    path = within_reach(0o644, 0o755)
    die(path)
    within_reach(0o444, 0o555)
    (said,) = tried(path, "read")
    assert said.startswith("Refused: study.qualcode can't be written to: check")


def test_a_store_can_be_read_while_it_is_written(project: Path) -> None:
    with opened(project) as writer:
        reader = Store.open(project, write=False)
        make(writer, "9" * 32)
        assert reader.load("code") == writer.load("code")
        reader.close()
