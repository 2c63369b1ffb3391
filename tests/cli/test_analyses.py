"""Analyses on the command line: made, changed, worked on by name."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Runner


def test_an_analysis_is_made_about_some_and_worked_on_by_name(
    study: Path, tmp_path: Path, ok: Runner, run: Runner
) -> None:
    ok("codings", "add", study, "P01", "trust", "--quote", "She rings me every Friday.")
    said = ok(
        "analyses", "add", study, "Users", "--where", "participant_type=service user", "--participant", "Bea",
        "--codebook-of", "Main analysis", "--question", "Who rings?",
    ).out  # fmt: skip
    assert said == "Added the analysis Users, about Bea, Ada, Cyd\n"
    ok("analyses", "change", study, "users", "--where", "participant_type=service user")
    ok("codings", "add", study, "P03", "plans", "--quote", "in a drawer", "--analysis", "Users")
    ok("memos", "add", study, "Mine", "--analysis", "users")
    assert ok("analyses", "list", study, "--json").json == [
        {
            "name": "main analysis", "question": "", "participants": None,
            "codes": 2, "themes": 1, "codings": 1,
        },
        {
            "name": "Users", "question": "Who rings?", "participants": ["Ada", "Cyd"],
            "codes": 2, "themes": 1, "codings": 1,
        },
    ]  # fmt: skip
    mine = ("--analysis", "Users", "--json")
    assert [c["quote"] for c in ok("codings", "list", study, *mine).json] == ["in a drawer"]
    assert [c["quote"] for c in ok("codings", "list", study, "--json").json] == ["She rings me every Friday."]
    assert [row["participant"] for row in ok("matrix", "show", study, *mine).json["rows"]] == ["Ada", "Cyd"]
    assert ok("matrix", "show", study, *mine).json["analysis"] == "Users"
    assert ok("memos", "list", study).out == "0 memos.\n"
    assert ok("codebook", "show", study, *mine).json["themes"][0]["codes"] == ["trust", "plans"]
    refused = run("codings", "add", study, "P02", "trust", "--quote", "Getting by.", "--analysis", "Users")
    assert refused.status == 1
    assert "is of nobody whom the analysis “Users” is about" in refused.err
    assert (
        "There is no analysis “Usrs”. Did you mean “Users”?"
        in run("memos", "list", study, "--analysis", "Usrs").err
    )
    ok("analyses", "change", study, "Users", "--all", "--name", "Everybody")
    assert "Everybody" in ok("analyses", "list", study).out
    assert ok("analyses", "list", study, "--json").json[1]["participants"] is None
    assert run("analyses", "change", study, "Everybody").status == 2
    assert run("analyses", "change", study, "Everybody", "--all", "--participant", "Ada").status == 2


def test_a_process_of_its_own_works_on_an_analysis(study: Path, tmp_path: Path, ok: Runner) -> None:
    def qualcode(*arguments: object) -> str:
        line = [sys.executable, "-m", "qualcode", *map(str, arguments)]
        return subprocess.run(line, check=True, capture_output=True, text=True, encoding="utf-8").stdout

    qualcode("analyses", "add", study, "Second")
    qualcode("codebook", "add", study, "hope", "--analysis", "Second")
    book = json.loads(qualcode("codebook", "show", study, "--analysis", "second", "--json"))
    assert [code["name"] for code in book["codes"]] == ["hope"]
    assert len(ok("codebook", "show", study, "--json").json["codes"]) == 2
    workbook = tmp_path / "matrix.xlsx"
    assert "of the analysis Second" in qualcode("matrix", "export", study, workbook, "--analysis", "Second")
