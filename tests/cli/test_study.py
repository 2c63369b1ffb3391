"""A whole study on the command line, from three interviews to matrices, with numbers counted by hand."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Runner


@pytest.fixture
def coded(study: Path, tmp_path: Path, ok: Runner) -> Path:
    """The study with eight codings: six by Ann, two by Ben.

    “trust”: two overlapping ones of Ada's, by both coders; one of Bea's. “plans”: one each of Ada's and
    Cyd's, made by both on the same words of Cyd's; one on the interviewer's question, which counts nowhere.
    """
    for transcript, code, quote in (
        ("P01", "trust", "I trust my coordinator."),
        ("P02", "trust", "I trust nobody there."),
        ("P01", "plans", "Nobody showed me the plan."),
        ("P03", "plans", "The plan is in a drawer."),
        ("P01", "plans", "And the plan?"),
    ):
        ok("codings", "add", study, transcript, code, "--quote", quote)
    table = tmp_path / "codings.csv"
    table.write_text(
        "transcript,code,quote,coder,memo\n"
        "P01.txt,trust,my coordinator. She rings me,Ben,Is this trust?\n"
        "P03.txt,plans,The plan is in a drawer.,Ben,\n"
        "P02.txt,plans,Getting by.,,\n",
        encoding="utf-8",
    )
    ok("codings", "import", study, table)
    ok("codings", "remove", study, "P02", "plans", "--quote", "Getting by.")
    ok("summaries", "write", study, "Cyd", "trust", "--content", "not asked")
    return study


def test_counts_are_those_counted_by_hand(coded: Path, ok: Runner) -> None:
    counts = ok("codings", "counts", coded, "--json").json

    keys = ("code", "participants", "of", "passages", "codings")
    assert [tuple(row[key] for key in keys) for row in counts] == [
        ("trust", 2, 2, 2, 3),  # Cyd was not asked
        ("plans", 2, 3, 2, 3),
    ]


def test_counts_by_site_and_filtered(coded: Path, ok: Runner) -> None:
    by_site = ok("codings", "counts", coded, "--by", "site", "--json").json
    carers = ok("codings", "counts", coded, "--where", "participant_type=carer", "--json").json

    keys = ("code", "site", "participants", "of", "passages", "codings")
    assert [tuple(row[key] for key in keys) for row in by_site] == [
        ("trust", "Hazel", 2, 2, 2, 3),
        ("trust", "Rowan", 0, 0, 0, 0),
        ("plans", "Hazel", 1, 2, 1, 1),
        ("plans", "Rowan", 1, 1, 1, 2),
    ]
    assert [(row["code"], row["participants"], row["of"]) for row in carers] == [
        ("trust", 1, 1),
        ("plans", 0, 1),
    ]


def test_listed_codings_say_whose_they_are_and_where(coded: Path, ok: Runner) -> None:
    codings = ok("codings", "list", coded, "--code", "trust", "--transcript", "P01", "--json").json

    assert codings == [
        {
            "transcript": "P01.txt",
            "start": 19,
            "end": 42,
            "code": "trust",
            "coder": "Ann",
            "memo": "",
            "quote": "I trust my coordinator.",
        },
        {
            "transcript": "P01.txt",
            "start": 27,
            "end": 55,
            "code": "trust",
            "coder": "Ben",
            "memo": "Is this trust?",
            "quote": "my coordinator. She rings me",
        },
    ]
    assert ok("codings", "list", coded, "--made-by", "Ben", "--json").json[0]["coder"] == "Ben"


def test_only_ones_own_coding_is_taken_off(coded: Path, run: Runner, ok: Runner) -> None:
    place = ("P01", "trust", "--start", 27, "--end", 55)

    refused = run("codings", "remove", coded, *place)
    assert refused.status == 1
    assert "Ann has not coded" in refused.err
    assert "Ben did" in refused.err

    ok("codings", "remove", coded, *place, "--made-by", "Ben")
    assert ok("codings", "counts", coded, "--json").json[0]["codings"] == 2


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (["--quote", "I trust my neighbour."], "doesn't stand in P01"),
        (["--quote", "e"], "stands 9 times in P01"),
        (["--start", "1"], "both its start and its end"),
        (["--start", "5", "--end", "5000"], "There is no text from 5 to 5000 in P01"),
        (["--start", "0", "--end", "4", "--quote", "trust"], "doesn't stand from 0 to 4"),
        ([], "Say which passage"),
    ],
)
def test_a_passage_that_is_not_there_is_refused(
    place: list[str], words: str, study: Path, run: Runner
) -> None:
    refused = run("codings", "add", study, "P01", "trust", *place)

    assert (refused.status, refused.out) == (1, "")
    assert words in refused.err
    assert refused.err.count("\n") == 1


def test_a_summary_is_to_be_checked_again_when_its_code_changes(coded: Path, ok: Runner) -> None:
    ok(
        "summaries",
        "write",
        coded,
        "Ada",
        "trust",
        "Relies on “Friday” calls (t2).",
        "--comment",
        "Why Fridays?",
    )
    ok("summaries", "link", coded, "Ada", "trust", "P01", "--quote", "She rings me every Friday.")
    ok("summaries", "write", coded, "Ada", "trust", "--progress", "checked")
    assert ok("summaries", "show", coded, "--again", "--json").json == []

    ok("codebook", "change", coded, "trust", "--full", "Relying on somebody at work.", "--reason", "too wide")
    [summary] = ok("summaries", "show", coded, "--again", "--json").json

    assert (summary["participant"], summary["column"]) == ("Ada", "trust")
    assert (summary["content"], summary["progress"], summary["checked_by"]) == ("charted", "checked", "Ann")
    assert summary["comment"] == "Why Fridays?"
    assert summary["check_again"]
    assert summary["extracts"] == [
        {
            "relation": "supports",
            "transcript": "P01.txt",
            "start": 43,
            "end": 69,
            "quote": "She rings me every Friday.",
        }
    ]
    ok("summaries", "unlink", coded, "Ada", "trust", "P01", "--start", 43, "--end", 69)
    assert ok("summaries", "show", coded, "--participant", "Ada", "--json").json[0]["extracts"] == []


def test_summaries_go_out_and_come_back_unchanged(coded: Path, tmp_path: Path, ok: Runner) -> None:
    ok("summaries", "write", coded, "Bea", "Working together", "Trusts nobody; “they never ring back”.")
    before = ok("summaries", "show", coded, "--json").json

    ok("summaries", "export", coded, tmp_path / "summaries.csv")
    again = ok("summaries", "import", coded, tmp_path / "summaries.csv", "--json").json

    assert (again["summaries"], again["unchanged"]) == (0, 2)
    assert ok("summaries", "show", coded, "--json").json == before


def test_the_matrix_is_the_same_on_screen_and_in_every_file(coded: Path, tmp_path: Path, ok: Runner) -> None:
    text = "Relies on “Friday” calls (t2)."
    ok("summaries", "write", coded, "Ada", "Working together", text)
    ok("summaries", "write", coded, "Ada", "trust", text)
    for name in ("m.csv", "m.json", "m.xlsx"):
        done = ok("matrix", "export", coded, tmp_path / name, "--columns", "codes", "--by", "site")
        assert done.out.splitlines()[0] == f"Wrote {(tmp_path / name).resolve()}"

    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    made = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    shown = ok("matrix", "show", coded, "--columns", "codes", "--by", "site", "--json").json
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    overview = [[str(cell) for cell in row] for row in book["All themes"].iter_rows(values_only=True)]

    assert rows == [
        ["participant", "site", "trust", "plans"],
        ["Bea", "Hazel", "To chart", "To chart"],  # carers come before service users
        ["Ada", "Hazel", text, "To chart"],
        ["Cyd", "Rowan", "Not asked", "To chart"],
    ]
    assert made == shown
    assert [row["participant"] for row in shown["rows"]] == ["Bea", "Ada", "Cyd"]
    assert [cell["passages"] for cell in shown["rows"][1]["cells"]] == [1, 1]
    assert any(text in cell for row in overview for cell in row)
    assert "1 Together" in book.sheetnames


def test_the_matrix_fits_the_terminal(coded: Path, ok: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    ok("summaries", "write", coded, "Ada", "trust", "Relies on calls that come “every Friday” (t2).")
    for columns in (40, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        shown = ok("matrix", "show", coded, "--columns", "codes").out
        assert max(map(len, shown.splitlines())) <= columns
        assert "Relies on" in shown
        assert "(t2)." in shown
        assert "Not asked" in shown


def test_undo_and_redo_last_over_commands(coded: Path, run: Runner, ok: Runner) -> None:
    before = ok("codings", "counts", coded, "--json").json

    ok("codings", "add", coded, "P03", "trust", "--quote", "a signature")
    assert ok("codings", "counts", coded, "--json").json != before
    assert "“trust” on “a signature”" in ok("history", "undo", coded).out
    assert ok("codings", "counts", coded, "--json").json == before
    ok("history", "redo", coded)
    assert ok("codings", "counts", coded, "--json").json != before
    ok("history", "undo", coded)

    latest = ok("history", "show", coded, "--last", 4, "--json").json
    assert [change["stands"] for change in latest] == [True, True, False, False]  # undone twice
    assert run("history", "redo", coded, "--coder", "Ben").status == 1


def test_two_copies_come_together_in_both_directions(
    coded: Path, tmp_path: Path, run: Runner, ok: Runner
) -> None:
    home = tmp_path / "bens.qualcode"
    ok("copy", coded, home, "--for", "Ben")
    ok("codebook", "change", coded, "trust", "--brief", "Ann's wording")
    ok("codebook", "change", home, "trust", "--brief", "Ben's wording", "--coder", "Ben")
    ok("codings", "add", home, "P03", "trust", "--quote", "a signature", "--coder", "Ben")

    dry = ok("merge", coded, home, "--dry-run", "--json").json
    assert ok("differences", coded, "--json").json == []
    merged = ok("merge", coded, home, "--json").json
    assert dry == merged
    assert merged[0]["by_coder"] == {"Ben": 2}
    assert ok("merge", coded, home, "--json").json[0]["changes"] == 0

    [difference] = ok("differences", coded, "--json").json
    assert (difference["about"], difference["name"], difference["field"]) == ("code", "trust", "brief")
    values = {side["coder"]: side["value"] for side in difference["sides"]}
    assert values == {"Ann": "Ann's wording", "Ben": "Ben's wording"}
    bens = next(side["side"] for side in difference["sides"] if side["coder"] == "Ben")
    refused = run("differences", "settle", coded, difference["id"], "--take", 3, "--reason", "no")
    assert (refused.status, refused.err) == (1, "There is no side 3: choose from 1 to 2.\n")
    ok("differences", "settle", coded, difference["id"], "--take", bens, "--reason", "as agreed on Monday")

    ok("merge", home, coded, "--coder", "Ben")
    for path in (coded, home):
        assert ok("differences", path, "--json").json == []
        codes = {c["name"]: c["brief"] for c in ok("codebook", "show", path, "--json").json["codes"]}
        assert codes["trust"] == "Ben's wording"
        assert ok("check", path).out == "The project is sound.\n"
        assert ok("history", "verify", path, "--json").json == []
    assert ok("codings", "counts", coded, "--json").json == ok("codings", "counts", home, "--json").json


def test_the_codebook_goes_out_and_comes_back_the_same(coded: Path, tmp_path: Path, ok: Runner) -> None:
    ok("codebook", "add", coded, "care coordination – as articulation work", "--kind", "theoretical")
    ok("codebook", "merge", coded, "plans", "trust", "--reason", "they are one")
    before = ok("codebook", "show", coded, "--json").json
    for name in ("book.csv", "book.xlsx", "book.yaml", "book.json"):
        ok("codebook", "export", coded, tmp_path / name)
        other = tmp_path / f"{name}.qualcode"
        ok("new", other)
        ok("codebook", "import", other, tmp_path / name)

        after = ok("codebook", "show", other, "--json").json
        assert after == before, name


def test_themes_are_ordered_nested_renamed_and_dropped(study: Path, run: Runner, ok: Runner) -> None:
    ok("themes", "add", study, "Paper", "--definition", "What is written down.")
    ok("themes", "move", study, "plans", "Paper")
    ok("themes", "put", study, "Paper", "trust")
    ok("themes", "order", study, "Paper", "Working together")
    ok("themes", "order", study, "trust", "--within", "Paper")

    def themes() -> list[tuple[str, str, list[str]]]:
        shown = ok("codebook", "show", study, "--json").json["themes"]
        return [(theme["name"], theme["parent"], theme["codes"]) for theme in shown]

    assert themes() == [("Paper", "", ["trust", "plans"]), ("Working together", "", ["trust"])]
    ok("themes", "rename", study, "Paper", "On paper")
    ok("themes", "change", study, "On paper", "--within", "Working together")
    ok("themes", "take-out", study, "On paper", "trust")
    assert themes() == [("Working together", "", ["trust"]), ("On paper", "Working together", ["plans"])]
    assert "within itself" in run("themes", "change", study, "Working together", "--within", "On paper").err
    ok("themes", "drop", study, "On paper")
    assert themes() == [("Working together", "", ["trust"])]


def test_memos_and_decisions_are_kept_and_listed(study: Path, run: Runner, ok: Runner) -> None:
    ok("memos", "add", study, "Trust is thin here.", "--code", "trust", "--kind", "reflexive")
    ok("memos", "add", study, "Begin with Hazel.")
    ok("codebook", "close", study, "--note", "as agreed")
    ok(
        "decisions",
        "add",
        study,
        "Keep plans",
        "--reason",
        "it is rich",
        "--dissent",
        "Ben",
        "--date",
        "2026-03-31",
    )

    memos = ok("memos", "list", study, "--json").json
    [decision] = ok("decisions", "list", study, "--json").json

    assert [(m["about"], m["name"], m["kind"]) for m in memos] == [
        ("code", "trust", "reflexive"),
        ("project", "", "analytic"),
    ]
    assert decision == {
        "date": "2026-03-31",
        "text": "Keep plans",
        "reason": "it is rich",
        "dissent": "Ben",
        "who": "Ann",
        "version": 1,
    }
    assert run("memos", "add", study, "x", "--code", "no such").status == 1
    assert run("memos", "add", study, "x", "--code", "trust", "--theme", "Together").status == 2


def test_participants_are_added_described_and_linked(study: Path, interviews: Path, ok: Runner) -> None:
    (interviews / "P04.txt").write_text("I: So?\nMum: Tired.\nDad: Very tired.\n", encoding="utf-8")
    ok("import", study, interviews / "P0*.txt")
    ok("participants", "add", study, "Dee", "site=Rowan", "participant_type=carer")
    ok("participants", "link", study, "Dee", "P04", "--speaker", "Mum")
    ok("participants", "set", study, "Dee", "site=Hazel", "--not-quotable", "--portrait", "A mother.")
    ok("transcripts", "kind", study, "P04", "joint interview")
    ok("transcripts", "role", study, "P04", "Dad", "interviewer")

    dee = next(p for p in ok("participants", "list", study, "--json").json if p["participant"] == "Dee")
    transcripts = {t["name"]: t for t in ok("transcripts", "list", study, "--json").json}

    assert dee == {
        "participant": "Dee",
        "attributes": {"site": "Hazel", "participant_type": "carer"},
        "transcripts": [{"transcript": "P04", "speaker": "Mum"}],
        "quotable": False,
        "portrait": "A mother.",
    }
    assert transcripts["P04"] == {
        "name": "P04",
        "file": "P04.txt",
        "kind": "joint interview",
        "words": 4,
        "segments": 3,
        "turns": 3,
        "speakers": ["I", "Mum", "Dad"],
        "participants": ["Dee"],
    }
    assert ok("transcripts", "show", study, "P04", "--json").json["roles"]["Dad"] == "interviewer"
    assert "t2 Mum: Tired." in ok("transcripts", "show", study, "P04").out


def test_extracts_counts_template_and_backup_are_written(coded: Path, tmp_path: Path, ok: Runner) -> None:
    for arguments in (
        ("extracts", "export", coded, tmp_path / "extracts.csv"),
        ("codings", "counts", coded, "--to", tmp_path / "counts.csv"),
        ("codings", "export", coded, tmp_path / "codings.xlsx"),
        ("participants", "template", coded, tmp_path / "template.xlsx"),
        ("backup", coded, tmp_path / "kept.qualcode"),
    ):
        assert f"Wrote {tmp_path.resolve()}" in ok(*arguments).out
    template = openpyxl.load_workbook(tmp_path / "template.xlsx").worksheets[0]
    with (tmp_path / "extracts.csv").open(encoding="utf-8-sig", newline="") as file:
        extracts = list(csv.DictReader(file))

    assert [row[1].value for row in template.iter_rows(min_row=2)] == ["P01.txt", "P02.txt", "P03.txt"]
    assert [e["extract"] for e in extracts if e["code"] == "trust"] == [
        "I trust my coordinator. She rings me",
        "I trust nobody there.",
    ]
    assert ok("check", tmp_path / "kept.qualcode").out == "The project is sound.\n"
