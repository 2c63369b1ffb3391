"""Taking texts and values out for good: rows emptied, pages rewritten, older backups deleted.

An erasure is a change like any other, so that every copy it comes to erases too; here it is what such a
change does to a file. The rows stay with their hashes, so that the history goes on verifying.
"""

import contextlib
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from qualcode.model.fold import Recorded
from qualcode.model.operations import Create
from qualcode.model.shapes import is_record
from qualcode.model.study import Erasure, Withdrawal
from qualcode.store import backup, database, identity, log
from qualcode.store.tables import content, operation, payload


@dataclass(frozen=True, slots=True)
class Hashes:
    """What is erased: texts and values, by their hashes (hex)."""

    contents: frozenset[str] = frozenset()
    payloads: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.contents or self.payloads)

    def __or__(self, other: "Hashes") -> "Hashes":
        return Hashes(self.contents | other.contents, self.payloads | other.payloads)

    def __sub__(self, other: "Hashes") -> "Hashes":
        return Hashes(self.contents - other.contents, self.payloads - other.payloads)


NONE = Hashes()

# What says what was erased: it is never erased itself, or what it keeps out could come back.
_ON_RECORD = (Erasure.kind, Withdrawal.kind)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of the backups beside a project: those deleted, and those that couldn't be.

    `beside` are other files beside the project that hold something that was ever erased from it, and stay.
    """

    deleted: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    beside: tuple[Path, ...] = ()


def named_in(recorded: Iterable[Recorded]) -> Hashes:
    """What the erasures among these operations erase."""
    values = [
        value
        for op, value in recorded
        if op.kind == Erasure.kind and op.action == "create" and isinstance(value, dict)
    ]
    return Hashes(
        frozenset(hash_ for value in values for hash_ in value.get("contents", ())),
        frozenset(hash_ for value in values for hash_ in value.get("payloads", ())),
    )


def ever_erased(connection: Connection) -> Hashes:
    """What all erasures in the log erase, those taken back too: what is gone doesn't come back."""
    columns = operation.c
    query = select(columns.entity).where(columns.kind == Erasure.kind).distinct()
    entities = [entity.hex() for entity in connection.execute(query).scalars()]
    return named_in(log.recorded_about(connection, entities))


def honoured(connection: Connection, hashes: Hashes, new: Iterable[Recorded] = ()) -> Hashes:
    """These without what says what was erased, in the log or among new operations."""
    query = select(operation.c.entity).where(operation.c.kind.in_(_ON_RECORD)).distinct()
    known = log.recorded_about(connection, [uid.hex() for uid in connection.execute(query).scalars()])
    return hashes - Hashes(payloads=_records([*known, *new]))


def _records(recorded: Iterable[Recorded]) -> frozenset[str]:
    """The hashes of the values that say what was erased; not of any other that somebody calls so."""
    return frozenset(
        op.value
        for op, value in recorded
        if op.kind in _ON_RECORD and op.action == "create" and is_record(op.kind, value)
    )


def unnamed(connection: Connection) -> Hashes:
    """Which texts and values are empty though nothing in the log says that they were erased."""
    values, texts = _emptied(connection)
    there = Hashes(frozenset(h.hex() for h in texts), frozenset(h.hex() for h in values))
    return there - ever_erased(connection) if there else NONE


def noted(hashes: Hashes, reason: str) -> Create:
    """The change that says that these were erased."""
    values = {"contents": sorted(hashes.contents), "payloads": sorted(hashes.payloads), "reason": reason}
    return Create(Erasure.kind, secrets.token_hex(16), values)


def empty(connection: Connection, hashes: Hashes) -> set[str]:
    """Empty the rows of these texts and values; the uids of the things that such values were said of.

    Where a row still held something, the file notes that it is to be cleaned (`finish`).
    """
    there = held(connection, hashes)
    if not there:
        return set()
    values, texts = _keys(there.payloads), _keys(there.contents)
    emptied = "UPDATE payload SET salt = NULL, value = NULL WHERE hash = ?"
    if values:
        connection.exec_driver_sql(emptied, [(hash_,) for hash_ in values])
    emptied = "UPDATE content SET text = NULL, segments = NULL WHERE hash = ?"
    if texts:
        connection.exec_driver_sql(emptied, [(hash_,) for hash_ in texts])
    identity.write_meta(connection, identity.TO_CLEAN, "pages")
    touched: set[str] = set()
    for some in _batches(values):
        query = select(operation.c.entity).where(operation.c.value.in_(some)).distinct()
        touched.update(entity.hex() for entity in connection.execute(query).scalars())
    return touched


def held(connection: Connection, hashes: Hashes) -> Hashes:
    """Which of these texts and values are still there."""
    return Hashes(
        frozenset(_filled(connection, content.c.hash, content.c.segments, hashes.contents)),
        frozenset(_filled(connection, payload.c.hash, payload.c.value, hashes.payloads)),
    )


def _filled(connection: Connection, key: Any, filled: Any, hashes: Iterable[str]) -> Iterator[str]:
    for some in _batches(_keys(hashes)):
        query = select(key).where(key.in_(some), filled.is_not(None))
        yield from (hash_.hex() for hash_ in connection.execute(query).scalars())


def _keys(hashes: Iterable[str]) -> list[bytes]:
    return sorted(map(bytes.fromhex, hashes))


def _batches(keys: Sequence[bytes]) -> Iterable[Sequence[bytes]]:
    return (keys[first : first + log.AT_ONCE] for first in range(0, len(keys), log.AT_ONCE))


def without(rows: Iterable[log.PayloadRow], hashes: Hashes) -> list[log.PayloadRow]:
    """Values as they come in from a copy, without those that were erased."""
    gone = {bytes.fromhex(hash_) for hash_ in hashes.payloads}
    return [(row[0], None, None) if row[0] in gone else row for row in rows]


def erased_texts(connection: Connection, hashes: Iterable[str]) -> set[str]:
    """Which of these texts were erased."""
    found: set[str] = set()
    for some in _batches(_keys(hashes)):
        query = select(content.c.hash).where(content.c.hash.in_(some), content.c.segments.is_(None))
        found.update(hash_.hex() for hash_ in connection.execute(query).scalars())
    return found


# What is left to do once the rows are empty


def is_unfinished(connection: Connection) -> bool:
    """Whether something was erased, and pages or backups of before may still hold it."""
    return bool(identity.read_meta(connection, identity.TO_CLEAN))


def finish(engine: Engine, path: Path) -> Cleaned:
    """Rewrite the file without what was erased, back it up, and delete the backups that still have it.

    What can't be deleted is left, and the file goes on noting that it isn't finished. Refused if another
    program is reading the file just now.
    """
    with database.explained(path), engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("VACUUM")  # which no transaction may hold
    with database.writing(engine, path) as connection:
        identity.write_meta(connection, identity.TO_CLEAN, "backups")
        emptied = _emptied(connection)
    backup.back_up(path)
    cleaned = _clean_backups(path, emptied)
    if not cleaned.left:
        with database.writing(engine, path) as connection:
            identity.write_meta(connection, identity.TO_CLEAN, "")
    return cleaned


def backups_with(project: Path, hashes: Hashes) -> list[Path]:
    """The backups beside a project that hold one of these texts or values."""
    wanted = _keys(hashes.payloads), _keys(hashes.contents)
    return [path for path in backup.backups_of(project) if _holds(path, wanted)]


def others_with(project: Path, hashes: Hashes) -> list[Path]:
    """Other files beside a project that surely hold one of these texts or values, and that nobody deletes.

    Copies, backups under a name the project had before, and what somebody left who was killed while copying.
    """
    wanted = _keys(hashes.payloads), _keys(hashes.contents)
    own = {project, *backup.backups_of(project), *backup.unfinished_of(project)}
    patterns = (f"*{database.SUFFIX}", f".*.{backup.UNFINISHED}-*", f"* backups/*{database.SUFFIX}")
    found = sorted(path for pattern in patterns for path in project.parent.glob(pattern) if path.is_file())
    return [path for path in found if path not in own and _holds(path, wanted, unsure=False)]


_Emptied = tuple[Sequence[bytes], Sequence[bytes]]  # the hashes of values, and of texts


def _emptied(connection: Connection) -> _Emptied:
    values = connection.execute(select(payload.c.hash).where(payload.c.value.is_(None))).scalars().all()
    texts = connection.execute(select(content.c.hash).where(content.c.segments.is_(None))).scalars().all()
    return values, texts


def _clean_backups(project: Path, emptied: _Emptied) -> Cleaned:
    """Delete the backups beside a project that hold what is empty in it, and those never finished."""
    deleted, left = [], []
    holding = [path for path in backup.backups_of(project) if _holds(path, emptied)]
    for path in [*holding, *backup.unfinished_of(project)]:
        try:
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
            deleted.append(path)
        except OSError:
            left.append(path)
    values, texts = emptied
    hashes = Hashes(frozenset(h.hex() for h in texts), frozenset(h.hex() for h in values))
    return Cleaned(tuple(deleted), tuple(left), tuple(others_with(project, hashes)))


def _holds(path: Path, emptied: _Emptied, *, unsure: bool = True) -> bool:
    """Whether a file has one of these values or texts; `unsure` for one that can't be read, but may."""
    try:
        with contextlib.closing(sqlite3.connect(database.uri_of(path.resolve(), "ro"), uri=True)) as other:
            for table, filled, hashes in (
                ("payload", "value", emptied[0]),
                ("content", "segments", emptied[1]),
            ):
                for some in _batches(hashes):
                    marks = ", ".join("?" * len(some))
                    query = f"SELECT 1 FROM {table} WHERE hash IN ({marks}) AND {filled} IS NOT NULL LIMIT 1"  # noqa: S608 (our own names)
                    if other.execute(query, some).fetchone():
                        return True
    except sqlite3.Error:
        return unsure
    return False
