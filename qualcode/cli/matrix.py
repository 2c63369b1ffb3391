"""Framework matrices and extracts: shown, and written to files."""

from collections.abc import Sequence
from pathlib import Path

import click

from qualcode.cli.opening import reading
from qualcode.cli.options import analysis_argument, by_option, file_argument, json_option, where_option
from qualcode.cli.printing import say, tell, tell_json, terminal_width, wrote

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
    default=0,
    metavar="N",
    help="Sheets with up to N extracts a cell.",
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
    extracts: int,
    others: Sequence[str],
) -> None:
    """Write a matrix to a spreadsheet.

    FILE.xlsx holds the whole workbook: all themes, a sheet for each theme with its codes, groups, extracts,
    counts, codebook, participants and decisions. FILE.csv and FILE.json hold one matrix. Rows are in the
    order country, site and participant type, or that of --by; no other attributes are exported but those
    of --with.
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
