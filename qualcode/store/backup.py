"""Verified backups beside the project: made before risky or first changes, the last ones kept."""

import contextlib
import re
import sqlite3
import time
from pathlib import Path

from qualcode.model.errors import Refused
from qualcode.store import machine

KEPT = 10
RECENT = 15 * 60  # seconds: a backup younger than this is fresh enough for everyday changes


def folder_of(project: Path) -> Path:
    """Where the backups of a project are kept."""
    return project.with_name(f"{project.stem} backups")


def backups_of(project: Path) -> list[Path]:
    """The backups of a project, oldest first. Files that people put beside them aren't ours."""
    return [path for _, _, path in _numbered(project)]


def _numbered(project: Path) -> list[tuple[str, int, Path]]:
    """The backups by the second they were made in, and which of that second each is."""
    ours = re.compile(re.escape(project.stem) + r" (\d{4}-\d\d-\d\d \d{6})(?:-(\d+))?\.qualcode")
    paths = folder_of(project).glob("*")
    return sorted((m[1], int(m[2] or 1), path) for path in paths if (m := ours.fullmatch(path.name)))


def back_up(project: Path, *, unless_recent: bool = False) -> Path | None:
    """Make a backup beside the project and drop the oldest; None if a recent one is enough."""
    earlier = backups_of(project)
    if unless_recent and earlier and time.time() - earlier[-1].stat().st_mtime < RECENT:
        return None
    folder = folder_of(project)
    try:
        machine.private_folder(folder)
    except OSError as error:
        raise Refused(
            f"{folder} can't be made ({error.strerror}), and nothing is changed without a backup: "
            "make room for it."
        ) from error
    second = time.strftime("%Y-%m-%d %H%M%S")
    before = max((number for made, number, _ in _numbered(project) if made == second), default=0)
    target = folder / f"{project.stem} {second}{f'-{before + 1}' if before else ''}.qualcode"
    copy_to(project, target)
    for old in backups_of(project)[:-KEPT]:
        old.unlink()
    return target


def copy_to(project: Path, target: Path, *, home: bool = False) -> None:
    """Copy a project, open or not, to a new file; Refused, leaving nothing, if the copy isn't sound.

    One to take `home` forgets what was done in this file: there, one undoes what one does there.
    """
    try:
        machine.create_private(target)
    except FileExistsError:
        raise Refused(f"{target} exists already: choose another name.") from None
    except OSError as error:
        raise Refused(f"{target} can't be written ({error.strerror}): choose another folder.") from error
    try:
        with (
            contextlib.closing(sqlite3.connect(f"{project.resolve().as_uri()}?mode=ro", uri=True)) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            if home:
                copy.execute("DELETE FROM meta")
                copy.commit()
            sound = copy.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            whole = _size(copy) == _size(source)
    except sqlite3.Error as error:
        machine.discard(target)
        raise Refused(
            f"{target} could not be written ({error}): make room or choose another folder."
        ) from error
    except BaseException:  # Ctrl-C, for one
        machine.discard(target)
        raise
    if not (sound and whole):
        machine.discard(target)
        raise Refused(f"{target} did not come out sound and was removed: check the disk and try again.")


def _size(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM operation").fetchone()[0])
