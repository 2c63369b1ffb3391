"""A command gets another key from within the application, which is kept, and works at once."""

from collections.abc import Callable

from textual.pilot import Pilot

from qualcode import settings
from qualcode.tui.own_keys import PressKey, give_key, trouble_with
from qualcode.tui.screens.workspace import Workspace
from tests.tui.driving import Driven, type_in, until

Drive = Callable[..., Driven]


def work(pilot: Pilot[None]) -> Workspace:
    assert isinstance(pilot.app.screen, Workspace)
    return pilot.app.screen


async def test_a_command_has_another_key_at_once_and_the_next_time(drive: Drive) -> None:
    async with drive() as pilot:
        desk = work(pilot)
        desk.attempt(lambda: give_key(pilot.app, desk))
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        await type_in(pilot, "matrix, and chart")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PressKey))
        await pilot.press("c")
        assert "Press another key" in str(pilot.app.screen.query_one(".trouble").render())
        await pilot.press("f9")
        await until(pilot, lambda: "f9 calls" in str(desk.strip.render()))
        assert settings.load().keys == {"matrix": "f9"}
        assert ("f9", "matrix") in desk.footer()
        await pilot.press("f9")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "MatrixDesk")
    async with drive() as pilot:
        assert ("f9", "matrix") in work(pilot).footer()


async def test_a_key_that_has_a_meaning_here_is_not_given_away(drive: Drive) -> None:
    async with drive() as pilot:
        desk = work(pilot)
        matrix = desk.command("matrix")
        assert "Press another key" in trouble_with(desk, matrix, "u")
        assert "Press another key" in trouble_with(desk, matrix, "s")  # the reader's
        assert "Press another key" in trouble_with(desk, matrix, "tab")
        assert trouble_with(desk, matrix, "f9") == ""
        assert trouble_with(desk, matrix, "x") == ""
