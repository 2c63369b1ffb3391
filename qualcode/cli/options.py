"""Arguments and options that several commands share, each said once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

PATH: click.Path = click.Path(path_type=Path)

Command = Callable[..., Any]


def _pairs(_: click.Context, parameter: click.Parameter, given: Sequence[str]) -> list[tuple[str, str]]:
    """ATTRIBUTE=VALUE, as typed, in two parts."""
    pairs = []
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise click.BadParameter(f"“{text}” is not written ATTRIBUTE=VALUE.", param=parameter)
        pairs.append((name.strip(), value.strip()))
    return pairs


project_argument = click.argument("project", type=PATH)
file_argument = click.argument("file", type=PATH)

ANALYSIS = "qualcode.analysis"
"""Where the name of the analysis stands in a command's context."""


def _analysis(context: click.Context, _: click.Parameter, name: str | None) -> None:
    context.meta[ANALYSIS] = name


def analysis_argument(command: Command) -> Command:
    """The project and, where it has several analyses, which one: opening the project chooses it."""
    return project_argument(
        click.option(
            "--analysis",
            metavar="NAME",
            expose_value=False,
            callback=_analysis,
            help="The analysis to work on, where there are several (else the first).",
        )(command)
    )


json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would come of it; change nothing.")
coder_option = click.option(
    "--coder",
    metavar="NAME",
    envvar="QUALCODE_CODER",
    help="Who makes the change. Without it, QUALCODE_CODER or the coder of your settings does.",
)
reason_option = click.option(
    "--reason", metavar="TEXT", default="", help="Why; it is kept with the change in the history."
)
by_option = click.option(
    "--by",
    multiple=True,
    metavar="ATTRIBUTE",
    help="Group and order participants by an attribute, such as site. May be given several times.",
)
where_option = click.option(
    "--where",
    multiple=True,
    metavar="ATTRIBUTE=VALUE",
    callback=_pairs,
    help="Only participants with this value. Values of one attribute are alternatives.",
)
values_argument = click.argument("values", nargs=-1, metavar="ATTRIBUTE=VALUE…", callback=_pairs)


def place_options(command: Command) -> Command:
    """The options that say which passage is meant: by its words, or by its place."""
    for option in (
        click.option("--end", type=int, metavar="N", help="Where the passage ends, end exclusive."),
        click.option("--start", type=int, metavar="N", help="Where it starts: characters before it."),
        click.option(
            "--quote", metavar="TEXT", default="", help="The passage's words, exactly as they stand."
        ),
    ):
        command = option(command)
    return command
