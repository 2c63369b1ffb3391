"""The tour: each step waits until it was done; it can be left, and begun again."""

from collections.abc import Callable

from textual.pilot import Pilot

from qualcode import settings
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.tour import STEPS
from tests.tui.driving import COORDINATOR, Driven, type_in, until

Drive = Callable[..., Driven]


def work(pilot: Pilot[None]) -> Workspace:
    assert isinstance(pilot.app.screen, Workspace)
    return pilot.app.screen


def line(pilot: Pilot[None]) -> str:
    return str(work(pilot).query_one("#tour").render())


async def at(pilot: Pilot[None], number: int) -> None:
    await until(pilot, lambda: f"Tour {number} of {len(STEPS)}" in line(pilot))


async def test_each_step_waits_until_it_is_done(drive: Drive) -> None:
    async with drive() as pilot:
        work(pilot).open_transcript(work(pilot).project.transcripts.named("coordinator.txt"))
        await pilot.press("f4")
        await at(pilot, 1)
        assert work(pilot).reader.cursor >= COORDINATOR.index("Participant")
        await pilot.press(*["right"] * 4)
        await at(pilot, 2)
        work(pilot).reader.go_to(COORDINATOR.index("typical"))
        await pilot.press("s")
        assert "Tour 2" in line(pilot)
        await until(pilot, lambda: "That is the interviewer's" in str(work(pilot).strip.render()))
        await pilot.press("ctrl+right", "s")
        await at(pilot, 3)
        await pilot.press("c")
        await type_in(pilot, "hope")
        await pilot.press("enter")
        await at(pilot, 4)
        await pilot.press("u")
        await at(pilot, 5)
        await pilot.press("tab", "down", "down")
        await at(pilot, 6)
        await pilot.press("shift+tab", "x")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "MatrixDesk")
        await until(pilot, settings.toured)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert work(pilot).tour is None


async def test_escape_leaves_the_tour_and_it_begins_again(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("f4", "escape")
        assert work(pilot).tour is None
        assert not work(pilot).query_one("#tour").display
        assert settings.toured()
        await pilot.press("f4")
        await at(pilot, 1)
