"""`Store`: one project file, open. The only place that writes to it."""

import contextlib
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from qualcode.model.declare import Entity
from qualcode.model.errors import NotAProject, QualcodeError, Refused
from qualcode.model.fold import Recorded
from qualcode.model.operations import Authorship, Change, Operation, record
from qualcode.model.shapes import misfit
from qualcode.model.text import Content
from qualcode.store import backup, cache, database, erasing, identity, log, machine
from qualcode.store.tables import GUARDS, truth


@dataclass(frozen=True)
class Incoming:
    """What a copy holds that the project doesn't: operations, and texts by their hashes."""

    recorded: tuple[Recorded, ...]
    contents: frozenset[str]


class Store:
    """One project file, open for reading or, with the lock held, for writing."""

    def __init__(self, path: Path, engine: Engine, lock: machine.Lock | None) -> None:
        self.path = path
        self._engine = engine
        self._lock = lock
        self._guard = threading.RLock()
        self._made = 0.0  # when the file was made, if by this store: what is new needs no backup

    @classmethod
    def create(cls, path: Path, changes: Sequence[Change] = (), author: Authorship | None = None) -> "Store":
        """Make a project file, private to its owner, with its first changes, and open it for writing.

        It is put at its place whole: whoever is killed while making it leaves no project without a beginning.
        """
        path = database.located(path)
        if os.path.lexists(path):
            raise Refused(f"{path} exists already: open it, or choose another name.")
        database.refuse_odd_neighbours(path)
        lock = machine.Lock(path)
        try:
            with machine.built_beside(path, "new") as beside:
                lock.take()
                _build(beside, path, changes, author)
            store = cls(path, database.engine_for(path, write=True), lock)
        except BaseException:
            lock.release()
            raise
        store._made = time.time()
        return store

    @classmethod
    def open(cls, path: Path, *, write: bool) -> "Store":
        """Open a project; for writing, take its lock first. NotAProject or Locked if that can't be."""
        path = database.located(path)
        older = database.examine(path) < database.USER_VERSION
        lock = machine.Lock(path) if write else None
        if lock:
            if not os.access(path, os.W_OK):
                raise database.unwritable(path)
            lock.take()
        store = cls(path, database.engine_for(path, write=write), lock)
        try:
            with store._reading() as connection:
                if (found := database.quick_check(connection)) != "ok":
                    raise database.damaged(path, found)
                older = older or not cache.is_current(connection)
            if older:
                store._upgrade()
        except BaseException:
            store.close()
            raise
        if write and store.has_unfinished_erasing:
            with contextlib.suppress(QualcodeError):  # the file goes on noting it, and `check` says so
                store.finish_erasing()
        return store

    def _upgrade(self) -> None:
        """Another version's file: back it up, then fold its cache anew. The log itself needs no change."""
        if self._lock is None:
            raise Refused(f"{self.path.name} was written by another version: open it for writing once.")
        backup.back_up(self.path)
        with self._writing() as connection:
            for guard in GUARDS:
                connection.exec_driver_sql(guard)
            cache.refold(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={database.USER_VERSION}")

    def close(self) -> None:
        """Let go of the file and its lock. Nothing is pending: what was committed is on disk."""
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    @property
    def writable(self) -> bool:
        """Whether this store may commit."""
        return self._lock is not None

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._guard, database.reading(self._engine, self.path) as connection:
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._refuse_readers()
        with self._guard, database.writing(self._engine, self.path) as connection:
            yield connection

    def _refuse_readers(self) -> None:
        if self._lock is None:
            raise Refused(f"{self.path.name} is open for reading only.")

    # What is in it

    def load(self, kind: str) -> dict[str, Entity]:
        """All things of a kind by uid."""
        with self._reading() as connection:
            return cache.load(connection, kind)

    def contents(self, hashes: Iterable[str], *, text: bool = True) -> dict[str, Content]:
        """Texts by hash; with `text=False` only their segments, which is faster."""
        with self._reading() as connection:
            return log.content_rows(connection, hashes, text=text)

    def text_hashes(self) -> list[str]:
        """The hashes of all texts in the file, of whatever is or was in it; those erased too."""
        with self._reading() as connection:
            return log.content_hashes(connection)

    def recorded(self, *, about: Collection[str] | None = None) -> list[Recorded]:
        """The history: every operation with its value, or those about some uids."""
        with self._reading() as connection:
            if about is None:
                return log.all_recorded(connection)
            return log.recorded_about(connection, about)

    def recorded_in(self, groups: Iterable[str]) -> list[Recorded]:
        """The operations of some groups, with their values."""
        with self._reading() as connection:
            return log.recorded_in(connection, groups)

    def authors(self, ids: Iterable[str]) -> dict[str, str]:
        """Who made each of these operations: the coder's uid, by the operation's id."""
        with self._reading() as connection:
            return log.authors(connection, ids)

    def groups(self, *, coder: str = "", here: bool = False) -> list[log.Group]:
        """The user actions in order: all, or a coder's, or (`here`) those made in this file."""
        with self._reading() as connection:
            copies = identity.lineage(connection) if here else None
            return log.groups(connection, coder=coder, copies=copies)

    @contextlib.contextmanager
    def newest_groups(self, *, coder: str = "", here: bool = False) -> Iterator[Iterator[log.Group]]:
        """The same, the latest first, each read when it is asked for."""
        with self._reading() as connection:
            copies = identity.lineage(connection) if here else None
            yield log.newest_groups(connection, coder=coder, copies=copies)

    def tallies(self, groups: Iterable[str]) -> dict[str, Counter[tuple[str, str]]]:
        """How many things of each kind each of these groups made, changed and so on."""
        with self._reading() as connection:
            return log.tallies(connection, groups)

    def retracted(self) -> frozenset[str]:
        """The groups that are taken back at present."""
        with self._reading() as connection:
            return log.retracted(connection)

    def retractions(self) -> dict[str, set[str]]:
        """The groups that take others back, by the group that they take back, whether that stands or not."""
        with self._reading() as connection:
            return log.retractions(connection)

    # Writing

    def commit(
        self, changes: Sequence[Change], author: Authorship, contents: Iterable[Content] = ()
    ) -> cache.Folded:
        """Write one group of changes, all or nothing; what the things they touch are now, by uid."""
        self._refuse_readers()
        with database.explained(self.path):
            self._back_up_if_due()
        contents = list(contents)
        with self._writing() as connection:
            if erasing.erased_texts(connection, [content.hash for content in contents]):
                raise Refused(
                    f"{self.path.name}: a text among these was erased from the project (somebody withdrew, "
                    "or names were taken out) and can't come back, so nothing was changed: leave it out."
                )
            copy = identity.writing_copy(connection, machine.home_of(self.path))
            log.add_contents(connection, contents)
            operations = _append(connection, copy, changes, author)
            recorded = _with_values(operations, changes)
            gone = erasing.named_in(recorded)
            if gone:
                gone = erasing.honoured(connection, gone, recorded)
            erased = erasing.empty(connection, gone)
            folded = cache.update(connection, recorded, erased)
        identity.remember(copy, operations[-1].id)
        return folded

    def _back_up_if_due(self) -> None:
        if not backup.is_recent(self._made):
            backup.back_up(self.path, unless_recent=True)

    def incoming(self, other: "Store") -> Incoming:
        """What `other` holds that this doesn't; NotAProject if its history was altered."""
        with self._reading() as ours:
            known, kept = set(log.ids(ours)), log.content_hashes(ours)
        with other._reading() as theirs:
            findings = _alterations(theirs)
            if findings:
                raise NotAProject(
                    f"{other.path.name} can't be brought in: {findings[0]}. Ask for the copy again."
                )
            new = log.recorded_as(theirs, (id_ for id_ in log.ids(theirs) if id_ not in known))
            if odd := next((told for each in new if (told := misfit(each))), ""):
                raise NotAProject(f"{other.path.name} can't be brought in: {odd}. Ask for the copy again.")
            return Incoming(tuple(new), frozenset(log.content_hashes(theirs)).difference(kept))

    def would_erase(self, incoming: Incoming, unwanted: erasing.Hashes = erasing.NONE) -> erasing.Hashes:
        """What of this project goes when a copy is brought in, by its erasures, or as unwanted."""
        with self._reading() as connection:
            gone = erasing.named_in(incoming.recorded) | unwanted
            return erasing.held(connection, erasing.honoured(connection, gone, incoming.recorded))

    def unite(
        self,
        other: "Store",
        incoming: Incoming | None = None,
        unwanted: erasing.Hashes = erasing.NONE,
        author: Authorship | None = None,
    ) -> cache.Folded:
        """Bring in all that `other` holds and this doesn't: the union of the two logs, all or nothing.

        `incoming` is what that is, where it is known already. What was erased, here or there, stays erased;
        `unwanted` texts and values come in erased, which an erasure by `author` says in the same breath.
        """
        self._refuse_readers()
        incoming = incoming or self.incoming(other)
        new = incoming.recorded
        if not new:
            return {}
        with other._reading() as theirs:
            payloads = log.payloads(theirs, {r.operation.value for r in new if r.operation.value})
            contents = log.content_rows(theirs, incoming.contents, text=True)
        backup.back_up(self.path)
        with self._writing() as connection:
            gone = erasing.ever_erased(connection) | erasing.named_in(new) | unwanted
            gone = erasing.honoured(connection, gone, new)
            log.add_contents(connection, (c for hash_, c in contents.items() if hash_ not in gone.contents))
            log.add_erased_contents(connection, incoming.contents)
            log.add_payloads(connection, erasing.without(payloads, gone))
            log.add_operations(connection, [r.operation for r in new])
            erased = erasing.empty(connection, gone)
            absent = [r if r.operation.value not in gone.payloads else Recorded(r[0], None) for r in new]
            written, copy = self._note_erased(connection, author) if unwanted and author else ([], "")
            folded = cache.update(connection, [*absent, *written], erased)
        if written:
            identity.remember(copy, written[-1].operation.id)
        return folded

    def _note_erased(self, connection: Connection, author: Authorship) -> tuple[list[Recorded], str]:
        """Say of what came in erased that it was: what is empty for no reason was tampered with."""
        nowhere = erasing.unnamed(connection)
        if not nowhere:
            return [], ""
        changes = [erasing.noted(nowhere, author.rationale)]
        copy = identity.writing_copy(connection, machine.home_of(self.path))
        return _with_values(_append(connection, copy, changes, author), changes), copy

    # Erasing

    def held(self, hashes: erasing.Hashes) -> erasing.Hashes:
        """Which of these texts and values are still there."""
        with self._reading() as connection:
            return erasing.held(connection, hashes)

    def erased_texts(self, hashes: Collection[str]) -> set[str]:
        """Which of these texts were erased."""
        with self._reading() as connection:
            return erasing.erased_texts(connection, hashes)

    def backups_with(self, hashes: erasing.Hashes) -> list[Path]:
        """The backups beside the project that hold one of these texts or values."""
        return erasing.backups_with(self.path, hashes)

    def others_with(self, hashes: erasing.Hashes) -> list[Path]:
        """Other files beside the project that hold one of these, which no erasing deletes."""
        return erasing.others_with(self.path, hashes)

    @property
    def has_unfinished_erasing(self) -> bool:
        """Whether something was erased, and pages or backups of before may still hold it."""
        with self._reading() as connection:
            return erasing.is_unfinished(connection)

    def finish_erasing(self) -> erasing.Cleaned:
        """Rewrite the file without what was erased, and have no backup of ours that still has it.

        Refused if that can't be done now; it is tried again at the next opening for writing.
        """
        self._refuse_readers()
        with self._guard:
            return erasing.finish(self._engine, self.path)

    # Care

    def check(self) -> list[str]:
        """All that is wrong with the file, a sentence each: its pages, its history, its cache.

        An altered history has nothing to say about the cache.
        """
        with self._reading() as connection:
            found = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
            findings = [] if found == "ok" else [f"the file is damaged ({found})"]
            if erasing.is_unfinished(connection):
                findings.append(
                    "what was erased may still be in unused parts of the file, or in backups: open the "
                    "project for writing while no other program has it, so that this is finished"
                )
            altered = _alterations(connection)
            return findings + (altered or cache.differences_from_log(connection))

    def alterations(self) -> list[str]:
        """What was altered behind the history's back, a sentence each."""
        with self._reading() as connection:
            return _alterations(connection)

    def refold(self) -> None:
        """Drop the cache and fold it anew from the log."""
        with self._writing() as connection:
            cache.refold(connection)

    def back_up(self, target: Path | None = None) -> Path:
        """Back the project up beside itself, or to a new file."""
        if target is None:
            made = backup.back_up(self.path)
            assert made is not None
            return made
        # By what is open, not by name: a project whose folder is gone can so be saved elsewhere.
        with self._reading() as connection:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            backup.copy_from(source, target)
        return target

    def copy_home(self, target: Path) -> Path:
        """Copy the project to a new file for somebody to take home and work on."""
        backup.copy_to(self.path, target, home=True)
        return target


def _alterations(connection: Connection) -> list[str]:
    """What was altered behind the history's back; what is empty for no reason, too."""
    findings = log.alterations(connection)
    if not findings and (emptied := erasing.unnamed(connection)):
        number = len(emptied.contents) + len(emptied.payloads)
        findings.append(f"{number} texts or values were emptied, and no erasure in the history says so")
    return findings


def _build(file: Path, path: Path, changes: Sequence[Change], author: Authorship | None) -> None:
    """Fill an empty file, to be put at `path`, with the tables and the first changes, if there are any."""
    engine = database.engine_for(file, write=True)
    copy, operations = "", []
    try:
        with database.writing(engine, path) as connection:
            connection.exec_driver_sql(f"PRAGMA application_id={database.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={database.USER_VERSION}")
            truth.create_all(connection)
            for guard in GUARDS:
                connection.exec_driver_sql(guard)
            if author:
                copy = identity.writing_copy(connection, machine.home_of(path, file))
                operations = _append(connection, copy, changes, author)
            cache.refold(connection)
    finally:
        engine.dispose()
    if operations:
        identity.remember(copy, operations[-1].id)


def _append(
    connection: Connection, copy: str, changes: Sequence[Change], author: Authorship
) -> list[Operation]:
    operations, payloads = record(changes, log.position(connection, copy), author)
    log.add_payloads(connection, log.payload_rows(payloads))
    log.add_operations(connection, operations)
    return operations


def _with_values(operations: Sequence[Operation], changes: Sequence[Change]) -> list[Recorded]:
    values = [getattr(change, "values", getattr(change, "value", None)) for change in changes]
    return [Recorded(operation, value) for operation, value in zip(operations, values, strict=True)]
