"""Searching, by keys alone: in a transcript, in all of them, and what is done with what is found."""

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.tui.dialogs.pick_code import PickCode
from qualcode.tui.screens.memos import MemosDesk
from qualcode.tui.screens.passages import PassagesDesk
from qualcode.tui.screens.search import MOST, SearchDesk
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import Strip, TitleLine
from tests.tui.driving import CARER, COORDINATOR, Driven, type_in, until

Drive = Callable[..., Driven]


def work(pilot: Pilot[None]) -> Workspace:
    assert isinstance(pilot.app.screen, Workspace)
    return pilot.app.screen


def search(pilot: Pilot[None]) -> SearchDesk:
    assert isinstance(pilot.app.screen, SearchDesk)
    return pilot.app.screen


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(Strip).render())


def lines(desk: SearchDesk) -> list[str]:
    return [desk.hit_list.render_line(y).text for y in range(desk.hit_list.size.height)]


async def read_coordinator(pilot: Pilot[None]) -> None:
    work(pilot).open_transcript(work(pilot).project.transcripts.named("coordinator.txt"))


async def look_for(pilot: Pilot[None], words: str) -> SearchDesk:
    """Search the project for words, and be in the list of hits."""
    await pilot.press("ctrl+f")
    await until(pilot, lambda: isinstance(pilot.app.screen, SearchDesk))
    await until(pilot, lambda: isinstance(pilot.app.focused, Input))
    await type_in(pilot, words)
    await until(pilot, lambda: bool(search(pilot).hits))
    await pilot.press("enter")
    return search(pilot)


async def test_words_are_marked_as_they_are_typed_and_counted(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        desk = work(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: bool(pilot.app.screen.query("Find Input")))
        await type_in(pilot, "ring")
        await until(pilot, lambda: "2 hits" in str(pilot.app.screen.query_one("#came").render()))
        assert [COORDINATOR[slice(*span)] for span in desk.reader.hits] == ["ring", "ring"]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await until(pilot, lambda: not desk.reader.hits)


async def test_hits_are_stepped_through_and_the_marks_taken_away(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: bool(pilot.app.screen.query("Find Input")))
        await type_in(pilot, "ring")
        await pilot.press("enter")
        reader = work(pilot).reader if isinstance(pilot.app.screen, Workspace) else None
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        reader = work(pilot).reader
        places = [COORDINATOR.index("ring housing"), COORDINATOR.index("rings anybody")]
        await until(pilot, lambda: reader.cursor == places[0])
        assert "“ring”: 1 of 2" in said(pilot)
        await pilot.press("comma")
        assert reader.cursor == places[1]
        assert "2 of 2" in said(pilot)
        await pilot.press("comma")
        assert reader.cursor == places[0]
        await pilot.press("semicolon")
        assert reader.cursor == places[1]
        await pilot.press("escape")
        await until(pilot, lambda: not reader.hits)


async def test_hits_of_the_project_stand_in_context_under_whose_they_are(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "nobody")
        assert [hit.match for hit in desk.hits] == ["Nobody", "Nobody"]
        found = [line for line in lines(desk) if "Nobody" in line]
        assert len({line.index("Nobody") for line in found}) == 1
        assert any("Carer 1, Alder" in line for line in lines(desk))
        assert "2 hits in 2 transcripts" in str(desk.query_one("#counted").render())


async def test_enter_jumps_to_the_place_and_escape_comes_back_to_the_line(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "nobody")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await until(pilot, lambda: work(pilot).reader.cursor == COORDINATOR.index("Nobody"))
        assert [COORDINATOR[slice(*span)] for span in work(pilot).reader.hits] == ["Nobody"]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchDesk))
        desk = search(pilot)
        await until(
            pilot, lambda: desk.hit is not None and desk.hit.span.start == COORDINATOR.index("Nobody")
        )
        assert desk.sought.words == "nobody"


async def test_ways_of_looking_are_toggled(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "ring")
        assert len(desk.hits) == 3
        await pilot.press("w")
        await until(pilot, lambda: len(desk.hits) == 1)
        await pilot.press("w")
        await until(pilot, lambda: len(desk.hits) == 3)
        await pilot.press("p")
        await until(pilot, lambda: len(desk.hits) == 2)
        await pilot.press("p")
        await until(pilot, lambda: [hit.speaker for hit in desk.hits] == ["Interviewer"])
        assert "interviewers' speech" in str(desk.query_one("#counted").render())


async def test_a_pattern_that_cant_be_read_is_said(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "ring")
        desk.look_for(desk.sought.turned("pattern"))
        desk.query_one("#words", Input).value = "(ring"
        await until(pilot, lambda: not desk.hits)
        counted = str(desk.query_one("#counted").render())
        assert "hit" not in counted
        assert counted.strip()


async def test_only_one_site_is_searched(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "nobody")
        await pilot.press("f")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchDesk))
        await until(pilot, lambda: len(desk.hits) == 1)
        assert desk.hits[0].span.start == CARER.index("Nobody")
        assert "Alder" in str(desk.query_one("#counted").render())


async def test_all_hits_are_coded_with_one_code_and_undone_at_once(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "nobody")
        await pilot.press("c")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickCode))
        await type_in(pilot, "hope")
        await pilot.press("enter")
        project = desk.project
        await until(pilot, lambda: len(project.codings.all()) == 3)
        hope = project.codebook.code("hope")
        words = {
            project.content(c.content).text[c.start : c.end]
            for c in project.codings.all()
            if c.code == hope.uid
        }
        assert words == {"Nobody.", "Nobody rings anybody."}
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchDesk))
        await until(pilot, lambda: "Coded “hope”: 2 passages" in said(pilot))
        await pilot.press("u")
        await until(pilot, lambda: len(project.codings.all()) == 1)


async def test_the_ticked_hits_alone_are_coded_and_the_question_says_which(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "ring")
        await pilot.press("space", "space", "shift+down", "space")
        assert [hit.match for hit in desk.ticked] == [desk.hits[0].match]
        assert [line.split()[0] for line in lines(desk) if "✓" in line] == ["✓"]
        await pilot.press("shift+up", "space")
        assert [hit.span for hit in desk.ticked] == [desk.hits[1].span]
        await until(pilot, lambda: ("c", "code 1 ticked") in desk.footer())
        await pilot.press("c")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        assert "1 hit, as ticked" in str(pilot.app.screen.query_one(".question").render())
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickCode))
        await type_in(pilot, "hope")
        await pilot.press("enter")
        project, hope = desk.project, desk.project.codebook.code("hope")
        await until(pilot, lambda: len(project.codings.all()) == 2)
        [made] = [coding for coding in project.codings.all() if coding.code == hope.uid]
        assert (made.transcript, made.start) == (desk.hits[1].transcript, desk.hits[1].span.start)
        await until(pilot, lambda: not desk.ticked)
        assert ("c", "code all") in desk.footer()


async def test_the_repeat_key_puts_on_only_while_a_number_takes_off_too(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        desk = work(pilot)
        desk.reader.go_to(COORDINATOR.index("I ring"))
        hope = desk.project.codebook.code("hope")

        def hopes() -> int:
            return sum(coding.code == hope.uid for coding in desk.project.codings.all())

        await pilot.press("3")
        await until(pilot, lambda: hopes() == 1)
        await pilot.press("full_stop")
        await until(pilot, lambda: "already coded “hope”" in said(pilot).casefold())
        assert "d takes it off" in said(pilot)
        assert hopes() == 1
        await pilot.press("3")
        await until(pilot, lambda: hopes() == 0)
        await pilot.press("full_stop", "full_stop")
        await until(pilot, lambda: hopes() == 1)


async def test_a_space_that_does_nothing_is_called_space(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        work(pilot).book.panel.focus()
        await pilot.press("space")
        await until(pilot, lambda: "does nothing here" in said(pilot))
        assert said(pilot).startswith("space does nothing here.")


async def test_the_next_letter_looks_again(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "ring")
        assert len(desk.hits) == 3
        await pilot.press("slash", "end")
        await type_in(pilot, "s")
        await until(pilot, lambda: [hit.match for hit in desk.hits] == ["rings", "rings"])
        assert "Saved · esc back" in str(desk.query_one(TitleLine).render())


async def test_back_and_forward_go_from_place_to_place(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("O")
        carer = work(pilot).project.transcripts.named("carer.txt")
        await until(pilot, lambda: work(pilot).transcript == carer)
        await pilot.press("x")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "MatrixDesk")
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        assert work(pilot).transcript == carer
        await pilot.press("b")
        await until(pilot, lambda: work(pilot).transcript != carer)
        await pilot.press("B")
        await until(pilot, lambda: work(pilot).transcript == carer)
        await pilot.press("B")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "MatrixDesk")


async def test_the_words_found_stand_out_on_the_line_one_is_on(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "pharmacy")
        here = desk.hit_list.render_line(1)
        [found] = [segment for segment in here if segment.text == "pharmacy"]
        around = next(segment for segment in here if "myself" in segment.text)
        assert found.style
        assert around.style
        assert (found.style.bold, found.style.underline) == (True, True)
        assert not around.style.underline


def counted(desk: SearchDesk) -> str:
    return str(desk.query_one("#counted").render())


async def choose(pilot: Pilot[None], key: str, letters: str) -> None:
    """Press a key that asks, and choose what is found by some letters."""
    await pilot.press(key)
    await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
    await type_in(pilot, letters)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, SearchDesk))


async def test_a_query_is_looked_for_as_it_is_typed_and_said_where_it_cant_be_read(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "nobody OR housing")
        assert [hit.match for hit in desk.hits] == ["Nobody", "housing", "Nobody"]
        desk.query_one("#words", Input).value = "nobody OR "
        await until(pilot, lambda: "OR needs words on both sides." in counted(desk))
        assert not desk.hits
        desk.query_one("#words", Input).value = "nobody -forms"
        await until(pilot, lambda: [hit.span.start for hit in desk.hits] == [CARER.index("Nobody")])


async def test_all_forms_of_a_word_are_found(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "rings")
        assert [hit.match for hit in desk.hits] == ["rings", "rings"]
        await pilot.press("l")
        await until(pilot, lambda: [hit.match for hit in desk.hits] == ["rings", "ring", "rings"])
        assert "all forms" in counted(desk)
        await pilot.press("r")  # a pattern has none
        await until(pilot, lambda: "regular expression" in counted(desk))
        assert "all forms" not in counted(desk)
        await until(pilot, lambda: len(desk.hits) == 2)


async def test_only_what_is_coded_or_not_is_searched_and_followed(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "phone OR ring")
        assert len(desk.hits) == 4
        await choose(pilot, "k", "coded articulation")
        await until(pilot, lambda: [hit.match for hit in desk.hits] == ["phone"])
        assert "coded articulation work" in counted(desk)
        await choose(pilot, "k", "not coded at")
        await until(pilot, lambda: len(desk.hits) == 3)
        await pilot.press("c")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickCode))
        await type_in(pilot, "hope")
        await pilot.press("enter")
        await until(pilot, lambda: not desk.hits)  # all are coded now
        await pilot.press("u")
        await until(pilot, lambda: len(desk.hits) == 3)


async def test_one_participant_or_transcript_alone_is_searched(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "nobody")
        await choose(pilot, "f", "carer 1")
        await until(pilot, lambda: [hit.span.start for hit in desk.hits] == [CARER.index("Nobody")])
        assert "Carer 1, Alder" in counted(desk)
        await choose(pilot, "f", "everybody")
        await until(pilot, lambda: len(desk.hits) == 2)
        await choose(pilot, "t", "coordinator 1")
        await until(pilot, lambda: [hit.span.start for hit in desk.hits] == [COORDINATOR.index("Nobody")])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchDesk))
        await until(pilot, lambda: len(search(pilot).hits) == 1)
        assert search(pilot).sought == desk.sought


async def test_hits_in_order_of_the_words_around_them_say_whose_they_are(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "the pharmacy OR her OR nobody")
        await choose(pilot, "o", "by the words before")
        await until(pilot, lambda: "by the words before" in counted(desk))
        await until(pilot, lambda: [hit.before for hit in desk.hits] == sorted_by_left(desk))
        found = [line for line in lines(desk) if "Nobody" in line]
        assert any("Carer 1, Alder" in line for line in found)
        assert not any(line.startswith(" Carer 1") for line in lines(desk))
        shown = lines(desk)[1:]
        column = shown[0].index(desk.hits[0].match)
        assert [line[column:].startswith(hit.match) for line, hit in zip(shown, desk.hits, strict=False)] == [
            True for hit in desk.hits
        ]


def sorted_by_left(desk: SearchDesk) -> list[str]:
    """What stands before the hits, sorted by the last word, then the one before it."""
    return sorted(
        (hit.before for hit in desk.hits), key=lambda words: words.lower().strip(" ,").split()[::-1]
    )


async def test_memos_are_found_too_and_seen_where_they_are(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await look_for(pilot, "the phone")
        assert len(desk.hits) == 1
        await pilot.press("e")
        await until(pilot, lambda: "1 in memos and summaries" in counted(desk))
        assert any("Analytic memo on coded passage" in line for line in lines(desk))
        await pilot.press("end")
        await until(pilot, lambda: desk.note is not None)
        await pilot.press("space")
        assert not desk.ticked
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        memos = pilot.app.screen
        assert isinstance(memos, MemosDesk)
        await until(pilot, lambda: memos.memo is not None and memos.memo.text == "The phone is the work.")


async def test_memos_and_search_are_a_key_away_from_each_list(drive: Drive) -> None:
    async with drive() as pilot:
        await look_for(pilot, "nobody")
        await pilot.press("M")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchDesk))
        await until(pilot, lambda: bool(search(pilot).hits))
        await pilot.press("ctrl+f")
        assert isinstance(pilot.app.focused, Input)
        await pilot.press("down")
        pilot.app.screen.go("passages", place=(search(pilot).project.codebook.code("articulation work").uid,))  # type: ignore[attr-defined]  # a desk
        await until(pilot, lambda: isinstance(pilot.app.screen, PassagesDesk))
        await pilot.press("M")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemosDesk))


async def test_ten_thousand_hits_come_a_little_at_a_time_and_the_next_letter_stops_them(
    drive: Drive, tmp_path: Path
) -> None:
    files = tmp_path / "long"
    files.mkdir()
    for number in range(12):
        said_there = "".join(f"P: I ring and ring {n} {number}.\nI: So?\n" for n in range(500))
        (files / f"long{number}.txt").write_text(said_there, encoding="utf-8")
    async with drive() as pilot:
        work(pilot).project.transcripts.bring_in([files])
        desk = await look_for(pilot, "ring")
        first = len(desk.hits)
        assert first <= MOST
        await until(pilot, lambda: "The first 10,000 hits" in counted(desk))
        assert len(desk.hits) == MOST
        await pilot.press("end")
        assert desk.hit == desk.hits[-1]
        desk.query_one("#words", Input).value = "ring and"
        await pilot.pause(0.2)
        desk.query_one("#words", Input).value = "ring and ring 77"
        await until(pilot, lambda: "12 hits in 12 transcripts" in counted(desk))
        assert {hit.match for hit in desk.hits} == {"ring and ring 77"}
