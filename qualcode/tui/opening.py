"""Opening a file with the program that the system has for it."""

import shutil
import subprocess
import sys
from pathlib import Path


def open_file(path: Path) -> bool:
    """Open a file, without waiting; False where there is no program for that."""
    if sys.platform == "win32":
        import os

        os.startfile(path)  # noqa: S606 (a file that we wrote)
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        return False
    # The program is the system's own and the path is one that was just written.
    subprocess.Popen(  # noqa: S603 (a program of the system, and a file that we wrote)
        [opener, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return True
