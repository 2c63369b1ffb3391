"""The application in a real terminal, driven by keys alone; then the database is looked into."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualcode.project import Project
from tests.tui.driving import make_study

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux"),
]


class Terminal:
    """A terminal of 120 × 36 in which a command runs."""

    def __init__(self, socket: Path, command: list[str]) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]
        self._run(
            "new-session", "-d", "-x", "120", "-y", "36", *command, env=os.environ | {"LANG": "C.UTF-8"}
        )

    def _run(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        done = subprocess.run([*self._tmux, *arguments], check=True, capture_output=True, text=True, env=env)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        for key in keys:
            self._run("send-keys", key)
            time.sleep(0.05)

    def shows(self) -> str:
        """What the terminal shows."""
        return self._run("capture-pane", "-p")

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        for _ in range(200):
            if holds():
                return
            time.sleep(0.05)
        raise AssertionError(self.shows() if self.runs() else "the application has ended")

    def runs(self) -> bool:
        """Whether the command still runs."""
        return subprocess.run([*self._tmux, "has-session"], check=False, capture_output=True).returncode == 0

    def end(self) -> None:
        """End the terminal."""
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    made: list[Terminal] = []

    def start(*command: str) -> Terminal:
        made.append(Terminal(tmp_path / "tmux", [sys.executable, "-m", "qualcode", *command]))
        return made[-1]

    yield start
    for one in made:
        one.end()


def test_a_study_is_opened_coded_and_closed(
    terminal: Callable[..., Terminal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALCODE_CODER", "Ann")
    path = make_study(tmp_path)
    it = terminal("open", str(path))
    it.until(lambda: "Ann · Saved · q close" in it.shows())
    it.until(lambda: "Half my week" in it.shows())
    it.press("n", "C-Right", "2")
    it.until(lambda: "Coded “administration”" in it.shows())
    it.press("]", "]", "t", "c", "t", "h", "e", "Space", "f", "o", "r", "m", "s", "Enter")
    it.until(lambda: "Coded “the forms”" in it.shows())
    it.press("1")
    it.until(lambda: "Coded “articulation work”" in it.shows())
    it.press("u")
    it.until(lambda: "Undone" in it.shows())
    it.press("q")
    it.until(lambda: "Try the practice study" in it.shows())
    it.press("q")
    it.until(lambda: not it.runs())
    with Project.open(path) as project:
        assert project.history.verify() == []
        coded = {
            (code.name, project.content(c.content).text[c.start : c.end])
            for c in project.codings.all()
            if (code := project.codings.shown_code(c))
        }
    assert coded == {
        ("articulation work", "Half my week is the phone."),
        ("administration", "I ring housing, the pharmacy, her sister."),
        ("the forms", "Nobody rings anybody. Some weeks it is all forms."),
    }
