"""Which codings are shown, whose, and in which colours."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import OptionList

from qualcode import settings
from qualcode.project import Project
from qualcode.tui.commands.showing import Showing
from qualcode.tui.dialogs.choose import Choose
from qualcode.tui.reading.text import OpenText
from tests.tui.driving import COORDINATOR, make_study, type_in, until
from tests.tui.test_workspace import Drive, desk, keys, quotes, read_coordinator, said


def whose(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#whose").render())


def test_what_is_shown_is_chosen_by_theme_code_and_coder(tmp_path: Path) -> None:
    with Project.open(make_study(tmp_path), coder="Ann") as project:
        phone, hope = project.codebook.code("articulation work"), project.codebook.code("hope")
        theme = project.codebook.theme("Connecting")
        ann, ben = (next(c for c in project.coders.all() if c.name == name) for name in ("Ann", "Ben"))
        transcript = project.transcripts.named("coordinator.txt")
        project.codings.apply(hope, transcript, 60, 90)
        of_ben, of_ann = project.codings.all()
        if of_ben.coder == ann.uid:
            of_ben, of_ann = of_ann, of_ben
        every = [of_ben, of_ann]

        assert Showing().of(project, every) == every
        assert Showing(themes=frozenset([theme.uid])).of(project, every) == [of_ben]
        assert Showing(codes=frozenset([hope.uid])).of(project, every) == [of_ann]
        assert Showing(codes=frozenset()).of(project, every) == []
        assert Showing(coders=frozenset([ann.uid])).of(project, every) == [of_ann]
        assert Showing(codes=frozenset([phone.uid]), coders=frozenset([ann.uid])).of(project, every) == []
        assert (
            Showing(themes=frozenset([theme.uid]), coders=frozenset([ben.uid])).said(project)
            == "Connecting · Ben"
        )
        assert Showing(codes=frozenset()).said(project) == "no codes"
        other = project.codebook.code("administration")
        project.codebook.merge(phone, other)
        assert Showing(codes=frozenset([other.uid])).of(project, every) == [of_ben]


async def test_only_mine_are_shown_in_every_transcript_until_all_are_again(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        work = desk(pilot)
        await pilot.press("ctrl+right", "2")
        await until(pilot, lambda: len(quotes(work.project)) == 2)
        await pilot.press("V")
        await pilot.pause()
        await pilot.press("end", "up", "enter")
        await until(pilot, lambda: "Ann" in whose(pilot))
        assert "showing: Ann" in whose(pilot)
        assert "Shown: Ann" in said(pilot)
        assert [coding.code for coding in work.reader.codings_at(work.reader.cursor)]
        assert work.reader.codings_at(COORDINATOR.index("Half my week")) == []
        await pilot.press("O")
        await until(pilot, lambda: "Carer 1" in whose(pilot))
        assert "showing: Ann" in whose(pilot)
        await pilot.press("o", "V")
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.press("V")
        await pilot.pause()
        await pilot.press("end", "up", "up", "enter")
        await until(pilot, lambda: "showing" not in whose(pilot))
        assert work.reader.codings_at(COORDINATOR.index("Half my week")) != []


async def test_what_is_hidden_is_not_taken_off_and_applying_it_says_so(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        work = desk(pilot)
        work.show_only(Showing(codes=frozenset()))
        await pilot.press("d")
        assert "Nothing is coded here" in said(pilot)
        await pilot.press("ctrl+right", "2")
        await until(pilot, lambda: len(quotes(work.project)) == 2)
        await until(pilot, lambda: "isn't among what is shown" in said(pilot))
        assert work.reader.codings_at(work.reader.cursor) == []
        assert "showing: no codes" in whose(pilot)


async def test_some_codes_are_ticked(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        work = desk(pilot)
        await pilot.press("V")
        await pilot.pause()
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        await pilot.press("down", "space", "enter")
        await until(pilot, lambda: not work.showing.everything)
        assert work.showing.said(work.project) in ("administration", "hope", "articulation work")
        assert "showing: " in whose(pilot)


async def test_the_colours_are_chosen_and_kept(drive: Drive) -> None:
    async with drive() as pilot:
        here = pilot.app.screen
        for wanted in ("light", "contrast", "dark"):
            before = pilot.app.theme.removeprefix("qualcode-")
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            offered = pilot.app.screen.query_one(OptionList)
            assert offered.highlighted is not None
            assert str(offered.options[offered.highlighted].prompt).split() == [before, "now"]
            await type_in(pilot, wanted[:3])
            await pilot.press("enter")
            await until(pilot, lambda: pilot.app.screen is here)
            assert pilot.app.theme == settings.load().theme == f"qualcode-{wanted}"
        assert "help" in keys(pilot)


async def test_a_name_with_control_characters_is_drawn_and_never_sent_to_the_terminal(drive: Drive) -> None:
    async with drive() as pilot:
        project = desk(pilot).project
        shown = pilot.app.screen.query_one(OpenText)
        transcript = shown.transcript
        assert transcript is not None
        project.participants.link(project.participants.add("Bob\x1b]0;title"), transcript)
        shown._say_whose()
        await pilot.pause()
        assert "Bob" in whose(pilot)
        assert "\x1b" not in whose(pilot)
