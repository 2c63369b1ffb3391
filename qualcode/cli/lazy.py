"""Groups whose commands are imported when they are called, so that `--help` imports none of them."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click


class Target(NamedTuple):
    """Where a command stands, and its line in the help of its group."""

    where: str
    """As `package.module:function`."""
    help: str


class Nested(NamedTuple):
    """A group within a group: its line in the help, and its commands by name.

    `default` is the command that is meant where none is named.
    """

    help: str
    commands: Mapping[str, Target]
    default: str = ""


class LazyGroup(click.Group):
    """A group that knows its commands by name and help, and imports only the one that is called."""

    def __init__(
        self,
        *args: Any,
        targets: Mapping[str, Target | Nested] | None = None,
        default: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {} if targets is None else targets
        self.default = default

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they were declared, which is the order of the work."""
        return [*self.targets, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command called so."""
        match self.targets.get(cmd_name):
            case None:
                return super().get_command(ctx, cmd_name)
            case Nested(help_, commands, default):
                return LazyGroup(
                    cmd_name, targets=commands, default=default, help=help_, no_args_is_help=True
                )
            case Target(where, _):
                module, function = where.split(":")
                command = getattr(import_module(module), function)
                if not isinstance(command, click.Command):
                    raise TypeError(f"{where} is no command")
                return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that name none."""
        if self.default and args and args[0] not in {*self.targets, *ctx.help_option_names}:
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the declared lines; click's own would import them all."""
        rows = [(name, target.help) for name, target in self.targets.items()]
        rows += [(name, command.get_short_help_str()) for name, command in self.commands.items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
