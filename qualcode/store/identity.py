"""Which copy the next operation belongs to: a file copied, moved or restored from a backup gets a new one.

Two files must never continue one log, or their numbers would fork. A file knows where it was last written
(`home`), and this machine remembers the last operation it wrote for each copy.
"""

import contextlib
import json
import os
import secrets
from pathlib import Path

import platformdirs
from sqlalchemy import Connection, select

from qualcode.store import log, machine
from qualcode.store.tables import meta


def read_meta(connection: Connection, name: str) -> str:
    """A value of the file's own notes, "" if there is none. They aren't part of the history."""
    return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar() or ""


def write_meta(connection: Connection, name: str, value: str) -> None:
    """Keep a value in the file's own notes."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))


def lineage(connection: Connection) -> tuple[str, ...]:
    """The copies that this file has been, the present one last."""
    return tuple(json.loads(read_meta(connection, "lineage") or "[]"))


def writing_copy(connection: Connection, path: Path) -> str:
    """The copy id to write under; a new one, noted, if the file isn't where and what it was."""
    home = machine.home_of(path)
    copies = lineage(connection)
    if copies and read_meta(connection, "home") == home:
        written = _remembered().get(copies[-1])
        if written is None or log.holds(connection, written):
            return copies[-1]
    copy = secrets.token_hex(16)
    write_meta(connection, "lineage", json.dumps([*copies, copy]))
    write_meta(connection, "home", home)
    return copy


def remember(copy: str, last: str) -> None:
    """Remember on this machine the last operation written for a copy. Failing to is no failure."""
    remembered = _remembered() | {copy: last}
    path = _memory()
    with contextlib.suppress(OSError):
        machine.private_folder(path.parent)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_text(json.dumps(remembered), encoding="utf-8")
        beside.replace(path)


def _memory() -> Path:
    return Path(platformdirs.user_state_dir("qualcode", appauthor=False)) / "copies.json"


def _remembered() -> dict[str, str]:
    try:
        found = json.loads(_memory().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
