"""Commands as processes: streams and statuses, locks, Ctrl-C, full and read-only disks."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.cli.opening import Stopped, changing
from qualcode.project import Project
from tests.cli.conftest import Runner

QUALCODE = (sys.executable, "-m", "qualcode")

HOLD = """
import sys
from pathlib import Path
from qualcode.project import Project
with Project.open(Path(sys.argv[1]), coder="Ann"):
    print("held", flush=True)
    sys.stdin.read()
"""


def start(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*QUALCODE, *map(str, arguments)], capture_output=True, text=True, timeout=60)


def test_results_go_to_one_stream_and_remarks_to_the_other(study: Path, interviews: Path) -> None:
    (interviews / "notes.md").write_text("left aside", encoding="utf-8")

    done = start("import", study, interviews, "--json")

    assert done.returncode == 0
    assert [result["status"] for result in json.loads(done.stdout)].count("unchanged") == 3
    wrong = start("import", study)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    refused = start("codebook", "add", study, "Trust")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "There is a code “Trust” already: choose another name.\n"


def test_control_characters_of_a_file_dont_reach_the_terminal(study: Path, tmp_path: Path) -> None:
    (tmp_path / "P05.txt").write_text("I: So?\nP: \x1b[31mred \x9b2J \u202eder\n", encoding="utf-8")
    assert start("import", study, tmp_path / "P05.txt").returncode == 0

    shown = start("transcripts", "show", study, "P05")
    as_json = start("transcripts", "show", study, "P05", "--json")

    assert "red" in shown.stdout
    assert not {"\x1b", "\x9b", "\u202e"} & set(shown.stdout + as_json.stdout)


def test_a_project_open_elsewhere_can_be_read_but_not_changed(study: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(study)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"

        refused = start("codebook", "add", study, "recovery")
        read = start("codebook", "show", study, "--json")
        holder.communicate("")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "is open for writing elsewhere" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert [code["name"] for code in json.loads(read.stdout)["codes"]] == ["trust", "plans"]
    assert start("codebook", "add", study, "recovery").returncode == 0


def test_ctrl_c_in_the_middle_of_an_import_leaves_the_project_as_it_was(study: Path, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        turns = "".join(f"I: Why {number} {turn}?\nP: {'because ' * 60}\n" for turn in range(40))
        (many / f"M{number}.txt").write_text(turns, encoding="utf-8")
    before = study.read_bytes()
    files = set(study.parent.iterdir())
    # Progress is shown on a terminal: it says when the import is in its midst.
    ours, theirs = pty.openpty()

    with subprocess.Popen(
        [*QUALCODE, "import", str(study), str(many)], stdout=subprocess.PIPE, stderr=theirs, text=True
    ) as process:
        os.close(theirs)
        told = b""
        while b"20/400" not in told:
            told += os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        told += _rest(ours)
        assert process.wait(timeout=30) == 1

    assert told.decode().splitlines()[-1].rpartition("\r")[2].strip() == "Stopped; nothing was changed."
    assert study.read_bytes() == before
    assert set(study.parent.iterdir()) == files
    assert start("check", study).returncode == 0


def _rest(terminal: int) -> bytes:
    """What is still to be read from a terminal whose other end is closed."""
    told = b""
    try:
        while more := os.read(terminal, 10_000):
            told += more
    except OSError:  # so Linux says that the other end is closed
        pass
    os.close(terminal)
    return told


def test_ctrl_c_once_a_change_is_written_doesnt_say_that_nothing_was_changed(empty: Path) -> None:
    def press(_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)  # where Python looks for signals

    def code() -> None:
        with changing(empty, "Ann") as project:
            project.subscribe(press)
            project.codebook.add_code("trust")

    with pytest.raises(Stopped, match="what was done before stays"):
        code()

    with Project.open(empty, write=False) as project:
        assert project.codebook.code("trust").name == "trust"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 700 KB."""
    place = tmp_path / "small disk"
    place.mkdir()
    if os.geteuid() != 0 or not _mount("-t", "tmpfs", "-o", "size=700k", "tmpfs", str(place)):
        pytest.skip("only root, where mounting is allowed, can make a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def _mount(*arguments: str) -> bool:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def test_a_full_disk_changes_nothing(small_disk: Path, tmp_path: Path, ok: Runner) -> None:
    project = small_disk / "study.qualcode"
    ok("new", project, "--coder", "Ann")
    long = tmp_path / "long.txt"
    long.write_text("I: Why?\nP: " + "because it was so " * 60_000, encoding="utf-8")
    before = project.read_bytes()

    refused = start("import", project, long, "--coder", "Ann")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "full" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert project.read_bytes() == before
    assert start("check", project).returncode == 0
    matrix = start("matrix", "export", project, small_disk / "m.xlsx")
    (small_disk / "filler").write_bytes(b"\0" * max(0, _free(small_disk)))
    assert matrix.returncode == 0
    for what in ("codebook", "codings", "matrix", "extracts", "summaries"):
        for ending in (".csv", ".xlsx"):
            file = small_disk / f"{what}{ending}"
            no_room = start(what, "export", project, file)
            assert (no_room.returncode, no_room.stdout) == (1, ""), file.name
            assert str(file) in no_room.stderr
            assert no_room.stderr.count("\n") == 1
    made = start("new", small_disk / "other", "--coder", "Ann")
    backup = start("backup", project, small_disk / "kept")
    for failed in (made, backup):
        assert (failed.returncode, failed.stdout) == (1, "")
        assert failed.stderr.count("\n") == 1
    assert {path.name for path in small_disk.iterdir()} == {
        "study.qualcode",
        "study backups",
        "m.xlsx",
        "filler",
    }


def _free(place: Path) -> int:
    disk = os.statvfs(place)
    return disk.f_bavail * disk.f_bsize


def test_a_project_in_a_read_only_folder_can_be_read(small_disk: Path, ok: Runner) -> None:
    project = small_disk / "study.qualcode"
    ok("new", project, "--coder", "Ann")
    assert _mount("-o", "remount,ro", str(small_disk))

    assert ok("coders", "list", project).out == "Ann\n"
    assert ok("check", project).status == 0
    refused = start("coders", "add", project, "Ben", "--coder", "Ann")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "can't be written to" in refused.stderr
    assert refused.stderr.count("\n") == 1
