"""Charting by keys alone."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.model.study import Link, Summary
from qualcode.project import Project
from qualcode.tui.dialogs.choose import Choose
from qualcode.tui.screens.matrix import MatrixDesk
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.summary import SummaryEditor
from tests.tui.driving import COORDINATOR, Driven, saved, type_in, until

Drive = Callable[..., Driven]


async def to_matrix(pilot: Pilot[None]) -> MatrixDesk:
    """Go to the matrix, on the coordinator's cell under articulation work."""
    await pilot.press("x")
    await until(pilot, lambda: isinstance(pilot.app.screen, MatrixDesk))
    desk = pilot.app.screen
    assert isinstance(desk, MatrixDesk)
    await pilot.press("down")
    await until(pilot, lambda: desk.extract is not None)
    return desk


def said(desk: MatrixDesk) -> str:
    return desk.strip.said


def summaries(project: Project) -> list[tuple[str, str, str]]:
    return [(s.text, s.content, s.progress) for s in project.all(Summary).values()]


async def test_the_extracts_of_the_cell_stand_beside_it(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        assert desk.cell_here is not None
        assert desk.cell_here[0].name == "Care coordinator 1, Hazel"
        assert desk.extract is not None
        assert (desk.extract.reference, desk.extract.text) == ("t2", "Half my week is the phone.")


async def test_a_summary_is_written_with_a_reference_and_kept(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("enter")
        await type_in(pilot, "On the phone")
        await pilot.press("ctrl+r", "ctrl+s")
        await until(pilot, lambda: desk.view.has_focus)
        assert summaries(desk.project) == [("On the phone (t2)", "charted", "drafted")]
        assert desk.view.cell(desk.view.row, desk.view.column).text == "On the phone (t2)"  # type: ignore[arg-type]  # on a cell


async def test_a_summary_brought_in_while_one_writes_is_not_written_over(drive: Drive, study: Path) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        assert desk.cell_here is not None
        person, column = desk.cell_here
        home = desk.project.copies.copy(study.parent / "home.qualcode", "Ben")
        with Project.open(home, coder="Ben") as copy:
            copy.charting.write(person, column, text="Ben's words.")
        await pilot.press("enter")
        await type_in(pilot, "Mine")
        desk.project.copies.bring_in(home)
        await type_in(pilot, " too")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: desk.view.has_focus)
        (difference,) = desk.project.copies.differences()
        assert dict(difference.sides) == {"Ann": "Mine too", "Ben": "Ben's words."}
        assert "Kept beside what somebody else wrote" in str(desk.strip.render())


async def test_a_summary_kept_twice_while_one_writes_on_is_one_summary(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("enter")
        await type_in(pilot, "On the")
        await pilot.press("tab", "shift+tab")
        await type_in(pilot, " phone")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: desk.view.has_focus)
        assert desk.project.copies.differences() == []
        assert summaries(desk.project) == [("On the phone", "charted", "drafted")]


async def test_what_was_kept_and_taken_back_before_it_was_written_is_taken_back(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        person, column = desk.cell_here or (None, None)
        assert person is not None
        assert column is not None
        desk.project.charting.write(person, column, seen=None, text="First")
        await pilot.pause()
        desk._show_cell()
        desk.post_message(SummaryEditor.Kept("Second", done=False))
        desk.post_message(SummaryEditor.Kept("First", done=False))
        await pilot.pause()
        await saved(pilot)
        assert [text for text, *_ in summaries(desk.project)] == ["First"]
        assert desk.project.copies.differences() == []


async def test_a_comment_on_the_summary_stands_below_it(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        comment = desk.query_one("#comment")
        assert not comment.display
        assert desk.cell_here is not None
        desk.project.charting.write(*desk.cell_here, text="Phones.", comment="Ask about her sister.")
        await until(pilot, lambda: comment.display and comment.size.height == 1)
        assert str(comment.render()) == "Comment · Ask about her sister."
        assert comment.region.y == desk.editor.region.bottom
        await pilot.press("up")
        await until(pilot, lambda: not comment.display)


async def test_the_relation_to_a_passage_of_several_overlapping_codings_is_shown_and_taken_away(
    drive: Drive, study: Path
) -> None:
    half = COORDINATOR.index("Half my week")
    with Project.open(study) as project:
        project.sign("Ann")
        transcript = project.transcripts.named("coordinator.txt")
        phone = project.codebook.code("articulation work")
        week, it = COORDINATOR.index("week is"), COORDINATOR.index("It all carries")
        project.codings.apply(phone, transcript, week, it - 1)
        person = project.participants.all()[-1]
        assert person.name.startswith("Care coordinator")
        # From before the other coder's passage joined this one.
        project.charting.link(person, phone, transcript, half, half + 26, "supports")
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        relations = []
        for key in ("x", "c", "c", "p"):
            await pilot.press(key)
            await pilot.pause(0.2)
            assert desk.extract is not None
            assert (desk.extract.start, desk.extract.end) == (half, it - 1)
            relations.append(desk.extract.relation)
            if relations == ["contradicts"]:
                await pilot.press("u")  # one change, though a link to a part of the passage went
                await pilot.pause(0.2)
                assert desk.extract.relation == "supports"
        assert relations == ["contradicts", "complicates", "", "supports"]
        links = [link for link in desk.project.all(Link).values() if link.linked]
        assert [(link.start, link.end, link.relation) for link in links] == [(half, it - 1, "supports")]


async def test_an_extract_bears_on_the_summary_of_the_theme_that_is_shown(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("x")
        await pilot.press("left_square_bracket")
        await pilot.pause(0.2)
        assert desk.extract is not None
        assert desk.extract.relation == ""
        await pilot.press("p")
        await pilot.pause(0.2)
        assert desk.extract.relation == "supports"
        await pilot.press("right_square_bracket")
        await pilot.pause(0.2)
        assert desk.extract.relation == "contradicts"


async def test_escape_leaves_a_summary_as_it_was_and_asks_before_words_are_lost(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: desk.view.has_focus)
        await pilot.press("enter")
        await type_in(pilot, "Mine")
        for answer, text in (("escape", "Mine"), ("down", "")):
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            await pilot.press(*[answer, "enter"][: 1 if answer == "escape" else 2])
            await until(pilot, lambda: pilot.app.screen is desk)
            assert desk.editor.text == text
            assert desk.editor.has_focus is bool(text)
        await saved(pilot)
        assert summaries(desk.project) == []
        await pilot.press("enter")
        await type_in(pilot, "Mine")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: desk.view.has_focus)
        await saved(pilot)
        assert [text for text, *_ in summaries(desk.project)] == ["Mine"]


async def test_a_quotation_carries_its_words_and_its_place(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("quotation_mark")
        await saved(pilot)
        assert desk.view.has_focus
        assert summaries(desk.project) == [("“Half my week is the phone.” (t2)", "charted", "drafted")]
        assert said(desk) == "The quotation (t2) is at the end of the summary now. u takes it back."


async def test_what_is_put_into_a_checked_summary_is_said_and_taken_back_at_once(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        assert desk.cell_here is not None
        desk.project.charting.write(*desk.cell_here, text="Phones.", progress="checked")
        await pilot.pause()
        await pilot.press("r")
        await saved(pilot)
        assert summaries(desk.project) == [("Phones. (t2)", "charted", "drafted")]
        assert said(desk) == (
            "The reference (t2) is at the end of the summary now, which is no longer checked. "
            "u takes it back."
        )
        await pilot.press("u")
        await saved(pilot)
        assert summaries(desk.project) == [("Phones.", "charted", "checked")]
        assert ("“", "quotation") not in desk.footer()
        assert ('"', "quotation") in desk.footer()


async def test_keys_pressed_at_once_after_moving_are_for_the_cell_one_moved_to(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        desk.view.action_move(-1, 0)  # and before the extracts of that cell are fetched
        desk.action_do("quotation")
        await saved(pilot)
        assert summaries(desk.project) == []


async def test_nothing_said_and_checked_and_undone(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("up", "s")
        await saved(pilot)
        assert summaries(desk.project) == [("", "nothing said", "drafted")]
        await pilot.press("k")
        await saved(pilot)
        assert summaries(desk.project) == [("", "nothing said", "checked")]
        await pilot.press("u", "u")
        await saved(pilot)
        assert summaries(desk.project) == []


async def test_nothing_said_where_something_is_has_to_be_meant(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        assert desk.cell_here is not None
        desk.project.charting.write(*desk.cell_here, text="Phones.")
        await pilot.pause()
        for keys in (["s"], ["up", "down", "s"], ["a"], ["s"]):
            await pilot.press(*keys)
            await saved(pilot)
            assert summaries(desk.project) == [("Phones.", "charted", "drafted")]
            assert said(desk).startswith(
                "There is a summary (drafted) and 1 extract here: nothing was changed."
            )
        assert said(desk).endswith("s again says “nothing said” all the same.")
        await pilot.press("s")
        await saved(pilot)
        assert summaries(desk.project) == [("Phones.", "nothing said", "drafted")]
        assert said(desk).endswith("Its text is kept: s shows it again.")
        await pilot.press("s")
        await saved(pilot)
        assert summaries(desk.project) == [("Phones.", "charted", "drafted")]


async def test_an_extract_contradicts_the_summary_until_it_no_longer_does(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("x")
        await pilot.pause(0.2)
        assert desk.extract is not None
        assert desk.extract.relation == "contradicts"
        await pilot.press("x")
        await pilot.pause(0.2)
        assert desk.extract.relation == ""


async def test_a_theme_is_chosen(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("left_square_bracket")
        assert [column.name for column in desk.view.matrix.columns] == ["Connecting", "Adjusting"]


async def test_an_extract_is_seen_in_its_transcript(drive: Drive) -> None:
    async with drive() as pilot:
        await to_matrix(pilot)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        work = pilot.app.screen
        assert isinstance(work, Workspace)
        await until(pilot, lambda: work.reader.cursor == COORDINATOR.index("Half my week"))


async def test_coming_back_from_an_extract_the_matrix_shows_the_same_theme_and_cell(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("left_square_bracket")  # all themes
        await pilot.press("home", "tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, MatrixDesk))
        again = pilot.app.screen
        assert isinstance(again, MatrixDesk)
        assert again is not desk
        assert again.theme is None
        assert again.cell_here is not None
        assert (again.cell_here[0].name, again.cell_here[1].name) == (
            "Care coordinator 1, Hazel", "Connecting",
        )  # fmt: skip
        await pilot.press("right_square_bracket", "up", "right", "q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, MatrixDesk))
        third = pilot.app.screen
        assert isinstance(third, MatrixDesk)
        assert third.theme is not None
        assert third.cell_here is not None
        assert (third.theme.name, third.cell_here[0].name, third.cell_here[1].name) == (
            "Connecting", "Carer 1, Alder", "administration",
        )  # fmt: skip


async def test_the_matrix_is_exported_beside_the_project(drive: Drive, study: Path) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        await pilot.press("s", "s", "e")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("Ask Input")))
        path = study.parent / "exports" / "framework-matrix.xlsx"
        assert pilot.app.screen.query_one(Input).value == str(path.resolve())
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is desk)
        assert str(path) in str(desk.strip.render())
        book = openpyxl.load_workbook(path)
        cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
        assert "Nothing said" in cells
        book.close()
