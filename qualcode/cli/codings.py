"""Coded passages: made, taken off, listed, counted, in and out of files."""

from collections.abc import Sequence
from pathlib import Path

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import (
    analysis_argument,
    by_option,
    coder_option,
    dry_run_option,
    file_argument,
    json_option,
    place_options,
    where_option,
)
from qualcode.cli.printing import counted, listed, say, tell, tell_json, tell_table, wrote

Where = Sequence[tuple[str, str]]

COLUMNS = ("transcript", "start", "end", "code", "coder", "memo", "quote")


@click.command()
@analysis_argument
@click.argument("transcript")
@click.argument("code")
@place_options
@click.option("--create-code", is_flag=True, help="Make the code if the codebook doesn't have it yet.")
@coder_option
def add(
    project: Path,
    transcript: str,
    code: str,
    quote: str,
    start: int | None,
    end: int | None,
    create_code: bool,
    coder: str | None,
) -> None:
    """Code a passage.

    Say which passage by --quote, if its words stand once in the transcript, or by --start and --end.

    \b
        qualcode codings add study P01 trust --quote "She rings me every Friday."
    """  # noqa: D301 (\b is click's sign for lines to be kept)
    with changing(project, coder) as opened:
        found = opened.transcripts.named(transcript)
        if create_code and not opened.codebook.codes_by_name().all(code):
            span = opened.transcripts.passage(found, quote, start, end)
            made = opened.codings.apply_new(code, found, span.start, span.end)
        else:
            meant = opened.codebook.code(code)
            span = opened.transcripts.passage(found, quote, start, end)
            made = opened.codings.apply(meant, found, span.start, span.end)
        name = opened.codebook.now.codes[made.code].name
    tell(f"{found.name} {made.start}–{made.end}: {name}")


@click.command()
@analysis_argument
@click.argument("transcript")
@click.argument("code")
@place_options
@click.option("--made-by", metavar="NAME", help="Take off what another coder made.")
@coder_option
def remove(
    project: Path,
    transcript: str,
    code: str,
    quote: str,
    start: int | None,
    end: int | None,
    made_by: str | None,
    coder: str | None,
) -> None:
    """Take a code off a passage.

    The passage is said as for “qualcode codings add”. Only your own coding is taken off, unless you name
    another coder with --made-by.
    """
    with changing(project, coder) as opened:
        found, meant = opened.transcripts.named(transcript), opened.codebook.any_code(code)
        maker = opened.coders.named(made_by) if made_by else opened.coder
        span = opened.transcripts.passage(found, quote, start, end)
        opened.codings.remove([opened.codings.there(meant, found, span, maker)])
    tell(f"{found.name} {span.start}–{span.end}: {meant.name} taken off")


@click.command("list")
@analysis_argument
@click.option("--transcript", metavar="NAME", help="Only those of this transcript.")
@click.option("--code", metavar="NAME", help="Only those of this code, or of codes merged into it.")
@click.option("--made-by", metavar="NAME", help="Only those made by this coder.")
@json_option
def list_(
    project: Path, transcript: str | None, code: str | None, made_by: str | None, as_json: bool
) -> None:
    """List the coded passages.

    JSON: a list of objects with transcript (its file), start, end, code, coder, memo, quote.
    """
    with reading(project) as opened:
        rows = opened.codings.rows(
            transcript=opened.transcripts.named(transcript) if transcript else None,
            code=opened.codebook.any_code(code) if code else None,
            coder=opened.coders.named(made_by) if made_by else None,
        )
    if as_json:
        tell_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
        return
    header = ["Transcript", "Start", "End", "Code", "Coder", "Quote"]
    tell_table(header, [[*row[:5], row[6]] for row in rows])
    tell(f"{counted(len(rows), 'coded passage')}.")


@click.command()
@analysis_argument
@by_option
@where_option
@click.option(
    "--to", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write to a csv or json file."
)
@json_option
def counts(project: Path, by: Sequence[str], where: Where, file: Path | None, as_json: bool) -> None:
    """Count who spoke about each code, and how often.

    Participants come first: how many spoke about it, of how many who were asked. Then passages: overlapping
    codings of one code are one passage, and passages wholly in interviewers' turns don't count. Then codings
    as made. With --by, one row for each code and each combination of values that participants have.

    JSON: a list of objects with code, one key for each --by attribute, participants, of, passages, codings.
    """
    with reading(project) as opened:
        if file is not None:
            wrote(file, opened.matrix.export_counts(file, by=by, where=where))
            return
        objects = opened.matrix.count_objects(by=by, where=where)
    if as_json:
        tell_json(objects)
        return
    names = list(objects[0]) if objects else ["code", *by, "participants", "of", "passages", "codings"]
    tell_table([name.capitalize() for name in names], [list(each.values()) for each in objects])


@click.command("import")
@analysis_argument
@file_argument
@click.option("--create-codes", is_flag=True, help="Make codes that the codebook doesn't have yet.")
@dry_run_option
@json_option
@coder_option
def import_(
    project: Path, file: Path, create_codes: bool, dry_run: bool, as_json: bool, coder: str | None
) -> None:
    """Import coded passages from a table.

    FILE (csv or xlsx) has the columns transcript, code, and start and end, or quote, or both; coder and memo
    may follow. A quote that isn't the text at its place is looked up: found once, it is placed and reported;
    otherwise the row is refused. Coders whom the project doesn't know are made; rows without one are yours.
    All rows are taken, or none.

    JSON: an object with codings, already, memos (numbers), new_coders, new_codes, placed, notes (lists).
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        read = opened.codings.read(file)
        taken = opened.codings.bring_in(read, create_codes=create_codes, dry_run=dry_run)
    if as_json:
        tell_json(
            {
                "codings": taken.codings,
                "already": taken.already,
                "memos": taken.memos,
                "new_coders": list(taken.new_coders),
                "new_codes": list(taken.new_codes),
                "placed": list(taken.placed),
                "notes": list(taken.notes),
            }
        )
        return
    there = f"; {taken.already:,} were there already" if taken.already else ""
    tell(f"{'Would import' if dry_run else 'Imported'} {counted(taken.codings, 'coded passage')}{there}.")
    if taken.new_coders:
        say(f"New coders: {listed(taken.new_coders)}")
    if taken.new_codes:
        say(f"New codes: {listed(taken.new_codes)}")
    for note in (*taken.placed, *taken.notes):
        say(note)


@click.command()
@analysis_argument
@file_argument
def export(project: Path, file: Path) -> None:
    """Write the coded passages to a table.

    FILE ends in .csv or .xlsx. It has the columns transcript, start, end, code, coder, memo and quote, and
    can be imported again.
    """
    with reading(project) as opened:
        wrote(file, opened.codings.export(file))
