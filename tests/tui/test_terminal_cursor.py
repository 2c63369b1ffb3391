"""The terminal's own cursor follows the word one is on, for those who ask for it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from qualcode import settings
from tests.tui.driving import make_study
from tests.tui.real_terminal import Terminal
from tests.tui.test_terminal import terminal

__all__ = ["terminal"]

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux"),
]


def cursor(socket: Path) -> tuple[bool, int, int]:
    """Whether the terminal shows its cursor, and where (column, line)."""
    asked = ["tmux", "-S", str(socket), "display-message", "-p", "#{cursor_flag} #{cursor_x} #{cursor_y}"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True, env=dict(os.environ))
    flag, x, y = map(int, told.stdout.split())
    return bool(flag), x, y


@pytest.mark.parametrize("wanted", [True, False])
def test_the_cursor_is_on_the_word_one_is_on(
    terminal: Callable[..., Terminal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    monkeypatch.setenv("QUALCODE_CODER", "Ann")
    settings.change(terminal_cursor=wanted)
    it = terminal("open", str(make_study(tmp_path)))
    it.until(lambda shown: "Half my week" in shown)
    socket, places = tmp_path / "tmux", []

    def place_of(word: str, shown: str) -> tuple[int, int]:
        lines = shown.split("\n")
        y = next((number for number, line in enumerate(lines) if "Half my week" in line), 0)
        return lines[y].find(word), y

    def is_on(word: str, shown: str) -> bool:
        return cursor(socket)[1:] == place_of(word, shown)

    for keys, word in ((["n"], "Half"), (["Right"], "my"), (["Right", "Right"], "is")):
        it.press(*keys)
        it.until(partial(is_on, word))
        places.append(cursor(socket))

    assert [shown for shown, _, _ in places] == [wanted] * 3
    assert len({x for _, x, _ in places}) == 3
