"""Each screen as it was last looked at and found right, in two sizes, three themes and without colours.

Whatever is written can be read, under these themes and others: nothing is assumed about styles, the cells of
the screen are looked at, as the terminal is told to draw them.

`pytest tests/tui/test_pictures.py --update` keeps the screens as they are now: look at the diff.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from qualcode import settings
from qualcode.page.colours import READABLE
from qualcode.tui.app import QualcodeApp
from qualcode.tui.themes import THEMES
from scripts.scenes import SCENES, Scene, at_rest, begin, copied
from tests.tui.drawn import unreadable
from tests.tui.pictures import Looks, picture, taken
from tests.tui.stopped import stopped

KEPT = Path(__file__).parent / "pictures"
OURS = [theme.name for theme in THEMES]
USUAL = (140, 42)
SIZES = [
    pytest.param((80, 24), id="80x24", marks=pytest.mark.slow),
    pytest.param(USUAL, id="140x42", marks=pytest.mark.slow),
]


THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "full"


def others_for(number: int) -> list[str]:
    """The themes of Textual's under which a scene is looked at: two in turn; in `make test-all`, all."""
    others = list(BUILTIN_THEMES)
    return others if THOROUGH else [others[(2 * number + n) % len(others)] for n in range(2)]


async def looks(
    scene: Scene, path: Path, size: tuple[int, int], themes: Sequence[str], others: Sequence[str] = ()
) -> dict[str, Looks]:
    """The scene under each of these themes in turn, all of it readable, as under the others."""
    app = QualcodeApp(None if scene.start else path)
    found = {}
    async with app.run_test(size=size) as pilot:
        await begin(pilot, scene)
        for theme in themes:
            app.theme = theme
            await at_rest(pilot, rounds=2)
            found[theme.removeprefix("qualcode-")] = taken(app)
            least = 4.0 if app.no_color else READABLE  # greys are mixed after us
            assert list(unreadable(app, least)) == []
        for theme in others:
            app.theme = theme
            await at_rest(pilot, rounds=2)
            assert list(unreadable(app)) == []
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_the_screen_looks_as_it_did(
    scene: Scene,
    size: tuple[int, int],
    practice: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    settings.change(coder="Ann")
    with stopped():
        path = copied(practice, tmp_path)
        settings.remember(path, "Practice study", "2026-05-20T08:00:00Z")
        others = others_for(SCENES.index(scene)) if size == USUAL else ()
        found = await looks(scene, path, size, OURS, others)
        monkeypatch.setenv("NO_COLOR", "1")
        path = copied(practice, tmp_path)
        found["no colour"] = (await looks(scene, path, size, OURS[:1]))["dark"]
    now = picture(found)
    kept = KEPT / f"{scene.name}-{size[0]}x{size[1]}.txt"
    if request.config.getoption("--update"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(now, encoding="utf-8")
    assert now == kept.read_text(encoding="utf-8"), f"{kept.name}: if it is right so, --update keeps it"
