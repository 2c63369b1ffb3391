"""Whatever is written can be read: every text that is drawn, on every screen, under every theme.

Nothing is assumed about styles: the cells of the screen are looked at, as the terminal is told to draw them.
"""

import os
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from qualcode import settings
from qualcode.tui.app import QualcodeApp
from scripts.scenes import SCENES, Scene, at_rest, begin, copied
from tests.tui.drawn import unreadable

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "full"


def themes_for(number: int) -> list[str]:
    """The themes under which a scene is looked at: two in turn; in `make test-all`, all.

    Under ours, each is looked at where its picture is taken.
    """
    others = list(BUILTIN_THEMES)
    return others if THOROUGH else [others[(2 * number + n) % len(others)] for n in range(2)]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_every_text_can_be_read(scene: Scene, practice: Path, tmp_path: Path) -> None:
    settings.change(coder="Ann")
    path = copied(practice, tmp_path)
    settings.remember(path, "Practice study", "2026-05-20T09:00:00Z")
    app = QualcodeApp(None if scene.start else path)
    found: list[str] = []
    async with app.run_test(size=(140, 42)) as pilot:
        await begin(pilot, scene)
        for theme in themes_for(SCENES.index(scene)):
            app.theme = theme
            await at_rest(pilot, rounds=2)
            found += unreadable(app)
    assert found == []
