"""Bringing transcripts in: seen as they would come in, changed, then brought in as one change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from qualcode.project import Project
from qualcode.tui.dialogs.tell import Tell
from qualcode.tui.screens.importing import ImportDesk
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import KeyLine, Strip
from qualcode.tui.widgets.reader import Reader
from tests.tui.driving import COORDINATOR, Driven, until

Drive = Callable[..., Driven]

JOINT = """MODERATOR: What changed for you both?

Anna: We were asked, for once.

Both: Twice.

Tom: It took a year.

MODERATOR: And now?

Anna: Now it is better.

Tom: Nobody rings, mind.
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A joint interview, a note without speakers, and a file of a format that can't be read."""
    folder = tmp_path / "new ones"
    folder.mkdir()
    (folder / "joint.txt").write_text(JOINT, encoding="utf-8")
    (folder / "note.txt").write_text("The ward was quiet.\n\nNobody came.\n", encoding="utf-8")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    return folder


def desk(pilot: Pilot[None]) -> Any:
    assert isinstance(pilot.app.screen, ImportDesk)
    return pilot.app.screen


def shown(pilot: Pilot[None]) -> str:
    """What is said of the file one is on."""
    return str(pilot.app.screen.query_one("#said", Static).render())


async def answer(pilot: Pilot[None], text: str | Path) -> None:
    """Answer the question that is asked."""
    await until(pilot, lambda: bool(pilot.app.screen.query("Ask Input")))
    asked = pilot.app.screen
    asked.query_one(Input).value = str(text)
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is not asked)


async def pick(pilot: Pilot[None], name: str) -> None:
    """Choose what begins so."""
    await until(pilot, lambda: bool(pilot.app.screen.query("OptionList")))
    asked = pilot.app.screen
    listed = asked.query_one(OptionList)
    listed.highlighted = next(n for n, o in enumerate(listed.options) if str(o.prompt).startswith(name))
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is not asked)


async def bring_in(pilot: Pilot[None]) -> None:
    """Press enter, and be sure."""
    await pilot.press("enter")
    await pick(pilot, "Bring in")


async def added(pilot: Pilot[None], files: Path) -> None:
    """Go there, and add a folder."""
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportDesk))
    await pilot.press("f")
    await answer(pilot, files)
    await until(pilot, lambda: bool(desk(pilot).plan.files))
    await pilot.pause()


async def test_files_are_seen_before_anything_is_written(drive: Drive, study: Path, files: Path) -> None:
    async with drive() as pilot:
        await added(pilot, files)
        assert "Anna – participant" in shown(pilot)
        assert "MODERATOR – interviewer" in shown(pilot)
        assert pilot.app.screen.query_one(Reader).content.text == JOINT
        with Project.open(study, write=False) as project:
            assert len(project.transcripts.all()) == 2
        await pilot.press("q")
        await pick(pilot, "Leave")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
    with Project.open(study, write=False) as project:
        assert len(project.transcripts.all()) == 2


async def test_what_is_chosen_comes_in_as_one_change(drive: Drive, study: Path, files: Path) -> None:
    async with drive() as pilot:
        await added(pilot, files)
        await pilot.press("s")
        await pick(pilot, "“Anna”")
        await pick(pilot, "Carer 1, Alder")
        await until(pilot, lambda: "Anna – Carer 1, Alder" in shown(pilot))
        await pilot.press("k")
        await pick(pilot, "focus group")
        await until(pilot, lambda: "focus group" in shown(pilot))
        await pilot.press("down")
        await until(pilot, lambda: "note.txt" in shown(pilot))
        await pilot.press("x")
        await until(pilot, lambda: len(desk(pilot).plan.new) == 1)
        assert ("x", "take in") in pilot.app.screen.query_one(KeyLine)._keys
        await bring_in(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert "1 transcript brought in" in str(pilot.app.screen.query_one(Strip).render())
    with Project.open(study, coder="Ann") as project:
        assert [t.name for t in project.transcripts.all()] == ["carer", "coordinator", "joint"]
        joint = project.transcripts.named("joint")
        assert joint.kind_of_source == "focus group"
        people = {
            p.name for p in project.participants.all() if (joint, "Anna") in project.participants.sources(p)
        }
        assert people == {"Carer 1, Alder"}
        project.history.undo()
        assert [t.name for t in project.transcripts.all()] == ["carer", "coordinator"]


async def test_another_layout_is_chosen_and_seen(drive: Drive, files: Path) -> None:
    async with drive() as pilot:
        await added(pilot, files)
        before = desk(pilot).file
        others = [each for each in before.hypotheses if each.name != before.layout]
        await pilot.press("l")
        await pick(pilot, others[-1].words)
        await until(pilot, lambda: desk(pilot).file.layout == others[-1].name)
        assert desk(pilot).file.segments == others[-1].segments_count


async def test_leaving_asks_before_it_forgets_the_files(drive: Drive, files: Path) -> None:
    async with drive() as pilot:
        await added(pilot, files)
        await pilot.press("q")
        await pick(pilot, "Stay")
        assert len(desk(pilot).plan.files) > 1
        await pilot.press("q")
        await pick(pilot, "Leave")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))


async def test_esc_leads_from_who_a_speaker_is_back_to_the_speakers(drive: Drive, files: Path) -> None:
    async with drive() as pilot:
        await added(pilot, files)
        await pilot.press("s")
        await pick(pilot, "“Anna”")
        await until(pilot, lambda: bool(pilot.app.screen.query("OptionList")))
        asked = pilot.app.screen
        assert str(asked.query_one(OptionList).highlighted_option.prompt).startswith("A participant")  # type: ignore[union-attr]  # one is
        await pilot.press("escape")
        await until(
            pilot, lambda: pilot.app.screen is not asked and bool(pilot.app.screen.query("OptionList"))
        )
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDesk))
        assert len(desk(pilot).plan.files) > 1


async def test_what_cannot_be_read_stops_nothing_but_itself(drive: Drive, study: Path, files: Path) -> None:
    (files / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    async with drive() as pilot:
        await added(pilot, files)
        await until(pilot, lambda: "broken.docx" in shown(pilot))
        assert "damaged" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "damaged" in str(pilot.app.screen.query_one(Strip).render()))
        await pilot.press("x")
        await until(pilot, lambda: "Left out" in shown(pilot))
        assert "damaged" in shown(pilot)
        await bring_in(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
    with Project.open(study, write=False) as project:
        assert len(project.transcripts.all()) == 4


async def test_files_dropped_on_the_window_are_read(drive: Drive, files: Path) -> None:
    async with drive() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDesk))
        pilot.app.screen.post_message(events.Paste(f"'{files / 'joint.txt'}'\n"))
        await until(pilot, lambda: bool(desk(pilot).plan.new))
        assert [file.name for file in desk(pilot).plan.new] == ["joint.txt"]
        pilot.app.screen.post_message(events.Paste("hello"))
        await until(pilot, lambda: "no file" in str(pilot.app.screen.query_one(Strip).render()))


async def test_a_table_of_participants_joins_what_comes_in(
    drive: Drive, study: Path, files: Path, tmp_path: Path
) -> None:
    table = tmp_path / "more.csv"
    table.write_text("participant,transcript,speaker,site\nAnna B,joint.txt,Anna,Elm\n", encoding="utf-8")
    async with drive() as pilot:
        await added(pilot, files)
        await pilot.press("p")
        await pick(pilot, "There is")
        await answer(pilot, table)
        await until(pilot, lambda: desk(pilot).plan.participants is not None)
        await bring_in(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, Tell))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
    with Project.open(study, write=False) as project:
        anna = project.participants.named("Anna B")
        assert project.participants.values(anna)["site"] == "Elm"
        assert [(t.name, label) for t, label in project.participants.sources(anna)] == [("joint", "Anna")]


async def test_a_table_alone_is_joined_with_what_is_there(drive: Drive, study: Path, tmp_path: Path) -> None:
    table = tmp_path / "ages.csv"
    table.write_text('participant,age\n"Carer 1, Alder",54\n', encoding="utf-8")
    async with drive() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDesk))
        await pilot.press("p")
        await pick(pilot, "There is")
        await answer(pilot, table)
        await until(pilot, lambda: not isinstance(pilot.app.screen, ImportDesk))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDesk))
    with Project.open(study, write=False) as project:
        assert project.participants.values(project.participants.named("Carer 1, Alder"))["age"] == "54"


async def test_a_changed_file_corrects_its_transcript_where_that_is_wanted(
    drive: Drive, study: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "coordinator.txt"
    changed.write_text(COORDINATOR.replace("Nobody rings anybody.", "Nobody ever rings."), encoding="utf-8")
    async with drive() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDesk))
        await pilot.press("f")
        await answer(pilot, changed)
        await until(pilot, lambda: "has changed" in shown(pilot))
        await pilot.press("v")
        await until(pilot, lambda: len(desk(pilot).plan.corrections) == 1)
        assert ("enter", "bring in 1 correction") in pilot.app.screen.query_one(KeyLine)._keys
        await bring_in(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, Tell))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
    with Project.open(study, write=False) as project:
        transcript = project.transcripts.named("coordinator")
        assert "Nobody ever rings." in project.transcripts.content(transcript).text
        (coding,) = project.codings.of(transcript)
        assert project.codings.context(coding).match == "Half my week is the phone."
