"""Summaries: what is charted of each participant under each code or theme."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import (
    analysis_argument,
    coder_option,
    dry_run_option,
    file_argument,
    json_option,
    place_options,
)
from qualcode.cli.printing import counted, say, tell, tell_json, wrote
from qualcode.model.study import CONTENTS, PROGRESSES, RELATIONS

if TYPE_CHECKING:
    from qualcode.project.charting import Shown

participant_argument = click.argument("participant")
column_argument = click.argument("column", metavar="CODE-OR-THEME")


@click.command()
@analysis_argument
@participant_argument
@column_argument
@click.argument("text", required=False)
@click.option("--content", type=click.Choice(CONTENTS), help="What was said, where there is no text.")
@click.option("--progress", type=click.Choice(PROGRESSES), help="How far the work on it is.")
@click.option("--comment", metavar="TEXT", help="The analyst's comment, kept apart from the summary.")
@coder_option
def write(
    project: Path, participant: str, column: str, text: str | None, coder: str | None, **fields: str | None
) -> None:
    """Write a summary, or say why there is none.

    TEXT is the summary in your words, with the participant's in “quotation marks”; “-” reads it from standard
    input. A written summary is drafted until --progress checked.

    \b
        qualcode summaries write study "SU 3" trust "Trusts her coordinator “with anything” (t12)."
        qualcode summaries write study "SU 4" trust --content "not asked"
    """  # noqa: D301 (\b is click's sign for lines to be kept)
    given: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    if text is not None:
        given["text"] = sys.stdin.read().rstrip("\n") if text == "-" else text
    if not given:
        raise click.UsageError("Give the summary's text, or --content, --progress or --comment.")
    with changing(project, coder) as opened:
        person, found = opened.participants.named(participant), opened.codebook.column(column)
        written = opened.charting.write(person, found, **given)
    tell(f"{person.name}, {found.name}: {written.content or 'to chart'}, {written.progress}")


@click.command()
@analysis_argument
@click.option("--participant", metavar="NAME", help="Only those of this participant.")
@click.option("--column", metavar="CODE-OR-THEME", help="Only those under this code or theme.")
@click.option("--again", is_flag=True, help="Only those to be checked again.")
@json_option
def show(project: Path, participant: str | None, column: str | None, again: bool, as_json: bool) -> None:
    """Show summaries, and what is to be checked again.

    A summary is to be checked again when its code, or the extracts it rests on, have changed since.

    JSON: a list of objects with participant, column, text, content ("" while it is to chart), progress,
    checked_by, comment, check_again (what changed, "" if nothing did), extracts (objects with relation,
    transcript, start, end, quote).
    """
    with reading(project) as opened:
        summaries = opened.charting.shown(
            participant=opened.participants.named(participant) if participant else None,
            column=opened.codebook.column(column) if column else None,
        )
    summaries = [each for each in summaries if each.again or not again]
    if as_json:
        tell_json([_as_object(each) for each in summaries])
        return
    for each in summaries:
        tell(f"{each.participant}, {each.column} ({each.summary.progress})")
        tell(f"  {each.summary.text or each.summary.content or 'to chart'}")
        if each.summary.comment:
            tell(f"  Comment: {each.summary.comment}")
        if each.again:
            tell(f"  Check again: {each.again}")
        for link in each.extracts:
            tell(f"  {link.relation}: “{link.quote}” ({link.transcript} {link.start}–{link.end})")
    tell(f"{counted(len(summaries), 'summary', 'summaries')}.")


def _as_object(each: "Shown") -> dict[str, object]:
    return {
        "participant": each.participant,
        "column": each.column,
        "text": each.summary.text,
        "content": each.summary.content,
        "progress": each.summary.progress,
        "checked_by": each.summary.checked_by,
        "comment": each.summary.comment,
        "check_again": each.again,
        "extracts": [link._asdict() for link in each.extracts],
    }


@click.command()
@analysis_argument
@participant_argument
@column_argument
@click.argument("transcript")
@place_options
@click.option(
    "--relation", type=click.Choice(RELATIONS), default=RELATIONS[0], help="Its bearing on the summary."
)
@coder_option
def link(
    project: Path,
    participant: str,
    column: str,
    transcript: str,
    quote: str,
    start: int | None,
    end: int | None,
    relation: str,
    coder: str | None,
) -> None:
    """Rest a summary on a passage.

    The passage supports the summary (the default), complicates or contradicts it.
    """
    with changing(project, coder) as opened:
        person, under = opened.participants.named(participant), opened.codebook.column(column)
        found = opened.transcripts.named(transcript)
        span = opened.transcripts.passage(found, quote, start, end)
        opened.charting.link(person, under, found, span.start, span.end, relation)
    tell(f"{person.name}, {under.name}: {found.name} {span.start}–{span.end} {relation} it")


@click.command()
@analysis_argument
@participant_argument
@column_argument
@click.argument("transcript")
@place_options
@coder_option
def unlink(
    project: Path,
    participant: str,
    column: str,
    transcript: str,
    quote: str,
    start: int | None,
    end: int | None,
    coder: str | None,
) -> None:
    """Let a summary not rest on a passage any more."""
    with changing(project, coder) as opened:
        person, under = opened.participants.named(participant), opened.codebook.column(column)
        found = opened.transcripts.named(transcript)
        span = opened.transcripts.passage(found, quote, start, end)
        opened.charting.unlink(opened.charting.linked(person, under, found, span))
    tell(f"{person.name}, {under.name}: doesn't rest on {found.name} {span.start}–{span.end} any more")


@click.command("import")
@analysis_argument
@file_argument
@dry_run_option
@json_option
@coder_option
def import_(project: Path, file: Path, dry_run: bool, as_json: bool, coder: str | None) -> None:
    """Import summaries from a table.

    FILE (csv or xlsx) has a row for each participant and column (a code or theme): participant, column,
    text, content, progress, checked_by, comment, and extracts, a line each: relation | transcript |
    start-end | quote. Empty cells change nothing. All rows are taken, or none.

    JSON: an object with summaries, links, unchanged (numbers) and notes.
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        charted = opened.charting.bring_in(opened.charting.read(file), dry_run=dry_run)
    if as_json:
        tell_json(
            {
                "summaries": charted.summaries,
                "links": charted.links,
                "unchanged": charted.unchanged,
                "notes": list(charted.notes),
            }
        )
        return
    number, links = (
        counted(charted.summaries, "summary", "summaries"),
        counted(charted.links, "linked extract"),
    )
    verb = "Would import" if dry_run else "Imported"
    tell(f"{verb} {number} with {links}; {charted.unchanged:,} unchanged.")
    for note in charted.notes:
        say(note)


@click.command()
@analysis_argument
@file_argument
def export(project: Path, file: Path) -> None:
    """Write the summaries to a table.

    FILE ends in .csv or .xlsx, and can be edited and imported again.
    """
    with reading(project) as opened:
        wrote(file, opened.charting.export(file))
