"""How far transcripts are, on the command line."""

from pathlib import Path

from tests.cli.conftest import Runner


def test_transcripts_are_marked_and_listed_with_who_did_what(study: Path, ok: Runner, run: Runner) -> None:
    ok("codings", "add", study, "P01", "trust", "--quote", "She rings me every Friday.")
    ok("coders", "add", study, "Ben")
    assert ok("transcripts", "mark", study, "P02", "--coded", "--coder", "Ben").out == "P02: read, coded\n"
    ok("transcripts", "mark", study, "P03", "--read")
    for code in ("trust", "plans"):
        ok("summaries", "write", study, "Ada", code, "As said")
    found = {entry["transcript"]: entry for entry in ok("transcripts", "progress", study, "--json").json}
    assert found["P01.txt"] == {
        "site": "Hazel", "transcript": "P01.txt", "label": "Ada", "progress": "begun", "read": [],
        "coding": ["Ann"], "coded": [], "charted": ["Ann"], "is_charted": True,
    }  # fmt: skip
    assert (found["P02.txt"]["progress"], found["P02.txt"]["coded"]) == ("coded", ["Ben"])
    assert (found["P03.txt"]["progress"], found["P03.txt"]["read"]) == ("begun", ["Ann"])
    shown = ok("transcripts", "progress", study).out
    assert "Ann (all)" in shown
    assert shown.endswith("3 transcripts, 1 coded.\n")
    ok("codebook", "close", study)
    ok("transcripts", "mark", study, "P02", "--not-coded", "--coder", "Ben")
    assert ok("transcripts", "progress", study).out.endswith("3 transcripts, 0 coded.\n")
    ok("transcripts", "mark", study, "P02", "--coded")
    assert ok("transcripts", "progress", study).out.endswith("3 transcripts, 1 coded.\n")
    assert run("transcripts", "mark", study, "P02").status == 2
