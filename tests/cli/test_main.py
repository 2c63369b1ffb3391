"""The one place where an error becomes a sentence and an exit status."""

import errno
import stat
import subprocess
import sys
from pathlib import Path

import click
import pytest

from qualcode import cli
from qualcode.cli.commands import COMMANDS
from qualcode.cli.lazy import Target
from qualcode.model.errors import Refused

WORDS = "She rings me every Friday."


@click.command()
@click.argument("ending")
def end(ending: str) -> int | None:
    """End in a way of one's choice."""
    match ending:
        case "refused":
            raise Refused("The code “Trust” exists already; choose another name.")
        case "interrupted":
            raise KeyboardInterrupt
        case "aborted":
            raise click.Abort
        case "status":
            return 1
        case "full":
            raise OSError(errno.ENOSPC, "No space left on device", "/study/matrix.xlsx")
        case "denied":
            raise PermissionError(errno.EACCES, "Permission denied", "/study/matrix.xlsx")
        case "bug":
            raise ValueError(WORDS)
        case "endless":
            for _ in range(1_000_000):
                print("a line of results")
    return None


@pytest.fixture(autouse=True)
def command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `qualcode end` stand among the commands."""
    monkeypatch.setitem(COMMANDS, "end", Target(f"{__name__}:end", "End."))


def test_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["end", "well"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_command_can_give_its_status() -> None:
    assert cli.main(["end", "status"]) == 1


def test_an_error_for_the_user_is_one_sentence_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["end", "refused"]) == 1
    assert capsys.readouterr() == ("", "The code “Trust” exists already; choose another name.\n")


@pytest.mark.parametrize("ending", ["interrupted", "aborted"])
def test_stopping_says_that_nothing_was_changed(ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["end", ending]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip() == "Stopped; nothing was changed."


@pytest.mark.parametrize(("ending", "words"), [("full", "disk is full"), ("denied", "access is denied")])
def test_what_the_system_refuses_is_one_sentence(
    ending: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["end", ending]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("/study/matrix.xlsx: ")
    assert words in err
    assert err.count("\n") == 1


def test_a_bug_is_asked_to_be_reported_with_a_log_that_holds_nobodys_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["end", "bug"]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    log = Path(err.strip().removesuffix(".").split(" is written in ")[1])
    written = log.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "in end\n" in written
    assert WORDS not in written
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_developer_sees_where_a_bug_came_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALCODE_DEBUG", "1")

    assert cli.main(["end", "bug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_without_a_terminal_the_help_is_shown_instead_of_the_interface(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main([]) == 0
    assert capsys.readouterr().out.startswith("Usage: qualcode")


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["end"]) == 2
    assert "Missing argument 'ENDING'" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = (
        "import sys; from qualcode import cli; from qualcode.cli.lazy import Target;"
        "from qualcode.cli.commands import COMMANDS;"
        f"COMMANDS['end'] = Target('{__name__}:end', 'End.');"
        "sys.exit(cli.main(['end', 'endless']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == "a line of results\n"
        process.stdout.close()

        assert process.stderr.read() == ""
        assert process.wait(timeout=20) == 1


def test_the_module_runs_as_the_command_does() -> None:
    run = subprocess.run([sys.executable, "-m", "qualcode", "--version"], capture_output=True, text=True)

    assert run.returncode == 0
    assert run.stdout.startswith("qualcode")


@pytest.mark.parametrize("argument", ["\x1b[2J\x9b", "--\x1b[2J"])
def test_control_characters_of_arguments_dont_reach_the_terminal(
    argument: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["end", "bug", argument]) == 2

    shown = capsys.readouterr().err
    assert shown.startswith("Usage: qualcode end")
    assert not {"\x1b", "\x9b"} & set(shown)
