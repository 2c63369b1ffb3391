"""Opening the SQLite file: what it must be, how it is spoken to, and what its errors mean."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path, PurePath
from urllib.parse import quote_from_bytes

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from qualcode.model.errors import NotAProject, QualcodeError, Refused
from qualcode.store.tables import truth

SUFFIX = ".qualcode"
APPLICATION_ID = 0x51434F44  # "QCOD"
USER_VERSION = 1
OLDEST_SQLITE = (3, 37)  # which knows tables that are strict about the types of their values

# DELETE, not WAL: one file at rest, safe to copy while open and on network drives. 16 MB of pages hold what
# one import writes; with 64 MB each command took that much more memory, and longer.
PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cache_size=-16384",
)
READER_PRAGMAS = ("query_only=ON", *PRAGMAS[2:])


def engine_for(path: Path, *, write: bool) -> Engine:
    """An engine on a project file; each write transaction takes the write lock at its beginning.

    Python's own transaction handling is off (`isolation_level=None`): it leaves half a failed change behind.
    Refused where this Python comes with a SQLite that is too old.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Refused(
            f"This Python has SQLite {sqlite3.sqlite_version}, and Qualcode needs "
            f"{'.'.join(map(str, OLDEST_SQLITE))} or later: use a newer Python."
        )
    # A reader may have to roll back what a killed writer left, so it opens for writing where it can.
    mode = "rw" if os.access(path, os.W_OK) else "ro"
    uri = uri_of(path.resolve(), mode)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS if write else READER_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=1)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def uri_of(path: PurePath, mode: str) -> str:
    """The URI by which SQLite opens an absolute path.

    The server of a network path stands in the path (file:////server/share): SQLite takes no authority.
    """
    place = path.as_posix()
    if not place.startswith("/"):  # C:/…
        place = f"/{place}"
    return f"file://{quote_from_bytes(os.fsencode(place), safe='/:')}?mode={mode}"


@contextlib.contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """A transaction that only reads."""
    with explained(path), engine.connect() as connection, connection.begin():
        yield connection


@contextlib.contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """A transaction that writes: all of it is kept, or nothing."""
    with (
        explained(path),
        engine.connect().execution_options(immediate=True) as connection,
        connection.begin(),
    ):
        yield connection


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Make sentences for the user of what database and system say while a project is read or written."""
    try:
        yield
    except OSError as error:
        raise Refused(
            f"{path.name} is out of reach ({error.strerror or error}), so nothing was changed: bring its "
            "drive or folder back, or save the project elsewhere."
        ) from error
    except ValueError as error:  # JSON or a number that is none: nothing else is parsed in here
        raise damaged(path, "what is kept in it can't be read") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        explained = explanation(path, error)
        if explained is None:
            raise
        raise explained from error


def explanation(path: Path, error: Exception) -> QualcodeError | None:
    """What a database error means to the user; None if it is a mistake of ours, not of file or drive."""
    cause = getattr(error, "orig", None) or error
    if "decode to UTF-8" in str(cause):  # the words that follow are somebody's
        return damaged(path, "a text in it can't be decoded")
    match getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:  # the rest only says more
        case sqlite3.SQLITE_FULL:
            return Refused(f"{path.name}: the disk is full, so nothing was changed. Make room and try again.")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Refused(f"{path.name} is being written to by another program: try again in a moment.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return unwritable(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(path, str(cause))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_NOMEM | sqlite3.SQLITE_PROTOCOL | sqlite3.SQLITE_NOLFS:
            return Refused(f"{path.name} couldn't be read or written ({cause}): try again.")
        case sqlite3.SQLITE_CONSTRAINT if str(cause).startswith("cannot store"):
            return Refused(
                f"{path.name} can't take a value that is none of its kind, so nothing was changed: look at "
                "it, or at the copy that was to be brought in, with “qualcode check”."
            )
    return None


def damaged(path: Path, how: str) -> NotAProject:
    """That a file isn't what was written any more."""
    return NotAProject(
        f"{path.name} is damaged ({how}): restore the latest file of the folder "
        f"“{path.stem} backups” beside it."
    )


def unwritable(path: Path) -> Refused:
    """That a file, or the folder it is in, is read-only."""
    return Refused(f"{path.name} can't be written to: check that the file and its folder are yours.")


def located(path: Path) -> Path:
    """The project file that a name means: the ending .qualcode may be left out. NotAProject for no name."""
    if path.suffix == SUFFIX or path.is_file():
        return path
    if not path.name:  # "" and "." name the folder one is in
        raise NotAProject(f"{path} is a folder: name a project file (NAME.qualcode).")
    return path.with_name(path.name + SUFFIX)


def examine(path: Path) -> int:
    """The file's version, after making sure that it is a sound project file.

    NotAProject if it is missing, something else, damaged, or made by a newer version.
    """
    try:
        if not path.is_file():
            if path.exists() and not path.is_dir():
                raise NotAProject(f"{path} is no ordinary file: name a project file (NAME.qualcode).")
            what = "is a folder" if path.is_dir() else "doesn't exist"
            raise NotAProject(
                f"{path} {what}: name a project file (NAME.qualcode), or make one with “qualcode new”."
            )
        refuse_odd_neighbours(path)
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise NotAProject(f"{path} can't be read ({error.strerror}): check that it is yours.") from error
    if not header.startswith(b"SQLite format 3\0") or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAProject(f"{path} is not a Qualcode project: name a file made with “qualcode new”.")
    version = int.from_bytes(header[60:64], "big")
    if version > USER_VERSION:
        raise NotAProject(
            f"{path.name} was made by a newer version of Qualcode: update with “pipx upgrade qualcode”."
        )
    return version


def refuse_odd_neighbours(path: Path) -> None:
    """Raise NotAProject if what is opened beside a project is no file: a pipe would be waited for."""
    for ending in ("-journal", "-wal", ".lock"):
        other = path.with_name(path.name + ending)
        if other.exists() and not other.is_file():
            raise NotAProject(f"{other} is no ordinary file: take it away, and try again.")


def quick_check(connection: Connection) -> str:
    """What SQLite finds wrong with the file, or which part of the history isn't there; "ok" if nothing."""
    try:
        found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
            raise
        return "its tables aren't as they were declared"  # a declaration that is no proper one any more
    if found != "ok":
        return found
    query = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    present = {(table, column) for table, column in connection.exec_driver_sql(query)}
    for table in truth.tables.values():
        if missing := [column.name for column in table.columns if (table.name, column.name) not in present]:
            whole = len(missing) == len(table.columns)
            return f"no table {table.name}" if whole else f"no column {missing[0]} in {table.name}"
    return "ok"
