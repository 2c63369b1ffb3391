"""Killed at any moment of an erasure, a project is whole, and erases to the end at the next opening."""

import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.model.operations import Create
from qualcode.store import backup
from tests.store.killing import how_often, killed
from tests.store.stores import a_text, created, make, opened, write
from tests.store.test_erasing import found, value_of

VALUES = 40

ERASE = """
import sys
from pathlib import Path
from qualcode.model.operations import Authorship, Create
from qualcode.store import Store
store = Store.open(Path(sys.argv[1]), write=True)
print("ready", flush=True)
for number, line in enumerate(Path(sys.argv[2]).read_text().split()):
    content, payload = line.split(",")
    change = Create("erasure", f"{number + 1:032x}", {"contents": [content], "payloads": [payload]})
    store.commit([change], Authorship("a" * 32, "2026-01-02", f"{number + 1:032x}"))
    print("said", flush=True)
    store.finish_erasing()
    print("done", flush=True)
"""


def words(number: int) -> str:
    return f"Nobody but number {number} ever kept bees here"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A project with many texts and memos, and the hashes of each."""
    path = tmp_path_factory.mktemp("study") / "study.qualcode"
    lines = []
    with created(path) as store:
        make(store)
        for number in range(VALUES):
            text, uid = a_text(f"{words(number)}. " * 300), f"{number + 100:032x}"
            write(store, Create("transcript", uid, {"name": "A", "content": text.hash}), contents=(text,))
            make(store, f"{number + 200:032x}", "memo", text=words(number) * 20)
            lines.append(f"{text.hash},{value_of(store, f'{number + 200:032x}')}")
    return path, lines


@pytest.mark.parametrize("time", range(how_often()))
def test_an_erasure_killed_at_any_moment_is_finished_at_the_next_opening(
    study: tuple[Path, list[str]], tmp_path: Path, time: int
) -> None:
    path = Path(shutil.copy(study[0], tmp_path))
    (tmp_path / "hashes").write_text("\n".join(study[1]), encoding="ascii")
    said = killed(ERASE, str(path), str(tmp_path / "hashes"), after=random.Random(time).uniform(0, 0.6))
    with opened(path) as store:
        assert store.check() == []
        assert not store.has_unfinished_erasing
        erased = len(store.load("erasure"))
        assert said.count("said") <= erased <= said.count("done") + 1
        for number in range(VALUES):
            assert bool(found(path, words(number))) == (number >= erased)


CRASH = """
import os, sys
from pathlib import Path
from qualcode.model.operations import Authorship, Create
from qualcode.store import Store, backup, erasing
store = Store.open(Path(sys.argv[1]), write=True)
content, payload = sys.argv[2].split(",")
change = Create("erasure", "1" * 32, {"contents": [content], "payloads": [payload]})
moment = sys.argv[3]
if moment == "before the backup":
    backup.copy_to = lambda *_: os._exit(9)
if moment == "before backups are deleted":
    erasing._clean_backups = lambda *_: os._exit(9)
store.commit([change], Authorship("a" * 32, "2026-01-02", "1" * 32))
if moment == "before pages are written anew":
    os._exit(9)
store.finish_erasing()
"""


def died(program: str, *arguments: str) -> str:
    """Run a Python program that kills itself; what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 9, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "moment", ["before pages are written anew", "before the backup", "before backups are deleted"]
)
def test_at_each_step(study: tuple[Path, list[str]], tmp_path: Path, moment: str) -> None:
    path = Path(shutil.copy(study[0], tmp_path))
    with opened(path) as store:
        store.back_up()
    died(CRASH, str(path), study[1][0], moment)
    with opened(path, write=False) as store:
        assert store.has_unfinished_erasing
        (finding,) = store.check()
        assert finding.startswith("what was erased may still be")
    assert found(path, words(0)) != []
    with opened(path) as store:
        assert store.check() == []
        assert found(path, words(0)) == []
    for made in backup.backups_of(path):
        with opened(made, write=False) as store:
            assert store.check() == []


def test_a_journal_that_was_left_while_pages_were_written_anew_is_rolled_back_and_goes(
    study: tuple[Path, list[str]], tmp_path: Path
) -> None:
    """A hot journal holds the pages of before: the next opening takes it in and erases again."""
    path = Path(shutil.copy(study[0], tmp_path))
    content, payload = study[1][0].split(",")
    with opened(path) as store:
        write(store, Create("erasure", "1" * 32, {"contents": [content], "payloads": [payload]}))
    crash = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.executescript('PRAGMA cache_size=1; BEGIN; UPDATE meta SET value = value;"
        "CREATE TABLE x (y); INSERT INTO x SELECT randomblob(900000) FROM content')\n"
        "print(os.path.exists(sys.argv[1] + '-journal'), flush=True)\n"
        "os._exit(9)\n"
    )
    assert died(crash, str(path)) == "True\n"
    with opened(path) as store:
        assert store.check() == []
    assert found(path, words(0)) == []
    assert not path.with_name(f"{path.name}-journal").exists()
    connection = sqlite3.connect(path)
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'x'").fetchall()
    connection.close()
