"""The application in a real terminal, driven by keys alone; then the database is looked into."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualcode.project import Project
from tests.tui.driving import make_study
from tests.tui.real_terminal import Terminal

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux"),
]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    made: list[Terminal] = []

    def start(*command: str) -> Terminal:
        made.append(Terminal(tmp_path / "tmux", *command))
        return made[-1]

    yield start
    for one in made:
        one.kill()


def test_a_study_is_opened_coded_and_closed(
    terminal: Callable[..., Terminal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALCODE_CODER", "Ann")
    path = make_study(tmp_path)
    it = terminal("open", str(path))
    it.until(lambda shown: "Ann · Saved · q close" in shown)
    it.until(lambda shown: "Half my week" in shown)
    it.press("n", "C-Right", "2")
    it.until(lambda shown: "Coded “administration”" in shown)
    it.press("]", "]", "t", "c", "t", "h", "e", "Space", "f", "o", "r", "m", "s", "Enter")
    it.until(lambda shown: "Coded “the forms”" in shown)
    it.press("1")
    it.until(lambda shown: "Coded “articulation work”" in shown)
    it.press("u")
    it.until(lambda shown: "Undone" in shown)
    it.press("q")
    it.until(lambda shown: "Try the practice study" in shown)
    it.press("q")
    assert it.ends()
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
