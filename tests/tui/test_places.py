"""A project opened again is at the place where one left it."""

from collections.abc import Callable

from textual.pilot import Pilot

from qualcode import settings
from qualcode.tui.screens.workspace import Workspace
from tests.tui.driving import CARER, COORDINATOR, Driven, until

Drive = Callable[..., Driven]


def desk(pilot: Pilot[None]) -> Workspace:
    assert isinstance(pilot.app.screen, Workspace)
    return pilot.app.screen


def where(pilot: Pilot[None]) -> tuple[str, int]:
    transcript = desk(pilot).transcript
    return (transcript.name if transcript else "", desk(pilot).reader.cursor)


async def leave_at(pilot: Pilot[None], name: str, offset: int) -> None:
    desk(pilot).open_transcript(desk(pilot).project.transcripts.named(name), offset)
    await until(pilot, lambda: where(pilot) == (name, offset))
    await pilot.press("q")
    await until(pilot, lambda: not isinstance(pilot.app.screen, Workspace))


async def test_a_project_is_open_again_at_the_transcript_and_place_one_left(drive: Drive) -> None:
    for name, offset in (("carer", CARER.index("pharmacy")), ("coordinator", COORDINATOR.index("housing"))):
        async with drive() as pilot:
            await leave_at(pilot, name, offset)
        async with drive() as pilot:
            assert where(pilot) == (name, offset)


async def test_each_coder_is_where_they_left_and_a_place_that_is_gone_is_forgotten(drive: Drive) -> None:
    async with drive() as pilot:
        analysis, ann = desk(pilot).project.analysis.uid, desk(pilot).project.coder.uid
        first = where(pilot)
        await leave_at(pilot, "carer", CARER.index("pharmacy"))
    async with drive(coder="Ben") as pilot:
        assert where(pilot) == first
    settings.leave_at(analysis, ann, "gone", 9)
    async with drive() as pilot:
        assert where(pilot) == first
    settings._places_file().write_text("[", encoding="utf-8")
    async with drive() as pilot:
        assert where(pilot) == first
