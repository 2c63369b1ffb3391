"""Memos by keys alone: written on whatever one is at, found again in one place."""

from collections.abc import Callable

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from qualcode.model.study import Code, Memo, Summary, Transcript
from qualcode.tui.desk import Desk
from qualcode.tui.dialogs.choose import Choose
from qualcode.tui.dialogs.memo import MemoPage
from qualcode.tui.screens.memos import MemosDesk
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import Strip
from tests.tui.driving import COORDINATOR, Driven, type_in, until

Drive = Callable[..., Driven]


def work(pilot: Pilot[None]) -> Workspace:
    assert isinstance(pilot.app.screen, Workspace)
    return pilot.app.screen


def memos(pilot: Pilot[None]) -> MemosDesk:
    assert isinstance(pilot.app.screen, MemosDesk)
    return pilot.app.screen


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(Strip).render())


def listed(desk: MemosDesk) -> list[str]:
    return [desk.memo_list.render_line(y).text.rstrip() for y in range(desk.memo_list.size.height)]


async def read_coordinator(pilot: Pilot[None]) -> None:
    """Open the coordinator's interview, on its first coded passage."""
    work(pilot).open_transcript(work(pilot).project.transcripts.named("coordinator.txt"))
    await pilot.press("n")


async def write(pilot: Pilot[None], text: str, *before: str) -> Memo:
    """Write a memo where one is; `before` are keys pressed first."""
    desk = pilot.app.screen
    await pilot.press("m")
    await until(pilot, lambda: bool(pilot.app.screen.query("MemoPage TextArea")))
    await pilot.press(*before)
    await type_in(pilot, text)
    await pilot.press("ctrl+s")
    await until(pilot, lambda: pilot.app.screen is desk)
    assert isinstance(desk, Desk)
    project = desk.project
    await until(pilot, lambda: text in [memo.text for memo in project.memos.all()])
    return next(memo for memo in project.memos.all() if memo.text == text)


async def test_the_kind_is_chosen_with_one_key(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        memo = await write(pilot, "why not me", "tab", "tab")
        assert (memo.about_kind, memo.kind_of_memo) == ("coding", "reflexive")
        assert "reflexive" in said(pilot)


async def test_what_it_is_on_is_changed_with_one_key(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        memo = await write(pilot, "a good one", "shift+tab")
        assert (memo.about_kind, memo.start) == ("transcript", None)
        assert "on the transcript “Care coordinator 1, Hazel”" in said(pilot)
        memo = await write(pilot, "a sentence", "shift+tab", "shift+tab")
        assert memo.start is not None
        assert COORDINATOR[memo.start : memo.end] == "Half my week is the phone."
        memo = await write(pilot, "the code", "shift+tab", "shift+tab", "shift+tab")
        assert memo.about_kind == "code"
        memo = await write(pilot, "the person", *["shift+tab"] * 4)
        assert memo.about_kind == "participant"
        memo = await write(pilot, "all of it", *["shift+tab"] * 5)
        assert memo.about_kind == "study"


async def test_what_was_written_is_left_only_on_purpose(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        desk = work(pilot)
        for keys, kept in ((["down", "enter"], 1), (["enter"], 2)):
            await pilot.press("m")
            await until(pilot, lambda: isinstance(pilot.app.screen, MemoPage))
            await type_in(pilot, "half a thought")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            await pilot.press("escape")  # goes on writing
            await until(pilot, lambda: isinstance(pilot.app.screen, MemoPage))
            assert pilot.app.screen.query_one(TextArea).text == "half a thought"
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            await pilot.press(*keys)
            await until(pilot, lambda: pilot.app.screen is desk)
            await until(pilot, lambda kept=kept: len(desk.project.memos.all()) == kept)  # type: ignore[misc]  # bound at once
        await pilot.press("m")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemoPage))
        await pilot.press("escape")  # nothing was written
        assert pilot.app.screen is desk


async def test_a_memo_is_written_on_what_is_selected(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "shift+right")
        memo = await write(pilot, "rings")
        assert memo.start is not None
        assert COORDINATOR[memo.start : memo.end] == "I ring"
        await until(pilot, lambda: "rings" in str(work(pilot).strip._quiet))


async def test_a_memo_on_the_code_under_the_cursor_of_the_codebook(drive: Drive) -> None:
    async with drive() as pilot:
        work(pilot).query_one("#codebook").focus()
        await pilot.press("down")
        memo = await write(pilot, "too wide")
        assert memo.about_kind == "code"
        code = work(pilot).project.find(Code, memo.about)
        assert code is not None
        assert code.name == "articulation work"


async def test_ones_own_memo_is_gone_on_with_and_an_emptied_one_removed(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("home")
        first = await write(pilot, "one")
        desk = work(pilot)
        await pilot.press("m")
        await until(pilot, lambda: bool(pilot.app.screen.query("MemoPage TextArea")))
        page = pilot.app.screen.query_one(TextArea)
        assert page.text == "one"
        page.text = "one and two"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: desk.project.all(Memo)[first.uid].text == "one and two")
        await until(pilot, lambda: pilot.app.screen is desk)
        await pilot.press("m")
        await until(pilot, lambda: bool(pilot.app.screen.query("MemoPage TextArea")))
        pilot.app.screen.query_one(TextArea).text = ""
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [m.text for m in desk.project.memos.all()] == ["The phone is the work."])
        await pilot.press("u")
        await until(pilot, lambda: len(desk.project.memos.all()) == 2)


async def test_the_place_stays_in_sight_beside_the_memo(drive: Drive) -> None:
    async with drive(size=(80, 24)) as pilot:
        await read_coordinator(pilot)
        await pilot.press("end", "m")
        await until(pilot, lambda: bool(pilot.app.screen.query("MemoPage TextArea")))
        desk = next(screen for screen in pilot.app.screen_stack if isinstance(screen, Workspace))
        top = pilot.app.screen.query_one("MemoPage > Vertical").region.y
        reader = desk.reader
        await pilot.pause()
        seen = [reader.render_line(y).text for y in range(top - reader.region.y)]
        assert any("it is all forms" in line for line in seen)


async def test_a_memo_on_a_cell_of_the_matrix_and_back_to_it(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("x")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "MatrixDesk")
        memo = await write(pilot, "empty why")
        assert memo.about_kind == Summary.kind
        await pilot.press("M")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        await pilot.press("enter")
        assert memos(pilot).memo.about == "cell"  # type: ignore[union-attr]  # else it fails
        await pilot.press("enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "MatrixDesk")


async def test_memos_are_found_by_words_and_kind_and_seen_in_their_place(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("home")
        await write(pilot, "mine", "tab")
        await pilot.press("M")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        await pilot.press("enter")
        desk = memos(pilot)
        assert [line for line in listed(desk) if "The phone is the work." in line]
        assert desk.memo is not None
        assert desk.memo.text == "mine"
        await pilot.press("k")
        assert "1 of 2" in str(desk.query_one("#counted").render())
        await pilot.press("k")
        assert desk.memo.text == "mine"
        await pilot.press("k", "k", "slash")
        await type_in(pilot, "phone")
        await pilot.press("enter")
        assert desk.memo.text == "The phone is the work."
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await until(pilot, lambda: work(pilot).reader.cursor == COORDINATOR.index("Half my week"))
        assert work(pilot).transcript == work(pilot).project.transcripts.named("coordinator.txt")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        assert memos(pilot).place[1] == "phone"


async def test_letters_are_words_to_look_for_until_one_goes_to_the_memos(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("home")
        await write(pilot, "under it")
        await pilot.press("M")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        desk = memos(pilot)
        await type_in(pilot, "under")
        assert [memo.text for memo in desk.project.memos.all() if memo.text == "under it"]
        await until(pilot, lambda: "1 of 2" in str(desk.query_one("#counted").render()))
        await pilot.press("down", "u")
        await until(pilot, lambda: [m.text for m in desk.project.memos.all()] == ["The phone is the work."])
        await pilot.press("slash", "ctrl+u", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await pilot.press("M")  # again
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        assert isinstance(pilot.app.focused, Input)


async def test_own_memos_are_edited_and_removed_in_the_list_others_are_not(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("home")
        await write(pilot, "mine")
        await pilot.press("M")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        await pilot.press("enter")
        desk = memos(pilot)
        await pilot.press("e")
        await until(pilot, lambda: bool(pilot.app.screen.query("MemoPage TextArea")))
        await type_in(pilot, " still")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("mine still" in line for line in listed(desk)))
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        await pilot.press("d")
        await until(pilot, lambda: [m.text for m in desk.project.memos.all()] == ["The phone is the work."])
        await pilot.press("u")
        await until(pilot, lambda: len(desk.project.memos.all()) == 2)
        await pilot.press("end", "d")
        await until(pilot, lambda: "Ben's memo" in said(pilot))
        assert len(desk.project.memos.all()) == 2


async def test_a_memo_on_a_code_leads_to_it_in_the_codebook(drive: Drive) -> None:
    async with drive() as pilot:
        work(pilot).query_one("#codebook").focus()
        await pilot.press("down")
        await write(pilot, "too wide")
        work(pilot).reader.focus()
        await pilot.press("home", "M")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await until(pilot, lambda: getattr(work(pilot).pointed, "name", "") == "articulation work")
        assert not isinstance(work(pilot).pointed, Transcript)
