"""What leaves the house: the wheel carries the practice study, the source archive everything."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRACTICE = ("codebooks", "transcripts")

pytestmark = pytest.mark.slow


def files_below(folder: Path) -> set[str]:
    """Paths of the files in a folder of the checkout, as seen from its root."""
    return {path.relative_to(ROOT).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and a source archive made from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


def test_the_wheel_carries_the_practice_study(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())

    study = set().union(*(files_below(ROOT / folder) for folder in PRACTICE))

    assert {f"qualcode/practice/{name}" for name in study} <= carried
    assert "qualcode/py.typed" in carried
    assert {"qualcode/writers/web/page.css", "qualcode/writers/web/page.js"} <= carried
    assert {name.partition("/")[0].partition("-")[0] for name in carried} == {"qualcode"}


def test_the_wheel_runs_away_from_the_checkout(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)

    run = subprocess.run(
        [sys.executable, "-c", "import qualcode.cli as c; print(c.__file__); c.main(['--version'])"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    where, version = run.stdout.splitlines()
    assert Path(where).is_relative_to(tmp_path)
    assert version.startswith("qualcode, version ")


def test_the_source_archive_is_complete(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        carried = {name.partition("/")[2] for name in opened.getnames()}

    sources = {
        name
        for folder in ("qualcode", "tests", "docs", "scripts", "benchmarks", *PRACTICE)
        for name in files_below(ROOT / folder)
        if "__pycache__" not in name and not name.endswith(".svg")  # drawn beside the pictures, not kept
    }

    assert sources <= carried
    assert {"LICENSE", "Makefile", "constraints.txt", "pyproject.toml", ".ci/run"} <= carried
