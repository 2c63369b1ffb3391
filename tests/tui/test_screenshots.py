"""The pictures in README and docs show the application as it is now."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_pictures_in_the_docs_are_current() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "scripts.screenshots", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr[-2000:]
