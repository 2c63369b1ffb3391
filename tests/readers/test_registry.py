"""Which module reads which file: the built-in formats, and readers that other packages bring."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from qualcode.model.errors import UnreadableFile
from qualcode.readers import _READERS, FORMATS, read_source, read_sources

PLUGIN = """
from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Content, Segment, Source


def read(path, encoding, layout):
    text = path.read_text(encoding=encoding or "utf-8")
    if text == "bad":
        raise UnreadableFile(f"{path.name} is bad; send it again.")
    if text == "worse":
        raise ZeroDivisionError
    content = Content(text, (Segment("I", 0, len(text)),))
    one = Source(path.name, "talk", content, layout=layout or "")
    return {"two": (one, one), "none": ()}.get(text, one)
"""

READING = """
import sys
from pathlib import Path
from qualcode.model.errors import UnreadableFile
from qualcode.readers import formats, read_sources

assert ".talk" in formats() and ".txt" in formats()
for name in ("a.talk", "b.TALK", "two.talk", "bad.talk", "worse.talk", "none.talk", "gone.other"):
    try:
        sources = read_sources(Path(name), layout="by hand")
    except UnreadableFile as error:
        print(error)
    else:
        print(len(sources), sources[0].format, sources[0].layout, sources[0].content.text)
"""


def installed(folder: Path, ending: str, module: str) -> None:
    """A package as pip installs it: its module, and what it says of itself."""
    (folder / "talks.py").write_text(PLUGIN)
    known = folder / "talks-1.0.dist-info"
    known.mkdir()
    (known / "METADATA").write_text("Metadata-Version: 2.1\nName: talks\nVersion: 1.0\n")
    (known / "entry_points.txt").write_text(f"[qualcode.readers]\n{ending} = {module}\n")


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    program = f"import sys; sys.path.insert(0, {str(folder)!r})\n{READING}"
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True)


def test_a_package_may_bring_a_reader(tmp_path: Path) -> None:
    installed(tmp_path, "talk", "talks:read")
    for name in ("two.talk", "bad.talk", "worse.talk", "none.talk", "gone.other"):
        (tmp_path / name).write_text(name.partition(".")[0])
    (tmp_path / "a.talk").write_text("Hello")
    (tmp_path / "b.TALK").write_text("Hi")
    result = run(tmp_path)

    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[:3] == ["1 talk by hand Hello", "1 talk by hand Hi", "2 talk by hand two"]
    assert lines[3] == "bad.talk is bad; send it again."
    assert "the plug-in for .talk files failed (ZeroDivisionError)" in lines[4]
    assert lines[5] == "none.talk holds no transcript."
    assert "gone.other is of a format that can't be read" in lines[6]
    assert ".talk" in lines[6]


def test_a_plug_in_that_cannot_be_loaded_is_one_sentence(tmp_path: Path) -> None:
    installed(tmp_path, "talk", "no_such_module:read")
    for name in ("a.talk", "b.TALK", "two.talk", "bad.talk", "worse.talk", "none.talk", "gone.other"):
        (tmp_path / name).write_text("Hello")
    result = run(tmp_path)

    assert result.stderr == ""
    assert (
        "a.talk can't be read, since the plug-in for .talk files failed (ModuleNotFoundError)"
        in result.stdout
    )


def test_a_plug_in_takes_no_ending_of_our_own(tmp_path: Path) -> None:
    installed(tmp_path, "txt", "talks:read")
    (tmp_path / "a.txt").write_text("I: Hello")
    reading = "print(read_sources(Path('a.txt'))[0].format)"
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{READING.split('assert')[0]}{reading}"
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert result.stdout == "txt\n"


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_has_a_reader_that_says_what_it_reads(ending: str) -> None:
    module, function = _READERS[ending]

    assert (getattr(import_module(module), function).__doc__ or "").startswith("A")


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\0" * 200, b"PK\x03\x04", b"\xff" * 50, b"\x1b[2J" * 9])
def test_what_is_no_such_file_is_read_or_refused(ending: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    try:
        said = read_source(path).content.text
    except UnreadableFile as error:
        said = str(error)
        assert said.startswith("a.")
        assert said.endswith(".")

    assert "\x1b" not in said
    assert "\0" not in said


def test_nothing_is_read_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("I: Well.\nR: So.\nI: And?\nR: No.\n")

    assert read_sources(path) == (read_source(path),)
