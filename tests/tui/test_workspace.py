"""Reading and coding, by keys alone; what is then in the project is what counts."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from qualcode.model.study import Coding
from qualcode.project import Project
from qualcode.tui import codes
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import KeyLine, Strip, TitleLine
from qualcode.tui.widgets.transcripts import TranscriptList
from tests.tui.driving import COORDINATOR, Driven, type_in, until

Drive = Callable[..., Driven]


def desk(pilot: Pilot[None]) -> Workspace:
    assert isinstance(pilot.app.screen, Workspace)
    return pilot.app.screen


def quotes(project: Project) -> list[tuple[str, str, str]]:
    """Every coded passage: code, coder, words."""
    coders = {coder.uid: coder.name for coder in project.coders.all()}
    return sorted(
        (code.name, coders[c.coder], project.content(c.content).text[c.start : c.end])
        for c in project.codings.all()
        if (code := project.codings.shown_code(c))
    )


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(Strip).render())


def keys(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(KeyLine).render())


async def read_coordinator(pilot: Pilot[None]) -> None:
    """Open the coordinator's interview, on its first coded passage."""
    work = desk(pilot)
    work.open_transcript(work.project.transcripts.named("coordinator.txt"))
    await pilot.press("n")
    assert work.reader.cursor == COORDINATOR.index("Half my week")


BEN = ("articulation work", "Ben", "Half my week is the phone.")


async def test_a_transcript_is_open_and_the_others_are_listed_by_site(drive: Drive) -> None:
    async with drive() as pilot:
        listed = pilot.app.screen.query_one(TranscriptList)
        lines = [str(option.prompt).rstrip() for option in listed.options]
        assert [line.strip(" ›○◐●").strip() for line in lines if line.strip()] == [
            "Alder", "Carer 1", "Hazel", "Care coordinator 1",
        ]  # fmt: skip
        assert "Care coordinator 1" in str(pilot.app.screen.query_one("#whose").render())
        assert "Ann · Saved · q close" in str(pilot.app.screen.query_one(TitleLine).render())


async def test_the_strip_says_what_is_coded_by_whom_with_its_memo(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.pause()
        assert "articulation work" in said(pilot)
        assert "Ben" in said(pilot)
        assert "The phone is the work." in said(pilot)
        assert "\n1 of 2 participants, 1 passage\n" in str(pilot.app.screen.query_one("#definition").render())


async def test_a_sentence_is_coded_with_two_keys(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "2")
        assert quotes(desk(pilot).project) == [
            ("administration", "Ann", "I ring housing, the pharmacy, her sister."),
            BEN,
        ]
        assert "Coded “administration”" in said(pilot)
        assert len(desk(pilot).reader.codings_at(desk(pilot).reader.cursor)) == 1


async def test_the_same_key_takes_the_code_off_again(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "2", "2")
        assert quotes(desk(pilot).project) == [BEN]


async def test_a_code_is_found_by_its_letters(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "shift+right", "c")
        await type_in(pilot, "hop")
        assert desk(pilot).reader.pending is not None
        await pilot.press("enter")
        await pilot.pause()
        assert ("hope", "Ann", "I ring") in quotes(desk(pilot).project)
        assert desk(pilot).reader.pending is None


async def test_a_new_code_is_made_in_place(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("t", "c")
        await type_in(pilot, "the phone")
        await pilot.press("enter")
        await pilot.pause()
        turn = "Half my week is the phone. I ring housing, the pharmacy, her sister. It all carries on."
        assert ("the phone", "Ann", turn) in quotes(desk(pilot).project)
        panel = desk(pilot).query_one("#codebook")
        assert "the phone" in "".join(panel.render_line(y).text for y in range(12))


async def test_escape_leaves_the_picker_and_changes_nothing(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("c", "q", "escape")
        await pilot.pause()
        assert quotes(desk(pilot).project) == [BEN]
        assert not desk(pilot).picker.is_open


async def test_undo_and_redo_say_what_they_did(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "2")
        assert "undo “administration” on “I ring…" in keys(pilot)
        assert "redo" not in keys(pilot)
        await pilot.press("u")
        assert quotes(desk(pilot).project) == [BEN]
        assert "Undone: “administration” on “I ring" in said(pilot)
        await until(pilot, lambda: "U redo" in keys(pilot))
        assert desk(pilot).reader.codings_at(desk(pilot).reader.cursor) == []
        await pilot.press("U")
        assert len(quotes(desk(pilot).project)) == 2
        assert len(desk(pilot).reader.codings_at(desk(pilot).reader.cursor)) == 1


async def test_of_several_codes_one_is_chosen_to_come_off(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("2", "d")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        chosen = [str(o.prompt) for o in pilot.app.screen.query_one(OptionList).options]
        at = [line.split()[0] for line in chosen].index("administration")
        await pilot.press(*["down"] * at, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await until(pilot, lambda: len(quotes(desk(pilot).project)) == 1)
        assert quotes(desk(pilot).project) == [BEN]


async def test_a_memo_is_written_on_a_coded_passage(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("m")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Workspace))
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("TextArea")))
        await type_in(pilot, "not admin")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        project = desk(pilot).project
        await until(pilot, lambda: "not admin" in [memo.text for memo in project.memos.all()])
        memo = next(memo for memo in project.memos.all() if memo.text == "not admin")
        assert memo.about_kind == Coding.kind
        await until(pilot, lambda: "not admin" in str(desk(pilot).strip._quiet))


async def test_a_new_code_in_no_theme_is_seen_below_a_long_codebook(drive: Drive, study: Path) -> None:
    with Project.open(study) as project:
        project.sign("Ben")
        many = [project.codebook.add_code(f"code {number}") for number in range(40)]
        project.codebook.put_in(many, project.codebook.theme("Adjusting"))
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("c")
        await type_in(pilot, "the phone")
        await pilot.press("enter")
        panel = desk(pilot).query_one("#codebook")

        def seen() -> list[str]:
            return [panel.render_line(y).text for y in range(panel.size.height)]

        await until(pilot, lambda: "the phone" in seen()[-1])
        assert any("In no theme" in line for line in seen())


async def test_codes_in_no_theme_are_the_first_to_be_put_in_one(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("g")
        await until(pilot, lambda: bool(pilot.app.screen.query("Tick OptionList")))
        options = [str(option.prompt).strip() for option in pilot.app.screen.query_one(OptionList).options]
        assert [line.split("  ")[0] for line in options] == ["hope", "articulation work", "administration"]


async def test_codes_are_put_into_a_new_theme(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("g")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Workspace))
        await pilot.press("down", "space", "space", "enter")
        await pilot.pause(0.2)
        await type_in(pilot, "Phones")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        book = desk(pilot).project.codebook
        await until(pilot, lambda: "Phones" in [t.name for t in book.now.ordered_themes])
        inside = book.now.codes_in[book.theme("Phones").uid]
        assert [code.name for code in inside] == ["articulation work", "administration"]


async def test_the_next_transcript_opens(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("o")
        assert "last transcript" in said(pilot)
        await pilot.press("O")
        assert desk(pilot).transcript == desk(pilot).project.transcripts.named("carer.txt")


async def test_a_wrong_key_is_answered_with_the_right_ones(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("y")
        assert "y does nothing here" in said(pilot)
        assert "c code" in said(pilot)


async def test_enter_in_the_reader_says_which_key_codes(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("enter")
        assert said(pilot) == "enter does nothing here: c codes the passage."
        assert not desk(pilot).picker.is_open


async def test_enter_in_the_codebook_puts_the_code_on_and_help_says_so(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        desk(pilot).query_one("#codebook").focus()
        await pilot.press("down", "down", "enter")
        assert ("administration", "Ann", "Half my week is the phone.") in quotes(desk(pilot).project)
        await pilot.press("question_mark")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Workspace))
        lines = [str(line.render()) for line in pilot.app.screen.query("Static")]
        assert any(line.split() == ["enter", "Put", "on", "the", "passage"] for line in lines)


async def test_what_cant_be_done_is_said(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.press("9")
        assert "No code is pinned to 9" in said(pilot)
        assert desk(pilot).strip.has_class("-alarm")


async def test_a_change_that_cant_be_stored_is_not_shown(drive: Drive, study: Path) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        other = sqlite3.connect(study, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("ctrl+right", "2")
        other.rollback()
        other.close()
        assert "written to by another program" in said(pilot)
        assert quotes(desk(pilot).project) == [BEN]
        assert desk(pilot).reader.codings_at(desk(pilot).reader.cursor) == []


@pytest.mark.parametrize("size", [(80, 24), (140, 42), (300, 100)])
async def test_side_panels_are_folded_where_there_is_no_room(drive: Drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as pilot:
        folded = [panel.has_class("-folded") for panel in pilot.app.screen.query("#transcripts, #book")]
        assert folded == [size[0] < 110] * 2
        await pilot.press("less_than_sign")
        assert pilot.app.screen.query_one("#transcripts").has_class("-folded") is (size[0] >= 110)


def unfolded(pilot: Pilot[None]) -> list[str | None]:
    return [p.id for p in pilot.app.screen.query("#transcripts, #book") if not p.has_class("-folded")]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (140, 42)])
async def test_tab_goes_through_list_text_and_codebook_in_either_direction(
    drive: Drive, size: tuple[int, int]
) -> None:
    async with drive(size=size) as pilot:
        wide = size[0] > 130

        async def steps(key: str) -> list[str | None]:
            found = []
            for _ in range(4):
                await pilot.press(key)
                found.append(pilot.app.screen.focused.id if pilot.app.screen.focused else None)
                there = {"transcripts": ["transcripts"], "codebook": ["book"], "reader": []}
                assert unfolded(pilot) == (["transcripts", "book"] if wide else there[found[-1] or ""])
            return found

        assert await steps("tab") == ["codebook", "transcripts", "reader", "codebook"]
        assert await steps("shift+tab") == ["reader", "transcripts", "codebook", "reader"]


async def test_a_codebook_asked_for_gives_way_to_the_list_only_for_a_while(drive: Drive) -> None:
    async with drive(size=(120, 40)) as pilot:
        await pilot.press("greater_than_sign", "tab", "tab")
        assert pilot.app.screen.focused is desk(pilot).reader
        assert unfolded(pilot) == ["book"]
        await pilot.press("shift+tab")
        assert desk(pilot).transcripts.has_focus
        assert unfolded(pilot) == ["transcripts"]
        await pilot.press("enter")
        assert desk(pilot).reader.has_focus
        assert unfolded(pilot) == ["book"]


async def test_a_window_too_small_says_so_and_recovers(drive: Drive) -> None:
    async with drive() as pilot:
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        assert "at least 60 × 16" in str(pilot.app.screen.query_one("#too-small").render())
        assert pilot.app.screen.query_one("#too-small").display
        assert not pilot.app.screen.query_one("#work").display
        await pilot.resize_terminal(140, 42)
        await until(pilot, lambda: pilot.app.screen.query_one("#work").display)
        assert not pilot.app.screen.query_one("#too-small").display


async def test_closing_lets_go_of_the_project(drive: Drive, study: Path) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "2", "q")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Start")
        await until(pilot, lambda: not study.with_name("Study.qualcode.lock").exists())
        with Project.open(study) as project:
            assert len(quotes(project)) == 2


async def test_help_lists_every_command_of_the_screen(drive: Drive) -> None:
    async with drive() as pilot:
        commands = desk(pilot).COMMANDS_HERE
        await pilot.press("question_mark")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Workspace))
        shown = "\n".join(str(line.render()) for line in pilot.app.screen.query("Static"))
        told = [c for c in commands if c.bound and c.id not in {f"pinned_{n}" for n in range(2, 10)}]
        assert [c.title for c in told if c.title not in shown] == []
        assert "Next sentence" in shown
        assert all(sign in shown for sign in "●◐○")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))


async def test_the_pinned_codes_are_told_once_in_help_and_palette(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Workspace))
        told = [str(line.render()) for line in pilot.app.screen.query("Static")]
        assert [line.split()[0] for line in told if "pinned" in line] == ["1–9"]
        assert not any("“Move”" in line for line in told)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await pilot.press("ctrl+right", "ctrl+p")
        await until(pilot, lambda: bool(pilot.app.screen.query("CommandPalette CommandList")))
        await type_in(pilot, "pinned")
        commands = pilot.app.screen.query_one("CommandList", OptionList)
        await until(pilot, lambda: commands.option_count > 0)
        await pilot.pause(0.3)
        assert sum("pinned code" in str(option.prompt) for option in commands.options) == 1
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        await pilot.press("down", "enter")
        words = "I ring housing, the pharmacy, her sister."
        await until(pilot, lambda: ("administration", "Ann", words) in quotes(desk(pilot).project))


async def test_a_number_stays_with_its_code_and_a_new_one_gets_the_first_free(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        book = desk(pilot).project.codebook

        def pinned() -> list[str]:
            return [code.name if code else "" for code in desk(pilot).pinned]

        assert pinned()[:4] == ["articulation work", "administration", "hope", ""]
        book.put_in([book.add_code("a plan")], book.theme("Connecting"))
        assert pinned()[:4] == ["articulation work", "administration", "hope", "a plan"]
        book.merge(book.code("administration"), book.code("articulation work"))
        assert pinned()[:4] == ["articulation work", "", "hope", "a plan"]
        book.add_code("trust")
        assert pinned()[:5] == ["articulation work", "trust", "hope", "a plan", ""]
        await pilot.press("ctrl+right", "4")
        assert ("a plan", "Ann", "I ring housing, the pharmacy, her sister.") in quotes(desk(pilot).project)


async def test_every_code_has_a_letter_of_its_own(drive: Drive) -> None:
    async with drive() as pilot:
        marks = [look.mark for look in codes.looks(desk(pilot).project).values()]
        assert len(set(marks)) == len(marks) == 3
        assert all(len(mark) == 1 and mark.isalnum() for mark in marks)


async def test_without_colour_the_coded_passage_keeps_its_letter(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with drive() as pilot:
        await read_coordinator(pilot)
        reader = desk(pilot).reader
        phone = next(
            look for look in codes.looks(desk(pilot).project).values() if "articulation" in look.name
        )
        lines = [reader.render_line(y).text for y in range(reader.size.height)]
        assert any("Half my week" in line and phone.mark in line.split("phone.")[-1] for line in lines)


async def test_the_counts_follow_a_coded_passage_and_its_undo(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        book = desk(pilot).book

        def counted() -> tuple[int, int]:
            entry = next(entry for entry in book.entries if entry.name == "administration")
            return entry.participants, entry.passages

        assert counted() == (0, 0)
        await pilot.press("ctrl+right", "2")
        await until(pilot, lambda: counted() == (1, 1))
        await pilot.press("u")
        await until(pilot, lambda: counted() == (0, 0))
        await pilot.press("U")
        await until(pilot, lambda: counted() == (1, 1))


async def test_what_the_interviewer_says_counts_for_nobody_and_that_is_said(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        project = desk(pilot).project
        before = project.matrix.counts()
        desk(pilot).reader.go_to(COORDINATOR.index("Who else"))
        await pilot.press("1")
        await until(pilot, lambda: "the interviewer speaks" in str(desk(pilot).strip.render()))
        assert len(project.codings.all()) == 2
        assert project.matrix.counts() == before
        entry = next(entry for entry in desk(pilot).book.entries if entry.name == "articulation work")
        assert (entry.participants, entry.passages) == (1, 1)


async def test_while_one_reads_the_footer_has_no_keys_of_the_codebook(drive: Drive) -> None:
    async with drive(size=(300, 50)) as pilot:
        assert "search all" in keys(pilot)
        for wrong in ("= pin", "rename", "set aside"):
            assert wrong not in keys(pilot)
        await pilot.press("tab")
        assert "r rename" in keys(pilot)


async def test_the_keys_of_the_list_stand_below_while_one_is_in_it(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        footer = [text for _, text in desk(pilot).footer()]
        assert "code" in footer
        await pilot.press("shift+tab")
        assert desk(pilot).transcripts.has_focus
        assert [text for _, text in desk(pilot).footer()][:2] == ["choose", "read and code it"]


async def test_an_empty_study_offers_to_bring_transcripts_in(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "Empty.qualcode"
    Project.new(path, "Ann").close()
    async with drive(path) as pilot:
        assert keys(pilot).startswith("a bring in transcripts")
        assert " code" not in keys(pilot)
        assert "a brings them in" in str(pilot.app.screen.query_one("#whose").render())
        await pilot.press("shift+tab")
        assert keys(pilot).startswith("a bring in transcripts")
