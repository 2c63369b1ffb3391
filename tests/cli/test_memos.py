"""Memos on the command line, out and in."""

from pathlib import Path

from tests.cli.conftest import Runner


def test_memos_are_written_out_and_come_back(study: Path, tmp_path: Path, ok: Runner) -> None:
    ok("memos", "add", study, "Why Fridays?", "--transcript", "P01")
    ok("memos", "add", study, "Wide", "--code", "trust", "--kind", "methodological")
    before = ok("memos", "list", study, "--json").json
    for ending in ("csv", "xlsx"):
        file = tmp_path / f"memos.{ending}"
        assert ok("memos", "export", study, file).out == f"Wrote {file.resolve()}\n"
        assert ok("memos", "import", study, file).out == "Imported 0 memos.\n"
        assert ok("memos", "list", study, "--json").json == before


def test_memos_are_written_on_anything_that_options_can_name(study: Path, ok: Runner, run: Runner) -> None:
    passage = ("--transcript", "P01", "--quote", "She rings me every Friday.")
    ok("codings", "add", study, "P01", "trust", *passage[2:])
    add = ("memos", "add", study, "x")
    for options in (
        (), ("--theme", "Together"), ("--participant", "Ada"), passage, (*passage, "--code", "trust"),
        ("--participant", "Ada", "--code", "trust"), ("--participant", "Bea", "--theme", "Together"),
    ):  # fmt: skip
        ok(*add, *options)
    memos = ok("memos", "list", study, "--json").json
    assert [(m["about"], m["name"]) for m in memos] == [
        ("project", ""), ("theme", "Working together"), ("participant", "Ada"), ("passage", "P01 43–69"),
        ("coded passage", "trust, P01 43–69"), ("cell", "Ada, trust"), ("cell", "Bea, Working together"),
    ]  # fmt: skip
    place = ("code", "participants", "transcript", "start", "end", "quote")
    assert {name: memos[4][name] for name in place} == {
        "code": "trust", "participants": ["Ada"], "transcript": "P01.txt", "start": 43, "end": 69,
        "quote": "She rings me every Friday.",
    }  # fmt: skip
    assert run(*add, "--code", "trust", "--quote", "She").status == 2
    assert run(*add, "--transcript", "P01", "--participant", "Ada").status == 2
    assert "Ann has not coded" in run(*add, *passage, "--code", "plans").err
    assert "A memo needs some words" in run("memos", "add", study, " ").err


def test_memos_are_searched_changed_and_removed(study: Path, ok: Runner, run: Runner) -> None:
    ok("memos", "add", study, "Why Fridays?", "--transcript", "P01")
    ok("memos", "add", study, "Wide", "--code", "trust", "--kind", "methodological")
    listed = ok("memos", "list", study, "--search", "TRUST").out
    assert "methodological, on code trust" in listed
    assert listed.endswith("1 memo.\n")
    name = listed.split()[0]
    assert ok("memos", "list", study, "--kind", "reflexive").out == "0 memos.\n"
    assert "Fridays" in ok("memos", "list", study, "--about", "transcript", "--by", "ann").out
    ok("memos", "change", study, name, "Too wide", "--kind", "reflexive")
    assert "  Too wide\n" in ok("memos", "list", study, "--kind", "reflexive").out
    ok("memos", "remove", study, name)
    assert ok("memos", "list", study, "--search", "wide").out == "0 memos.\n"
    assert f"No memo is called “{name}”" in run("memos", "remove", study, name).err
    assert run("memos", "change", study, name).status == 2


def test_importing_memos_can_be_tried_first(study: Path, tmp_path: Path, ok: Runner) -> None:
    file = tmp_path / "memos.csv"
    file.write_text("about,name,text\ncode,trust,Wide\nproject,,Note\n", encoding="utf-8")
    assert ok("memos", "import", study, file, "--dry-run").out == "Would import 2 memos.\n"
    assert ok("memos", "list", study).out == "0 memos.\n"
    assert ok("memos", "import", study, file).out == "Imported 2 memos.\n"
