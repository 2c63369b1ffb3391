"""Keys that come faster than what they do: pressed together, without waiting for the screen."""

import asyncio
import gc
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.screen import Screen
from textual.widgets import OptionList

from qualcode import settings
from qualcode.project import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.desk import Desk
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose, Tick
from qualcode.tui.dialogs.tell import Tell
from qualcode.tui.palette import Palette
from qualcode.tui.screens.matrix import MatrixDesk
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import TitleLine
from tests.tui.driving import Driven, type_in, until
from tests.tui.playing import Move, do

Drive = Callable[..., Driven]


async def test_a_question_takes_one_answer_and_leaves_the_screen_below_it(drive: Drive) -> None:
    async with drive() as pilot:
        for key in ("enter", "escape"):
            await pilot.press("e")
            await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
            await do(pilot, Move("keys", (key, key, key, "escape", "escape")))
            await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
            await pilot.pause(0.1)
        assert len(pilot.app.screen_stack) == 3


async def test_a_desk_is_left_once(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("a", "f")
        await until(pilot, lambda: bool(pilot.app.screen.query("Ask Input")))
        for _ in range(4):
            await do(pilot, Move("keys", ("escape", "escape", "escape")))
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert len(pilot.app.screen_stack) == 3


async def test_a_page_down_before_the_list_is_drawn_does_nothing(drive: Drive) -> None:
    async with drive() as pilot:
        await do(pilot, Move("keys", ("e", "pagedown", "pageup", "pagedown")))
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        assert pilot.app.is_running


async def test_the_palette_may_be_left_before_it_is_drawn(drive: Drive) -> None:
    async with drive() as pilot:
        for keys in (("ctrl+p", "escape"), ("ctrl+p", "pagedown", "escape", "escape")):
            await do(pilot, Move("keys", keys))
            await pilot.pause(0.3)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert pilot.app.is_running


async def test_the_palette_takes_one_answer(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: bool(pilot.app.screen.query("CommandList")))
        await type_in(pilot, "Colours: light")
        await pilot.pause(0.3)
        await do(pilot, Move("keys", ("enter",) * 5))
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert len(pilot.app.screen_stack) == 3


async def test_a_key_pressed_again_before_its_question_is_drawn_asks_once(drive: Drive) -> None:
    async with drive() as pilot:
        for key in ("e", "g", "A"):
            await do(pilot, Move("keys", (key,) * 5))
            await until(pilot, lambda: not isinstance(pilot.app.screen, Workspace))
            await pilot.pause(0.2)
            assert len(pilot.app.screen_stack) == 4
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))


async def test_what_is_typed_after_choosing_changes_no_choice(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("e")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        question = pilot.app.screen
        assert isinstance(question, Choose)
        listed = question.query_one(OptionList)
        listed.highlighted = 1
        listed.action_select()  # it is told when what was typed meanwhile has left other choices
        for letter in "zzz":
            question.on_key(Key(letter, letter))
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))


async def test_leaving_again_before_one_has_left_doesnt_end_the_application(drive: Drive) -> None:
    async with drive() as pilot:
        app, desk = pilot.app, pilot.app.screen
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, MatrixDesk))
        app.post_message(Desk.Go("back"))
        while app.screen is not desk:
            await asyncio.sleep(0)
        app.post_message(Desk.Go("back"))
        await pilot.pause(0.2)
        assert app.is_running
        assert app.screen is desk


async def test_the_application_may_be_closed_while_it_opens_a_project(study: Path) -> None:
    settings.change(coder="Ann")
    for steps in range(6):
        app = QualcodeApp(study)
        async with app.run_test(size=(140, 42)):
            while not isinstance(app.screen, Desk):
                await asyncio.sleep(0)
            for _ in range(steps):
                await asyncio.sleep(0)
        assert app._exception is None


@pytest.mark.parametrize(
    "question",
    [
        lambda: Choose("Which?", [Choice(1, "one")]),
        lambda: Tick("Which?", [Choice(1, "one")]),
        lambda: Ask("What?"),
        lambda: Tell("That is it.", [("Told", "so")]),
        lambda: Palette(id="--command-palette"),
    ],
    ids=["choose", "tick", "ask", "tell", "palette"],
)
async def test_the_application_may_be_closed_while_a_question_opens(
    question: Callable[[], Screen[Any]],
) -> None:
    settings.change(coder="Ann")
    for steps in range(16):
        app = QualcodeApp()
        async with app.run_test():
            app.push_screen(question())
            for _ in range(steps):
                await asyncio.sleep(0)
        assert app._exception is None


async def test_a_project_is_let_go_of_though_the_application_is_closed_before_it_is_open(study: Path) -> None:
    settings.change(coder="Ann")
    lock = study.with_name(f"{study.name}.lock")
    for wait in (0.0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1):
        app = QualcodeApp(study)
        async with app.run_test(size=(140, 42)):
            await asyncio.sleep(wait)
        for _ in range(200):
            if not lock.exists():
                break
            await asyncio.sleep(0.02)  # it may be being opened
        assert not lock.exists(), wait
        gc.collect()  # what wasn't let go of is told of


async def _theme(desk: Desk) -> None:
    await desk.changed(lambda: desk.project.codebook.add_theme("Waiting"))


async def test_nothing_is_said_to_be_saved_that_isnt_at_the_desk_one_has_gone_to(drive: Drive) -> None:
    async with drive() as pilot:
        desk = pilot.app.screen
        assert isinstance(desk, Workspace)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, MatrixDesk))
        matrix = pilot.app.screen
        assert isinstance(matrix, MatrixDesk)
        slow = threading.Event()
        matrix.project.writing.after(slow.wait)
        matrix.attempt(lambda: _theme(matrix))
        await until(pilot, lambda: matrix.project.writing.pending == 1)
        matrix.go("back")
        await until(pilot, lambda: pilot.app.screen is desk)
        title = desk.query_one("#title", TitleLine)
        said = title.right
        slow.set()
        await until(pilot, lambda: "Saved" in title.right)
        assert "Saving" in said


async def test_what_was_begun_is_made_though_one_leaves_at_once(drive: Drive, study: Path) -> None:
    async with drive() as pilot:
        await pilot.press("shift+tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await do(pilot, Move("keys", ("1", "2", "3", "q")))
        await until(pilot, lambda: not isinstance(pilot.app.screen, Workspace))
    with Project.open(study, coder="Ann") as project:
        mine = [coding for coding in project.codings.all() if coding.coder == project.coder.uid]
        assert len(mine) == 3
