"""Which files are meant by paths and folders, and what their transcripts will be called."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from qualcode.model.errors import UnreadableFile


class Found(NamedTuple):
    """A file: the name by which it will be known, and whether somebody named it (not its folder)."""

    name: str
    path: Path
    named: bool


def found_files(paths: Iterable[Path]) -> tuple[list[Found], list[str]]:
    """The files to read, each once; and those in folders that are of no format for transcripts."""
    from qualcode.readers import formats

    endings = formats()
    files: dict[Path, Found] = {}
    aside: list[str] = []
    for path in paths:
        if not path.is_dir():
            files.setdefault(path.resolve() if path.exists() else path, Found(path.name, path, named=True))
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
            if not file.is_file() or hidden:
                continue
            name = file.relative_to(path).as_posix()
            if file.suffix.casefold() in endings:
                files.setdefault(file.resolve(), Found(name, file, named=False))
            else:
                aside.append(name)
    return list(files.values()), aside


def refuse_none(found: Sequence[Found], paths: Sequence[Path]) -> None:
    """Raise UnreadableFile if there is nothing to read."""
    if not found:
        from qualcode.readers import formats

        shown = ", ".join(str(path) for path in paths) or "no path"
        *most, last = [ending.removeprefix(".") for ending in formats()]
        raise UnreadableFile(f"{shown}: no transcripts there ({', '.join(most)} or {last}).")


def unnameable(name: str) -> str:
    """Why no transcript can be called after a file of this name; "" if one can."""
    if not Path(name).with_suffix("").name.strip():
        return f"“{name}” has no name before its ending: give the file one"
    readable = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "" if readable == name else f"“{readable}” is no name in UTF-8: give the file another"
