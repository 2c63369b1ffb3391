"""Copies taken home: who they are for, and what is said to be typed next."""

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Runner


def test_a_copy_for_somebody_new_adds_them_once(study: Path, tmp_path: Path, ok: Runner) -> None:
    first = ok("copy", study, tmp_path / "first.qualcode", "--for", "Ben")
    again = ok("copy", study, tmp_path / "again.qualcode", "--for", " ben ")
    assert "new in this project" in first.err
    assert "new in this project" not in again.err
    for path in (study, tmp_path / "first.qualcode", tmp_path / "again.qualcode"):
        assert [coder["name"] for coder in ok("coders", "list", path, "--json").json] == ["Ann", "Ben"]

    # Both copies hold one and the same Ben: what he did in either is his.
    for name, quote in (("first", "a signature"), ("again", "a drawer")):
        home = tmp_path / f"{name}.qualcode"
        ok("codings", "add", home, "P03", "trust", "--quote", quote, "--coder", "Ben")
        ok("merge", study, home)
    coders = ok("coders", "list", study, "--json").json
    assert [(coder["name"], coder["codings"]) for coder in coders] == [("Ann", 0), ("Ben", 2)]


def test_what_is_to_be_typed_next_can_be_typed(study: Path, tmp_path: Path, ok: Runner, run: Runner) -> None:
    spaced = tmp_path / "for Ben.qualcode"
    ok("copy", study, spaced, "--for", "Ben Brown")
    refused = run("codebook", "add", spaced, "hope", "--coder", "Cat Clark")
    command = refused.err.strip().rpartition(": ")[2]
    assert shlex.split(command) == ["qualcode", "coders", "add", str(spaced), "Cat Clark"]
    ok(*shlex.split(command)[1:])

    for name in (study, spaced):
        ok("codebook", "change", name, "trust", "--brief", f"as {name.stem} says", "--coder", "Ann")
    merged = ok("merge", spaced, study, "--coder", "Cat Clark")
    command = merged.err.strip().rpartition(": ")[2]
    assert "1 difference." in ok(*shlex.split(command)[1:]).out


@pytest.mark.parametrize("place", ["study.qualcode", "no such folder/copy.qualcode", "."])
def test_a_copy_that_cannot_be_made_adds_nobody(
    place: str, study: Path, run: Runner, ok: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(study.parent)
    before = study.read_bytes()

    assert run("copy", study, place, "--for", "Bo").status == 1

    assert study.read_bytes() == before
    assert "Bo" not in ok("coders", "list", study).out
