"""Whatever is written can be read, under each theme."""

from collections.abc import Callable

import pytest
from textual.color import Color
from textual.theme import Theme

from qualcode import settings
from qualcode.page.colours import contrast
from qualcode.tui.themes import THEMES
from tests.tui.driving import Driven, until


def share(over: str, ground: str, part: float) -> Color:
    return Color.parse(ground).blend(Color.parse(over), part)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_texts_have_enough_contrast(theme: Theme) -> None:
    assert theme.background
    assert theme.panel
    assert theme.foreground
    quiet, alarm = theme.variables["quiet"], theme.variables["alarm"]
    plain = (theme.background, theme.panel)
    marked = [share(theme.primary, ground, 0.2) for ground in plain]  # the line one is on, in a list
    for ground in [Color.parse(ground) for ground in plain]:
        for ink in (theme.foreground, quiet, alarm, theme.primary):
            assert contrast(Color.parse(ink).rgb, ground.rgb) >= 4.5, (ink, ground)
    for ground in marked:
        for ink in (theme.foreground, quiet):
            assert contrast(Color.parse(ink).rgb, ground.rgb) >= 4.5, (ink, ground)


async def test_colours_that_there_are_not_are_told(drive: Callable[..., Driven]) -> None:
    settings.change(theme="qualcode-drak")
    async with drive() as pilot:
        assert pilot.app.theme == "qualcode-dark"
        await until(pilot, lambda: any("qualcode-drak" in note.message for note in pilot.app._notifications))
    settings.change(theme="light")
    async with drive() as pilot:
        assert pilot.app.theme == "qualcode-light"
        assert not list(pilot.app._notifications)
