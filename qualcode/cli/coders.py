"""The people who code."""

from pathlib import Path

import click

from qualcode.cli.opening import changing, coder_name, reading, sign
from qualcode.cli.options import coder_option, json_option, project_argument
from qualcode.cli.printing import tell, tell_json


@click.command("list")
@project_argument
@json_option
def list_(project: Path, as_json: bool) -> None:
    """List the coders.

    JSON: a list of objects with name, codings (how many stand), since (UTC).
    """
    with reading(project) as opened:
        coders = opened.coders.all()
        if as_json:
            made = opened.codings.by_coder()
            tell_json([{"name": c.name, "codings": made.get(c.uid, 0), "since": c.at} for c in coders])
            return
    for coder in coders:
        tell(coder.name)


@click.command()
@project_argument
@click.argument("name")
@coder_option
def add(project: Path, name: str, coder: str | None) -> None:
    """Add a coder.

    NAME stands beside every change this person makes. People who aren't in the project yet add themselves.
    """
    from qualcode.project import Project

    with Project.open(project) as opened:
        who = coder_name(coder)
        # Whoever is new here signs with their first change, which is adding themselves.
        if coder or (who and opened.coders.lookup().all(who)):
            sign(opened, who)
        made = opened.coders.add(name)
    tell(f"Added {made.name}")


@click.command()
@project_argument
@click.argument("name")
@click.argument("new_name")
@coder_option
def rename(project: Path, name: str, new_name: str, coder: str | None) -> None:
    """Give a coder another name.

    Everything the coder has made is shown under NEW_NAME from now on. Where copies brought two coders of one
    name together, NAME is the beginning of the one's uid, as the refusal says it.
    """
    with changing(project, coder) as opened:
        found = opened.coders.named(name)
        opened.coders.rename(found, new_name)
        renamed = opened.coders.all()
    now = next(each.name for each in renamed if each.uid == found.uid)
    tell(f"{found.name} is {now} from now on")
