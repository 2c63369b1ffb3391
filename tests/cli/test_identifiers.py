"""What may still identify someone, on the command line."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.project.identifier_key import PASSPHRASE_OF_KEY, read_key
from tests.cli.conftest import Runner

ONE = "I: Who came?\nP: Well, Margaret Hill came, from Wrexham.\nI: Margaret?\nP: She rang Siobhan.\n"


@pytest.fixture
def named(tmp_path: Path, ok: Runner) -> Path:
    """A study of one transcript, in which people are named."""
    (tmp_path / "study").mkdir()
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    project = tmp_path / "study" / "study.qualcode"
    ok("new", project, "--coder", "ann")
    ok("import", project, tmp_path / "one.txt", "--coder", "ann")
    return project


def hit(ok: Runner, project: Path, words: str) -> str:
    listed = ok("identifiers", "list", project, "--rules", "--all", "--json").json
    return str(next(each["hit"] for each in listed if each["words"] == words))


def test_hits_are_listed_once_for_each_words_and_never_called_clean(named: Path, ok: Runner) -> None:
    done = ok("identifiers", "list", named, "--rules")

    lines = done.out.splitlines()
    assert lines[0].split() == ["hit", "where", "kind", "words", "times", "in", "context", "decision"]
    assert [line.split()[2:4] for line in lines[1:]] == [
        ["person", "Margaret"], ["place", "Wrexham"], ["person", "Margaret"], ["person", "Siobhan"],
    ]  # fmt: skip
    assert "4 places to decide about." in done.err
    assert "Checked by rules alone" in done.err
    assert "no verdict" in done.err
    assert "clean" not in done.err


def test_hits_as_json_have_their_places_and_reasons(named: Path, ok: Runner) -> None:
    listed = ok("identifiers", "list", named, "--rules", "--json").json

    first = next(each for each in listed if each["words"] == "Wrexham")
    assert ONE[first["start"] : first["end"]] == "Wrexham"
    assert {key: first[key] for key in ("where", "transcript", "kind", "decision")} == {
        "where": "transcript", "transcript": "one.txt", "kind": "place", "decision": "",
    }  # fmt: skip
    assert first["why"]


def test_a_decision_takes_hits_off_the_list_and_can_be_taken_back(named: Path, ok: Runner) -> None:
    wrexham = hit(ok, named, "Wrexham")
    done = ok("identifiers", "decide", named, "leave", wrexham, "--rules", "--coder", "ann")
    assert done.out == "Decided. 3 places to decide about.\n"
    assert wrexham not in ok("identifiers", "list", named, "--rules").out
    assert "leave, ann" in ok("identifiers", "list", named, "--rules", "--all").out

    ok("identifiers", "decide", named, "undecided", wrexham, "--rules", "--coder", "ann")
    assert wrexham in ok("identifiers", "list", named, "--rules").out


def test_words_are_replaced_and_a_key_is_kept_only_where_it_is_asked_for(
    named: Path, ok: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_OF_KEY, "some long words")
    key = tmp_path / "key.age"
    siobhan = hit(ok, named, "Siobhan")
    would = ok("identifiers", "replace", named, siobhan, "nurse 1", "--dry-run", "--rules", "--coder", "ann")
    assert would.out == "Would replace 1 place in 1 transcript.\n"

    done = ok("identifiers", "replace", named, siobhan, "nurse 1", "--key", key, "--rules", "--coder", "ann")
    assert done.out == "Replaced 1 place in 1 transcript.\n"
    assert "not touched" in done.err
    assert read_key(key, "some long words") == {"Siobhan": "nurse 1"}
    assert b"Siobhan" not in key.read_bytes()
    assert key.stat().st_mode & 0o077 == 0
    assert b"siobhan" not in named.read_bytes().lower()
    assert "nurse" not in ok("identifiers", "list", named, "--rules").out


def test_many_words_are_replaced_from_a_table(named: Path, ok: Runner, run: Runner, tmp_path: Path) -> None:
    table = tmp_path / "key.csv"
    table.write_text("words,pseudonym\nMargaret Hill,Anna\nMargaret,Anna\nWrexham,[town]\n", encoding="utf-8")
    done = ok("identifiers", "replace", named, "--table", table, "--coder", "ann")

    assert done.out == "Replaced 3 places in 1 transcript.\n"
    found = ok("search", named, "Anna", "--json").json
    assert [each["match"] for each in found] == ["Anna", "Anna"]
    table.write_text("words,pseudonym\nMargaret,\n", encoding="utf-8")
    assert (
        "no pseudonym in row 2"
        in run("identifiers", "replace", named, "--table", table, "--coder", "ann").err
    )


def test_a_key_never_lies_beside_the_project_nor_opens_with_another_passphrase(
    named: Path, ok: Runner, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    siobhan = hit(ok, named, "Siobhan")
    before = named.read_bytes()
    command = ("identifiers", "replace", named, siobhan, "nurse 1", "--rules", "--coder", "ann", "--key")
    assert "keep the key apart" in run(*command, named.parent / "key.age").err
    assert "no folder" in run(*command, tmp_path / "nowhere" / "key.age").err
    assert PASSPHRASE_OF_KEY in run(*command, tmp_path / "key.age").err
    monkeypatch.setenv(PASSPHRASE_OF_KEY, "short")
    assert "too short" in run(*command, tmp_path / "key.age").err
    (tmp_path / "key.age").write_bytes(b"no key at all")
    monkeypatch.setenv(PASSPHRASE_OF_KEY, "some long words")
    assert "isn't opened" in run(*command, tmp_path / "key.age").err
    assert named.read_bytes() == before


def test_a_hit_that_is_not_there_is_refused(named: Path, run: Runner) -> None:
    assert "no hit 0000000" in run("identifiers", "decide", named, "leave", "0000000", "--coder", "ann").err
    assert run("identifiers", "replace", named, "0000000").status == 2


def test_json_of_nothing_is_an_empty_list(named: Path, ok: Runner) -> None:
    ok("identifiers", "replace", named, hit(ok, named, "Siobhan"), "nurse", "--rules", "--coder", "ann")
    listed = ok("identifiers", "list", named, "--rules", "--kind", "postcode", "--json")
    assert json.loads(listed.out) == []


def test_files_that_name_people_are_refused_where_a_team_is_strict(
    tmp_path: Path, ok: Runner, run: Runner
) -> None:
    project, plain = tmp_path / "study.qualcode", "I: Who came?\nP: [Anna] came, from [town].\n"
    (tmp_path / "P01.txt").write_text(plain, encoding="utf-8")
    (tmp_path / "P02.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "P03 Bronwen.txt").write_text(plain.replace("from", "out of"), encoding="utf-8")
    ok("new", project, "--coder", "ann")
    command = ("import", project, "--refuse-identifiers", "--coder", "ann")

    done = run(*command, tmp_path / "P01.txt", tmp_path / "P02.txt", tmp_path / "P03 Bronwen.txt")
    assert done.status == 1
    assert "2 files may still identify someone" in done.err
    assert "P02.txt: Margaret Hill (person), Wrexham (place), Margaret (person), Siobhan (person)" in done.err
    assert "P03 Bronwen.txt: Bronwen (file name)" in done.err
    assert ok("transcripts", "list", project, "--json").json == []

    ok(*command, tmp_path / "P01.txt")
    assert len(ok("transcripts", "list", project, "--json").json) == 1


@pytest.mark.parametrize("way", ["--correct", "--participants", "row"])
def test_no_other_way_in_goes_past_a_strict_team(way: str, tmp_path: Path, ok: Runner, run: Runner) -> None:
    project, file = tmp_path / "study.qualcode", tmp_path / "P01.txt"
    plain = "I: Who came?\nP: [Anna] came, from [town].\n"
    file.write_text(plain, encoding="utf-8")
    ok("new", project, "--coder", "ann")
    command = ("import", project, "--refuse-identifiers", "--coder", "ann")
    table = tmp_path / "people.csv"
    if way == "--correct":
        ok(*command, file)
        file.write_text(plain.replace("[Anna]", "Margaret Hill"), encoding="utf-8")
        arguments = [file, "--correct"]
    elif way == "--participants":
        table.write_text("participant,site\nMargaret Hill,Wrexham\n", encoding="utf-8")
        arguments = [file, "--participants", table]
    else:
        table.write_text(
            "Name,Area,What did you think of it all in the end?\n"
            "Margaret Hill,Wrexham,it was fine and we liked it a lot\n"
            "Carer 2,elsewhere,they did what they could do for us then\n",
            encoding="utf-8",
        )
        arguments = [table]
    before = project.read_bytes()

    done = run(*command, *arguments)

    assert done.status == 1
    assert "1 file may still identify someone" in done.err
    assert "Margaret Hill" in done.err
    assert way == "--correct" or "Wrexham (attribute value)" in done.err
    assert project.read_bytes() == before


def test_an_export_says_how_many_places_in_it_nobody_has_decided_about(named: Path, ok: Runner) -> None:
    out = named.parent / "codings.csv"
    ok("codebook", "add", named, "help", "--coder", "ann")
    ok("codings", "add", named, "one", "help", "--quote", "came, from Wrexham", "--coder", "ann")
    export = ("codings", "export", named, out)

    assert "1 place in it may still identify someone" in ok(*export).err
    ok("identifiers", "decide", named, "leave", hit(ok, named, "Siobhan"), "--rules", "--coder", "ann")
    assert "1 place in it may still identify someone" in ok(*export).err
    ok("identifiers", "decide", named, "leave", hit(ok, named, "Wrexham"), "--rules", "--coder", "ann")
    assert "identify" not in ok(*export).err


def test_it_is_said_where_no_model_is_installed(
    named: Path, ok: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.project.identifiers.model", lambda: "")
    assert "Checked by rules alone: no English model is installed." in ok("identifiers", "list", named).err


def test_what_a_file_brought_along_never_reaches_the_terminal_raw(
    tmp_path: Path, named: Path, ok: Runner
) -> None:
    file = tmp_path / "an\x1b]0;title\x07.txt"
    file.write_text(ONE.replace("Who", "And who"), encoding="utf-8")
    ok("import", named, file, "--coder", "ann")
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "qualcode", "identifiers", "list", str(named), "--rules"],
        stdin=theirs, stdout=theirs, stderr=theirs, check=True, env={**os.environ, "COLUMNS": "60"},
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert b" of 2: " in shown
    assert b"title" in shown
    assert b"\x1b" not in shown
    assert b"\x07" not in shown
