"""Beginning: the practice study, and a study of one's own."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from qualcode.model.errors import QualcodeError
from qualcode.project import Project
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.paths import PathSuggester, cleaned
from qualcode.tui.screens.desks import in_hand


async def practise(app: App[Any], folder: Path, say: Callable[[str], None]) -> tuple[Path | None, str]:
    """The practice study in a folder, made if need be; or a sentence on why there is none."""
    there = sorted(folder.glob("*.qualcode"), key=lambda path: path.stat().st_mtime)
    if there:
        choices = [
            Choice(there[-1], "Go on with the one that is there", str(there[-1])),
            Choice("", "Begin afresh", "the other one stays as it is"),
        ]
        chosen = await app.push_screen_wait(Choose("You have practised before.", choices))
        if chosen is None or isinstance(chosen, Path):
            return chosen, ""
    else:
        typed = await app.push_screen_wait(
            Ask("Where shall the practice study go?", "A new folder, with the project and its matrices.",
                value=str(folder), suggester=PathSuggester())
        )  # fmt: skip
        if typed is None:
            return None, ""
        folder = cleaned(typed)
    from qualcode.project.practice import make_demo

    def said(sentence: str) -> None:
        app.call_from_thread(say, f"{sentence} …")

    try:
        made = await asyncio.to_thread(make_demo, folder, folder / "exports", said)
    except (QualcodeError, OSError) as error:
        return None, str(error)
    return made.project, ""


async def start_study(app: App[Any], coder: str) -> tuple[Project | None, str]:
    """A new project, with nothing in it yet; or a sentence on why there is none."""
    name = await app.push_screen_wait(Ask("What is your study called?", placeholder="Discharge interviews"))
    if name is None:
        return None, ""
    usual = Path.home() / "Documents"
    place = (usual if usual.is_dir() else Path.home()) / f"{_file_name(name)}.qualcode"
    typed = await app.push_screen_wait(
        Ask("Where shall the project file be?", "Everything is kept in this one file.", value=str(place),
            wrong=_wrong_place, suggester=PathSuggester())
    )  # fmt: skip
    if typed is None:
        return None, ""
    path = cleaned(typed)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        project = await in_hand(lambda: Project.new(path, coder, name=name))
    except (QualcodeError, OSError) as error:
        return None, str(error)
    return project, ""


def _file_name(name: str) -> str:
    return "".join(" " if c in '/\\:*?"<>|' else c for c in name).strip() or "Study"


def _wrong_place(typed: str) -> str:
    path = cleaned(typed)
    path = path if path.suffix else path.with_suffix(".qualcode")
    if path.is_dir():
        return "That is a folder: add a name for the file."
    return f"There is a file {path.name} already: choose another name." if path.exists() else ""
