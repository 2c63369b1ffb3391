"""Verified backups beside the project: made before risky or first changes, the last ones kept."""

import contextlib
import re
import sqlite3
import time
from pathlib import Path

from qualcode.model.errors import Refused
from qualcode.store import machine
from qualcode.store.database import uri_of
from qualcode.store.identity import OF_THIS_FILE, TO_CLEAN

KEPT = 10
UNFINISHED = "part"  # in the names of copies that aren't whole yet
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
    """Make a backup beside the project and drop the oldest; None if a recent one is enough.

    OSError if the project is out of reach.
    """
    if unless_recent and (earlier := backups_of(project)) and is_recent(earlier[-1].stat().st_mtime):
        return None
    folder = folder_of(project)
    project.stat()  # or else the folder would be made where its drive is no more
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
    for old in _dropped(project):
        old.unlink(missing_ok=True)
    return target


def is_recent(made: float) -> bool:
    """Whether a backup of this time is enough for everyday changes. One of the future isn't."""
    return 0 <= time.time() - made < RECENT


def _dropped(project: Path) -> list[Path]:
    """What needn't be kept: all but the last backups and the last one of each of the last days.

    Also what those left unfinished who were killed while they made one.
    """
    numbered = _numbered(project)
    of_days = {made[:10]: path for made, _, path in numbered}
    kept = {path for _, _, path in numbered[-KEPT:]} | set(list(of_days.values())[-KEPT:])
    unfinished = [path for path in unfinished_of(project) if not is_recent(path.stat().st_mtime)]
    return [path for _, _, path in numbered if path not in kept] + unfinished


def unfinished_of(project: Path) -> list[Path]:
    """What those left in the folder of backups who were killed while they made one, or who are at it."""
    begun = folder_of(project).glob(f".*.{UNFINISHED}-*")
    return [path for path in begun if path.name.startswith(f".{project.stem} ")]


def copy_to(project: Path, target: Path, *, home: bool = False) -> None:
    """Copy a project, open or not, to a new file; Refused, leaving nothing, if the copy isn't sound.

    One to take `home` forgets what was done in this file: there, one undoes what one does there.
    """
    uri = uri_of(project.resolve(), "ro")
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as source:
            copy_from(source, target, home=home)
    except sqlite3.Error as error:
        raise Refused(f"{project} can't be read ({error}): look whether its drive is there.") from error


def copy_from(source: sqlite3.Connection, target: Path, *, home: bool = False) -> None:
    """The same from an open connection, which may hold a file that no longer has its name."""
    with machine.built_beside(target, UNFINISHED) as beside:
        try:
            with contextlib.closing(sqlite3.connect(beside)) as copy:
                source.backup(copy)
                if home:
                    copy.executemany("DELETE FROM meta WHERE name = ?", [(n,) for n in OF_THIS_FILE])
                # The backups of what is copied are none of the copy's.
                copy.execute("DELETE FROM meta WHERE name = ? AND value = 'backups'", (TO_CLEAN,))
                copy.commit()
                sound = copy.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
                whole = _size(copy) == _size(source)
        except sqlite3.Error as error:
            raise Refused(
                f"{target} could not be written ({error}): make room or choose another folder."
            ) from error
        if not (sound and whole):
            raise Refused(f"{target} did not come out sound and was removed: check the disk and try again.")


def _size(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM operation").fetchone()[0])
