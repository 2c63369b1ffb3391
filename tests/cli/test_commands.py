"""What holds for every command: its line in the help, its texts, and the reference made of them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from qualcode.cli import qualcode
from qualcode.cli.commands import COMMANDS
from qualcode.cli.lazy import LazyGroup

ROOT = Path(__file__).parents[2]

READING = {"list", "show", "counts", "verify", "check"}


def every_command(group: LazyGroup = qualcode, path: str = "") -> Iterator[tuple[str, str, click.Command]]:
    """Path, line in the help and command, of each command that isn't a group."""
    context = click.Context(group)
    for name, target in group.targets.items():
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, LazyGroup):
            yield from every_command(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", target.help, command


ALL = list(every_command())


@pytest.mark.parametrize(("path", "line", "command"), ALL, ids=[path for path, _, _ in ALL])
def test_the_line_in_the_help_is_the_beginning_of_the_commands_own(
    path: str, line: str, command: click.Command
) -> None:
    assert (command.help or "").split("\n\n")[0].replace("\n", " ") == line
    assert command.name == path.split()[-1]


@pytest.mark.parametrize(("path", "command"), [(p, c) for p, _, c in ALL], ids=[p for p, _, _ in ALL])
def test_every_option_is_explained(path: str, command: click.Command) -> None:
    options = [p for p in command.params if isinstance(p, click.Option)]

    assert [o.name for o in options if not o.help] == []


def test_every_reading_command_prints_json_and_says_which_keys_it_has() -> None:
    reading = {path: command for path, _, command in ALL if path.split()[-1] in READING}

    assert len(reading) > 10
    for path, command in reading.items():
        assert any(p.name == "as_json" for p in command.params), path
    for path, _, command in ALL:
        if any(p.name == "as_json" for p in command.params):
            assert "JSON: " in (command.help or ""), path


def test_no_group_is_empty_or_named_twice() -> None:
    assert len({path for path, _, _ in ALL}) == len(ALL) > 60
    assert all(getattr(target, "commands", True) for target in COMMANDS.values())


def test_the_reference_of_the_commands_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    monkeypatch.delitem(sys.modules, "reference", raising=False)
    import reference  # type: ignore[import-not-found,unused-ignore]  # of scripts

    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    assert written == reference.reference(), "run: python scripts/reference.py"
