"""How long it takes until a screen is drawn, as a terminal sees it."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence

import pyte

from benchmarks.measure import Failed, Sample, reaped, sample

COLUMNS, LINES = 160, 48
PATIENCE = 30.0  # seconds


def first_screen(
    command: Sequence[str], environment: Mapping[str, str], shows: Sequence[str]
) -> tuple[Sample, str]:
    """Run a command in a terminal until all these texts stand on its screen, then end it; with the screen.

    The time is that of the last bytes which the texts needed. Failed if they don't come.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    terminal = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=terminal, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    try:
        drawn_at, screen = _drawn(ours, started, shows)
    finally:
        os.kill(process.pid, signal.SIGKILL)  # `Popen.kill` would reap it, and its usage be lost
        usage = reaped(process)
        os.close(ours)
    return sample(drawn_at - started, usage), screen


def _drawn(ours: int, started: float, shows: Sequence[str]) -> tuple[float, str]:
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    shown = ""
    while (left := started + PATIENCE - time.perf_counter()) > 0:
        ready, _, _ = select.select([ours], [], [], left)
        if not ready:
            break
        try:
            data = os.read(ours, 1 << 16)
        except OSError:  # Linux says so when the other end is closed
            break
        arrived = time.perf_counter()
        if not data:
            break
        stream.feed(data)
        shown = "\n".join(line.rstrip() for line in screen.display)
        if all(text in shown for text in shows):
            return arrived, shown
    missing = ", ".join(f"“{text}”" for text in shows if text not in shown)
    last = next((line for line in reversed(shown.splitlines()) if line.strip()), "nothing")
    raise Failed(f"no {missing} on the screen; at the end: {last.strip()}")
