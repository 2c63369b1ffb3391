"""Saving elsewhere: the way out where the project's own place is gone or full."""

from pathlib import Path

from qualcode.model.errors import Refused
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Place
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.paths import PathSuggester, cleaned


class SaveElsewhere(Command[Place]):
    """Save elsewhere, and go on there.

    Everything is saved as you work. This is for a stick that was pulled out, or a disk that is full: the
    project as it is now is written to another place, and you work on that file from then on.
    """

    id, keys = "save_elsewhere", "ctrl+s"

    def do(self, desk: Place) -> Task:
        """Ask where to; write it; open it."""

        async def save() -> None:
            project = desk.project
            usual = Path.home() / "Documents"
            place = (usual if usual.is_dir() else Path.home()) / project.path.name
            place = place if not place.exists() else place.with_stem(f"{place.stem} (saved elsewhere)")
            typed = await desk.ask(
                Ask(
                    "Where shall the project be saved?",
                    "A new file. You go on working there; the old one stays as it is.",
                    value=str(place),
                    suggester=PathSuggester(),
                )
            )
            if typed is None:
                return
            path = cleaned(typed)
            desk.say(f"Saving to {path} …")
            try:
                made = await desk.changed(lambda: project.back_up(path))
            except OSError as error:
                raise Refused(f"{path} can't be written ({error.strerror}): choose another place.") from error
            desk.go("open", place=(str(made),))

        return save()
