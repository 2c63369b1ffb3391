"""Themes: made, filled with codes, put in order."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from qualcode.cli.opening import changing
from qualcode.cli.options import analysis_argument, coder_option, reason_option
from qualcode.cli.printing import listed, tell
from qualcode.model.study import THEME_STATUSES

theme_argument = click.argument("theme")
codes_argument = click.argument("codes", nargs=-1, required=True)
short_option = click.option("--short", metavar="NAME", help="A short name, for the tab of a spreadsheet.")
definition_option = click.option("--definition", metavar="TEXT", help="What the theme is about.")
status_option = click.option(
    "--status", type=click.Choice(THEME_STATUSES), help="Whether the team has agreed on it."
)


@click.command()
@analysis_argument
@click.argument("name")
@click.argument("codes", nargs=-1)
@short_option
@definition_option
@status_option
@click.option("--within", metavar="THEME", help="The theme it stands in.")
@coder_option
def add(
    project: Path,
    name: str,
    codes: Sequence[str],
    within: str | None,
    coder: str | None,
    **fields: str | None,
) -> None:
    """Add a theme.

    CODES, if any are named, are put in it in this order.
    """
    with changing(project, coder) as opened:
        book = opened.codebook
        given = {name: value for name, value in fields.items() if value is not None}
        if within:
            given["parent"] = book.theme(within).uid
        made = book.add_theme(name, codes=[book.code(code) for code in codes], **given)
    tell(f"Added the theme {made.name}")


@click.command()
@analysis_argument
@theme_argument
@codes_argument
@reason_option
@coder_option
def put(project: Path, theme: str, codes: Sequence[str], reason: str, coder: str | None) -> None:
    """Put codes in a theme.

    They go to its end, and stay in the themes they are in already.
    """
    with changing(project, coder) as opened:
        found = opened.codebook.theme(theme)
        members = [opened.codebook.code(code) for code in codes]
        opened.codebook.put_in(members, found, reason)
    tell(f"Put in {found.name}: {listed(code.name for code in members)}")


@click.command("take-out")
@analysis_argument
@theme_argument
@codes_argument
@reason_option
@coder_option
def take_out(project: Path, theme: str, codes: Sequence[str], reason: str, coder: str | None) -> None:
    """Take codes out of a theme."""
    with changing(project, coder) as opened:
        found = opened.codebook.theme(theme)
        members = [opened.codebook.code(code) for code in codes]
        opened.codebook.take_out(members, found, reason)
    tell(f"Taken out of {found.name}: {listed(code.name for code in members)}")


@click.command()
@analysis_argument
@click.argument("code")
@theme_argument
@click.option("--out-of", metavar="THEME", help="The one theme that it leaves, where it is in several.")
@reason_option
@coder_option
def move(project: Path, code: str, theme: str, out_of: str | None, reason: str, coder: str | None) -> None:
    """Move a code to a theme, out of all others."""
    with changing(project, coder) as opened:
        book = opened.codebook
        member, found = book.code(code), book.theme(theme)
        book.move(member, found, reason, out_of=book.theme(out_of) if out_of else None)
    tell(f"Moved to {found.name}: {member.name}")


@click.command()
@analysis_argument
@click.argument("names", nargs=-1, required=True)
@click.option("--within", metavar="THEME", help="Put the codes of this theme in order, not the themes.")
@coder_option
def order(project: Path, names: Sequence[str], within: str | None, coder: str | None) -> None:
    """Put themes, or the codes of a theme, in order.

    NAMES come first, in this order; what isn't named follows as it stood.
    """
    with changing(project, coder) as opened:
        book = opened.codebook
        if within:
            theme = book.theme(within)
            book.order(theme, [book.code(name) for name in names])
            now = [code.name for code in book.now.codes_in[theme.uid]]
        else:
            book.order_themes([book.theme(name) for name in names])
            now = [theme.name for theme in book.now.ordered_themes]
    for name in now:
        tell(name)


@click.command()
@analysis_argument
@theme_argument
@click.argument("name")
@reason_option
@coder_option
def rename(project: Path, theme: str, name: str, reason: str, coder: str | None) -> None:
    """Rename a theme.

    Its former name is kept with it.
    """
    with changing(project, coder) as opened:
        found = opened.codebook.theme(theme)
        opened.codebook.change_theme(found, reason, name=name)
    tell(f"{found.name} is now {name}")


@click.command()
@analysis_argument
@theme_argument
@short_option
@definition_option
@status_option
@click.option("--within", metavar="THEME", help='The theme it stands in; "" for none.')
@reason_option
@coder_option
def change(
    project: Path, theme: str, within: str | None, reason: str, coder: str | None, **fields: str | None
) -> None:
    """Change a theme: definition, status, place."""
    given: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    if not given and within is None:
        raise click.UsageError("Say what to change: --short, --definition, --status or --within.")
    with changing(project, coder) as opened:
        found = opened.codebook.theme(theme)
        if within is not None:
            given["parent"] = opened.codebook.theme(within).uid if within else ""
        opened.codebook.change_theme(found, reason, **given)
    tell(f"Changed the theme {found.name}")


@click.command()
@analysis_argument
@theme_argument
@reason_option
@coder_option
def drop(project: Path, theme: str, reason: str, coder: str | None) -> None:
    """Drop a theme; its codes stay.

    They stay in their other themes, or in none; “qualcode themes bring-back PROJECT THEME” brings it back.
    """
    with changing(project, coder) as opened:
        found = opened.codebook.theme(theme)
        opened.codebook.drop_theme(found, reason)
    tell(f"Dropped the theme {found.name}")


@click.command("bring-back")
@analysis_argument
@theme_argument
@reason_option
@coder_option
def bring_back(project: Path, theme: str, reason: str, coder: str | None) -> None:
    """Bring back a theme that was dropped, with its codes."""
    with changing(project, coder) as opened:
        found = opened.codebook.dropped_theme(theme)
        opened.codebook.bring_back(found, reason)
    tell(f"{found.name} is in use again")
