"""A terminal in which the application runs: keys are written to it, and complete frames read back."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.measure import Failed

PATIENCE = 30.0  # seconds
PRIORITY = 20

_ASKS_FOR_SYNC = b"\x1b[?2026$p"
_SYNC_IS_KNOWN = b"\x1b[?2026;2$y"
_FRAME_ENDS = b"\x1b[?2026l"


class Frames:
    """Tells where frames end in what an application writes, however it is cut into pieces."""

    def __init__(self) -> None:
        self._rest = b""
        self.asks = False  # whether it asked, in the last piece, if the terminal shows frames as a whole

    def ended_in(self, piece: bytes) -> int:
        """How many frames end in the next piece."""
        text = self._rest + piece
        self.asks = _ASKS_FOR_SYNC in text
        ended = text.count(_FRAME_ENDS)
        # A mark may be cut in two; one that was counted must not be counted again.
        after = max(text.rfind(mark) + len(mark) if mark in text else 0 for mark in _MARKS)
        self._rest = text[max(after, len(text) - _LONGEST + 1) :]
        return ended


_MARKS = (_FRAME_ENDS, _ASKS_FOR_SYNC)
_LONGEST = max(map(len, _MARKS))


class Terminal:
    """An application in a pseudo-terminal of so many columns and lines; ended when the `with` block is left.

    All times are seconds of `time.perf_counter`.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int, lines: int
    ) -> None:
        self._frames = Frames()
        self.started = time.perf_counter()
        self.process, self._end = pty.fork()
        if self.process == 0:
            _become(
                command, {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}, columns, lines
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._end)

    def write(self, keys: bytes) -> float:
        """Write keys; when."""
        written = time.perf_counter()
        os.write(self._end, keys)
        return written

    def resize(self, columns: int, lines: int) -> float:
        """Give the terminal another size; when."""
        asked = time.perf_counter()
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        return asked

    def frame(self) -> float:
        """Wait for the next complete frame; when its last bytes came."""
        while True:
            came, ended = self._read(PATIENCE)
            if not came:
                raise Failed("the application drew nothing")
            if ended:
                return came

    def settled(self, quiet: float) -> float:
        """Wait until nothing has come for so many seconds; when the last bytes came, 0 if none did."""
        last = 0.0
        while True:
            came, _ = self._read(quiet)
            if not came:
                return last
            last = came

    def read_until(self, moment: float) -> None:
        """Read whatever comes until a moment."""
        while (left := moment - time.perf_counter()) > 0:
            self._read(left)

    def memory(self) -> float:
        """What the application has in memory at present, in megabytes (10⁶ bytes)."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _read(self, patience: float) -> tuple[float, int]:
        """The next piece: when it came, 0 if none did in time, and how many frames end in it."""
        ready, _, _ = select.select([self._end], [], [], patience)
        if not ready:
            return 0.0, 0
        try:
            piece = os.read(self._end, 1 << 16)
        except OSError as error:  # Linux says so when the other end is closed
            raise Failed("the application has ended") from error
        came = time.perf_counter()
        ended = self._frames.ended_in(piece)
        if self._frames.asks:
            os.write(self._end, _SYNC_IS_KNOWN)
        return came, ended


def _become(command: Sequence[str], environment: Mapping[str, str], columns: int, lines: int) -> None:
    """Turn the forked process into the command, in a terminal of that size."""
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    try:
        os.execve(command[0], list(command), environment)  # noqa: S606 (a shell would be measured, too)
    finally:
        os._exit(127)


@contextlib.contextmanager
def ahead_of_others() -> Iterator[bool]:
    """Run this process and those it starts before all others, so that no other load is measured.

    False where that isn't permitted.
    """
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(PRIORITY))
    except (AttributeError, OSError):
        yield False
        return
    try:
        yield True
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
