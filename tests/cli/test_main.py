"""The one place where an error becomes a sentence and an exit status."""

import subprocess
import sys

import click
import pytest

from qualcode import cli
from qualcode.cli.lazy import Target
from qualcode.model.errors import Refused


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
        case "endless":
            for _ in range(1_000_000):
                print("a line of results")
    return None


@pytest.fixture(autouse=True)
def command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `qualcode end` stand among the commands."""
    monkeypatch.setitem(cli.COMMANDS, "end", Target(f"{__name__}:end", "End."))


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


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["end"]) == 2
    assert "Missing argument 'ENDING'" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = (
        "import sys; from qualcode import cli; from qualcode.cli.lazy import Target;"
        f"cli.COMMANDS['end'] = Target('{__name__}:end', 'End.');"
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
