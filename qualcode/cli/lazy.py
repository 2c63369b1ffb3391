"""A group whose commands are imported when they are called, so that `--help` imports none of them."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click


class Target(NamedTuple):
    """Where a command stands, and its line in the help of the group."""

    where: str
    """As `package.module:function`."""
    help: str


class LazyGroup(click.Group):
    """A group that knows its commands by name and help, and imports only the one that is called."""

    def __init__(self, *args: Any, targets: Mapping[str, Target] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {} if targets is None else targets

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they were declared, which is the order of the work."""
        return [*self.targets, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command called so."""
        if (target := self.targets.get(cmd_name)) is None:
            return super().get_command(ctx, cmd_name)
        module, function = target.where.split(":")
        command = getattr(import_module(module), function)
        if not isinstance(command, click.Command):
            raise TypeError(f"{target.where} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the declared lines; click's own would import them all."""
        rows = [(name, target.help) for name, target in self.targets.items()]
        rows += [(name, command.get_short_help_str()) for name, command in self.commands.items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
