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
