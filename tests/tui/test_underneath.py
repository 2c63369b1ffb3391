"""The project changes underneath the desk one is at: it follows, and every key goes on doing something."""

import asyncio
from collections.abc import Callable

import pytest
from textual.css.query import NoMatches
from textual.pilot import Pilot

from qualcode.model.study import Coding, Participant, Source, Transcript
from qualcode.project import Project
from qualcode.tui.desk import Desk
from qualcode.tui.reading.book import Book
from qualcode.tui.screens.matrix import MatrixDesk
from qualcode.tui.screens.search import SearchDesk
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import TitleLine
from tests.tui.driving import Driven, saved, type_in, until

Drive = Callable[..., Driven]

DESKS = {
    "text": (),
    "codebook": ("tab", "down"),
    "list": ("shift+tab", "down"),
    "passages": ("tab", "down", "p"),
    "search": ("F", "r", "i", "n", "g", "enter"),
    "memos": ("M", "enter"),
    "matrix": ("x", "down"),
    "summary": ("x", "down", "enter", "a"),
}
ABOVE = [place for place in DESKS if place not in ("text", "codebook", "list")]  # at desks that one leaves


def set_aside(project: Project) -> None:
    for code in project.codebook.now.ordered_codes:
        project.codebook.set_aside(code)


def drop_themes(project: Project) -> None:
    for theme in project.codebook.now.ordered_themes:
        project.codebook.drop_theme(theme)


def uncode(project: Project) -> None:
    project.codings.remove([c for c in project.all(Coding).values() if not c.removed])


def remove_memos(project: Project) -> None:
    for memo in project.memos.all():
        project.memos.remove(memo)


def unlink(project: Project) -> None:
    for source in list(project.all(Source).values()):
        person, transcript = project.all(Participant)[source.participant], project.all(Transcript)
        project.participants.unlink(person, transcript[source.transcript])


def switch(project: Project) -> None:
    people = [project.participants.named("Carer 1, Alder")]
    project.analyses.use(project.analyses.add("carers only", participants=people))


def undo_everything(project: Project) -> None:
    while project.history.to_undo():
        project.history.undo()


def redo_everything(project: Project) -> None:
    while project.history.to_redo():
        project.history.redo()


CHANGES = (set_aside, drop_themes, uncode, remove_memos, unlink, switch, undo_everything)


async def change(pilot: Pilot[None], call: Callable[[Project], None]) -> Project:
    """Change the project as if another desk had."""
    desk = next(screen for screen in pilot.app.screen_stack if isinstance(screen, Desk))
    await asyncio.wrap_future(desk.project.writing.do(lambda: call(desk.project)))  # what isn't shown raises
    await saved(pilot)
    await pilot.pause()
    return desk.project


@pytest.mark.slow
@pytest.mark.parametrize("place", DESKS)
async def test_each_desk_goes_on_whatever_changes(drive: Drive, place: str) -> None:
    async with drive(coder="Ben") as pilot:
        await pilot.press(*DESKS[place])
        await pilot.pause(0.1)
        for call in CHANGES:
            await change(pilot, call)
            await pilot.press("down", "up")
            assert pilot.app.is_running, call
        for key in ("n", "enter", "escape", "c", "escape", "m", "escape"):
            await pilot.press(key)
        await pilot.pause(0.1)
        assert pilot.app.is_running


@pytest.mark.parametrize("place", ABOVE)
async def test_a_desk_is_opened_at_a_place_that_changed_before_it_was_drawn(drive: Drive, place: str) -> None:
    async with drive(coder="Ben") as pilot:
        await pilot.press(*DESKS[place])
        await until(pilot, lambda: isinstance(pilot.app.screen, Desk) and pilot.app.screen.is_ready)
        desk = pilot.app.screen
        assert isinstance(desk, Desk)
        at = desk.place
        await pilot.app.pop_screen()
        for call in CHANGES:
            there = type(desk)(desk.project, {}, at)  # type: ignore[call-arg]  # as all desks above take it
            await change(pilot, call)
            await pilot.app.push_screen(there)
            await pilot.press("down", "up")
            assert pilot.app.screen is there
            await pilot.app.pop_screen()


async def test_a_theme_that_was_dropped_while_one_chose_it_isnt_shown(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, MatrixDesk))
        title = pilot.app.screen.query_one(TitleLine)
        await pilot.press("t")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        await change(pilot, drop_themes)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MatrixDesk))
        assert "all themes" in str(title.render())


@pytest.mark.parametrize("place", ABOVE)
async def test_what_changes_while_one_leaves_a_desk_is_not_followed_there(drive: Drive, place: str) -> None:
    async with drive() as pilot:
        app = pilot.app
        await pilot.press(*DESKS[place])
        await until(pilot, lambda: isinstance(app.screen, Desk) and bool(app.screen.query("KeyLine")))
        desk = app.screen
        assert isinstance(desk, Desk)
        leaving, number = app.pop_screen(), 0
        while not leaving.is_done:
            desk.project.codebook.add_theme(f"Theme {number}")  # raises where it can't be shown
            number += 1
            await asyncio.sleep(0)
        assert number > 1


@pytest.mark.parametrize("closes", [False, True], ids=["project", "application"])
async def test_passages_that_are_counted_while_one_leaves_are_not_shown(drive: Drive, closes: bool) -> None:
    counted = list[asyncio.Task[None]]()

    async def count(book: Book) -> None:
        while book.is_attached:
            counted.append(asyncio.create_task(book._recount()))
            await asyncio.sleep(0)

    async with drive() as pilot:
        desk = pilot.app.screen
        assert isinstance(desk, Workspace)
        counting = asyncio.create_task(count(desk.book))
        await asyncio.sleep(0)
        if not closes:
            await pilot.app.pop_screen()
            await counting
    await counting
    ended = await asyncio.gather(*counted, return_exceptions=True)
    assert len(ended) > 1
    assert not [error for error in ended if isinstance(error, NoMatches)]


async def test_the_matrix_shows_all_themes_when_its_own_is_dropped(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, MatrixDesk))
        title = pilot.app.screen.query_one(TitleLine)
        assert "1 Connecting" in str(title.render())
        await change(pilot, lambda project: project.codebook.drop_theme(project.codebook.theme("Connecting")))
        await until(pilot, lambda: "all themes" in str(title.render()))


async def test_hits_in_what_is_undone_are_gone(drive: Drive) -> None:
    async with drive(coder="Ben") as pilot:
        await pilot.press("F")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchDesk))
        desk = pilot.app.screen
        assert isinstance(desk, SearchDesk)
        await type_in(pilot, "pharmacy")
        await until(pilot, lambda: len(desk.hits) == 2)
        await change(pilot, switch)
        await until(pilot, lambda: len(desk.hits) == 1)
        await change(pilot, undo_everything)
        await until(pilot, lambda: not desk.hits)


async def test_a_transcript_that_is_undone_is_no_longer_shown(drive: Drive) -> None:
    async with drive(coder="Ben") as pilot:
        desk = pilot.app.screen
        assert isinstance(desk, Workspace)
        await change(pilot, undo_everything)
        assert desk.transcript is None
        assert desk.reader.content.text == ""
        await pilot.press("c", "s", "n", "m", "escape")
        await change(pilot, redo_everything)
        await until(pilot, lambda: desk.transcript is not None)


async def test_where_the_analysis_is_undone_the_first_one_is_shown(drive: Drive) -> None:
    async with drive() as pilot:
        desk, title = pilot.app.screen, pilot.app.screen.query_one(TitleLine)
        assert isinstance(desk, Workspace)
        await change(pilot, switch)
        assert "carers only" in str(title.render())
        assert desk.transcript == desk.project.transcripts.named("carer.txt")
        await pilot.press("u")
        assert desk.project.analysis.name != "carers only"
        assert "carers only" not in str(title.render())
