"""What a project file is, how it is spoken to, and what is refused with which sentence."""

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from qualcode.model.declare import Entity, Rule, rules
from qualcode.model.errors import NotAProject, Refused
from qualcode.model.operations import Create
from qualcode.store import Store, cache, database, machine
from qualcode.store.database import APPLICATION_ID, USER_VERSION
from tests.store.stores import UID, a_text, code, created, make, opened, state, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one code, closed."""
    path = tmp_path / "study.qualcode"
    with created(path) as store:
        write(store, Create("code", UID, {"name": "trust"}), contents=(a_text(),))
    return path


def raw(path: Path, *statements: str) -> list[object]:
    """What SQLite alone says to some statements; the last one's first row."""
    connection = sqlite3.connect(path)
    rows: list[object] = []
    for statement in statements:
        rows = list(connection.execute(statement).fetchone() or ())
    connection.commit()
    connection.close()
    return rows


def test_a_new_project_is_private_and_says_what_it_is(project: Path) -> None:
    assert raw(project, "PRAGMA application_id") == [APPLICATION_ID] == [int.from_bytes(b"QCOD", "big")]
    assert raw(project, "PRAGMA user_version") == [USER_VERSION]
    if sys.platform != "win32":
        assert stat.S_IMODE(project.stat().st_mode) == 0o600


@pytest.mark.parametrize("write", [True, False])
def test_every_connection_speaks_as_it_should(project: Path, write: bool) -> None:
    with opened(project, write=write) as store, store._reading() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode", "synchronous", "foreign_keys", "busy_timeout", "temp_store", "secure_delete",
                "recursive_triggers", "trusted_schema", "query_only",
            )
        }  # fmt: skip
    assert said == {
        "journal_mode": "delete", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "temp_store": 2,
        "secure_delete": 1, "recursive_triggers": 1, "trusted_schema": 0, "query_only": 0 if write else 1,
    }  # fmt: skip


def test_a_transaction_that_fails_leaves_nothing_even_after_a_savepoint(project: Path) -> None:
    """Python's own transactions would keep the first statement, and what a savepoint released."""
    with opened(project) as store:
        before = state(store)
        with pytest.raises(OperationalError), store._writing() as connection:  # noqa: PT012 (what fails)
            connection.exec_driver_sql("INSERT INTO meta VALUES ('half', 'done')")
            with connection.begin_nested():
                connection.exec_driver_sql("INSERT INTO meta VALUES ('more', 'done')")
            connection.exec_driver_sql("CREATE TABLE another (x)")
            connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")
        assert state(store) == before
    assert raw(project, "SELECT count(*) FROM meta WHERE value = 'done'") == [0]
    assert raw(project, "SELECT count(*) FROM sqlite_master WHERE name = 'another'") == [0]


def test_a_commit_that_fails_half_way_leaves_nothing(project: Path) -> None:
    with opened(project) as store:
        before, log = state(store), store.recorded()
        with store._writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(Refused, match=r"study\.qualcode: the disk is full, so nothing was changed"):
            make(store, "2" * 32, name="faith " * 2_000)
        assert (state(store), store.recorded()) == (before, log)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operation SET time = 'x'",
        "DELETE FROM operation",
        "REPLACE INTO operation SELECT * FROM operation",
        "INSERT OR REPLACE INTO operation SELECT * FROM operation",
        "DELETE FROM payload",
        "REPLACE INTO payload SELECT * FROM payload",
        "DELETE FROM content",
        "REPLACE INTO content SELECT * FROM content",
    ],
)
def test_what_was_written_is_never_changed(project: Path, statement: str) -> None:
    with opened(project) as store:
        log = store.recorded()
        with pytest.raises(IntegrityError, match="never changed"), store._writing() as connection:
            connection.exec_driver_sql(statement)
        assert store.recorded() == log
        assert store.check() == []


def test_a_store_opened_for_reading_writes_nothing(project: Path) -> None:
    before = project.read_bytes()
    with opened(project, write=False) as store:
        assert not store.writable
        assert code(store).name == "trust"
        with pytest.raises(Refused, match="is open for reading only"):
            make(store, "2" * 32)
        with pytest.raises(Refused, match="is open for reading only"):
            store.refold()
    assert project.read_bytes() == before
    assert [p.name for p in project.parent.iterdir()] == ["study.qualcode"]


def refused(path: Path, *, write: bool = False) -> str:
    """The sentence with which a file isn't opened; the folder stays as it was."""
    before = {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}
    with pytest.raises(NotAProject) as refusal:
        Store.open(path, write=write)
    assert {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()} == before
    return str(refusal.value)


@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_project_is_refused(tmp_path: Path, write: bool) -> None:
    text, empty, other = (tmp_path / name for name in ("text.qualcode", "empty.qualcode", "other.qualcode"))
    text.write_text("SQLite format 3, or so they say")
    empty.touch()
    raw(other, "CREATE TABLE x (y)")
    for path in (text, empty, other):
        assert refused(path, write=write) == (
            f"{path} is not a Qualcode project: name a file made with “qualcode new”."
        )


@pytest.mark.parametrize("write", [True, False])
def test_a_folder_or_nothing_is_refused(tmp_path: Path, write: bool) -> None:
    folder = tmp_path / "folder.qualcode"
    folder.mkdir()
    assert refused(folder, write=write).startswith(f"{folder} is a folder: name a project file")
    missing = tmp_path / "missing.qualcode"
    assert refused(missing, write=write).startswith(f"{missing} doesn't exist: name a project file")
    assert not missing.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("ending", ["", "-journal", "-wal", ".lock"])
def test_a_pipe_is_not_waited_for(project: Path, ending: str, write: bool) -> None:
    pipe = project.with_name(project.name + ending)
    if not ending:
        project.unlink()
    os.mkfifo(pipe)
    with pytest.raises(NotAProject, match="is no ordinary file"):
        Store.open(project, write=write)
    if ending:
        project.unlink()
        with pytest.raises(NotAProject, match="is no ordinary file: take it away"):
            Store.create(project)
        assert not project.exists()
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("write", [True, False])
def test_a_project_of_a_newer_version_is_refused(project: Path, write: bool) -> None:
    raw(project, f"PRAGMA user_version={USER_VERSION + 1}")
    assert refused(project, write=write) == (
        "study.qualcode was made by a newer version of Qualcode: update with “pipx upgrade qualcode”."
    )


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_truncated_project_is_refused(project: Path, part: float, write: bool) -> None:
    whole = project.read_bytes()
    project.write_bytes(whole[: int(len(whole) * part)])
    said = refused(project, write=write)
    assert said.startswith("study.qualcode is damaged (")
    assert "restore the latest file of the folder “study backups” beside it." in said


@pytest.mark.parametrize("write", [True, False])
def test_a_project_with_damaged_pages_is_refused(project: Path, write: bool) -> None:
    pages = bytearray(project.read_bytes())
    pages[4096 : 4096 * 5] = b"\xa5" * 4096 * 4
    project.write_bytes(pages)
    assert refused(project, write=write).startswith("study.qualcode is damaged (")


def test_a_refused_project_is_not_left_locked(project: Path) -> None:
    whole = project.read_bytes()
    project.write_bytes(whole[: len(whole) // 2])
    refused(project, write=True)
    project.write_bytes(whole)
    with opened(project) as store:
        assert store.check() == []


def test_an_older_project_is_backed_up_and_folded_anew(project: Path) -> None:
    raw(project, "DELETE FROM the_code", "PRAGMA user_version=0")
    with pytest.raises(Refused, match="was written by another version: open it for writing once"):
        Store.open(project, write=False)
    with opened(project) as store:
        assert store.check() == []
        assert code(store).name == "trust"
    assert raw(project, "PRAGMA user_version") == [USER_VERSION]
    (backup,) = (project.parent / "study backups").iterdir()
    assert raw(backup, "PRAGMA user_version") == [0]


@pytest.mark.parametrize(
    "statements",
    [
        ["ALTER TABLE the_code DROP COLUMN colour"],
        ["DROP TABLE the_decision"],
        ["UPDATE meta SET value = 'of another version' WHERE name = 'declared'"],
        ["DELETE FROM meta WHERE name = 'declared'", "DROP TRIGGER content_keeps_DELETE"],
    ],
)
def test_a_project_of_before_a_field_was_declared_is_folded_anew(
    project: Path, statements: list[str]
) -> None:
    raw(project, *statements)
    with pytest.raises(Refused, match="was written by another version: open it for writing once"):
        Store.open(project, write=False)
    with opened(project) as store:
        assert store.check() == []
        make(store, "2" * 32, name="faith", colour="blue")
        assert (code(store).name, code(store, "2" * 32).colour) == ("trust", "blue")
        assert store.load("decision") == {}
        with pytest.raises(IntegrityError), store._writing() as connection:
            connection.exec_driver_sql("DELETE FROM content")
    with opened(project, write=False) as store:
        assert store.check() == []
    assert len(list((project.parent / "study backups").iterdir())) == 1


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({"type": "data"}, True),
        ({"advisory": True}, True),
        ({"label": "Remark"}, False),
        ({"personal": True}, False),
    ],
)
def test_the_digest_moves_with_what_the_cache_depends_on(
    change: dict[str, Any], differs: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cache.declared()

    def later(cls: type[Entity]) -> dict[str, Rule]:
        known = dict(rules(cls))
        return known | {"note": replace(known["note"], **change)} if cls.kind == "version" else known

    monkeypatch.setattr(cache, "rules", later)
    assert (cache.declared() != before) == differs


def test_a_copy_to_take_home_needs_nothing_folded_anew(project: Path, tmp_path: Path) -> None:
    with opened(project) as store:
        taken = store.copy_home(tmp_path / "home.qualcode")
    with opened(taken, write=False) as store:
        assert store.check() == []


def test_a_file_without_a_history_is_damaged(project: Path) -> None:
    raw(project, "DROP TABLE payload")
    assert refused(project).startswith("study.qualcode is damaged (no table payload): restore")


def test_a_project_is_not_made_over_another_file(project: Path) -> None:
    before = project.read_bytes()
    with pytest.raises(Refused, match=r"study\.qualcode exists already: open it, or choose another name"):
        Store.create(project)
    assert project.read_bytes() == before


def test_a_project_is_not_made_where_there_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "study.qualcode"
    with pytest.raises(Refused, match=r"can't be made .*: choose another folder"):
        Store.create(path)


def test_a_project_that_could_not_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.store.store.GUARDS", ["this is no SQL"])
    with pytest.raises(OperationalError):
        Store.create(tmp_path / "study.qualcode")
    assert list(tmp_path.iterdir()) == []


def test_a_project_is_not_made_over_what_came_there_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, place = tmp_path / "study.qualcode", machine.put_in_place

    def late(beside: Path, target: Path) -> None:
        target.write_text("a thesis")
        place(beside, target)

    monkeypatch.setattr(machine, "put_in_place", late)
    with pytest.raises(Refused, match=r"study\.qualcode exists already: choose another name"):
        Store.create(path)
    assert [p.name for p in tmp_path.iterdir()] == ["study.qualcode"]
    assert path.read_text() == "a thesis"


@pytest.mark.skipif(sys.platform == "win32", reason="a file is renamed there, not linked")
def test_a_project_is_made_on_a_drive_without_links_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlinked(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unlinked)
    with created(tmp_path / "study.qualcode") as store:
        make(store)
        assert store.check() == []
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["study.qualcode"]
    assert stat.S_IMODE((tmp_path / "study.qualcode").stat().st_mode) == 0o600
    (tmp_path / "taken.qualcode").write_text("a thesis")
    (tmp_path / "beside").write_text("new")
    with pytest.raises(FileExistsError):
        machine.put_in_place(tmp_path / "beside", tmp_path / "taken.qualcode")
    assert (tmp_path / "taken.qualcode").read_text() == "a thesis"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (
            PureWindowsPath(r"\\server\share\My study #1.qualcode"),
            "file:////server/share/My%20study%20%231.qualcode",
        ),
        (PureWindowsPath(r"C:\Users\Zoë\study.qualcode"), "file:///C:/Users/Zo%C3%AB/study.qualcode"),
        (PurePosixPath("/home/ann/50% of?.qualcode"), "file:///home/ann/50%25%20of%3F.qualcode"),
    ],
)
def test_any_path_has_a_uri_that_sqlite_takes(path: PurePath, uri: str) -> None:
    assert database.uri_of(path, "ro") == f"{uri}?mode=ro"
    with pytest.raises(sqlite3.OperationalError, match="unable to open database file"):
        sqlite3.connect(database.uri_of(path, "ro"), uri=True)  # not: invalid uri authority


def test_a_project_with_a_strange_name_opens(tmp_path: Path) -> None:
    with created(tmp_path / "50% of? #1 “Zoë”.qualcode") as store:
        make(store)
        assert store.check() == []


def test_a_connection_is_not_kept_by_a_closed_store(project: Path) -> None:
    """Else the file couldn't be moved or deleted on Windows."""
    script = f"""
import gc, warnings
warnings.simplefilter("error")
from pathlib import Path
from qualcode.store import Store
store = Store.open(Path({str(project)!r}), write=True)
store.load("code")
store.close()
del store
gc.collect()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("code_", "kind", "said"),
    [
        (sqlite3.SQLITE_FULL, Refused, "the disk is full, so nothing was changed"),
        (sqlite3.SQLITE_BUSY, Refused, "is being written to by another program"),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, Refused, "is being written to by another program"),
        (sqlite3.SQLITE_CANTOPEN_NOTEMPDIR, Refused, "can't be written to"),
        (sqlite3.SQLITE_READONLY_DBMOVED, Refused, "can't be written to"),
        (sqlite3.SQLITE_IOERR_READ, Refused, r"couldn't be read or written \(this\): try again"),
        (sqlite3.SQLITE_NOMEM, Refused, r"couldn't be read or written \(this\): try again"),
        (sqlite3.SQLITE_CORRUPT_INDEX, NotAProject, r"is damaged \(this\): restore the latest file"),
        (sqlite3.SQLITE_NOTADB, NotAProject, r"is damaged \(this\): restore the latest file"),
        (sqlite3.SQLITE_ERROR, sqlite3.OperationalError, "this"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.OperationalError, "this"),
    ],
)
def test_only_a_damaged_file_is_said_to_be_damaged(
    tmp_path: Path, code_: int, kind: type[Exception], said: str
) -> None:
    """Where a drive fails for a moment, nobody is to put an old backup in place of a sound project."""
    error = sqlite3.OperationalError("this")
    error.sqlite_errorcode = code_
    with pytest.raises(kind, match=said), database.explained(tmp_path / "study.qualcode"):
        raise error


def test_an_older_sqlite_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with (
        pytest.raises(Refused, match=r"needs 3\.37 or later: use a newer Python"),
        created(tmp_path / "study.qualcode"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []
