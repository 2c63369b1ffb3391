"""Write docs/commands.md, the command reference, from the commands themselves.

`python scripts/reference.py` writes it; a test fails where it isn't current.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from qualcode.cli import qualcode

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"

_TOP = """\
# The commands

<!-- Written by scripts/reference.py from the commands: change the texts there. -->

Every command that reads takes `--json`. Results go to standard output; progress and remarks go to standard
error. The exit status is 0 when all is done, 1 when something was refused or failed, 2 for wrong usage.
"""


def reference() -> str:
    """The page as it should be."""
    root = click.Context(qualcode, info_name="qualcode", help_option_names=["-h", "--help"])
    sections = [
        section for command, context in _commands(qualcode, root) for section in _section(command, context)
    ]
    return "\n".join([_TOP, *sections]).rstrip() + "\n"


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        within = click.Context(command, info_name=name, parent=context)
        yield command, within
        if isinstance(command, click.Group):
            yield from _commands(command, within)


def _section(command: click.Command, context: click.Context) -> Iterator[str]:
    depth = context.command_path.count(" ") + 1
    yield f"{'#' * depth} {context.command_path}\n"
    if isinstance(command, click.Group):
        yield f"{command.help}\n"
        return
    pieces = [piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]"]
    yield f"```\n{' '.join([context.command_path, *pieces, '[OPTIONS]'])}\n```\n"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield f"```\n{inspect.cleandoc(paragraph.removeprefix(chr(8)))}\n```\n"
        else:
            yield f"{paragraph}\n"
    options = [option for option in command.params if isinstance(option, click.Option)]
    records = filter(None, (option.get_help_record(context) for option in options))
    lines = [f"- `{names}`: {help_}" for names, help_ in records]
    if lines:
        yield "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
