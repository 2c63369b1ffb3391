"""Choosing from lists by a few letters."""

from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.choose import Choice, Choose, Listed, New, Tick, found
from qualcode.tui.dialogs.help import Help
from tests.tui.drawn import lines
from tests.tui.driving import type_in, until

THEMES = ["Getting through", "Adjusting to the system", "Being thrown", "Café – and after"]
CHOICES = [Choice(number, name) for number, name in enumerate(THEMES)]


def test_words_are_found_by_how_they_begin_and_else_by_what_is_in_them() -> None:
    assert found(THEMES, "thr") == [0, 2]
    assert found(THEMES, "SYS") == [1]
    assert found(THEMES, "cafe and") == [3]
    assert found(THEMES, "tting") == [0]
    assert found(THEMES, "xyz") == []


async def asked(pilot: Pilot[None], panel: Listed[Any]) -> list[Any]:
    """What is answered, as soon as it is."""
    answers: list[Any] = []
    app: App[None] = pilot.app
    app.push_screen(panel, answers.append)
    await until(pilot, lambda: app.screen is panel and bool(panel.query(OptionList)))
    return answers


def told(pilot: Pilot[None], what: str) -> str:
    return str(pilot.app.screen.query_one(what, Static).render())


def listed(pilot: Pilot[None]) -> list[str]:
    return [str(option.prompt).strip() for option in pilot.app.screen.query_one(OptionList).options]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QualcodeApp:
    monkeypatch.setenv("HOME", str(tmp_path))
    return QualcodeApp(None)


async def test_letters_leave_what_has_them_and_the_likeliest_is_chosen(app: QualcodeApp) -> None:
    async with app.run_test() as pilot:
        answers = await asked(pilot, Choose("Which theme?", CHOICES))
        await type_in(pilot, "thr")
        assert listed(pilot) == [THEMES[0], THEMES[2]]
        assert told(pilot, ".question") == "Which theme?   thr"
        await pilot.press("backspace", "backspace", "backspace")
        assert listed(pilot) == THEMES
        await type_in(pilot, "be")
        await pilot.press("enter")
        await until(pilot, lambda: answers == [2])


PEOPLE = ["Everybody", "Participant type: Carer", "Site: Alder", "Carer 1, Alder", "Staff 1, Hazel"]


@pytest.mark.parametrize(
    ("typed", "marked"), [("carer", 1), ("alder", 2), ("carer 1", 3), ("site", 2), ("1", 3), ("hazel", 4)]
)
async def test_the_first_that_begins_so_is_marked_be_it_behind_what_it_says(
    app: QualcodeApp, typed: str, marked: int
) -> None:
    async with app.run_test() as pilot:
        answers = await asked(
            pilot, Choose("Among whom?", [Choice(n, name) for n, name in enumerate(PEOPLE)])
        )
        await type_in(pilot, typed)
        await pilot.press("enter")
        await until(pilot, lambda: bool(answers))
        assert answers == [marked]


async def test_enter_takes_nothing_where_nothing_is_found(app: QualcodeApp) -> None:
    async with app.run_test() as pilot:
        for panel in (Choose("Which theme?", CHOICES), Tick("Which themes?", CHOICES)):
            answers = await asked(pilot, panel)
            await type_in(pilot, "hopeless")
            await pilot.press("enter")
            assert told(pilot, ".trouble") == "Nothing here has “hopeless”: backspace takes a letter off."
            assert answers == []
            await pilot.press("ctrl+u", "enter")
            await until(pilot, lambda answers=answers: bool(answers))  # type: ignore[misc]  # bound at once
            assert answers in ([0], [[0]])


async def test_the_ends_of_a_list_are_its_ends(app: QualcodeApp) -> None:
    async with app.run_test() as pilot:
        await asked(pilot, Choose("Which theme?", CHOICES))
        there = pilot.app.screen.query_one(OptionList)
        await pilot.press("up")
        assert there.highlighted == 0
        await pilot.press(*["down"] * 5)
        assert there.highlighted == 3


async def test_what_is_new_stands_first_and_takes_what_was_typed_for_its_name(app: QualcodeApp) -> None:
    async with app.run_test() as pilot:
        for keys, answer in (
            ("", 0), ("be", 2), ("Hope now", New("Hope now")), ("\x1b", New("")),
        ):  # fmt: skip
            answers = await asked(pilot, Choose("Which theme?", CHOICES, new="A new theme"))
            assert listed(pilot) == ["A new theme …", *THEMES]
            await (pilot.press("up") if keys == "\x1b" else type_in(pilot, keys))
            if keys == "Hope now":
                assert listed(pilot) == ["A new theme “Hope now”"]
            await pilot.press("enter")
            await until(pilot, lambda answers=answers, answer=answer: answers == [answer])  # type: ignore[misc]  # bound at once


async def test_ticks_stay_while_others_are_looked_for(app: QualcodeApp) -> None:
    async with app.run_test() as pilot:
        answers = await asked(pilot, Tick("Which themes?", CHOICES))
        for letters in ("be", "ca"):
            await type_in(pilot, letters)
            await pilot.press("space")
        assert [line for line in listed(pilot) if line.startswith("✓")] == [
            "✓ Being thrown",
            f"✓ {THEMES[3]}",
        ]
        await pilot.press("enter")
        await until(pilot, lambda: answers == [[2, 3]])


async def test_a_wrong_key_is_answered_with_the_right_ones(app: QualcodeApp) -> None:
    async with app.run_test() as pilot:
        await asked(pilot, Choose("Written", [Choice(False, "Go on working"), Choice(True, "Open it now")]))
        await pilot.press("f5")
        assert told(pilot, ".trouble") == (
            "f5 does nothing here. ↑ ↓ or letters find · enter choose · esc never mind."
        )
        await pilot.press("z")
        assert told(pilot, ".trouble") == "Nothing here has “z”: backspace takes a letter off."


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 42), (60, 16)])
async def test_each_line_of_help_is_seen_page_by_page(app: QualcodeApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        keys = [(f"key{number}", f"line {number} {'and more ' * (number % 9)}") for number in range(70)]
        pilot.app.push_screen(Help([("Commands", keys), ("Others", keys[:3])]))
        await until(pilot, lambda: bool(pilot.app.screen.query("Help VerticalScroll")))
        listed = pilot.app.screen.query_one("VerticalScroll")
        seen: set[str] = set()
        for _ in range(60):
            await pilot.pause()
            shown = ["".join(run.text for run in runs) for runs in lines(pilot.app)]
            assert "esc back" in shown[-1]
            seen |= {line.split()[0] for line in shown if line.split()}
            if listed.scroll_y == listed.max_scroll_y:
                break
            before = listed.scroll_y
            await pilot.press("pagedown")
            await until(pilot, lambda before=before: listed.scroll_y > before and not listed.is_scrolling)  # type: ignore[misc]  # bound at once
        assert {key for key, _ in keys} <= seen
