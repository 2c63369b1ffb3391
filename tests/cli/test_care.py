"""What checking a project says that isn't wrong with it."""

from pathlib import Path

from tests.cli.conftest import Runner


def test_check_and_differences_say_what_hangs_on_what_was_undone(
    study: Path, tmp_path: Path, ok: Runner
) -> None:
    home = tmp_path / "ben.qualcode"
    ok("copy", study, home, "--for", "Ben")
    ok("codebook", "add", study, "hope")
    ok("merge", home, study, "--coder", "Ben")
    ok("codings", "add", home, "P01", "hope", "--quote", "I trust my coordinator.", "--coder", "Ben")
    ok("history", "undo", study)
    ok("merge", study, home)

    expected = "To look at: 1 passage of Ben is on the code “hope”, which Ann undid (redo brings it back)\n"
    checked = ok("check", study)
    assert checked.out == "The project is sound.\n"
    assert checked.err == expected
    assert ok("differences", study).err == expected
    ok("history", "redo", study)
    assert ok("check", study).err == ""
