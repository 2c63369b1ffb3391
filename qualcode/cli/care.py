"""Care for the project file: checking it, and verified copies of it."""

from pathlib import Path

import click

from qualcode.cli.opening import reading
from qualcode.cli.options import file_argument, json_option, project_argument
from qualcode.cli.printing import say, tell, tell_json


@click.command()
@project_argument
@json_option
def check(project: Path, as_json: bool) -> int:
    """Check that a project is sound.

    The file's pages, its history, and that what is shown is what the history says. Exit status 1 if
    anything is wrong. What people should look at, such as passages on a code that was undone, is said as
    well, and is not wrong.

    JSON: a list of sentences on what is wrong.
    """
    with reading(project) as opened:
        findings, warning = opened.check(), opened.warning
        # What an altered file says is no matter to look into.
        to_look_at = [] if findings else opened.findings()
    if as_json:
        tell_json(findings)
    else:
        tell("\n".join(findings) or "The project is sound.")
    for finding in to_look_at:
        say(f"To look at: {finding}")
    if warning:
        say(warning)
    return 1 if findings else 0


@click.command()
@project_argument
@file_argument
def backup(project: Path, file: Path) -> None:
    """Copy a project, verified, to a new file.

    A project may be backed up while it is open. Backups are also made by themselves, in a folder beside the
    project, before its first change of the day's work and before copies are brought in.
    """
    with reading(project) as opened:
        made = opened.back_up(file)
    tell(f"Wrote {made.resolve()}")
