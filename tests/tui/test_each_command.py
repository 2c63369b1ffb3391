"""Each command of each desk, by its key and by its name: it does something that one sees, or says why not.

What it does is tested where its subject is; here, that none is dead, and none is left out of the palette.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from qualcode import settings
from qualcode.tui.app import QualcodeApp
from qualcode.tui.command import Command
from qualcode.tui.screens.identifiers import IdentifiersDesk
from qualcode.tui.screens.importing import ImportDesk
from qualcode.tui.screens.matrix import MatrixDesk
from qualcode.tui.screens.memos import MemosDesk
from qualcode.tui.screens.passages import PassagesDesk
from qualcode.tui.screens.search import SearchDesk
from qualcode.tui.screens.workspace import Workspace
from scripts.scenes import Scene, at_rest, begin, copied, go, key_of
from tests.tui.drawn import lines

WAYS: dict[type[Any], Sequence[str]] = {
    Workspace: (),
    MatrixDesk: ("@matrix", "down"),
    MemosDesk: ("@memos", "enter"),
    SearchDesk: ("@search_all", "=care plan", "enter"),
    IdentifiersDesk: ("@identifiers",),
    ImportDesk: ("@add",),
    PassagesDesk: ("tab", "down", "down", "@codebook.passages"),
}
# What must be done before, so that the command has something to do.
BEFORE = {
    "undo": ("1",),
    "redo": ("1", "@undo"),
    "repeat": ("1", "@reader.sentence_next"),
    "reader.other_end": ("@reader.extend_sentence", "@reader.extend_sentence"),
    "go_back": ("@matrix", "@back"),
}


def commands() -> list[Any]:
    return [
        pytest.param(desk, command, id=f"{desk.__name__}-{command.id}")
        for desk in WAYS
        for command in desk.COMMANDS_HERE
    ]


async def come(pilot: Pilot[None], desk: type[Any], command: Command[Any]) -> Any:
    """Be at the desk, on a passage with several codes or on what it shows first."""
    await begin(pilot, Scene("", overlapping=True))
    await go(pilot, WAYS[desk])
    if desk is Workspace:
        await go(pilot, BEFORE.get(command.id, ()))
    assert isinstance(pilot.app.screen, desk)
    return pilot.app.screen


@pytest.mark.slow
@pytest.mark.parametrize(("desk", "command"), commands())
async def test_a_command_does_something_or_says_why_not(
    desk: type[Any], command: Command[Any], practice: Path, tmp_path: Path
) -> None:
    settings.change(coder="Ann")
    app = QualcodeApp(copied(practice, tmp_path))
    async with app.run_test(size=(140, 42)) as pilot:
        here = await come(pilot, desk, command)
        before, stack = lines(app), list(app.screen_stack)
        if command.keys:
            await pilot.press(key_of(here, command.id))
        else:
            here.do_by_name(command)
        await at_rest(pilot)
        if not command.bound and lines(app) == before:  # a widget has the key, and nothing to say
            here.do_by_name(command)
            await at_rest(pilot)
        assert lines(app) != before or list(app.screen_stack) != stack
        if here in app.screen_stack and here.strip.has_class("-alarm"):
            assert here.strip.said.strip().endswith((".", "?"))
        assert app.is_running
