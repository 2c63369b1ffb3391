"""One code on the command line: shown with its history, merged with a preview, split by a table."""

from pathlib import Path

from tests.cli.conftest import Runner


def coded(study: Path, ok: Runner) -> None:
    """Three passages, two of which overlap."""
    ok("codings", "add", study, "P01", "trust", "--quote", "She rings me every Friday.")
    ok("codings", "add", study, "P02", "trust", "--quote", "They never ring back.")
    ok("codings", "add", study, "P01", "plans", "--quote", "every Friday")


def test_a_merge_is_shown_first_and_then_done(study: Path, ok: Runner) -> None:
    coded(study, ok)
    shown = ok("codebook", "merge", study, "trust", "plans", "--dry-run")
    assert shown.out == "trust would be merged into plans\n"
    assert shown.err.splitlines() == [
        "2 passages of 2 participants will count under “plans”, which then has 2.",
        "1 overlaps with one of “plans” and will be one with it.",
        "Coded by Ann 2.",
    ]
    assert ok("codebook", "show", study, "--json").json["codes"][0]["status"] == "candidate"
    done = ok("codebook", "merge", study, "trust", "plans", "--reason", "The same")
    assert (done.out, done.err) == ("trust is merged into plans\n", shown.err)


def test_a_code_is_shown_with_counts_and_history(study: Path, ok: Runner, run: Runner) -> None:
    coded(study, ok)
    ok("codebook", "change", study, "trust", "--colour", "#AA0000", "--full", "Long", "--reason", "Clearer")
    shown = ok("codebook", "show", study, "trust").out
    assert "  In: Working together\n" in shown
    assert "  2 of 3 participants, 2 passages, 2 codings\n" in shown
    assert "full definition: “Long”" in shown
    assert "colour: “#aa0000”" in shown
    assert " (Clearer)\n" in shown
    found = ok("codebook", "show", study, "trust", "--json").json
    assert (found["participants"], found["of"], found["themes"]) == (2, 3, ["Working together"])
    assert [change["what"] for change in found["history"]][-1] == (
        "made as “trust”; brief definition: “Relying on somebody.”"
    )
    assert "is no colour" in run("codebook", "change", study, "trust", "--colour", "red").err
    ok("codebook", "change", study, "trust", "--colour", "")
    assert ok("codebook", "show", study, "trust", "--json").json["colour"] == ""


def test_a_code_is_split_by_the_table_of_its_passages(study: Path, tmp_path: Path, ok: Runner) -> None:
    coded(study, ok)
    table = tmp_path / "trust.csv"
    ok("codings", "export", study, table)
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    kept = [lines[0], *(line.replace(",trust,", ",Fridays,") for line in lines if "She rings" in line)]
    table.write_text("\n".join(kept), encoding="utf-8")
    assert ok("codebook", "split", study, "trust", table, "--dry-run").out == (
        "1 coding of trust would go to Fridays\n"
    )
    assert ok("codebook", "split", study, "trust", table).out == "1 coding of trust went to Fridays\n"
    assert [c["quote"] for c in ok("codings", "list", study, "--code", "Fridays", "--json").json] == [
        "She rings me every Friday."
    ]
    assert len(ok("codings", "list", study, "--code", "trust", "--json").json) == 1


def test_what_was_put_away_is_brought_back(study: Path, ok: Runner, run: Runner) -> None:
    coded(study, ok)
    ok("codebook", "add", study, "ringing")

    def shown() -> dict[str, str]:
        return {
            code["name"]: code["status"] for code in ok("codebook", "show", study, "--json").json["codes"]
        }

    before = shown()
    ok("codebook", "set-aside", study, "plans")
    ok("codebook", "merge", study, "trust", "ringing")
    assert ok("codebook", "bring-back", study, "plans").out == "plans is in use again\n"
    assert (
        ok("codebook", "bring-back", study, "trust", "--reason", "Too soon").out == "trust is in use again\n"
    )
    assert shown() == before
    ok("themes", "drop", study, "Working together")
    assert run("themes", "put", study, "Working together", "trust").status == 1
    assert ok("themes", "bring-back", study, "Working together").out == "Working together is in use again\n"
    ok("themes", "put", study, "Working together", "trust")
    assert "no code set aside or merged “trust”" in run("codebook", "bring-back", study, "trust").err
    assert "no dropped theme “Working together”" in run("themes", "bring-back", study, "Working together").err


def test_a_name_given_away_meanwhile_is_not_taken_back(study: Path, ok: Runner, run: Runner) -> None:
    ok("codebook", "set-aside", study, "plans")
    ok("codebook", "add", study, "plans")
    assert "There is a code “plans” already" in run("codebook", "bring-back", study, "plans").err


def test_a_code_leaves_the_one_theme_that_is_named(study: Path, ok: Runner) -> None:
    for theme in ("A", "B", "C"):
        ok("themes", "add", study, theme)
    ok("themes", "put", study, "A", "plans")
    ok("themes", "put", study, "B", "plans")
    ok("themes", "move", study, "plans", "C", "--out-of", "A")
    themes = ok("codebook", "show", study, "plans", "--json").json["themes"]
    assert "A" not in themes
    assert {"B", "C"} <= set(themes)


def test_a_theme_is_shown_with_its_codes_and_history(study: Path, ok: Runner, run: Runner) -> None:
    ok("themes", "change", study, "Working together", "--definition", "With whom", "--reason", "Clearer")
    shown = ok("codebook", "show", study, "working together").out
    assert shown.startswith("Working together (")
    assert "  Definition: With whom\n" in shown
    assert "trust" in shown
    assert " (Clearer)\n" in shown
    found = ok("codebook", "show", study, "Working together", "--json").json
    assert found["definition"] == "With whom"
    assert found["history"][0]["rationale"] == "Clearer"
    assert "no code or theme “nobody”" in run("codebook", "show", study, "nobody").err
