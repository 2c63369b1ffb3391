"""Exporting: what, to where; then the full path, and whether to open it."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from qualcode.model.errors import Refused
from qualcode.project import Project
from qualcode.project.identifier_notes import LISTED
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Place
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.paths import PathSuggester, cleaned
from qualcode.tui.opening import open_file

Write = Callable[[Project, Path], Sequence[str]]

# What can be exported: name, file name, how.
EXPORTS: dict[str, tuple[str, Write]] = {
    "The framework matrix, as a workbook": (
        "framework-matrix.xlsx",
        lambda project, path: project.matrix.export(path, extracts=3),
    ),
    "The framework matrix, as a web page": (
        "framework-matrix.html",
        lambda project, path: project.matrix.export(path),
    ),
    "Every extract": ("extracts.xlsx", lambda project, path: project.matrix.export_extracts(path)),
    "The codebook": ("codebook.xlsx", lambda project, path: project.codebook.export(path)),
    "The coded passages": ("codings.csv", lambda project, path: project.codings.export(path)),
    "The summaries": ("summaries.csv", lambda project, path: project.charting.export(path)),
}


class Export(Command[Place]):
    """Export the matrix, extracts, codebook, coded passages or summaries to a file."""

    id, keys, footer = "export", "e", "export"

    def do(self, desk: Place) -> Task:
        """Ask what and where to; write; say where it is."""

        async def export() -> None:
            choices = [Choice(name, name, file) for name, (file, _) in EXPORTS.items()]
            what = await desk.ask(Choose("What do you want to export?", choices))
            if what is None:
                return
            file, write = EXPORTS[what]
            usual = desk.project.path.resolve().parent / "exports" / file
            typed = await desk.ask(
                Ask(
                    "Where to?",
                    "A file of that name is replaced.",
                    value=str(usual),
                    suggester=PathSuggester(),
                )
            )
            if typed is None:
                return
            path = cleaned(typed).resolve()
            desk.say(f"Writing {path.name} …")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                # After what is being saved, so that it is in it; meanwhile one goes on reading.
                writing = desk.project.writing.after(partial(write, desk.project, path))
                notes = await asyncio.wrap_future(writing)
            except OSError as error:
                raise Refused(f"{path} can't be written ({error.strerror}): choose another place.") from error
            more = " ".join(notes[:3]).replace(LISTED, f"press {desk.key('identifiers')}")
            answer = await desk.ask(
                Choose(
                    f"Written: {path}", [Choice(False, "Go on working"), Choice(True, "Open it now")], more
                )
            )
            desk.say(f"Written: {path}")
            if answer and not open_file(path):
                desk.say(f"Nothing here opens it by itself. It is at {path}", alarm=True)

        return export()
