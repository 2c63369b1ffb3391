"""Who changed what and when; undo and redo."""

from pathlib import Path

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import coder_option, json_option, project_argument
from qualcode.cli.printing import tell, tell_json, tell_table

_KEYS = ("time", "coder", "what", "rationale", "stands")


@click.command()
@project_argument
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the N latest changes.")
@json_option
def show(project: Path, last: int | None, as_json: bool) -> None:
    """Show the changes, latest first.

    JSON: a list of objects with time (UTC, ISO 8601), coder, what, rationale, stands (false once undone).
    """
    with reading(project) as opened:
        changes = opened.history.all(last)
    if as_json:
        tell_json([{key: getattr(change, key) for key in _KEYS} for change in changes])
        return
    rows = [
        [
            change.time[:19].replace("T", " "),
            change.coder,
            change.what + ("" if change.stands else " (undone)"),
            change.rationale,
        ]
        for change in changes
    ]
    tell_table(["When (UTC)", "Who", "What", "Why"], rows)


@click.command()
@project_argument
@click.option("--anyway", is_flag=True, help="Even if others' work stands on what you made.")
@coder_option
def undo(project: Path, anyway: bool, coder: str | None) -> None:
    """Take back your last change.

    One undoes one's own changes that were made in this file, one after the other. What others have built
    on, such as a code with their passages, is refused: it would be out of sight. Redo brings it back.
    """
    with changing(project, coder) as opened:
        tell(f"Undone: {opened.history.undo(anyway=anyway)}")


@click.command()
@project_argument
@coder_option
def redo(project: Path, coder: str | None) -> None:
    """Do again what you last undid."""
    with changing(project, coder) as opened:
        tell(f"Done again: {opened.history.redo()}")


@click.command()
@project_argument
@json_option
def verify(project: Path, as_json: bool) -> int:
    """Make sure that the history is unaltered.

    Every change rests on the one before it: an alteration behind the program's back shows. Exit status 1 if
    there is one.

    JSON: a list of sentences on what was altered.
    """
    with reading(project) as opened:
        findings = opened.history.verify()
    if as_json:
        tell_json(findings)
    else:
        tell("\n".join(findings) or "The history is unaltered.")
    return 1 if findings else 0
