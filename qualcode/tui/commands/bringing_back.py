"""Bringing back a matrix workbook that somebody edited: what changed is seen, then decided."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.page.cells import drawable
from qualcode.project.names import several
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Place
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.paths import PathSuggester, cleaned
from qualcode.tui.dialogs.tell import Tell

if TYPE_CHECKING:
    from qualcode.project.edits import Edit, Edits


class BringBack(Command[Place]):
    """Bring back an edited workbook.

    What was edited in an exported workbook comes in as one change. Where both changed a cell, you are asked.
    """

    id, keys = "matrix.bring_back", "E"

    def do(self, desk: Place) -> Task:
        """Ask for the file; show what changed in it; ask what counts; write it."""

        async def bring() -> None:
            path = await _which(desk)
            if path is None:
                return
            project = desk.project
            desk.say(f"Reading {path.name} …")
            edits = await asyncio.wrap_future(project.writing.after(partial(project.matrix.edits, path)))
            desk.say("")
            many = len(edits.clean) + len(edits.differing)
            if many or edits.problems or edits.notes:
                await desk.ask(What(edits))
            if not many:
                desk.say(f"There is nothing to bring in from {path.name}.")
                return
            theirs = await _decided(desk, edits)
            if theirs is None:
                desk.say("Nothing was brought in.")
                return
            taken = [*edits.clean, *theirs]
            left = len(edits.differing) - len(theirs)
            kept = f", {left} left as we have it" if left else ""
            if taken:
                await desk.changed(lambda: project.matrix.bring_in(taken))
                kept += f". {desk.key('undo')} takes it back"
            desk.say(f"Brought in: {several(len(taken), 'edit')}{kept}.")

        return bring()


async def _which(desk: Place) -> Path | None:
    """The file one names; suggested is where exports go, if anything is there."""
    folder = desk.project.path.resolve().parent
    exports = folder / "exports"
    typed = await desk.ask(
        Ask(
            "Which edited workbook?",
            "A matrix that was exported as .xlsx. Type, paste or drop it here; → takes what is suggested.",
            value=f"{exports if exports.is_dir() else folder}/",
            suggester=PathSuggester((".xlsx",)),
        )
    )
    return None if typed is None else cleaned(typed).resolve()


class What(Tell):
    """What was edited, before anything comes in."""

    KEYS = "↑ ↓ scroll · enter goes on to what is to be decided"

    def __init__(self, edits: "Edits") -> None:
        clean = "\n".join(f"{_headed(edit)}: {_shown(edit.theirs)}" for edit in edits.clean)
        differing = "\n".join(
            f"{_headed(edit)}: {_shown(edit.theirs)} (ours: {_shown(edit.ours)})" for edit in edits.differing
        )
        parts = [
            ("Changed by them", clean),
            ("Changed by them, and by us since the export", differing),
            ("What can't be taken", "\n".join(edits.problems)),
            ("Notes", "\n".join(edits.notes)),
        ]
        super().__init__(f"What was edited in {edits.file}", parts, "Nothing is changed yet.")


async def _decided(desk: Place, edits: "Edits") -> "Sequence[Edit] | None":
    """The edits that count where both changed a cell; None for never mind."""
    many = several(len(edits.clean), "edit")
    if not edits.differing:
        return () if await desk.ask(Choose(f"Bring in {many}?", [Choice(True, "bring them in")])) else None
    how = await desk.ask(
        Choose(
            f"{several(len(edits.differing), 'cell')} changed on both sides: which text counts?",
            [
                Choice("each", "decide one by one"),
                Choice("ours", "ours in all of them"),
                Choice("theirs", "theirs in all of them"),
            ],
            f"Besides, {many} that only they changed: these come in.",
        )
    )
    if how is None or how == "ours":
        return None if how is None else ()
    if how == "theirs":
        return edits.differing
    theirs: list[Edit] = []
    for number, edit in enumerate(edits.differing, start=1):
        answer = await desk.ask(
            Choose(
                f"{number} of {len(edits.differing)}: {_headed(edit)}",
                [Choice("ours", "ours counts"), Choice("theirs", "theirs counts")],
                f"Ours: {_shown(edit.ours)}\nTheirs: {_shown(edit.theirs)}",
            )
        )
        if answer is None:
            return None
        if answer == "theirs":
            theirs.append(edit)
    return theirs


def _headed(edit: "Edit") -> str:
    part = "" if edit.part == "summary" else f", {edit.part}"
    return f"{edit.participant}, {edit.column}{part}"


def _shown(text: str) -> str:
    return f"“{drawable(' '.join(text.split()))}”" if text.strip() else "nothing"
