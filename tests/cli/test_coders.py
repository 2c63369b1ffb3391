"""Coders, also where copies brought two of one name together."""

import re
from pathlib import Path

from tests.cli.conftest import Runner


def test_two_coders_of_one_name_are_told_apart_and_renamed(
    study: Path, tmp_path: Path, ok: Runner, run: Runner
) -> None:
    home = tmp_path / "home.qualcode"
    ok("copy", study, home, "--for", "Ben")
    ok("coders", "add", study, "Dan", "--coder", "Ann")
    ok("coders", "add", home, "Dan", "--coder", "Ben")
    ok("merge", study, home)

    refused = run("codebook", "add", study, "hope", "--coder", "Dan")
    assert refused.status == 1
    assert "There are 2 coders called “Dan”: call the one you mean" in refused.err
    assert "coders add" not in refused.err
    uids = {by: uid for uid, by in re.findall(r"([0-9a-f]{8}) \((\w+),", refused.err)}
    assert set(uids) == {"Ann", "Ben"}

    assert ok("coders", "rename", study, uids["Ben"], "Dan Lee").out == "Dan is Dan Lee from now on\n"
    assert [c["name"] for c in ok("coders", "list", study, "--json").json] == ["Ann", "Ben", "Dan", "Dan Lee"]
    ok("codebook", "add", study, "hope", "--coder", "Dan")
    refused = run("coders", "rename", study, "Ben", "dan lee")
    assert "There is a coder “dan lee” already" in refused.err


def test_a_copy_for_one_of_two_of_a_name_adds_nobody(
    study: Path, tmp_path: Path, ok: Runner, run: Runner
) -> None:
    home = tmp_path / "home.qualcode"
    ok("copy", study, home, "--for", "Ben")
    for path, coder in ((study, "Ann"), (home, "Ben")):
        ok("coders", "add", path, "Dan", "--coder", coder)
    ok("merge", study, home)
    refused = run("copy", study, tmp_path / "dan.qualcode", "--for", "Dan")
    assert "There are 2 coders called “Dan”" in refused.err
    uid = re.findall(r"([0-9a-f]{8}) \(", refused.err)[0]
    ok("copy", study, tmp_path / "dan.qualcode", "--for", uid)
    assert len(ok("coders", "list", study, "--json").json) == 4
