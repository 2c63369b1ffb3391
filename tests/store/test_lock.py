"""One writes at a time: the lock is the operating system's, and names who has it."""

import getpass
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.model.errors import Locked, Refused
from qualcode.store import Store, machine
from tests.store.stores import created, ids, make, opened

HOLDER = """
import sys, time
from pathlib import Path
from qualcode.store import Store
store = Store.open(Path(sys.argv[1]), write=True)
print("open", flush=True)
sys.stdin.read()
store.close()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "study.qualcode"
    with created(path) as store:
        make(store)
    return path


@pytest.fixture
def holder(project: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the project open for writing, until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(project)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_writer_is_refused_and_told_who_writes(
    project: Path, holder: "subprocess.Popen[str]"
) -> None:
    with pytest.raises(Locked) as refusal:
        Store.open(project, write=True)
    assert str(refusal.value).startswith(
        "study.qualcode is open for writing elsewhere "
        f"({getpass.getuser()} on {socket.gethostname()}, since 20"
    )
    assert str(refusal.value).endswith("): close it there and try again.")


def test_readers_need_no_lock(project: Path, holder: "subprocess.Popen[str]") -> None:
    with opened(project, write=False) as store:
        assert len(ids(store)) == 1


def test_a_killed_process_leaves_no_lock(project: Path, holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.wait()
    lock = project.with_name("study.qualcode.lock")
    assert lock.exists()  # its file stays, and means nothing
    with opened(project) as store:
        make(store, "2" * 32)
    assert not lock.exists()


def test_a_writer_that_closes_lets_the_next_one_in(project: Path, holder: "subprocess.Popen[str]") -> None:
    holder.communicate()
    with opened(project) as store:
        assert store.writable


def test_two_stores_of_one_process_exclude_each_other_too(project: Path) -> None:
    with opened(project), pytest.raises(Locked):
        Store.open(project, write=True)
    with opened(project) as store:
        assert store.writable


def test_a_lock_file_says_who_and_is_private(tmp_path: Path) -> None:
    lock = machine.Lock(tmp_path / "study.qualcode")
    lock.take()
    told = json.loads(lock.path.read_text(encoding="utf-8"))
    assert set(told) == {"user", "host", "since"}
    if sys.platform != "win32":
        assert lock.path.stat().st_mode & 0o077 == 0
    lock.release()
    lock.release()  # again is no harm
    assert not lock.path.exists()


@pytest.mark.parametrize("text", ["", "not json", "[1]", '{"user": "x"}'])
def test_a_lock_that_says_nothing_is_still_a_lock(tmp_path: Path, text: str) -> None:
    lock = machine.Lock(tmp_path / "study.qualcode")
    lock.take()
    lock.path.write_text(text, encoding="utf-8")
    with pytest.raises(Locked, match=r"study\.qualcode is open for writing elsewhere \(by another program\)"):
        machine.Lock(tmp_path / "study.qualcode").take()
    lock.release()


def test_a_lock_removed_by_its_holder_between_opening_and_locking_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else two processes would each hold a lock, on two files, of which one has no name any more."""
    lock = machine.Lock(tmp_path / "study.qualcode")
    real, calls = machine._lock, []

    def removed_first(file: object) -> bool:
        calls.append(file)
        if len(calls) == 1:
            lock.path.unlink()
        return real(file)  # type: ignore[arg-type]  # what the lock gives

    monkeypatch.setattr(machine, "_lock", removed_first)
    lock.take()
    assert len(calls) == 2
    monkeypatch.undo()
    with pytest.raises(Locked):
        machine.Lock(tmp_path / "study.qualcode").take()
    lock.release()


def test_a_folder_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"study\.qualcode\.lock can't be made .* copy the project to a folder"):
        machine.Lock(tmp_path / "nowhere" / "study.qualcode").take()


def test_somebody_without_a_name_can_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    lock = machine.Lock(tmp_path / "study.qualcode")
    lock.take()
    assert json.loads(lock.path.read_text(encoding="utf-8"))["user"] == "somebody"
    lock.release()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("OneDrive - University/study.qualcode", "lies in a folder that is synchronised"),
        ("Dropbox/a/study.qualcode", "lies in a folder that is synchronised"),
        ("papers/study.qualcode", ""),
    ],
)
def test_a_folder_that_is_synchronised_is_warned_about(tmp_path: Path, place: str, said: str) -> None:
    warning = machine.warning_about(tmp_path / place)
    assert said in warning
    assert bool(warning) == bool(said)


def test_a_network_path_is_warned_about() -> None:
    class Shared(type(Path())):  # type: ignore[misc]  # its class depends on the system
        def resolve(self, strict: bool = False) -> Path:
            return Path("/share/study.qualcode")

    assert "lies on a network drive" in machine.warning_about(Shared("//server/share/study.qualcode"))


# A drive that knows no locks of one kind, or of either: nothing here is one, so the calls fail as there.

ON_SUCH_A_DRIVE = """
import errno, sys
from pathlib import Path
from qualcode.model.errors import QualcodeError
from qualcode.store import Store, machine
def unknown(*_):
    raise OSError(errno.ENOLCK, "No locks available")
for call in sys.argv[2].split():
    setattr(machine.fcntl, call, unknown)
try:
    store = Store.open(Path(sys.argv[1]), write=True)
except QualcodeError as error:
    print(f"{type(error).__name__}: {error}", flush=True)
else:
    print("open", flush=True)
    sys.stdin.read()
    store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is one kind of lock there")
def test_a_drive_that_knows_one_kind_of_lock_will_do(project: Path) -> None:
    command = [sys.executable, "-c", ON_SUCH_A_DRIVE, str(project), "flock"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    second = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert second.stdout.startswith("Locked: study.qualcode is open for writing elsewhere")
    process.communicate()
    third = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert third.stdout == "open\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there is one kind of lock there")
def test_a_drive_that_knows_no_locks_is_said_to_know_none(project: Path) -> None:
    command = [sys.executable, "-c", ON_SUCH_A_DRIVE, str(project), "flock lockf"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert done.stdout == (
        f"Refused: {project.parent} is on a drive that knows no locks (No locks available), "
        "so that two programs could write at once: copy the project to a folder on this machine.\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't press Ctrl-C for itself there")
@pytest.mark.parametrize("error", [None, ValueError("x")])
def test_ctrl_c_waits_and_then_counts_even_after_an_error(error: Exception | None) -> None:
    done = []
    with pytest.raises(KeyboardInterrupt) as pressed, machine.uninterrupted():  # noqa: PT012 (what is interrupted)
        os.kill(os.getpid(), signal.SIGINT)
        done.append("written")
        if error:
            raise error
    assert done == ["written"]
    assert pressed.value.__context__ is error
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
