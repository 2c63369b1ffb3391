"""Beginning: who, which project, one's own study, the practice study."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from qualcode import settings
from qualcode.model.study import Coder
from qualcode.project import Project
from qualcode.tui.dialogs.tell import Tell
from qualcode.tui.screens.importing import ImportDesk
from qualcode.tui.screens.start import Start
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import Strip, TitleLine
from tests.tui.driving import COORDINATOR, PARTICIPANTS, Driven, until

Drive = Callable[..., Driven]


async def answer(pilot: Pilot[None], text: str | Path) -> None:
    """Answer the question that is asked."""
    await until(pilot, lambda: bool(pilot.app.screen.query("Ask Input")))
    asked = pilot.app.screen
    asked.query_one(Input).value = str(text)
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is not asked)


async def chosen(pilot: Pilot[None]) -> None:
    """Take what stands first in the list that is asked with."""
    await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
    asked = pilot.app.screen
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is not asked)


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(Strip).render())


async def test_who_is_coding_is_asked_once(drive: Drive) -> None:
    async with drive(path=None, coder="") as pilot:
        await answer(pilot, "Siân")
        assert isinstance(pilot.app.screen, Start)
        await until(pilot, lambda: settings.load().coder == "Siân")
    async with drive(path=None, coder="") as pilot:
        assert isinstance(pilot.app.screen, Start)


async def test_a_project_that_was_opened_is_offered_again(drive: Drive, study: Path) -> None:
    async with drive() as pilot:
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Start))
        offers = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: any("Study" in str(option.prompt) for option in offers.options[3:]))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert pilot.app.screen.project.path == study.resolve()  # type: ignore[attr-defined]  # of that screen


async def test_someone_new_says_who_they_are(drive: Drive, study: Path) -> None:
    settings.change(coder="Tom")
    async with drive(path=None, coder="Tom") as pilot:
        pilot.app.screen._begin(lambda: pilot.app.screen._open(study))  # type: ignore[attr-defined]  # of that screen
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert pilot.app.screen.project.coder.name == "Tom"  # type: ignore[attr-defined]  # of that screen


async def test_two_of_one_name_are_told_apart(drive: Drive, study: Path) -> None:
    with Project.open(study, coder="Ben") as project:
        first = project.coders.add("Tom")
        with project.change() as draft:  # as it comes in with a copy
            draft.create(Coder, name="tom")
    settings.change(coder="Tom")
    async with drive(path=None, coder="Tom") as pilot:
        pilot.app.screen._begin(lambda: pilot.app.screen._open(study))  # type: ignore[attr-defined]  # of that screen
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        prompts = [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]
        (place,) = (n for n, prompt in enumerate(prompts) if first.uid[:8] in prompt)
        await pilot.press(*["down"] * place, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert pilot.app.screen.project.coder.uid == first.uid  # type: ignore[attr-defined]  # of that screen


@pytest.mark.parametrize(
    ("name", "sentence"), [("missing.qualcode", "doesn't exist"), ("notes.txt", "is not a Qualcode project")]
)
async def test_what_is_no_project_is_said(drive: Drive, tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "notes.txt").write_text("no project")
    async with drive(path=None) as pilot:
        await pilot.press("down", "down", "enter")
        await answer(pilot, tmp_path / name)
        await until(pilot, lambda: sentence in said(pilot))
        assert not isinstance(pilot.app.screen, Workspace)


async def test_a_project_open_elsewhere_is_said(drive: Drive, study: Path) -> None:
    with Project.open(study, coder="Ben"):
        async with drive(path=None) as pilot:
            await pilot.press("down", "down", "enter")
            await answer(pilot, study)
            await until(pilot, lambda: "is open for writing elsewhere" in said(pilot))
            assert not isinstance(pilot.app.screen, Workspace)


async def test_ones_own_study_from_files_to_the_workspace(drive: Drive, tmp_path: Path) -> None:
    files = tmp_path / "my transcripts"
    files.mkdir()
    (files / "coordinator.txt").write_text(COORDINATOR, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PARTICIPANTS, encoding="utf-8")
    async with drive(path=None) as pilot:
        await pilot.press("down", "enter")
        await answer(pilot, "My study")
        await answer(pilot, tmp_path / "My study.qualcode")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDesk))
        await pilot.press("f")
        await answer(pilot, tmp_path / "nowhere")
        await until(pilot, lambda: "nowhere" in said(pilot))
        await pilot.press("f")
        await answer(pilot, f"'{files}'")
        await until(pilot, lambda: "1 transcript can be brought in" in said(pilot))
        await pilot.press("p")
        await chosen(pilot)
        await answer(pilot, tmp_path / "people.csv")
        title = pilot.app.screen.query_one(TitleLine)
        await until(pilot, lambda: "2 participants of people.csv" in title.left[1])
        await pilot.press("enter")
        await chosen(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, Tell))
        report = "\n".join(str(line.render()) for line in pilot.app.screen.query(".text"))
        assert "2 participants" in report
        assert "carer.txt" in report
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Start))
        offers = pilot.app.screen.query_one(OptionList)
        assert any("1 transcript, all changes saved" in str(option.prompt) for option in offers.options)
    with Project.open(tmp_path / "My study.qualcode") as project:
        assert [t.name for t in project.transcripts.all()] == ["coordinator"]
        assert [coder.name for coder in project.coders.all()] == ["Ann"]


async def test_the_practice_study_is_made_and_opened(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    async with drive(path=None, coder="Tom") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("Ask Input")))
        assert pilot.app.screen.query_one(Input).value == str(tmp_path / "Qualcode practice")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert pilot.app.screen.project.coder.name == "Tom"  # type: ignore[attr-defined]  # of that screen
        assert len(list((tmp_path / "Qualcode practice" / "exports").iterdir())) > 3


async def test_a_recent_project_that_is_gone_is_said_to_be_and_dropped(
    drive: Drive, study: Path, tmp_path: Path
) -> None:
    settings.remember(study, "Study", "2026-01-02T10:00:00Z", 2)
    settings.remember(tmp_path / "gone.qualcode", "Gone", "2026-01-03T10:00:00Z", 4)
    async with drive(path=None) as pilot:
        offers = pilot.app.screen.query_one(OptionList)
        lines = [str(option.prompt) for option in offers.options]
        assert any("Study" in line and "2 transcripts, all changes saved" in line for line in lines)
        assert any("Gone" in line and "isn't there now" in line for line in lines)
        await pilot.press("down", "down", "down", "d")
        assert [recent.name for recent in settings.recent(missing=True)] == ["Study"]
        assert not any("Gone" in str(option.prompt) for option in offers.options)


async def test_offers_are_lines_at_any_width_and_a_change_cut_short_is_said(
    drive: Drive, study: Path
) -> None:
    settings.remember(study, "Study", "2026-01-02T03:04:05Z", 1)
    async with drive(path=None, size=(80, 24)) as pilot:
        offers = pilot.app.screen.query_one(OptionList)
        lines = [offers.render_line(y).text.strip() for y in range(offers.size.height)]
        told = [line for line in lines if line]
        assert [line.split("  ")[0] for line in told] == [
            "Try the practice study", "Start my study", "Open …", "Recent", "Study",
        ]  # fmt: skip
        assert "1 transcript, all changes saved" in told[-1]
    study.with_name(f"{study.name}-journal").write_bytes(b"begun")
    async with drive(path=None, size=(140, 42)) as pilot:
        offers = pilot.app.screen.query_one(OptionList)
        lines = [offers.render_line(y).text for y in range(offers.size.height)]
        assert any("stopped in the middle of a change" in line for line in lines)
