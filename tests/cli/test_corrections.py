"""Transcripts corrected on the command line: by files, by words; looked through, and placed by hand."""

from pathlib import Path

from tests.cli.conftest import INTERVIEWS, Runner

BETTER = "Recorded in May.\n\n" + INTERVIEWS["P01.txt"].replace("She rings me", "She phones me")


def coded(study: Path, ok: Runner) -> None:
    """Two passages in P01."""
    ok("codings", "add", study, "P01", "trust", "--quote", "She rings me every Friday.")
    ok("codings", "add", study, "P01", "plans", "--quote", "Nobody showed me the plan.")


def quotes(study: Path, ok: Runner) -> list[str]:
    return [row["match"] for code in ("trust", "plans") for row in context(study, code, ok)]


def context(study: Path, code: str, ok: Runner) -> list[dict[str, str]]:
    found: list[dict[str, str]] = ok("codings", "passages", study, code, "--json").json
    return found


def test_import_refuses_a_changed_file_and_takes_it_as_a_correction_if_asked(
    study: Path, interviews: Path, ok: Runner, run: Runner
) -> None:
    coded(study, ok)
    (interviews / "P01.txt").write_text(BETTER, encoding="utf-8")
    refused = run("import", study, interviews)
    assert (refused.status, "import --correct" in refused.err) == (1, True)
    would = ok("import", study, interviews, "--correct", "--dry-run")
    assert "Would correct 1 transcript." in would.out
    assert quotes(study, ok)[0] == "She rings me every Friday."
    done = ok("import", study, interviews, "--correct")
    assert "Corrected 1 transcript." in done.out
    assert "1 passage to look at" in done.err
    assert quotes(study, ok) == ["She phones me every Friday.", "Nobody showed me the plan."]
    again = ok("import", study, interviews, "--correct", "--json").json
    assert {row["status"] for row in again} == {"unchanged"}
    (interviews / "P01.txt").write_text(INTERVIEWS["P01.txt"], encoding="utf-8")
    older = ok("import", study, interviews, "--correct")
    assert "P01 had this text before it was corrected; skipped" in older.err
    assert quotes(study, ok)[0] == "She phones me every Friday."
    assert ok("check", study).status == 0


def test_a_file_of_another_name_corrects_the_transcript_that_is_named(
    study: Path, tmp_path: Path, ok: Runner, run: Runner
) -> None:
    coded(study, ok)
    path = tmp_path / "P01 checked.txt"
    path.write_text(BETTER, encoding="utf-8")
    assert "no transcript to correct by P01 checked.txt" in run("transcripts", "correct", study, path).err
    (row,) = ok("transcripts", "correct", study, path, "--transcript", "P01", "--json").json
    assert {name: row[name] for name in ("status", "kept", "changed", "moved", "unplaced")} == {
        "status": "corrected", "kept": 1, "changed": 1, "moved": 0, "unplaced": 0,
    }  # fmt: skip
    versions = ok("transcripts", "versions", study, "P01", "--json").json
    assert [(v["number"], v["reason"], v["file"], v["present"]) for v in versions] == [
        (1, "import", "P01.txt", False),
        (2, "correction", "P01 checked.txt", True),
    ]
    assert "correction" in ok("transcripts", "versions", study, "P01").out


def test_words_are_edited_and_what_has_no_place_is_listed_and_placed(
    study: Path, ok: Runner, run: Runner
) -> None:
    coded(study, ok)
    passage = ("--quote", "Nobody showed me the plan.")
    done = ok("transcripts", "edit", study, "P01", "No, never.", *passage, "--reason", "heard")
    assert "1 passage to look at" in done.err
    (row,) = ok("transcripts", "review", study, "--json").json
    assert (row["status"], row["quote"], row["now"]) == (
        "changed", "Nobody showed me the plan.", "No, never.",
    )  # fmt: skip
    ok("transcripts", "place", study, row["id"], "--as-it-is")
    assert quotes(study, ok)[1] == "No, never."
    assert ok("transcripts", "review", study).out == "0 passages to look at.\n"
    ok("history", "undo", study)
    assert ok("transcripts", "review", study, "P01", "--json").json == [row]
    assert "heard" in ok("history", "show", study).out


def test_what_was_taken_out_is_shown_with_its_old_words_and_set_aside(
    study: Path, tmp_path: Path, ok: Runner, run: Runner
) -> None:
    coded(study, ok)
    path = tmp_path / "P01.txt"
    path.write_text(INTERVIEWS["P01.txt"].replace(" She rings me every Friday.", ""), encoding="utf-8")
    assert "1 passage to look at" in ok("transcripts", "correct", study, path).err
    shown = ok("transcripts", "review", study, "P01").out
    assert "unplaced  P01: “trust” of Ann" in shown
    assert "before: “She rings me every Friday.”" in shown
    (row,) = ok("transcripts", "review", study, "--json").json
    refused = run("transcripts", "place", study, row["id"], "--as-it-is")
    assert (refused.status, "place it, or set it aside" in refused.err) == (1, True)
    assert run("transcripts", "place", study, row["id"]).status == 2
    assert (
        "Nothing to place is called “abcdef”"
        in run("transcripts", "place", study, "abcdef", "--set-aside").err
    )
    assert "set aside" in ok("transcripts", "place", study, row["id"][:6], "--set-aside").out
    assert ok("transcripts", "review", study).out == "0 passages to look at.\n"
    (aside,) = ok("transcripts", "review", study, "--all", "--json").json
    assert (aside["status"], aside["quote"]) == ("set aside", "She rings me every Friday.")
