"""Participants who withdraw, or don't want to be quoted, on the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Runner

REASON = ("--reason", "Asked for it by post")


@pytest.fixture
def coded(study: Path, ok: Runner) -> Path:
    """The study with a passage, a summary and a memo of Ada's, and a code that quotes her."""
    ok("codings", "add", study, "P01", "trust", "--quote", "I trust my coordinator.")
    ok("codings", "add", study, "P02", "trust", "--quote", "I trust nobody there.")
    ok("summaries", "write", study, "Ada", "trust", "Trusts hers.")
    ok("codebook", "change", study, "plans", "--example", "“She rings me every Friday”")
    return study


def test_a_dry_run_says_what_goes_and_changes_nothing(coded: Path, ok: Runner) -> None:
    before = coded.read_bytes()
    done = ok("participants", "withdraw", coded, "Ada", "--dry-run")
    assert coded.read_bytes() == before
    lines = done.out.splitlines()
    assert lines[0] == "1 transcript (20 words) will be erased: “P01”."
    assert lines[1] == "Erased with them: 3 attribute values, 1 coded passage, 1 summary."
    assert any("code “plans”, example: their words (can be: redact, erase)" in line for line in lines)
    assert "      “She rings me every Friday”" in lines
    assert "Nothing was changed" in done.err


def test_its_json(coded: Path, ok: Runner) -> None:
    found = ok("participants", "withdraw", coded, "Ada", "--dry-run", "--json").json
    assert (found["participant"], found["becomes"], found["done"]) == ("Ada", "Withdrawn 1", False)
    assert found["transcripts"] == [
        {"transcript": "P01", "segments": 4, "words": 20, "others": [], "inseparable": []}
    ]
    assert found["erased"] == {"attribute value": 3, "coded passage": 1, "summary": 1}
    (match,) = [match for match in found["matches"] if match["what"] == "words"]
    assert (match["where"], match["words"], match["choices"]) == (
        "code “plans”, example", ["She rings me every Friday"], ["redact", "erase"],
    )  # fmt: skip
    assert found["copies"] == []
    assert "by hand" in found["outside"]


def test_with_yes_it_is_done(coded: Path, ok: Runner) -> None:
    done = ok("participants", "withdraw", coded, "Ada", *REASON, "--yes", "--redact", "all", "--erase", "all")
    assert "Erased. On record as Withdrawn 1" in done.out
    assert ok("history", "verify", coded).status == 0
    assert ok("check", coded).status == 0
    assert [p["participant"] for p in ok("participants", "list", coded, "--json").json] == ["Bea", "Cyd"]
    assert [t["name"] for t in ok("transcripts", "list", coded, "--json").json] == ["P02", "P03"]
    (count,) = [c for c in ok("codings", "counts", coded, "--json").json if c["code"] == "trust"]
    assert (count["participants"], count["of"]) == (1, 2)
    assert "a participant withdrew (“Withdrawn 1”)" in ok("history", "show", coded).out
    assert "[withdrawn]" in ok("codebook", "show", coded).out + str(
        ok("codebook", "show", coded, "--json").json
    )
    for path in (coded, *coded.parent.glob("study backups/*")):
        assert b"rings me every Friday" not in path.read_bytes()


@pytest.mark.parametrize(("typed", "status"), [("Ada", 0), ("ada?", 1), ("", 1)])
def test_without_yes_the_name_is_to_be_typed(
    coded: Path, run: Runner, monkeypatch: pytest.MonkeyPatch, typed: str, status: int
) -> None:
    monkeypatch.setattr("click.prompt", lambda *_, **__: typed)
    before = coded.read_bytes()
    done = run("participants", "withdraw", coded, "Ada", *REASON)
    assert done.status == status
    assert (coded.read_bytes() == before) == bool(status)
    assert "will be erased" in done.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--yes",), "give a reason"),
        (("--yes", "--reason", "Ada asked"), "doesn't name or quote them"),
        ((*REASON, "--yes", "--redact", "ffffffff/text"), "no place “ffffffff/text”"),
    ],
)
def test_what_is_refused(coded: Path, run: Runner, options: tuple[str, ...], said: str) -> None:
    before = coded.read_bytes()
    done = run("participants", "withdraw", coded, "Ada", *options)
    assert done.status == 1
    assert said in done.err
    assert coded.read_bytes() == before


def test_quotable_or_not(study: Path, ok: Runner, run: Runner) -> None:
    assert ok("participants", "quotable", study, "Ada", "no").out == "Ada may not be quoted\n"
    people = ok("participants", "list", study, "--json").json
    assert {p["participant"]: p["quotable"] for p in people} == {"Ada": False, "Bea": True, "Cyd": True}
    assert ok("participants", "quotable", study, "Ada", "yes").out == "Ada may be quoted\n"
    assert all(p["quotable"] for p in ok("participants", "list", study, "--json").json)
    assert run("participants", "quotable", study, "Ada", "perhaps").status == 2
