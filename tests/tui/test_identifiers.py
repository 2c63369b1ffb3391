"""What may identify someone, decided about by keys: left, no identifier, or a pseudonym in its place."""

from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from qualcode.analysis import language
from qualcode.model.study import Identified
from qualcode.project import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.choose import Choose
from qualcode.tui.screens.identifiers import IdentifiersDesk
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import Strip
from tests.tui.driving import saved, type_in, until

ONE = "I: Who came?\nP: Well, Margaret came, from Wrexham, and Siobhan.\nI: Margaret?\nP: I rang Siobhan.\n"
TWO = "I: And you?\nP: Nobody but Siobhan.\n"


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study of two transcripts in which people are named."""
    monkeypatch.setenv("QUALCODE_CODER", "Ben")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "in" / "two.txt").write_text(TWO, encoding="utf-8")
    with Project.new(tmp_path / "Study.qualcode", "Ben") as project:
        project.transcripts.bring_in([tmp_path / "in"])
    return tmp_path / "Study.qualcode"


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where no model of English is installed."""
    for module in ("qualcode.tui.screens.identifiers", "qualcode.project.identifiers"):
        monkeypatch.setattr(f"{module}.model", lambda: "")


async def come(pilot: Pilot[None]) -> IdentifiersDesk:
    await until(pilot, lambda: isinstance(pilot.app.screen, Workspace) and pilot.app.screen.is_ready)
    await pilot.press("f5")
    await until(pilot, lambda: isinstance(pilot.app.screen, IdentifiersDesk))
    desk = pilot.app.screen
    assert isinstance(desk, IdentifiersDesk)
    await until(pilot, lambda: desk.hit is not None and "Checking" not in counted(desk))
    return desk


def counted(desk: IdentifiersDesk) -> str:
    return str(desk.query_one("#counted", Static).render())


def listed(desk: IdentifiersDesk) -> list[str]:
    hits = desk.hit_list
    return [text for y in range(hits.size.height) if (text := hits.render_line(y).text.rstrip())]


def said(app: App[None]) -> str:
    return str(app.screen.query_one(Strip).render())


@pytest.mark.usefixtures("without_model")
async def test_hits_stand_under_their_transcripts_in_their_context(study: Path) -> None:
    async with QualcodeApp(study).run_test(size=(120, 30)) as pilot:
        desk = await come(pilot)

        assert "6 places to decide about" in counted(desk)
        assert "by rules alone: no English model is installed" in counted(desk)
        first = listed(desk)
        assert first[0].strip() == "one"
        assert first[1].split() == [
            "person",
            "Well,",
            "Margaret",
            "came,",
            "from",
            "Wrexham,",
            "and",
            "Siobhan.",
        ]
        assert "two" in [line.strip() for line in first]


@pytest.mark.usefixtures("without_model")
async def test_decisions_are_made_by_one_key_and_taken_back(study: Path) -> None:
    async with QualcodeApp(study).run_test(size=(120, 30)) as pilot:
        desk = await come(pilot)
        await pilot.press("l")
        await until(pilot, lambda: "4 places" in counted(desk))
        assert "“Margaret”: leave, for the same words in this transcript" in said(pilot.app)
        assert desk.hit is not None
        assert desk.hit.words == "Wrexham"

        await pilot.press("s", "s", "n")
        await until(pilot, lambda: "3 places" in counted(desk))
        await saved(pilot)
        assert {(d.decision, d.scope) for d in desk.project.all(Identified).values()} == {
            ("leave", "transcript"),
            ("not an identifier", "here"),
        }
        await pilot.press("v")
        await until(pilot, lambda: any("leave, Ben" in line for line in listed(desk)))
        await pilot.press("u")
        await until(pilot, lambda: "4 places" in counted(desk))


@pytest.mark.usefixtures("without_model")
async def test_what_is_marked_is_replaced_only_when_one_says_so(study: Path) -> None:
    async with QualcodeApp(study).run_test(size=(120, 30)) as pilot:
        desk = await come(pilot)
        await pilot.press("s", "end", "r")
        await until(pilot, lambda: bool(pilot.app.screen.query("Ask Input")))
        await type_in(pilot, "nurse 1")
        await pilot.press("enter")
        await until(pilot, lambda: "3 places to decide about · 1 word marked" in counted(desk))
        assert sum("→ [nurse 1]" in line for line in listed(desk)) == 3
        one = desk.project.transcripts.named("one")
        assert "Siobhan" in desk.project.transcripts.content(one).text

        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.screen is desk and "Replaced in 3 places" in said(pilot.app))
        await until(pilot, lambda: "3 places to decide about" in counted(desk))
        now = desk.project.transcripts.content(desk.project.transcripts.named("one")).text
        assert now == ONE.replace("Siobhan", "[nurse 1]")
        assert b"Siobhan" not in study.read_bytes()


@pytest.mark.usefixtures("without_model")
async def test_words_are_seen_in_their_transcript(study: Path) -> None:
    async with QualcodeApp(study).run_test(size=(120, 30)) as pilot:
        await come(pilot)
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        work = pilot.app.screen
        assert isinstance(work, Workspace)
        await until(pilot, lambda: work.transcript is not None and work.transcript.name == "two")


@pytest.mark.skipif(not language.model(), reason="no model of English is installed")
async def test_the_model_is_asked_beside_whoever_works(study: Path) -> None:
    async with QualcodeApp(study).run_test(size=(120, 30)) as pilot:
        desk = await come(pilot)
        await until(pilot, lambda: not desk.project.identifiers.waiting())
        await until(pilot, lambda: "by rules and a language model" in counted(desk))
        assert "left" not in counted(desk)


@pytest.mark.usefixtures("without_model")
async def test_after_an_export_the_key_is_said_that_shows_what_nobody_decided_about(study: Path) -> None:
    with Project.open(study) as project:
        project.sign("Ben")
        code = project.codebook.add_code("hope")
        project.codings.apply(code, project.transcripts.named("one"), 0, len(ONE))
    async with QualcodeApp(study).run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace) and pilot.app.screen.is_ready)
        for way in ((), ("x",)):
            await pilot.press(*way)
            await pilot.pause(0.3)
            await pilot.press("e")
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            await type_in(pilot, "coded")
            await pilot.press("enter")
            await until(pilot, lambda: bool(pilot.app.screen.query("Ask Input")))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            told = str(pilot.app.screen.query_one(".more", Static).render())
            assert told.endswith("nobody has decided about them: press f5.")
            await pilot.press("enter")
            await saved(pilot)
        await pilot.press("f5")  # from the matrix too
        await until(pilot, lambda: isinstance(pilot.app.screen, IdentifiersDesk))
