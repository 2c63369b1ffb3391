"""Framework matrices and extracts: shown, and written to files."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import (
    analysis_argument,
    by_option,
    coder_option,
    dry_run_option,
    file_argument,
    json_option,
    where_option,
)
from qualcode.cli.printing import counted, say, tell, tell_json, terminal_width, wrote

if TYPE_CHECKING:
    from qualcode.project.edits import Edit

Where = Sequence[tuple[str, str]]

columns_type = click.Choice(["themes", "codes"])
columns_option = click.option(
    "--columns", type=columns_type, default="themes", show_default=True, help="What the columns are."
)
theme_option = click.option("--theme", metavar="NAME", help="Only the codes of this theme, as columns.")


@click.command()
@analysis_argument
@columns_option
@theme_option
@by_option
@where_option
@click.option(
    "--extracts", type=click.IntRange(min=0), default=0, metavar="N", help="Up to N extracts in each cell."
)
@click.option(
    "--lines",
    type=click.IntRange(min=1),
    default=8,
    metavar="N",
    show_default=True,
    help="At most N lines a cell.",
)
@json_option
def show(
    project: Path,
    columns: str,
    theme: str | None,
    by: Sequence[str],
    where: Where,
    extracts: int,
    lines: int,
    as_json: bool,
) -> None:
    """Show a matrix in the terminal.

    Each row is a participant, each column a theme or a code; a cell is the summary, or the word that says
    why there is none, with the number of coded passages. Columns that don't fit side by side follow below.

    JSON: an object with analysis, attributes, of (how many participants there are), filter, columns (objects
    with uid, kind, name, short, definition, theme) and rows (objects with uid, participant, attributes,
    portrait, and cells in the order of the columns: column, text, content, progress, comment, checked_by,
    check_again, passages, extracts).
    """
    with reading(project) as opened:
        found = opened.codebook.theme(theme) if theme else None
        made = opened.matrix.show(
            "codes" if found else columns, by=by, where=where, theme=found, extracts=extracts
        )
        if as_json:
            tell_json(opened.matrix.as_object(made))
            return
    if not made.columns:
        say("There are no themes yet: “--columns codes” shows codes, “qualcode themes add” makes a theme.")
    from qualcode.cli.matrix_drawn import drawn

    for line in drawn(made, terminal_width(), lines):
        tell(line)
    filtered = f" Filter: {made.filter}." if made.filter else ""
    tell(f"{len(made.rows)} of {made.of} participants.{filtered}")


@click.command()
@analysis_argument
@file_argument
@click.option(
    "--columns",
    type=columns_type,
    default="codes",
    show_default=True,
    help="What the columns are. In a workbook, codes have a sheet for each theme.",
)
@theme_option
@by_option
@where_option
@click.option(
    "--extracts",
    type=click.IntRange(min=0),
    metavar="N",
    help="Up to N extracts a cell: in a workbook on sheets of their own. A page has all if N isn't given.",
)
@click.option(
    "--with",
    "others",
    multiple=True,
    metavar="ATTRIBUTE",
    help="Export this attribute of participants too. May be given several times.",
)
def export(
    project: Path,
    file: Path,
    columns: str,
    theme: str | None,
    by: Sequence[str],
    where: Where,
    extracts: int | None,
    others: Sequence[str],
) -> None:
    """Write a matrix to a spreadsheet, or to a page for the browser.

    FILE.xlsx holds the whole workbook: all themes, a sheet for each theme with its codes, groups, extracts,
    counts, codebook, participants and decisions. FILE.html is a page to send to colleagues, which needs no
    network: they filter, sort and search it, open a cell for what it rests on, follow an extract to the
    passage around it, and print it. FILE.md has a table for each theme. FILE.csv and FILE.json hold one
    matrix. Rows are in the order country, site and participant type, or that of --by; no other attributes
    are exported but those of --with.
    """
    with reading(project) as opened:
        found = opened.codebook.theme(theme) if theme else None
        notes = opened.matrix.export(
            file,
            columns="codes" if found else columns,
            by=by,
            where=where,
            theme=found,
            others=others,
            extracts=extracts,
        )
        wrote(file, notes)


@click.command("import")
@analysis_argument
@file_argument
@click.option(
    "--differences",
    type=click.Choice(["ours", "theirs"]),
    help="What counts where both changed a cell, without asking.",
)
@dry_run_option
@json_option
@coder_option
def import_(
    project: Path, file: Path, differences: str | None, dry_run: bool, as_json: bool, coder: str | None
) -> None:
    """Bring back an edited workbook.

    In FILE.xlsx summaries, comments and who checked may have been edited since it was exported. Each is
    compared with what was exported and with what the project says now: what only they changed is taken;
    where both did, you are asked, or it stays as the project has it. Rows may be sorted, columns moved or
    hidden, sheets added. Formulas aren't worked out.

    All is one change, under the name of the --coder: “qualcode history undo” takes it back.

    JSON: an object with taken, left (lists of objects with cell, participant, column, part, ours, theirs),
    unchanged (a number), problems and notes.
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        edits = opened.matrix.edits(file)
        theirs = [edit for edit in edits.differing if _theirs_counts(edit, differences, ask=not dry_run)]
        taken = [*edits.clean, *theirs]
        left = [edit for edit in edits.differing if edit not in theirs]
        if not dry_run:
            opened.matrix.bring_in(taken)
    if as_json:
        tell_json(
            {
                "taken": [_as_object(edit) for edit in taken],
                "left": [_as_object(edit) for edit in left],
                "unchanged": edits.unchanged,
                "problems": list(edits.problems),
                "notes": list(edits.notes),
            }
        )
        return
    for edit in taken:
        tell(f"{_headed(edit)}: {_shown(edit.theirs)}")
    for edit in left:
        tell(f"{_headed(edit)}: left as it is: {_shown(edit.ours)}. They wrote: {_shown(edit.theirs)}")
    for sentence in (*edits.problems, *edits.notes):
        say(sentence if sentence.endswith(".") else f"{sentence}.")
    verb = "Would bring in" if dry_run else "Brought in"
    kept = f", {len(left)} left as they are" if left else ""
    tell(f"{verb} {counted(len(taken), 'edit')}; {edits.unchanged} cells unchanged{kept}.")


def _theirs_counts(edit: "Edit", differences: str | None, *, ask: bool) -> bool:
    """Whether their text counts where both changed a cell: as told, or asked where somebody can answer."""
    if differences is not None or not (ask and sys.stdin.isatty() and sys.stderr.isatty()):
        return differences == "theirs"
    say(f"{_headed(edit)} was changed on both sides.")
    say(f"  Ours:   {_shown(edit.ours)}")
    say(f"  Theirs: {_shown(edit.theirs)}")
    return click.confirm("Take theirs?", default=False, err=True)


def _headed(edit: "Edit") -> str:
    part = "" if edit.part == "summary" else f", {edit.part}"
    return f"{edit.participant}, {edit.column}{part}"


def _shown(text: str) -> str:
    return f"“{' '.join(text.split())}”" if text.strip() else "nothing"


def _as_object(edit: "Edit") -> dict[str, str]:
    return {
        "cell": edit.place,
        "participant": edit.participant,
        "column": edit.column,
        "part": edit.part,
        "ours": edit.ours,
        "theirs": edit.theirs,
    }


@click.command("export")
@analysis_argument
@file_argument
@by_option
@where_option
def export_extracts(project: Path, file: Path, by: Sequence[str], where: Where) -> None:
    """Write every coded passage as quoted.

    FILE ends in .xlsx or .csv. Each extract has the interviewer's question before it, its source and turn,
    who coded it, and how it is attributed.
    """
    with reading(project) as opened:
        wrote(file, opened.matrix.export_extracts(file, by=by, where=where))
