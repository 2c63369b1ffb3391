"""One code at a time: added, changed, merged, set aside."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from qualcode.cli.opening import changing
from qualcode.cli.options import analysis_argument, coder_option, dry_run_option, reason_option
from qualcode.cli.printing import counted, say, tell
from qualcode.model.study import CODE_KINDS, ORIGINS

code_argument = click.argument("code")

_FIELDS: dict[str, Any] = {
    "brief": {"metavar": "TEXT", "help": "Brief definition."},
    "full": {"metavar": "TEXT", "help": "Full definition."},
    "use": {"metavar": "TEXT", "help": "When to use it."},
    "avoid": {"metavar": "TEXT", "help": "When not to use it."},
    "example": {"metavar": "TEXT", "help": "An example."},
    "kind": {"type": click.Choice(CODE_KINDS), "help": "What kind of code it is."},
    "origin": {"type": click.Choice(ORIGINS), "help": "Where it came from."},
    "source": {"metavar": "TEXT", "help": "The theory or question it comes from."},
    "status": {"type": click.Choice(["candidate", "agreed"]), "help": "Whether the team has agreed on it."},
    "colour": {"metavar": "#RRGGBB", "help": 'Its colour in the interface; "" for one of the palette.'},
}


def _field_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, settings in reversed(_FIELDS.items()):
        command = click.option(f"--{name}", **settings)(command)
    return command


def _given(fields: dict[str, str | None]) -> dict[str, str]:
    """The fields that were given, under the names that the model has for them."""
    given = {name: value for name, value in fields.items() if value is not None}
    if "kind" in given:
        given["kind_of_code"] = given.pop("kind")
    return given


@click.command()
@analysis_argument
@click.argument("name")
@click.option("--theme", metavar="THEME", help="The theme it stands in.")
@_field_options
@coder_option
def add(project: Path, name: str, theme: str | None, coder: str | None, **fields: str | None) -> None:
    """Add a code."""
    with changing(project, coder) as opened:
        within = opened.codebook.theme(theme) if theme else None
        made = opened.codebook.add_code(name, theme=within, **_given(fields))
    tell(f"Added the code {made.name}{f' in {within.name}' if within else ''}")


@click.command()
@analysis_argument
@code_argument
@click.option("--name", metavar="NAME", help="A new name; the former one is kept with it.")
@_field_options
@reason_option
@coder_option
def change(project: Path, code: str, reason: str, coder: str | None, **fields: str | None) -> None:
    """Change a code: its name, a definition, its status."""
    given = _given(fields)
    if not given:
        raise click.UsageError("Say what to change: --name, --brief, --full and so on.")
    with changing(project, coder) as opened:
        found = opened.codebook.any_code(code)
        opened.codebook.change_code(found, reason, **given)
    tell(f"Changed the code {given.get('name', found.name)}")


@click.command()
@analysis_argument
@code_argument
@click.argument("into")
@dry_run_option
@reason_option
@coder_option
def merge(project: Path, code: str, into: str, dry_run: bool, reason: str, coder: str | None) -> None:
    """Count a code's passages under another.

    The record of CODE stays, with the passages coded under it; from now on they count under INTO. What that
    moves, and what becomes one, is said.
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        found, final = opened.codebook.code(code), opened.codebook.code(into)
        shown = opened.codebook.merging(found, final)
        if not dry_run:
            opened.codebook.merge(found, final, reason)
    tell(f"{found.name} {'would be' if dry_run else 'is'} merged into {final.name}")
    for sentence in shown.sentences:
        say(sentence)


@click.command()
@analysis_argument
@code_argument
@click.argument("table", type=click.Path(path_type=Path))
@dry_run_option
@reason_option
@coder_option
def split(project: Path, code: str, table: Path, dry_run: bool, reason: str, coder: str | None) -> None:
    """Split a code: give some of its passages to new codes.

    TABLE is made by “qualcode codings export”: keep the rows of CODE, and write in the column code what each
    passage is to be coded as from now on. The codes that are named there are made, in the themes of CODE;
    passages that no row names, or that a row leaves under CODE, stay with it.
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        found = opened.codebook.code(code)
        parts = opened.codebook.parts(found, opened.codings.read(table))
        if not dry_run:
            opened.codebook.split(found, parts, reason)
    verb = "would go" if dry_run else "went"
    for name, codings in parts.items():
        tell(f"{counted(len(codings), 'coding')} of {found.name} {verb} to {name}")


@click.command("set-aside")
@analysis_argument
@code_argument
@reason_option
@coder_option
def set_aside(project: Path, code: str, reason: str, coder: str | None) -> None:
    """Take a code out of use.

    Its passages stay with it; “qualcode codebook bring-back PROJECT CODE” brings it back.
    """
    with changing(project, coder) as opened:
        found = opened.codebook.code(code)
        opened.codebook.set_aside(found, reason)
    tell(f"{found.name} is set aside")


@click.command("bring-back")
@analysis_argument
@code_argument
@reason_option
@coder_option
def bring_back(project: Path, code: str, reason: str, coder: str | None) -> None:
    """Use a code again that was set aside or merged.

    Its passages count under it again. It is a candidate until the team agrees on it.
    """
    with changing(project, coder) as opened:
        found = opened.codebook.unused_code(code)
        opened.codebook.bring_back(found, reason)
    tell(f"{found.name} is in use again")
