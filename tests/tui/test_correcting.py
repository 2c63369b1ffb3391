"""Words corrected where they are read, and what that left placed by hand: by keys alone."""

from collections.abc import Callable

from textual.pilot import Pilot
from textual.widgets import TextArea

from qualcode.model.study import Placement
from qualcode.tui.dialogs.choose import Choose
from qualcode.tui.dialogs.write import Write
from qualcode.tui.screens.workspace import Workspace
from qualcode.tui.widgets.lines import Strip
from tests.tui.driving import COORDINATOR, Driven, saved, type_in, until

Drive = Callable[..., Driven]
CODED = "Half my week is the phone."


def work(pilot: Pilot[None]) -> Workspace:
    assert isinstance(pilot.app.screen, Workspace)
    return pilot.app.screen


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(Strip).render())


async def at_coded(pilot: Pilot[None]) -> Workspace:
    """On the coded passage, its sentence under the cursor."""
    desk = work(pilot)
    desk.open_transcript(desk.project.transcripts.named("coordinator.txt"))
    await pilot.press("n")
    return desk


async def correct(pilot: Pilot[None], words: str) -> None:
    """Put other words in place of the sentence one is in."""
    await pilot.press("R")
    await until(pilot, lambda: isinstance(pilot.app.screen, Write))
    pilot.app.screen.query_one(TextArea).load_text("")
    await type_in(pilot, words)
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, Workspace) and "Corrected" in said(pilot))
    await saved(pilot)


def shown(desk: Workspace) -> list[str]:
    text = desk.reader.content.text
    return [text[c.start : c.end] for c in desk.project.codings.all()]


async def choose(pilot: Pilot[None], *keys: str) -> None:
    """Answer the list that is asked next."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
    await pilot.pause()
    await pilot.press(*keys, "enter")


async def test_corrected_words_are_left_only_on_purpose(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await at_coded(pilot)
        await pilot.press("R")
        await until(pilot, lambda: isinstance(pilot.app.screen, Write))
        await pilot.press("escape")  # nothing was typed
        assert pilot.app.screen is desk
        await pilot.press("R")
        await until(pilot, lambda: isinstance(pilot.app.screen, Write))
        await type_in(pilot, " And more.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: "Half my week is the phone. And more." in desk.reader.content.text)


async def test_a_mended_word_is_shown_at_once_and_undone_with_a_key(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await at_coded(pilot)
        await correct(pilot, "Half of my week is the phone.")
        assert "Half of my week is the phone." in desk.reader.content.text
        assert shown(desk) == ["Half of my week is the phone."]
        assert "1 coded passage with other words. f6 shows them." in said(pilot)
        assert len(desk.codings_here) == 1
        await pilot.press("u")
        await until(pilot, lambda: desk.reader.content.text == COORDINATOR)
        assert shown(desk) == [CODED]


async def test_what_was_rewritten_is_gone_to_and_placed_by_hand(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await at_coded(pilot)
        project = desk.project
        coordinator = project.transcripts.named("coordinator")
        content = project.transcripts.content(coordinator)
        from qualcode.model.diff import offsets_between
        from qualcode.model.text import Content
        from qualcode.project.revisions import Revised

        text = content.text.replace(CODED, "I ring everybody up from eight on, day after day.")
        shift = len(text) - len(content.text)
        segments = tuple(
            s._replace(
                start=s.start + shift * (s.start > text.index("I ring")), end=s.end + shift * (number > 0)
            )
            for number, s in enumerate(content.segments)
        )
        new = Content(text, segments)
        project.revisions.revise([Revised(coordinator, new, offsets_between(content.text, text))])
        await until(pilot, lambda: desk.reader.content.text == text)
        assert shown(desk) == []
        await pilot.press("P")
        assert "Nothing was chosen to be placed" in said(pilot)
        await pilot.press("f6")
        await choose(pilot)
        await choose(pilot)
        await until(pilot, lambda: "stood about here" in said(pilot))
        await saved(pilot)
        desk.reader.go_to(text.index("everybody"))
        await pilot.press("P")
        await until(pilot, lambda: "Placed" in said(pilot))
        assert shown(desk) == ["I ring everybody up from eight on, day after day."]
        await pilot.press("f6")
        await until(pilot, lambda: "left nothing to look at" in said(pilot))


async def test_changed_words_are_left_as_they_are_or_set_aside(drive: Drive) -> None:
    async with drive() as pilot:
        desk = await at_coded(pilot)
        await correct(pilot, "Half of my week is the phone.")
        await pilot.press("f6")
        await choose(pilot)
        await choose(pilot)
        await until(pilot, lambda: "Left as it is" in said(pilot))
        assert [each.place for each in desk.project.all(Placement).values()] != [()]
        await pilot.press("u")
        await until(pilot, lambda: desk.project.all(Placement) == {})
        await pilot.press("f6")
        await choose(pilot)
        await choose(pilot, "end")
        await until(pilot, lambda: "Set aside" in said(pilot))
        assert shown(desk) == []
        assert desk.codings_here == []
