"""The passages of a code read together, and codes that are chosen, made and changed by the picker."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from qualcode.model.hits import Hit
from qualcode.model.study import Coding
from qualcode.model.text import Span
from qualcode.page.entries import PassageEntry
from qualcode.tui.commands.coding import in_words
from qualcode.tui.screens.passages import PassagesDesk
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.passages import PassageList
from tests.tui.driving import COORDINATOR, Driven, type_in, until
from tests.tui.test_codebook import answer, go_to, settled
from tests.tui.test_workspace import BEN, desk, quotes, read_coordinator, said

Drive = Callable[..., Driven]


def drawn(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def two_passages(pilot: Pilot[None]) -> None:
    """Code one more passage as articulation work, and see them."""
    await read_coordinator(pilot)
    await pilot.press("ctrl+right", "1")
    await settled(pilot)
    await go_to(pilot, "articulation work")
    await pilot.press("p")
    await until(pilot, lambda: isinstance(pilot.app.screen, PassagesDesk))
    await pilot.pause(0.1)


async def test_passages_are_listed_with_turn_speaker_coder_and_their_context(drive: Drive) -> None:
    async with drive() as pilot:
        await two_passages(pilot)
        shown = drawn(pilot)
        assert "2 passages in 1 transcript" in shown
        assert "Making others' work fit." in shown
        assert "t2 Participant · Ben" in shown
        assert "t2 Participant · Ann" in shown
        assert (
            "Half my week is the phone. I ring housing, the pharmacy, her sister. It all carries on." in shown
        )


async def test_enter_sees_it_in_its_transcript_and_escape_comes_back_to_the_same_one(drive: Drive) -> None:
    async with drive() as pilot:
        await two_passages(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await pilot.pause(0.1)
        assert desk(pilot).reader.cursor == COORDINATOR.index("I ring housing")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, PassagesDesk))
        await pilot.pause(0.1)
        screen = pilot.app.screen
        assert isinstance(screen, PassagesDesk)
        assert screen.coding is not None
        assert screen.coding.start == COORDINATOR.index("I ring housing")


async def test_one_gets_another_code_another_is_taken_off_and_both_are_undone(drive: Drive) -> None:
    async with drive() as pilot:
        await two_passages(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, PassagesDesk)
        project = screen.project
        await pilot.press("c")
        await pilot.pause(0.1)
        await type_in(pilot, "hop")
        await pilot.press("enter")
        await until(pilot, lambda: "“hope” instead of" in said(pilot))
        assert ("hope", "Ben", "Half my week is the phone.") in quotes(project)
        await pilot.press("d")
        await until(pilot, lambda: "Removed" in said(pilot))
        assert len(quotes(project)) == 1
        assert "No passages yet." in drawn(pilot)
        await pilot.press("u")
        await until(pilot, lambda: len(quotes(project)) == 2)
        await pilot.press("u")
        await until(pilot, lambda: BEN in quotes(project))


async def test_passages_of_a_theme_name_their_codes_and_are_filtered_as_one_types(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "2")
        await settled(pilot)
        await go_to(pilot, "Connecting")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, PassagesDesk))
        await pilot.pause(0.1)
        assert "t2 Participant · Ann · administration" in drawn(pilot)
        await pilot.press("slash")
        await type_in(pilot, "pharm")
        await pilot.pause(0.1)
        assert pilot.app.screen.query_one(PassageList).shown == 1


def many(number: int) -> list[PassageEntry]:
    words = "I ring housing, the pharmacy, her sister, and then it all carries on while she is in. " * 3
    around = words[:120]
    return [
        PassageEntry(
            f"c{n}", f"Carer {n // 40}", f"t{n} Participant · Ann",
            Hit(f"t{n // 40}", Span(n, n + 9), n, "Participant", around, f"passage {n} {words}", around),
        )
        for n in range(number)
    ]  # fmt: skip


async def test_two_thousand_passages_are_gone_through(drive: Drive) -> None:
    async with drive() as pilot:
        await two_passages(pilot)
        listed = pilot.app.screen.query_one(PassageList)
        listed.show(many(2000))
        await pilot.press("end")
        assert listed.entry is not None
        assert listed.entry.uid == "c1999"
        await pilot.press("home", "slash", *"1234")
        await pilot.pause()
        assert listed.shown == 1
        assert listed.entry.uid == "c1234"


async def test_in_vivo_the_words_become_the_code_and_the_same_words_use_it_again(drive: Drive) -> None:
    async with drive() as pilot:
        project = desk(pilot).project
        await read_coordinator(pilot)
        await pilot.press("i")
        await until(pilot, lambda: len(quotes(project)) == 2)
        await settled(pilot)
        code = project.codebook.code("Half my week is the phone")
        assert code.kind_of_code == "in vivo"
        assert ("Half my week is the phone", "Ann", "Half my week is the phone.") in quotes(project)
        assert "in vivo" in said(pilot)
        await pilot.press("i")
        await until(pilot, lambda: len(quotes(project)) == 1)
        await pilot.press("u", "u")  # the code taken off, and the code made with its passage
        await settled(pilot)
        assert code.name not in [c.name for c in project.codebook.now.codes.values()]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("“That's what I'd call\n a care plan.”", "That's what I'd call a care plan"),
        ("…", ""),
        ("I ring housing, the pharmacy, her sister, and then the ward again.",
         "I ring housing, the pharmacy, her sister, and then the ward…"),
    ],
)  # fmt: skip
def test_words_as_a_name(words: str, name: str) -> None:
    assert in_words(words) == name


async def test_a_passage_gets_another_code_while_reading(drive: Drive) -> None:
    async with drive() as pilot:
        project = desk(pilot).project
        await read_coordinator(pilot)
        await pilot.press("r")
        await answer(pilot, "hop")
        assert quotes(project) == [("hope", *BEN[1:])]


async def test_the_picker_shows_when_not_to_use_a_code_and_pins_it(drive: Drive) -> None:
    async with drive() as pilot:
        work = desk(pilot)
        hope = work.project.codebook.code("hope")
        await work.changed(lambda: work.project.codebook.change_code(hope, brief="Better.", avoid="Plans."))
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "c")
        await type_in(pilot, "hop")
        await pilot.pause()
        assert "  Better." in drawn(pilot)
        assert "  Not Plans." in drawn(pilot)
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert "Which number puts “hope” on" in drawn(pilot)
        await pilot.press("9")
        await pilot.pause()
        assert work.pinned[8] is not None
        await pilot.press("escape", "9")
        await until(pilot, lambda: len(quotes(work.project)) == 2)
        assert "hope" in [quote[0] for quote in quotes(work.project)]


async def test_passages_say_so_where_their_code_is_gone(drive: Drive) -> None:
    async with drive() as pilot:
        work = desk(pilot)
        await read_coordinator(pilot)
        coding = work.project.all(Coding)[work.codings_here[0].uid]
        work.go("passages", place=(coding.uid,))
        await until(pilot, lambda: isinstance(pilot.app.screen, PassagesDesk))
        await until(pilot, lambda: "no longer there" in said(pilot))
        await pilot.press("enter", "c", "d", "down")
        assert isinstance(pilot.app.screen, PassagesDesk)
