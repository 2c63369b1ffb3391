"""`qualcode import`: what it takes, what it reports, and that it is all or nothing."""

import shutil
import stat
from pathlib import Path

import pytest

from qualcode.cli.imports import LAYOUTS
from qualcode.project import Project
from qualcode.readers.layout import LAYOUT_NAMES
from tests.cli.conftest import Runner

ADVERSARIAL = Path(__file__).parents[3] / "shared" / "data" / "adversarial"


def names(project: Path, ok: Runner) -> list[str]:
    return [transcript["name"] for transcript in ok("transcripts", "list", project, "--json").json]


def test_the_report_counts_what_is_in_each_file(empty: Path, interviews: Path, ok: Runner) -> None:
    done = ok("import", empty, interviews, "--json").json

    keys = ("file", "status", "words", "segments", "turns", "speakers", "warnings")
    assert [tuple(result[key] for key in keys) for result in done] == [
        ("P01.txt", "new", 20, 4, 4, ["I", "P"], []),
        ("P02.txt", "new", 14, 4, 4, ["I", "P"], []),
        ("P03.txt", "new", 16, 2, 2, ["I", "P"], []),
    ]


def test_a_dry_run_reports_the_same_and_writes_nothing(empty: Path, interviews: Path, ok: Runner) -> None:
    before = empty.read_bytes()

    dry = ok("import", empty, interviews, "--dry-run", "--json").json

    assert empty.read_bytes() == before
    assert names(empty, ok) == []
    assert ok("import", empty, interviews, "--json").json == dry


def test_a_second_run_skips_what_is_there(study: Path, interviews: Path, ok: Runner) -> None:
    (interviews / "P04.txt").write_text("I: So?\nP: So.\n", encoding="utf-8")

    done = ok("import", study, interviews, "--json").json

    assert [result["status"] for result in done] == ["unchanged"] * 3 + ["new"]


def test_a_changed_file_is_refused_and_nothing_of_the_rest_is_taken(
    study: Path, interviews: Path, run: Runner, ok: Runner
) -> None:
    (interviews / "P02.txt").write_text("I: How are you?\nP: Better.\n", encoding="utf-8")
    (interviews / "P04.txt").write_text("I: So?\nP: So.\n", encoding="utf-8")

    refused = run("import", study, interviews)

    assert (refused.status, refused.out) == (1, "")
    assert "P02.txt has changed" in refused.err
    assert names(study, ok) == ["P01", "P02", "P03"]


def test_patterns_are_expanded_where_the_shell_doesnt(
    empty: Path, interviews: Path, run: Runner, ok: Runner
) -> None:
    ok("import", empty, interviews / "P0[13].txt")
    assert names(empty, ok) == ["P01", "P03"]

    refused = run("import", empty, interviews / "*.docx")
    assert refused.status == 1
    assert "no file fits this pattern" in refused.err


def test_a_file_of_another_encoding_can_be_said_to_be_one(empty: Path, tmp_path: Path, ok: Runner) -> None:
    (tmp_path / "P09.txt").write_bytes("I: Où?\nP: À l'hôpital.\n".encode("mac_roman"))

    ok("import", empty, tmp_path / "P09.txt", "--encoding", "mac_roman")

    assert "À l'hôpital." in ok("transcripts", "show", empty, "P09").out


@pytest.mark.parametrize("name", ["absent.txt", "absent", "folder", "notes.exe", "bad.docx"])
def test_what_cant_be_read_is_one_sentence_that_names_it(
    name: str, empty: Path, tmp_path: Path, run: Runner
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.exe").write_bytes(b"MZ\0\0")
    (tmp_path / "bad.docx").write_bytes(b"PK\3\4 this is no archive")
    before = empty.read_bytes()

    refused = run("import", empty, tmp_path / name)

    assert (refused.status, refused.out) == (1, "")
    assert name in refused.err
    assert refused.err.count("\n") == 1
    assert empty.read_bytes() == before


def test_without_anybody_to_sign_nothing_is_read(
    empty: Path, interviews: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUALCODE_CODER")

    refused = run("import", empty, interviews)
    assert refused.status == 1
    assert "Say who you are: --coder NAME" in refused.err

    unknown = run("import", empty, interviews, "--coder", "Zed")
    assert unknown.status == 1
    assert "no coder “Zed”" in unknown.err
    assert "qualcode coders add" in unknown.err


@pytest.mark.skipif(not ADVERSARIAL.is_dir(), reason="needs the files that are meant to do harm")
def test_files_meant_to_do_harm_are_read_or_refused_in_one_sentence(
    empty: Path, tmp_path: Path, run: Runner, ok: Runner
) -> None:
    files = sorted(path for path in ADVERSARIAL.rglob("*") if path.is_file())
    copy = tmp_path / "copy.qualcode"
    read = 0
    for file in files:
        shutil.copyfile(empty, copy)
        done = run("import", copy, file)
        assert done.status in (0, 1), file
        assert "Traceback" not in done.err
        assert "should not have" not in done.err, file
        read += done.status == 0
        if done.status == 1:
            assert done.err.count("\n") == 1, (file, done.err)
            assert copy.read_bytes() == empty.read_bytes()
    assert 0 < read < len(files)
    assert ok("check", empty).status == 0


def test_new_makes_a_private_project_and_never_writes_over_one(empty: Path, run: Runner, ok: Runner) -> None:
    assert stat.S_IMODE(empty.stat().st_mode) == 0o600
    before = empty.read_bytes()

    refused = run("new", empty)

    assert refused.status == 1
    assert "exists already" in refused.err
    assert empty.read_bytes() == before
    with Project.open(empty, write=False) as project:
        assert [coder.name for coder in project.coders.all()] == ["Ann"]


def test_new_needs_a_coder_and_takes_the_one_of_the_settings(
    tmp_path: Path, run: Runner, ok: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = run("new", tmp_path / "mine")
    assert (refused.status, refused.out) == (1, "")
    assert "--coder NAME" in refused.err
    assert list(tmp_path.iterdir()) == []

    ok("settings", "set", "coder", "Cat")
    assert ok("settings", "show", "--json").json["coder"] == "Cat"
    made = ok("new", tmp_path / "mine", "--name", "My study")
    assert made.out == f"Made {(tmp_path / 'mine.qualcode').resolve()}\n"
    assert ok("coders", "list", tmp_path / "mine", "--json").json[0]["name"] == "Cat"


def test_people_add_themselves(study: Path, ok: Runner, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODE_CODER", "")
    ok("settings", "set", "coder", "Dov")

    ok("coders", "add", study, "Dov")

    assert ok("history", "show", study, "--last", 1, "--json").json[0]["coder"] == "Dov"
    assert ok("coders", "list", study).out == "Ann\nDov\n"
    assert run("coders", "add", study, "dov").status == 1


def test_an_empty_name_is_not_the_folder_one_is_in(
    empty: Path, interviews: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(interviews)

    done = run("import", empty, "")

    assert (done.status, done.err) == (1, "An empty name names no file: check what was to be imported.\n")


def test_a_transcript_is_renamed_and_its_file_still_names_it(ok: Runner, run: Runner, study: Path) -> None:
    assert ok("transcripts", "rename", study, "P01", "Ada, first visit").out == (
        "P01 is Ada, first visit from now on\n"
    )
    assert names(study, ok) == ["Ada, first visit", "P02", "P03"]
    assert "t2 P: I trust" in ok("transcripts", "show", study, "P01.txt").out
    assert run("transcripts", "rename", study, "P02", "p03").status == 1


def test_the_layouts_are_those_the_readers_know() -> None:
    assert sorted(LAYOUTS) == sorted(LAYOUT_NAMES)


def test_who_speaks_is_said_and_remembered(empty: Path, tmp_path: Path, ok: Runner, run: Runner) -> None:
    text = "JS: How {}?\nCarer: Well.\nMorag: So {}.\nBoth: Yes.\nJs : And?\nMorag: No.\nCarer: No.\n"
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(text.format(name, name), encoding="utf-8")

    dry = ok(
        "import", empty, tmp_path / "one.txt", "--speaker", "JS=interviewer", "--speaker", "Carer=Cat",
        "--speaker", "Morag=Dan", "--dry-run",
    )  # fmt: skip
    assert "one.txt: joint interview, txt, utf-8" in dry.out
    assert "Layout: speaker and colon at the start of a paragraph (colon): it accounts for all 7" in dry.out
    assert "JS (also “Js”) – interviewer (chosen), 2 segments" in dry.out
    assert "Both – participant Cat, Dan (all who take part), 1 segment" in dry.out
    assert names(empty, ok) == []

    ok(
        "import", empty, tmp_path / "one.txt", "--speaker", "JS=interviewer", "--speaker", "Carer=Cat",
        "--speaker", "Morag=Dan", "--kind", "focus group",
    )  # fmt: skip
    assert ok("transcripts", "show", empty, "one", "--json").json["kind"] == "focus group"
    second = ok("import", empty, tmp_path / "two.txt", "--json").json[0]
    assert second["roles"]["JS"] == "interviewer"
    assert second["participants"] == {"JS": [], "Carer": [], "Morag": ["Dan"], "Both": ["Dan"]}

    refused = run("import", empty, tmp_path / "two.txt", "--speaker", "Nobody=Cat")
    assert (refused.status, "Nobody is called “Nobody” in these files: there are JS," in refused.err) == (
        1, True,
    )  # fmt: skip
    assert run("import", empty, tmp_path / "two.txt", "--speaker", "JS").status == 2


def test_a_layout_is_chosen_and_labels_taken_together(empty: Path, tmp_path: Path, ok: Runner) -> None:
    (tmp_path / "a.txt").write_text("I: So?\nAnn: B\nAnne: C\nI: So?\nAnn: D\nAnne: E\n", encoding="utf-8")

    assert ok("import", empty, tmp_path / "a.txt", "--dry-run", "--same", "Anne=Ann", "--json").json[0][
        "speakers"
    ] == ["I", "Ann"]
    done = ok("import", empty, tmp_path / "a.txt", "--layout", "none", "--json").json[0]
    assert (done["layout_name"], done["segments"], done["speakers"]) == ("none", 6, [])
    assert done["runner_up"] == "speaker and colon at the start of a paragraph (colon)"


def test_a_table_of_participants_comes_in_with_the_transcripts(
    empty: Path, interviews: Path, tmp_path: Path, ok: Runner
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("participant,transcript,site\nCC 1,P01,Elm\nCC 2,P02,Ash\n", encoding="utf-8")

    done = ok("import", empty, interviews, "--participants", table)

    assert "Joined 2 participants of the table, linked to 2 transcripts." in done.out
    assert [p["participant"] for p in ok("participants", "list", empty, "--json").json] == ["CC 2", "CC 1"]
    assert len(ok("history", "show", empty, "--json").json) == 2
