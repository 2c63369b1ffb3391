"""What the first screen waits for."""

import subprocess
import sys


def test_the_first_screen_loads_no_database_and_no_file_format() -> None:
    loaded = "print(*(m for m in ('sqlalchemy', 'openpyxl', 'lxml', 'yaml', 'tomlkit') if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, qualcode.tui.app; {loaded}"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == []
