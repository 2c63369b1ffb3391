"""Writing to a store in a few words, here and in a second process."""

import itertools
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qualcode.model.operations import Authorship, Change, Create, Retract, Set
from qualcode.model.text import Content, Segment
from qualcode.store import Store

ANN = "a" * 32
UID = "c0de" * 8
_numbers = itertools.count(1)


def author(coder: str = ANN) -> Authorship:
    """An author with a group of its own."""
    number = next(_numbers)
    return Authorship(coder, f"2026-01-01T10:00:00.{number:06d}Z", f"{number:032x}")


def write(store: Store, *changes: Change, contents: tuple[Content, ...] = ()) -> str:
    """Commit some changes; their group."""
    by = author()
    store.commit(changes, by, contents)
    return by.group


def make(store: Store, uid: str = UID, kind: str = "code", **values: Any) -> str:
    """Make a thing; the group."""
    return write(store, Create(kind, uid, values or {"name": "trust"}))


def change(store: Store, field: str, value: Any, uid: str = UID) -> str:
    """Change a field of a code as it is now; the group."""
    heads = code(store, uid).heads_of(field)
    return write(store, Set("code", uid, field, value, heads))


def retract(store: Store, group: str) -> str:
    """Take a group back; the group that does."""
    return write(store, Retract(group))


def code(store: Store, uid: str = UID) -> Any:
    """A code as it is now."""
    return store.load("code")[uid]


def ids(store: Store) -> set[str]:
    """The ids of all operations."""
    return {recorded.operation.id for recorded in store.recorded()}


def state(store: Store) -> dict[str, Any]:
    """All codes, and which groups are taken back."""
    return {"codes": store.load("code"), "retracted": store.retracted()}


def a_text(words: str = "How are you?") -> Content:
    """A content of one question."""
    return Content(f"I: {words}", (Segment("I", 3, 3 + len(words)),))


class Elsewhere:
    """A second process that opens a project when told to, makes one code in it, and closes it again."""

    _PROGRAM = """
import sys
from pathlib import Path
from qualcode.model.operations import Authorship, Create
from qualcode.store import Store
for number, line in enumerate(sys.stdin):
    path, uid, group, name = line.rstrip("\\n").split("\\t")
    store = Store.open(Path(path), write=True)
    store.commit([Create("code", uid, {"name": name})], Authorship("b" * 32, "2026-01-02", group))
    store.close()
    print("done", flush=True)
"""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", self._PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def make(self, path: Path, uid: str, name: str) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{path}\t{uid}\t{author().group}\t{name}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"

    def end(self) -> None:
        self._process.communicate(timeout=30)


@contextmanager
def created(path: Path) -> Iterator[Store]:
    """A new store, closed at the end."""
    store = Store.create(path)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened(path: Path, *, write: bool = True) -> Iterator[Store]:
    """An open store, closed at the end."""
    store = Store.open(path, write=write)
    try:
        yield store
    finally:
        store.close()
