"""Copies that were handed out from this machine: noted beside the settings, as no project says so."""

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from qualcode.store.machine import private_folder


@dataclass(frozen=True)
class HandedOut:
    """A copy made for somebody to take home: who, when (ISO 8601), and where it was written."""

    coder: str
    date: str
    path: str

    @property
    def words(self) -> str:
        """That in words, with whether the file is still where it was written."""
        there = "" if Path(self.path).is_file() else ", no longer there"
        return f"{self.coder}'s of {self.date[:10]} ({self.path}{there})"


def note(study: str, copy: HandedOut) -> None:
    """Note a copy of a study. Failing to is no failure."""
    path = _file(study)
    with contextlib.suppress(OSError):
        private_folder(path.parent)
        kept = [each for each in of(study) if each.path != copy.path]
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps([asdict(each) for each in [*kept, copy]]), encoding="utf-8")
        beside.replace(path)


def of(study: str) -> list[HandedOut]:
    """The copies of a study that were noted on this machine, the oldest first."""
    try:
        rows = json.loads(_file(study).read_text(encoding="utf-8"))
        return [HandedOut(str(row["coder"]), str(row["date"]), str(row["path"])) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _file(study: str) -> Path:
    return Path(platformdirs.user_state_dir("qualcode", appauthor=False)) / "handed out" / f"{study}.json"
