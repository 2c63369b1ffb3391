"""Programs that are killed at some moment, and what they had said by then."""

import os
import subprocess
import sys
import time


def how_often() -> int:
    """How many times a program is killed: fifty with the full profile, six otherwise."""
    return 50 if os.environ.get("HYPOTHESIS_PROFILE") == "full" else 6


def killed(program: str, *arguments: str, after: float) -> list[str]:
    """Run a Python program, kill it so many seconds after its first line; the whole lines it printed.

    That it ends by itself before is fine.
    """
    process = subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    first = process.stdout.readline()
    time.sleep(after)
    process.kill()
    rest, _ = process.communicate()
    return [line.rstrip("\n") for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
