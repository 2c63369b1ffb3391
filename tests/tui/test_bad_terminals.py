"""Terminals that are small, without colours, resized at the wrong moment; a project that is open twice."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualcode import settings
from qualcode.project import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.desk import Desk
from scripts.scenes import SCENES, Scene, at_rest, begin, copied
from tests.tui.drawn import texts
from tests.tui.driving import make_study
from tests.tui.real_terminal import Terminal

SMALL, USUAL = (61, 17), (140, 42)
Start = Callable[..., Terminal]


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_a_terminal_is_resized_while_a_dialog_is_open(
    scene: Scene, practice: Path, tmp_path: Path
) -> None:
    settings.change(coder="Ann")
    path = copied(practice, tmp_path)
    app = QualcodeApp(None if scene.start else path)
    async with app.run_test(size=USUAL) as pilot:
        await begin(pilot, scene)
        open_then = list(app.screen_stack)
        for size in (SMALL, (20, 4), (300, 100), USUAL):
            await pilot.resize_terminal(*size)
            await at_rest(pilot, rounds=1)
            assert len(texts(app)) == size[1]
        assert list(app.screen_stack) == open_then
        for _ in range(4):
            await pilot.press("escape")
            await at_rest(pilot, rounds=1)
        assert app.is_running
        desks = [screen for screen in app.screen_stack if isinstance(screen, Desk)]
        assert bool(desks) is not scene.start


async def test_without_colours_nothing_is_coloured(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    settings.change(coder="Ann")
    app = QualcodeApp(copied(practice, tmp_path))
    async with app.run_test(size=USUAL) as pilot:
        await begin(pilot, next(scene for scene in SCENES if scene.name == "reading"))
        drawn = [
            s.style for strip in app.screen._compositor.render_strips(app.size) for s in strip if s.style
        ]
        found = {c.triplet for style in drawn for c in (style.color, style.bgcolor) if c and c.triplet}
        assert found
        assert {tuple(triplet) for triplet in found if len(set(triplet)) > 1} == set()


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setenv("QUALCODE_CODER", "Ann")
    made: list[Terminal] = []

    def begun(*command: str, size: tuple[int, int] = (120, 36), **environment: str) -> Terminal:
        made.append(Terminal(tmp_path / f"tmux{len(made)}", *command, size=size, **environment))
        return made[-1]

    yield begun
    for one in made:
        one.kill()


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"TERM": "vt100"}], ids=str)
@pytest.mark.system
@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_a_terminal_that_can_little(start: Start, tmp_path: Path, environment: dict[str, str]) -> None:
    path = make_study(tmp_path)
    it = start("open", str(path), **environment)
    it.until(lambda shown: "Ann · Saved · q close" in shown and "Half my week" in shown)
    it.press("n", "C-Right", "2")
    it.until(lambda shown: "Coded “administration”" in shown)
    it.press("q")
    it.until(lambda shown: "practice study" in shown.lower())
    it.press("q")
    assert it.ends()
    with Project.open(path, write=False) as project:
        assert len(project.codings.all()) == 2


@pytest.mark.system
@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_a_terminal_too_small_says_so_until_it_is_larger(start: Start, tmp_path: Path) -> None:
    path = make_study(tmp_path)
    it = start("open", str(path), size=(40, 10))
    it.until(lambda shown: "This window is 40 × 10" in shown and "at least 60 × 16" in shown)
    it.resize(100, 30)
    it.until(lambda shown: "Half my week" in shown and "Saved" in shown)
    it.resize(30, 6)
    it.until(lambda shown: "30 × 6" in shown)
    it.resize(80, 24)
    it.until(lambda shown: "Half my week" in shown)
    it.press("q")
    it.until(lambda shown: "practice study" in shown.lower())
    it.press("q")
    assert it.ends()


@pytest.mark.system
@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_a_second_one_on_the_same_project_is_told_who_has_it(start: Start, tmp_path: Path) -> None:
    path = make_study(tmp_path)
    first = start("open", str(path))
    first.until(lambda shown: "Ann · Saved · q close" in shown)
    second = start("open", str(path), size=(200, 36))
    shown = " ".join(second.until(lambda shown: "is open for writing elsewhere" in shown).split())
    assert "since" in shown
    first.press("q")
    first.until(lambda shown: "practice study" in shown.lower())
    first.press("q")
    assert first.ends()
    second.press("End", "Enter")  # the project, among the recent ones
    second.until(lambda shown: "Ann · Saved · q close" in shown)
