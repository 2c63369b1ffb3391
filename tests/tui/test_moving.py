"""Moving by more than words, moves that select, and ends of coded passages, in the workspace."""

from textual.pilot import Pilot

from qualcode.project import Project
from tests.tui.driving import COORDINATOR, until
from tests.tui.test_workspace import BEN, Drive, desk, keys, quotes, read_coordinator, said


def selected(pilot: Pilot[None]) -> str:
    reader = desk(pilot).reader
    assert reader.selected is not None
    return reader.content.text[slice(*reader.selected)]


async def test_an_end_of_a_coded_passage_is_moved_by_words_and_characters(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("E")
        await pilot.pause()
        assert "enter keep" in keys(pilot)
        await pilot.press("right", "right", "minus")
        assert selected(pilot) == "Half my week is the phone. I rin"
        await pilot.press("plus", "enter")
        project = desk(pilot).project
        await until(pilot, lambda: quotes(project) == [(*BEN[:2], "Half my week is the phone. I ring")])
        await pilot.pause()
        assert desk(pilot).reader.selected is None
        assert "reaches as far as this now" in said(pilot)
        assert len(desk(pilot).reader.codings_at(desk(pilot).reader.cursor)) == 1
        assert "enter keep" not in keys(pilot)


async def test_the_other_end_is_moved_too(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("E", "Y", "right", "right", "enter")
        project = desk(pilot).project
        await until(pilot, lambda: quotes(project) != [BEN])
        assert quotes(project) == [(*BEN[:2], "week is the phone.")]


async def test_esc_leaves_the_passage_as_it_was(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("E", "down", "right", "escape")
        await pilot.pause()
        assert quotes(desk(pilot).project) == [BEN]
        assert desk(pilot).reader.selected is None
        assert not desk(pilot).reader.holding


async def test_where_nothing_is_coded_there_are_no_ends(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("home", "E")
        assert "Nothing is coded here" in said(pilot)


async def test_moves_select_until_one_stops_or_codes(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("v")
        await pilot.pause()
        assert "v stop selecting" in keys(pilot)
        await pilot.press("z")
        assert selected(pilot).startswith("Half my week is the phone. I ring")
        assert selected(pilot).endswith("It all carries on.")
        await pilot.press("escape", "v", "right", "right", "2")
        await until(pilot, lambda: len(quotes(desk(pilot).project)) == 2)
        assert not desk(pilot).reader.holding


async def test_what_is_not_coded_is_found_in_turn(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        reader = desk(pilot).reader
        await pilot.press("z")
        assert reader.cursor == COORDINATOR.index("I ring")
        await pilot.press("z")
        assert reader.cursor == COORDINATOR.index("Nobody rings")
        await pilot.press("Z")
        assert reader.cursor == COORDINATOR.index("I ring")


async def test_a_passage_of_characters_is_coded(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "right", *["alt+shift+right"] * 2, "2")
        project: Project = desk(pilot).project
        await until(pilot, lambda: len(quotes(project)) > 1)
        assert ("administration", "Ann", "rin") in quotes(project)
