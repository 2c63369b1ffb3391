"""Commands are imported when they are called, and only the one that is called."""

import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from qualcode.cli.lazy import LazyGroup, Nested, Target


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LazyGroup:
    """A group of three: one that works, one that is no command, one whose module is missing."""
    (tmp_path / "lazily_loaded.py").write_text(
        "import click\n@click.command()\ndef count():\n    click.echo('two')\nwords = 2\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "lazily_loaded", raising=False)
    return LazyGroup(
        "study",
        targets={
            "words": Target("lazily_loaded:words", "A number."),
            "count": Target("lazily_loaded:count", "Count the passages."),
            "absent": Target("no_such_module:run", "Nothing."),
        },
    )


def test_help_lists_commands_in_the_order_declared_and_imports_none(group: LazyGroup) -> None:
    run = CliRunner().invoke(group, ["--help"])

    assert run.exit_code == 0
    assert "Count the passages." in run.output
    assert run.output.index("words") < run.output.index("count") < run.output.index("absent")
    assert "lazily_loaded" not in sys.modules


def test_a_command_is_imported_when_it_is_called(group: LazyGroup) -> None:
    run = CliRunner().invoke(group, ["count"])

    assert (run.exit_code, run.output) == (0, "two\n")


def test_an_unknown_name_is_wrong_usage(group: LazyGroup) -> None:
    run = CliRunner().invoke(group, ["counts"])

    assert run.exit_code == 2
    assert "counts" in run.output


def test_what_is_no_command_is_said_to_be_none(group: LazyGroup) -> None:
    with pytest.raises(TypeError, match="lazily_loaded:words is no command"):
        group.get_command(click.Context(group), "words")


def test_commands_made_in_place_stand_beside_the_lazy_ones(group: LazyGroup) -> None:
    group.add_command(click.Command("near", help="Made here."))

    run = CliRunner().invoke(group, ["--help"])

    assert "Made here." in run.output


@pytest.fixture
def nested(group: LazyGroup) -> LazyGroup:
    """A group that holds the group of three, with a command that is meant where none is named."""
    commands = {name: target for name, target in group.targets.items() if isinstance(target, Target)}
    return LazyGroup("all", targets={"study": Nested("A study.", commands, default="count")})


def test_the_help_of_a_nested_group_imports_nothing(nested: LazyGroup) -> None:
    run = CliRunner().invoke(nested, ["study", "--help"])

    assert run.exit_code == 0
    assert "Count the passages." in run.output
    assert "lazily_loaded" not in sys.modules


def test_a_nested_command_is_imported_when_it_is_called(nested: LazyGroup) -> None:
    assert CliRunner().invoke(nested, ["study", "count"]).output == "two\n"


def test_the_default_command_takes_arguments_that_name_no_other(nested: LazyGroup) -> None:
    run = CliRunner().invoke(nested, ["study", "--nonsense"])

    assert run.exit_code == 2
    assert "No such option" in run.output
    assert "study count" in run.output


def test_a_nested_group_without_a_command_shows_its_help(nested: LazyGroup) -> None:
    run = CliRunner().invoke(nested, ["study"])

    assert run.exit_code == 2
    assert "Count the passages." in run.output
