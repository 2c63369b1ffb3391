"""Keys as written, chosen by the user, and in conflict."""

from textual.binding import Binding
from textual.widget import Widget

from qualcode import settings
from qualcode.tui.keys import VI, all_shown, clashes, keymap, shown, unknown
from qualcode.tui.reading.book import BookPanel
from qualcode.tui.screens.matrix import COMMANDS as CHARTING
from qualcode.tui.screens.matrix import MatrixDesk
from qualcode.tui.screens.passages import PassagesDesk
from qualcode.tui.screens.workspace import COMMANDS as READING
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import Strip
from qualcode.tui.widgets.matrix import MatrixView
from qualcode.tui.widgets.passages import PassageList
from qualcode.tui.widgets.reader import Reader
from qualcode.tui.widgets.transcripts import TranscriptList
from tests.tui.driving import until
from tests.tui.test_workspace import Drive, desk, keys, read_coordinator


def bound(*owners: type[Widget]) -> list[Binding]:
    return [b for owner in owners for b in owner.BINDINGS if isinstance(b, Binding) and b.id]


def test_keys_are_written_as_one_reads_them() -> None:
    assert shown("question_mark,f1") == "?"
    assert shown("ctrl+right") == "ctrl+→"
    assert all_shown("U,ctrl+r") == "U, ctrl+r"


def test_the_usual_keys_and_the_vi_ones_have_no_clash() -> None:
    for chosen in ({}, VI):
        assert clashes(bound(Workspace, Reader), chosen) == []
        assert clashes(bound(MatrixDesk, MatrixView), chosen) == []
        assert clashes(bound(PassagesDesk, PassageList), chosen) == []
        assert clashes(bound(BookPanel), chosen) == []


def test_keys_of_the_whole_desk_mean_the_same_in_its_panels() -> None:
    everywhere = {"u", "U", "question_mark", "q", "m", "M", "ctrl+f", "F", "x", "b", "B", "V"}
    for panel in (BookPanel, TranscriptList, Reader):
        own = {key for binding in bound(panel) for key in binding.key.split(",")}
        assert own & everywhere == set(), panel.__name__


def test_every_key_has_a_command_and_every_vi_key_too() -> None:
    assert unknown(bound(Workspace, Reader), VI) == []
    ids = [binding.id for binding in bound(Workspace, Reader)]
    assert len(ids) == len(set(ids))


def test_two_commands_on_one_key_are_told() -> None:
    told = clashes(bound(Workspace, Reader), keymap("arrows", {"memo": "c"}))
    assert len(told) == 1
    assert told[0].startswith("c is both")


def test_each_command_says_what_it_does() -> None:
    for command in [*READING, *CHARTING]:
        assert command.title, command.id
        assert len(command.title) < 90, command.id


async def test_a_users_own_key_calls_the_command_and_is_shown(drive: Drive) -> None:
    settings.change(keys={"pinned_2": "y", "memo": "M"})
    async with drive() as pilot:
        await read_coordinator(pilot)
        assert "M memo" in keys(pilot)
        await pilot.press("ctrl+right", "y")
        assert len(desk(pilot).project.codings.all()) == 2


async def test_a_clash_in_the_settings_is_told_when_the_project_opens(drive: Drive) -> None:
    settings.change(keys={"memo": "c"})
    async with drive() as pilot:
        assert "c is both" in str(pilot.app.screen.query_one(Strip).render())


async def test_a_key_for_no_command_is_told_beside_a_clash_and_one_for_another_screen_is_not(
    drive: Drive,
) -> None:
    settings.change(keys={"check": "K", "matrix.to_chart_next": "ctrl+n", "start.who": "W"})
    async with drive() as pilot:
        assert "settings" not in str(pilot.app.screen.query_one(Strip).render())
    settings.change(keys={"memmo": "M", "memo": "c"})
    async with drive() as pilot:
        told = str(pilot.app.screen.query_one(Strip).render())
        assert "c is both" in told
        assert "a key to “memmo”, and no command is called that" in told


def test_a_users_key_that_one_of_the_readers_has_too_is_told() -> None:
    reading = bound(Workspace, Reader)
    assert clashes(reading, keymap("arrows", {"reader.clear": "c"}))[0].startswith("c is both")
    assert clashes(reading, keymap("arrows", {"memo": "escape"}))[0].startswith("esc is both")
    assert clashes(reading, keymap("arrows", {"reader.keep": "x,enter"}))[0].startswith("x is both")
    assert clashes(reading, keymap("arrows", {"reader.clear": "ctrl+g"})) == []


async def test_keys_for_each_screen_are_known(drive: Drive) -> None:
    settings.change(keys={
        "search.words": "y", "hits.open": "o,enter", "memos.kind": "K", "transcripts.filter": "y",
    })  # fmt: skip
    async with drive() as pilot:
        assert "settings" not in str(pilot.app.screen.query_one(Strip).render())


async def test_a_letter_with_alt_is_not_called_by_the_letter_alone(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("alt+x")
        assert str(pilot.app.screen.query_one(Strip).render()).startswith("alt+x does nothing here.")


async def test_the_colours_change_on_every_screen(drive: Drive) -> None:
    async with drive() as pilot:
        for way in ([], ["F"], ["M"], ["x"], ["tab", "down", "p"]):
            if way:
                before = pilot.app.screen
                await pilot.press(*way)
                await until(pilot, lambda before=before: pilot.app.screen is not before)  # type: ignore[misc]  # bound at once
                await pilot.pause()
            theme = pilot.app.theme
            await pilot.press("f2", "up" if "light" in theme else "down", "enter")
            await until(pilot, lambda theme=theme: pilot.app.theme != theme)  # type: ignore[misc]  # bound at once
            assert settings.load().theme == pilot.app.theme
            if way:
                await pilot.press("escape")
                await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
