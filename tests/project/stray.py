"""Looking for somebody's words in every byte of a project: its file, its journal, its backups."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from qualcode.store import backup

LONG = 12


def windows(text: str) -> set[str]:
    """Every twelve characters of a text."""
    return {text[at : at + LONG] for at in range(len(text) - LONG + 1)}


def files_of(project: Path) -> list[Path]:
    """All files that the tool keeps of a project."""
    folder = backup.folder_of(project)
    beside = [
        path for path in project.parent.iterdir() if path.name.startswith((project.name, f".{project.name}"))
    ]
    return [*beside, *(folder.iterdir() if folder.exists() else ())]


def readings(data: bytes) -> Iterator[str]:
    """Bytes as text: as UTF-8, and as UTF-16 of both orders from even and odd places."""
    yield data.decode("utf-8", "replace")
    for encoding in ("utf-16-le", "utf-16-be"):
        for first in (0, 1):
            yield data[first:].decode(encoding, "replace")


def stray(project: Path, words: Iterable[str], elsewhere: Iterable[str]) -> dict[str, set[str]]:
    """Words of somebody, twelve characters each, that stand nowhere else, by the file they are in."""
    theirs = {piece for text in words for piece in windows(text)}
    theirs -= {piece for text in elsewhere for piece in windows(text)}
    assert theirs, "nothing is looked for"
    found = {}
    for path in files_of(project):
        data = path.read_bytes()
        if here := {piece for text in readings(data) for piece in theirs & windows(text)}:
            found[path.name] = here
    return found
