"""Somebody withdraws, or doesn't want to be quoted: in the matrix, by keys alone."""

from collections.abc import Callable

from textual.pilot import Pilot

from qualcode.model.study import Participant, Withdrawal
from qualcode.project import Project
from qualcode.store import backup
from qualcode.tui.commands.withdrawing import Before
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choose
from qualcode.tui.screens.matrix import MatrixDesk
from qualcode.tui.screens.workspace import Workspace
from tests.tui.driving import Driven, saved, type_in, until
from tests.tui.test_matrix import said, to_matrix

Drive = Callable[..., Driven]
NAME = "Care coordinator 1, Hazel"


def names(project: Project) -> list[str]:
    return [person.name for person in project.participants.all()]


async def asked(pilot: Pilot[None], panel: type[object]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, panel))


async def to_reason(pilot: Pilot[None]) -> MatrixDesk:
    """As far as the reason: the preview seen, the words elsewhere redacted."""
    desk = await to_matrix(pilot)
    desk.project.memos.add(desk.project.study, "“I ring housing, the pharmacy, her sister.”")
    await pilot.press("W")
    await asked(pilot, Before)
    await pilot.press("enter")
    await asked(pilot, Choose)
    await pilot.press("down", "enter")
    await asked(pilot, Ask)
    return desk


async def test_a_participant_is_withdrawn_once_the_name_is_typed(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_reason(pilot)
        await type_in(pilot, "Asked for it by post")
        await pilot.press("enter")
        await pilot.pause()
        await asked(pilot, Ask)
        await type_in(pilot, "somebody")
        await pilot.press("enter")
        assert names(desk.project) == ["Carer 1, Alder", NAME]
        await pilot.press("ctrl+u")
        await type_in(pilot, NAME)
        await pilot.press("enter")
        await until(pilot, lambda: desk.project.all(Withdrawal) != {})
        await until(pilot, lambda: "On record as Withdrawn 1" in said(desk))
        await saved(pilot)
        assert names(desk.project) == ["Carer 1, Alder"]
        assert desk.cell_here is not None
        assert desk.cell_here[0].name == "Carer 1, Alder"
        assert [memo.text for memo in desk.project.memos.all()] == ["“[withdrawn]”"]
        for path in (desk.project.path, *backup.backups_of(desk.project.path)):
            assert b"the pharmacy, her sister" not in path.read_bytes()
        await pilot.press("u")
        await until(pilot, lambda: "withdrawal, which can't be undone" in said(desk))
        assert [memo.text for memo in desk.project.memos.all()] == ["“[withdrawn]”"]
        assert names(desk.project) == ["Carer 1, Alder"]
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert desk.project.check() == []


async def test_escape_at_any_question_leaves_all_as_it_is(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_reason(pilot)
        before = len(desk.project.store.recorded())
        await type_in(pilot, "Asked")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is desk)
        assert len(desk.project.store.recorded()) == before
        assert names(desk.project) == ["Carer 1, Alder", NAME]


async def test_one_by_one_each_place_is_left_redacted_or_emptied(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        desk.project.memos.add(desk.project.study, "“I ring housing, the pharmacy, her sister.”")
        await pilot.press("W")
        await asked(pilot, Before)
        await pilot.press("enter")
        await asked(pilot, Choose)
        await pilot.press("enter")  # one by one
        preview = desk.project.withdrawal.preview(desk.project.participants.named(NAME))
        for _ in [match for match in preview.matches if match.choices]:
            await pilot.pause()
            await asked(pilot, Choose)
            await pilot.press("enter")  # leave it
        await asked(pilot, Ask)
        await type_in(pilot, "Asked")
        await pilot.press("enter")
        await pilot.pause()
        await type_in(pilot, NAME)
        await pilot.press("enter")
        await until(pilot, lambda: "On record as Withdrawn 1" in said(desk))
        assert "the pharmacy, her sister" in desk.project.memos.all()[0].text


async def test_a_participant_may_not_be_quoted_and_may_again(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await to_matrix(pilot)
        for quotable in (False, True):
            await pilot.press("Q")
            await until(pilot, lambda: "be quoted" in said(desk))
            await saved(pilot)
            (person,) = [p for p in desk.project.all(Participant).values() if p.name == NAME]
            assert person.quotable is quotable
            desk.say("")


async def test_a_participant_of_the_open_transcript_withdraws_from_the_workspace(drive: Drive) -> None:
    async with drive() as pilot:
        desk = pilot.app.screen
        assert isinstance(desk, Workspace)
        desk.open_transcript(desk.project.transcripts.named("coordinator.txt"))
        desk.do_by_name(desk.command("withdraw"))
        await asked(pilot, Before)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, (Ask, Choose)))
        if isinstance(pilot.app.screen, Choose):  # of words that are alike elsewhere
            await pilot.press("down", "down", "enter")
        await asked(pilot, Ask)
        await type_in(pilot, "By post")
        await pilot.press("enter")
        await pilot.pause()
        await asked(pilot, Ask)
        await type_in(pilot, NAME)
        await pilot.press("enter")
        await until(pilot, lambda: desk.project.all(Withdrawal) != {})
        await saved(pilot)
        assert names(desk.project) == ["Carer 1, Alder"]
        await until(pilot, lambda: desk.transcript is not None and desk.transcript.name == "carer")
