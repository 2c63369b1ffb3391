"""Making a project, and opening one in the interface."""

import sys
from pathlib import Path

import click

from qualcode import settings
from qualcode.cli.opening import coder_name
from qualcode.cli.options import project_argument
from qualcode.cli.printing import as_typed, say, tell
from qualcode.model.errors import Refused


@click.command("open")
@project_argument
def open_(project: Path) -> None:
    """Open a project in the interface."""
    from qualcode.tui import run

    run(path=project)


@click.command()
@project_argument
@click.option(
    "--coder",
    metavar="NAME",
    envvar="QUALCODE_CODER",
    help="The first coder. Without it, QUALCODE_CODER or the coder of your settings; else you are asked.",
)
@click.option("--name", metavar="STUDY", default="", help="What the study is called (else as the file).")
def new(project: Path, coder: str | None, name: str) -> None:
    """Make a new, empty project.

    PROJECT is the file to make; “.qualcode” is added to a name without an ending. Only you can read it. On a
    terminal you are asked for your name once; it is kept in your settings and stands beside every change
    you make.
    """
    from qualcode.project import Project

    with Project.new(project, coder_name(coder) or _asked(), name=name) as made:
        tell(f"Made {made.path.resolve()}")
        if made.warning:
            say(made.warning)
        say(f"Next: qualcode import {as_typed(made.path)} FOLDER-OF-TRANSCRIPTS")


def _asked() -> str:
    """The coder's name, asked for on a terminal and kept in the settings."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused("A project needs somebody who codes: say who with --coder NAME.")
    name: str = click.prompt("Your name, as your team will see it beside your changes", err=True)
    settings.change(coder=" ".join(name.split()))
    return name
