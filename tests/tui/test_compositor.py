"""What is drawn of a change is what Textual would draw of it."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console
from textual._compositor import Compositor
from textual.geometry import Region

from qualcode.tui.compositor import Covered
from qualcode.tui.desk import Desk
from tests.tui.driving import Driven

Drive = Callable[..., Driven]


def drawn(compositor: Compositor, regions: set[Region], console: Console) -> str:
    """What goes to the terminal where these regions have changed."""
    compositor._dirty_regions = set(regions)
    update: Any = compositor.render_update()
    return "" if update is None else str(update.render_segments(console))


def anywhere(chance: random.Random, columns: int, lines: int) -> Region:
    """A part of the screen."""
    x, y = chance.randrange(columns), chance.randrange(lines)
    return Region(x, y, chance.randint(1, columns - x), chance.randint(1, lines - y))


@pytest.mark.parametrize("size", [(80, 24), (140, 42)])
@pytest.mark.parametrize("keys", [(), ("c", "a"), ("x",), ("question_mark",), ("greater_than_sign",)])
async def test_a_change_is_drawn_as_textual_would(
    drive: Drive, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    chance = random.Random(repr((keys, size)))
    async with drive(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.2)
        desk = next(screen for screen in reversed(pilot.app.screen_stack) if isinstance(screen, Desk))
        ours, usual = desk._compositor, Compositor()
        assert isinstance(ours, Covered)
        usual.__dict__.update(ours.__dict__)
        for _ in range(25):
            regions = {anywhere(chance, *size) for _ in range(chance.randint(1, 3))}
            expected = drawn(usual, regions, pilot.app.console)
            assert expected
            assert drawn(ours, regions, pilot.app.console) == expected
