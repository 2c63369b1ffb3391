"""What one process takes: wall time, CPU time, and memory at its peak."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import struct_rusage
from typing import NamedTuple


class Failed(Exception):
    """A job that didn't do what it should."""


class Sample(NamedTuple):
    """One run: seconds on the clock, seconds of CPU (user and system), megabytes (10⁶ bytes) at the peak."""

    wall: float
    cpu: float
    memory: float


def measured(command: Sequence[str], environment: Mapping[str, str], output: Path) -> tuple[Sample, str]:
    """Run a command to its end, and give what it printed; Failed if its exit status isn't 0."""
    with output.open("w+b") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
        usage = reaped(process)
        wall = time.perf_counter() - started
        out.seek(0)
        printed = out.read().decode(errors="replace")
    if process.returncode:
        raise Failed(printed.strip().splitlines()[-1] if printed.strip() else f"status {process.returncode}")
    return sample(wall, usage), printed


def reaped(process: subprocess.Popen[bytes]) -> struct_rusage:
    """Wait for the end of a process; what it alone used."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def sample(wall: float, usage: struct_rusage) -> Sample:
    """A sample from what the operating system says of a process.

    A child counts from the memory of its parent: the benchmark must stay smaller than what it measures.
    """
    unit = 1 if sys.platform == "darwin" else 1024  # bytes
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def median(samples: Sequence[Sample]) -> Sample:
    """The median of each figure, and the highest memory."""
    return Sample(
        statistics.median(each.wall for each in samples),
        statistics.median(each.cpu for each in samples),
        max(each.memory for each in samples),
    )
