"""Looking for words on the command line, coding what is found, adjusting what is coded."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import INTERVIEWS, Runner

P01 = INTERVIEWS["P01.txt"]
TRUST = P01.index("I trust my coordinator.")


def test_hits_stand_below_each_other_with_transcript_turn_and_speaker(study: Path, ok: Runner) -> None:
    assert ok("search", study, "ring").out.splitlines() == [
        "P02  t4  P                     They never ring back.",
        "P01  t2  P    I trust my coordinator. She rings me every Friday.",
        "P03  t2  P  The plan is in a drawer. They ring when they need a signature.",
        "3 hits in 3 transcripts.",
    ]  # fmt: skip
    assert ok("search", study, "zebra").out == "0 hits.\n"
    assert ok("search", study, "ring", "--whole", "--transcript", "P02").out.splitlines()[-1] == (
        "1 hit in 1 transcript."
    )


def test_hits_as_json_have_their_places(study: Path, ok: Runner) -> None:
    (first, second) = ok("search", study, "the  plan", "--context", "8", "--transcript", "P01", "--json").json

    at = P01.index("the plan?")
    assert first == {
        "transcript": "P01.txt", "start": at, "end": at + 8, "turn": 3, "speaker": "I",
        "before": "And ", "match": "the plan", "after": "?",
    }  # fmt: skip
    assert (second["before"], second["after"]) == ("me ", ".")


def test_search_is_narrowed_by_speech_values_case_and_patterns(study: Path, ok: Runner) -> None:
    def places(*arguments: str) -> list[str]:
        return [
            f"{hit['transcript']} {hit['turn']}" for hit in ok("search", study, *arguments, "--json").json
        ]

    assert places("plan", "--speech", "interviewers") == ["P01.txt 3"]
    assert places("you", "--speech", "participants") == []
    assert places("trust", "--where", "participant_type=carer") == ["P02.txt 2"]
    assert places("the plan", "--case") == ["P01.txt 3", "P01.txt 4"]
    assert places(r"^\w+ ring\b", "--pattern") == []
    assert places(r"(never|they) rings?\b", "--pattern") == ["P02.txt 4", "P03.txt 2"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["("], "“(” can't be read as a pattern: missing ) at position 1."),
        (["a{999999}"], "is too large for a pattern"),
        ([" "], "Say which pattern to look for."),
        (["x", "--transcript", "P09"], "There is no transcript “P09”"),
        (["x", "--where", "site=Oak"], "No participant has site “Oak”"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(
    arguments: list[str], said: str, study: Path, run: Runner
) -> None:
    refused = run("search", study, "--pattern", *arguments)

    assert refused.status == 1
    assert said in refused.err
    assert refused.out == ""


def test_a_hit_is_cut_at_the_width_of_a_terminal_and_draws_no_control_character(
    study: Path, tmp_path: Path, ok: Runner
) -> None:
    bad = tmp_path / "P09.txt"
    bad.write_text("I: So?\nP: It \x1b[31mrings\x07 " + "on and on " * 30 + "\n", encoding="utf-8")
    ok("import", study, bad)
    assert "\x1b" not in ok("search", study, "rings").out

    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "qualcode", "search", str(study), "on and"],
        stdin=theirs, stdout=theirs, stderr=theirs, check=True, env={"COLUMNS": "60", "PATH": ""},
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 100_000).decode().replace("\r", "").splitlines()
    os.close(ours)
    assert len(shown) == 31
    assert max(map(len, shown)) <= 60
    assert shown[0].endswith("…")


def test_all_that_is_found_is_coded_as_one_change(study: Path, ok: Runner) -> None:
    command = ("codings", "apply", study, "trust", "--search", "trust", "--speech", "participants")
    would = ok(*command, "--dry-run")
    assert would.out.splitlines() == [
        "P02 31–52: I trust nobody there.",
        f"P01 {TRUST}–{TRUST + 23}: I trust my coordinator.",
        "Would code 2 passages as trust.",
    ]
    assert ok("codings", "list", study, "--json").json == []

    ok("codings", "add", study, "P02", "trust", "--quote", "I trust nobody there.")
    done = ok(*command, "--json").json
    assert (done["codings"], done["already"]) == (1, 1)
    assert done["passages"] == [
        {"transcript": "P01.txt", "start": TRUST, "end": TRUST + 23, "quote": "I trust my coordinator."}
    ]
    assert ok(*command).out == "Coded 0 passages as trust; 2 were coded so already.\n"
    ok("history", "undo", study)
    assert [c["transcript"] for c in ok("codings", "list", study, "--json").json] == ["P02.txt"]

    found = ok("codings", "apply", study, "plans", "--search", "drawer", "--as-found").out
    assert found.splitlines()[-1] == "Coded 1 passage as plans."
    assert ok("codings", "list", study, "--code", "plans", "--json").json[0]["quote"] == "drawer"
    nothing = ok("codings", "apply", study, "plans", "--search", "zebra")
    assert (nothing.out, nothing.err) == ("Coded 0 passages as plans.\n", "“zebra” isn't found.\n")


def test_a_passage_gets_other_ends_and_another_code_and_keeps_its_memo(
    study: Path, tmp_path: Path, ok: Runner, run: Runner
) -> None:
    table = tmp_path / "codings.csv"
    table.write_text("transcript,code,quote,coder,memo\nP01,trust,I trust,Ben,Why?\n", encoding="utf-8")
    ok("codings", "import", study, table)
    place = ("P01", "trust", "--quote", "I trust")

    refused = run("codings", "stretch", study, *place, "--to-end", TRUST + 23)
    assert refused.status == 1
    assert "Ann has not coded" in refused.err
    longer = ok("codings", "stretch", study, *place, "--to-end", TRUST + 23, "--made-by", "Ben")
    assert longer.out == f"P01 {TRUST}–{TRUST + 23}: trust, no longer {TRUST}–{TRUST + 7}\n"
    whole = ("P01", "trust", "--start", TRUST, "--end", TRUST + 23, "--made-by", "Ben")
    ok("codings", "stretch", study, *whole, "--to-quote", "my coordinator. She rings me")
    ok("codings", "recode", study, "P01", "trust", "plans", "--quote", "my coordinator. She rings me",
       "--made-by", "Ben")  # fmt: skip
    (coding,) = ok("codings", "list", study, "--json").json
    assert (coding["code"], coding["coder"], coding["memo"], coding["quote"]) == (
        "plans", "Ben", "Why?", "my coordinator. She rings me",
    )  # fmt: skip

    for _ in range(3):
        ok("history", "undo", study)
    (coding,) = ok("codings", "list", study, "--json").json
    assert (coding["code"], coding["memo"], coding["quote"]) == ("trust", "Why?", "I trust")
    assert run("codings", "stretch", study, *place).status == 2
    both = ("--to-quote", "my coordinator", "--to-end", 9)
    assert run("codings", "stretch", study, *place, *both).status == 2


def test_nothing_is_coded_twice_by_recoding(study: Path, ok: Runner, run: Runner) -> None:
    for code in ("trust", "plans"):
        ok("codings", "add", study, "P01", code, "--quote", "I trust my coordinator.")
    refused = run("codings", "recode", study, "P01", "plans", "trust", "--quote", "I trust my coordinator.")
    assert refused.status == 1
    assert refused.err == f"Ann has coded P01 {TRUST}–{TRUST + 23} as “trust” already.\n"


def test_the_passages_of_a_code_are_shown_in_their_context(study: Path, tmp_path: Path, ok: Runner) -> None:
    table = tmp_path / "codings.csv"
    table.write_text(
        "transcript,code,quote,coder,memo\nP03,plans,in a drawer,Ben,\nP02,trust,trust nobody,,Nobody?\n",
        encoding="utf-8",
    )
    ok("codings", "import", study, table)
    ok("codebook", "merge", study, "plans", "trust")
    assert ok("codings", "passages", study, "trust", "--context", "12").out.splitlines() == [
        "P02 33–45, t2 P; coded by Ann",
        "  by. I [trust nobody] there.",
        "  Memo: Nobody?",
        "P03 31–42, t2 P; coded by Ben as plans",
        "  The plan is [in a drawer]. They ring",
        "2 coded passages in 2 transcripts.",
    ]
    first = ok("codings", "passages", study, "trust", "--json").json[0]
    assert (first["transcript"], first["match"], first["memo"]) == ("P02.txt", "trust nobody", "Nobody?")
    assert ok("codings", "passages", study, "plans", "--json").json[0]["code"] == "plans"


def test_search_works_as_a_process_that_only_reads(study: Path) -> None:
    before = study.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "search", str(study), "trust", "--json"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert [hit["match"] for hit in json.loads(done.stdout)] == ["trust", "trust"]
    assert done.stderr == ""
    assert study.read_bytes() == before


def test_queries_forms_orders_and_codes_narrow_a_search(study: Path, ok: Runner, run: Runner) -> None:
    def matches(*arguments: str) -> list[str]:
        return [hit["match"] for hit in ok("search", study, *arguments, "--json").json]

    assert matches("trust OR drawer") == ["trust", "trust", "drawer"]
    assert matches("coordina* -zebra") == ["coordinator"]
    assert matches('trust "every friday"') == ["trust", "every Friday"]
    assert matches("ringing", "--forms") == ["ring", "rings", "ring"]
    assert matches("trust", "--participant", "Bea") == ["trust"]
    assert matches("ring", "--order", "left", "--limit", "1") == ["ring"]
    assert [hit["turn"] for hit in ok("search", study, "ring", "--order", "turn", "--json").json] == [2, 2, 4]

    ok("codings", "add", study, "P02", "trust", "--quote", "I trust nobody there.")
    assert matches("trust", "--coded", "trust") == ["trust"]
    assert ok("search", study, "trust", "--not-coded", "trust", "--json").json[0]["transcript"] == "P01.txt"
    assert matches("trust nobody", "--uncoded") == []
    apply = ("codings", "apply", study, "plans", "--search", "trust OR ring", "--as-found", "--uncoded")
    assert ok(*apply).out.splitlines()[-1] == "Coded 4 passages as plans."
    assert matches("trust OR ring", "--uncoded") == []
    ok("history", "undo", study)
    assert len(matches("trust OR ring", "--uncoded")) == 4

    refused = run("search", study, "trust OR")
    assert (refused.status, refused.err) == (1, "OR needs words on both sides.\n")
    assert "There is no code “zebra”" in run("search", study, "x", "--coded", "zebra").err
    assert run("search", study, "do", "--forms", "--pattern").status == 1


def test_everything_is_searched_and_told_apart(study: Path, ok: Runner, run: Runner) -> None:
    ok("memos", "add", study, "Trust is slow here.", "--code", "trust")
    found = ok("search", study, "trust -drawer", "--everything")
    assert found.out.splitlines()[-4:] == [
        "analytic memo on code trust",
        "  [Trust] is slow here.",
        "1 hit in memos.",
        "0 hits in summaries.",
    ]
    told = ok("search", study, "trust", "--everything", "--json").json
    assert [len(told[kind]) for kind in ("transcripts", "memos", "summaries")] == [2, 1, 0]
    assert told["memos"][0]["on"] == "analytic memo on code trust"
    assert (told["memos"][0]["start"], told["memos"][0]["by"]) == (0, "Ann")
    refused = run("search", study, "trust", "--everything", "--uncoded")
    assert refused.status == 2
    assert "neither speech nor codes" in refused.err


def test_only_a_search_for_forms_loads_what_is_known_of_the_language(study: Path) -> None:
    def loaded(*options: str) -> set[str]:
        program = f"from qualcode.cli import main; main({['search', str(study), 'trust', *options]!r})"
        report = "import sys; print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
        run = subprocess.run(
            [sys.executable, "-c", f"{program}\n{report}"], capture_output=True, text=True, check=True
        )
        return set(run.stderr.split())

    assert not {"spacy", "spacy_lookups_data", "regex", "textual"} & loaded()
    assert loaded("--forms") & {"spacy", "spacy_lookups_data"} == {"spacy_lookups_data"}
