"""Which copy the next operation belongs to: a file copied, moved or restored from a backup gets a new one.

Two files must never continue one log, or their numbers would fork. A file knows where it was last written
(`home`), and this machine remembers the last operation it wrote for each copy, in a small file each: two
programs that write to two projects at once don't overwrite one another's memory.
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

OF_THIS_FILE = ("lineage", "home")  # what a copy to take home doesn't take along
TO_CLEAN = "erasing"  # says what may still hold what was erased: "pages" (and backups), or "backups"


def read_meta(connection: Connection, name: str) -> str:
    """A value of the file's own notes, "" if there is none. They aren't part of the history."""
    return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar() or ""


def write_meta(connection: Connection, name: str, value: str) -> None:
    """Keep a value in the file's own notes."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))


def lineage(connection: Connection) -> tuple[str, ...]:
    """The copies that this file has been, the present one last."""
    return tuple(json.loads(read_meta(connection, "lineage") or "[]"))


def writing_copy(connection: Connection, home: str) -> str:
    """The copy id to write under; a new one, noted, if the file isn't where and what it was."""
    copies = lineage(connection)
    if copies and read_meta(connection, "home") == home:
        written = _remembered(copies[-1])
        if not written or log.holds(connection, written):
            return copies[-1]
    copy = secrets.token_hex(16)
    write_meta(connection, "lineage", json.dumps([*copies, copy]))
    write_meta(connection, "home", home)
    return copy


def remember(copy: str, last: str) -> None:
    """Remember on this machine the last operation written for a copy. Failing to is no failure."""
    path = _memory(copy)
    with contextlib.suppress(OSError):
        machine.private_folder(path.parent)
        beside = path.with_name(f"{copy}.{os.getpid()}")
        beside.write_text(last, encoding="ascii")
        beside.replace(path)


def _memory(copy: str) -> Path:
    return Path(platformdirs.user_state_dir("qualcode", appauthor=False)) / "copies" / copy


def _remembered(copy: str) -> str:
    """The id of the last operation written for a copy, "" where it isn't known."""
    try:
        found = _memory(copy).read_text(encoding="ascii").strip()
        return found if len(bytes.fromhex(found)) == 32 else ""
    except (OSError, ValueError):
        return ""
