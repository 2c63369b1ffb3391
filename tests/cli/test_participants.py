"""Participants on the command line: sources taken back, values that aren't of their type."""

from pathlib import Path

from tests.cli.conftest import Runner


def transcripts(ok: Runner, study: Path, name: str) -> list[str]:
    """The transcripts that a participant speaks in."""
    rows = ok("participants", "list", study, "--json").json
    return [t["transcript"] for row in rows if row["participant"] == name for t in row["transcripts"]]


def test_a_link_is_taken_back(study: Path, ok: Runner, run: Runner) -> None:
    ok("participants", "link", study, "Ada", "P02")
    assert ok("participants", "unlink", study, "Ada", "P01").out == "Ada no longer speaks in P01\n"
    assert transcripts(ok, study, "Ada") == ["P02"]
    assert "Ada isn't said to speak in P01." in run("participants", "unlink", study, "Ada", "P01").err


def test_a_table_says_which_sources_it_replaces(study: Path, tmp_path: Path, ok: Runner) -> None:
    table = tmp_path / "again.csv"
    table.write_text("participant,transcript\nAda,P02\n", encoding="utf-8")
    tried = ok("participants", "import", study, table, "--dry-run")
    assert "Ada would no longer speak in P01: the table doesn't name it" in tried.err
    assert transcripts(ok, study, "Ada") == ["P01"]
    done = ok("participants", "import", study, table, "--json").json
    assert done["unlinked"] == [{"participant": "Ada", "transcript": "P01", "speaker": ""}]
    assert transcripts(ok, study, "Ada") == ["P02"]


def test_a_value_of_another_type_is_refused_until_the_type_is_changed(
    study: Path, ok: Runner, run: Runner
) -> None:
    refused = run("participants", "set", study, "Ada", "years=a few")
    assert refused.status == 1
    assert refused.err.strip() == "years can't be “a few”: it should be a whole number, such as 42."
    assert ok("participants", "type", study, "years", "text").out == "years is text\n"
    ok("participants", "set", study, "Ada", "years=a few")


def test_a_new_category_is_said(study: Path, ok: Runner) -> None:
    said = ok("participants", "set", study, "Ada", "site=Hazl").err
    assert said.strip() == "site has a new category “Hazl”; there are Hazel, Rowan"
    assert "new category" in ok("participants", "add", study, "Dee", "site=Oak").err
    assert ok("participants", "set", study, "Ada", "site=Hazel").err == ""
