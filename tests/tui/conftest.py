"""The application, driven through a small study."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import _wait
from textual.pilot import Pilot

from qualcode import settings
from qualcode.tui.app import QualcodeApp
from qualcode.tui.desk import Desk
from tests.tui.driving import Driven, make_study, saved, until
from tests.tui.stopped import make_practice

# Several times a key, Textual's pilot waits until the process has done next to nothing for a while. In a
# quarter of that while it is found as idle, and the tests take half as long.
_wait.SLEEP_GRANULARITY /= 4
_wait.SLEEP_IDLE /= 4


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory, _session_settings: None) -> Path:
    """The practice study, to be copied, made once; the same on every machine and day."""
    return make_practice(tmp_path_factory.mktemp("practice"))


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory, _session_settings: None) -> Path:
    return make_study(tmp_path_factory.mktemp("study"))


@pytest.fixture
def study(_made: Path, tmp_path: Path) -> Path:
    """A project file, beside it what it was made of."""
    shutil.copytree(_made.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / _made.name


@pytest.fixture
def drive(study: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Driven]:
    """Open the study as Ann and drive the application; afterwards the project is closed.

    After keys pressed one waits until what they changed is saved.
    """

    @asynccontextmanager
    async def driven(
        path: Path | None = study, size: tuple[int, int] = (140, 42), coder: str = "Ann"
    ) -> AsyncIterator[Pilot[None]]:
        if coder:
            settings.change(coder=coder)
        app = QualcodeApp(path)
        async with app.run_test(size=size) as pilot:
            if path is not None:
                await until(pilot, lambda: isinstance(app.screen, Desk) and bool(app.screen.query("KeyLine")))
            await pilot.pause()
            press = pilot.press

            async def press_and_wait(*keys: str) -> None:
                await press(*keys)
                await saved(pilot)

            monkeypatch.setattr(pilot, "press", press_and_wait)
            yield pilot

    return driven
