"""Coded passages on the command line."""

from pathlib import Path

from tests.cli.conftest import Runner


def test_a_code_is_made_with_its_first_passage_and_undone_with_it(study: Path, ok: Runner) -> None:
    made = ok("codings", "add", study, "P01", "hope", "--quote", "every Friday", "--create-code")
    assert made.out.endswith(": hope\n")
    assert [row["code"] for row in ok("codings", "list", study, "--json").json] == ["hope"]
    ok("history", "undo", study)
    assert ok("codings", "list", study, "--json").json == []
    assert "hope" not in [code["name"] for code in ok("codebook", "show", study, "--json").json["codes"]]


def test_a_code_that_is_there_is_taken_and_one_that_is_not_is_asked_for(
    study: Path, ok: Runner, run: Runner
) -> None:
    place = ("--quote", "every Friday")
    before = len(ok("codebook", "show", study, "--json").json["codes"])
    ok("codings", "add", study, "P01", "Trust", *place, "--create-code")
    assert len(ok("codebook", "show", study, "--json").json["codes"]) == before
    assert run("codings", "add", study, "P01", "hope", *place).status != 0
