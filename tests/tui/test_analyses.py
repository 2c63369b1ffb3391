"""Analyses, saving elsewhere and the list of transcripts, by keys alone."""

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from qualcode import settings
from qualcode.project import Project
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import Strip, TitleLine
from qualcode.tui.widgets.transcripts import TranscriptList
from tests.tui.driving import Driven, type_in, until

Drive = Callable[..., Driven]


def work(pilot: Pilot[None]) -> Workspace:
    assert isinstance(pilot.app.screen, Workspace)
    return pilot.app.screen


async def asked(pilot: Pilot[None], question: str) -> None:
    """Wait for a question."""
    await until(
        pilot, lambda: any(question in str(one.render()) for one in pilot.app.screen.query(".question"))
    )


async def test_another_analysis_sees_its_own_participants_and_codings(drive: Drive) -> None:
    async with drive() as pilot:
        project = work(pilot).project
        await pilot.press("A")
        await asked(pilot, "Which analysis?")
        await pilot.press("end", "enter")
        await asked(pilot, "called")
        await type_in(pilot, "carers only")
        await pilot.press("enter")
        await asked(pilot, "Over which")
        await pilot.press("down", "enter")
        await asked(pilot, "Which codebook")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await until(pilot, lambda: project.analysis.name == "carers only")
        await until(pilot, lambda: "carers only" in str(work(pilot).query_one(TitleLine).render()))
        assert [person.name for person in project.analyses.participants()] == ["Carer 1, Alder"]
        assert project.codings.all() == []
        assert {code.name for code in project.codebook.now.ordered_codes} == {
            "articulation work", "administration", "hope",
        }  # fmt: skip
        assert work(pilot).transcript == project.transcripts.named("carer.txt")
        await pilot.press("A")
        await asked(pilot, "Which analysis?")
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await until(pilot, lambda: len(project.codings.all()) == 1)


async def test_the_analysis_one_worked_on_is_open_again_the_next_time(drive: Drive, study: Path) -> None:
    with Project.open(study) as project:
        project.sign("Ann")
        project.analyses.add("carers only", participants=[project.participants.named("Carer 1, Alder")])
    async with drive() as pilot:
        await pilot.press("A")
        await asked(pilot, "Which analysis?")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await until(pilot, lambda: work(pilot).project.analysis.name == "carers only")
    async with drive() as pilot:
        assert work(pilot).project.analysis.name == "carers only"
    async with drive(coder="Ben") as pilot:  # each coder's own
        assert work(pilot).project.analysis.name != "carers only"


async def test_an_analysis_that_was_undone_meanwhile_is_not_asked_for(drive: Drive, study: Path) -> None:
    with Project.open(study) as project:
        project.sign("Ann")
        made = project.analyses.add("short-lived")
        settings.use_analysis(project.study.uid, project.coder.uid, made.uid)
        project.history.undo()
    async with drive() as pilot:
        assert work(pilot).project.analysis.name != "short-lived"


async def test_a_project_is_saved_elsewhere_and_gone_on_with_there(drive: Drive, tmp_path: Path) -> None:
    async with drive() as pilot:
        before = work(pilot).project.path
        await pilot.press("ctrl+s")
        await asked(pilot, "saved")
        there = tmp_path / "elsewhere.qualcode"
        pilot.app.screen.query_one(Input).value = str(there)
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, Workspace) and work(pilot).project.path == there
        )
        assert "elsewhere.qualcode" in str(work(pilot).query_one(Strip).render())
        with Project.open(before) as project:
            assert len(project.codings.all()) == 1


async def test_the_list_is_filtered_as_one_types_and_says_who_did_what(drive: Drive) -> None:
    async with drive() as pilot:
        listed = work(pilot).query_one(TranscriptList)
        listed.focus()
        await pilot.press("home", "slash")
        await type_in(pilot, "haz")
        labels = [str(option.prompt).strip(" ›○◐●◉") for option in listed.options]
        assert labels == ["/ haz▏", "Hazel", "Care coordinator 1"]
        await pilot.press("escape")
        assert len(listed.options) == 5
        await pilot.press("end", "home", "end")
        await until(pilot, lambda: "Begun by Ben." in str(work(pilot).query_one(Strip).render()))


async def test_a_failed_save_names_the_key_that_saves_elsewhere(drive: Drive, study: Path) -> None:
    async with drive() as pilot:
        folder, gone = study.parent, study.parent.with_name("pulled out")
        folder.rename(gone)
        try:
            await pilot.press("s", "1")
            strip = work(pilot).query_one(Strip)
            await until(pilot, lambda: "save the project elsewhere (ctrl+s)" in str(strip.render()))
            assert work(pilot).project.codings.all() != []
        finally:
            gone.rename(folder)


async def test_transcripts_stand_under_site_and_type_where_names_do_not_say_it(
    drive: Drive, tmp_path: Path
) -> None:
    files = tmp_path / "named"
    files.mkdir()
    table = "participant,transcript,site,participant_type\n"
    for name, kind in (("Ada", "carer"), ("Bea", "carer"), ("Cyd", "nurse")):
        (files / f"{name}.txt").write_text(f"Interviewer: Well?\n\n{name}: Yes.\n", encoding="utf-8")
        table += f"{name},{name}.txt,Hazel,{kind}\n"
    (tmp_path / "named.csv").write_text(table, encoding="utf-8")
    with Project.new(tmp_path / "Named.qualcode", "Ann", name="Named") as project:
        project.transcripts.bring_in([files])
        project.participants.bring_in(project.participants.read(tmp_path / "named.csv"))
        path = project.path
    async with drive(path) as pilot:
        listed = work(pilot).query_one(TranscriptList)
        lines = [listed.render_line(y).text.strip(" ›○") for y in range(7)]
        assert [line for line in lines if line] == ["Hazel", "Carer", "Ada", "Bea", "Nurse", "Cyd"]
