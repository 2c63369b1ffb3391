"""A real terminal in which the application runs: tmux, driven by keys and read as it is shown."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


class Terminal:
    """A terminal in which `qualcode` runs with some arguments; with other settings of its environment."""

    def __init__(
        self, socket: Path, *command: str, size: tuple[int, int] = (120, 36), **environment: str
    ) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]
        width, height = (str(number) for number in size)
        name = environment.pop("TERM", "")
        named = ["env", f"TERM={name}"] if name else []  # tmux gives the one it is to what runs in it
        program = [*named, sys.executable, "-m", "qualcode", *command]
        env = os.environ | {"LANG": "C.UTF-8"} | environment
        self._run("new-session", "-d", "-x", width, "-y", height, *program, env=env)

    def _run(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        done = subprocess.run([*self._tmux, *arguments], check=True, capture_output=True, text=True, env=env)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names, as fast as one types."""
        for key in keys:
            self._run("send-keys", key)
            time.sleep(0.05)

    def press_at_once(self, *keys: str) -> None:
        """Press keys without waiting between them."""
        self._run("send-keys", *keys)

    def type_in(self, text: str) -> None:
        """Type a text."""
        self._run("send-keys", "-l", text)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self._run("resize-window", "-x", str(width), "-y", str(height))

    def shows(self) -> str:
        """What the terminal shows."""
        return self._run("capture-pane", "-p")

    def until(self, holds: Callable[[str], bool], seconds: float = 20) -> str:
        """Wait until something holds of what is shown; that."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.runs():
                raise AssertionError("the application has ended")
            if holds(shown := self.shows()):
                return shown
            time.sleep(0.05)
        raise AssertionError(self.shows())

    def runs(self) -> bool:
        """Whether the command still runs."""
        return subprocess.run([*self._tmux, "has-session"], check=False, capture_output=True).returncode == 0

    def ends(self) -> bool:
        """Whether the command comes to its end by itself."""
        for _ in range(200):
            if not self.runs():
                return True
            time.sleep(0.05)
        return False

    def kill(self) -> None:
        """End the terminal."""
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)
