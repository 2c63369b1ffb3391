"""Participants and their attributes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import (
    coder_option,
    dry_run_option,
    file_argument,
    json_option,
    project_argument,
    values_argument,
)
from qualcode.cli.printing import counted, listed, say, tell, tell_json, tell_table, wrote
from qualcode.model.study import ATTRIBUTE_TYPES

if TYPE_CHECKING:
    from qualcode.project.participants_file import Joined

participant_argument = click.argument("participant")


@click.command()
@project_argument
@file_argument
def template(project: Path, file: Path) -> None:
    """Write a spreadsheet to fill in with participants.

    FILE (xlsx or csv) lists the imported transcripts, a row each, or a row a speaker where several
    participants speak. Name the participants, fill in their site and type, add columns for further
    attributes, and bring it back with “qualcode participants import”.
    """
    with reading(project) as opened:
        wrote(file, opened.participants.template(file))


@click.command("import")
@project_argument
@click.argument("table", type=click.Path(path_type=Path))
@dry_run_option
@json_option
@coder_option
def import_(project: Path, table: Path, dry_run: bool, as_json: bool, coder: str | None) -> None:
    """Import participants from a table.

    TABLE is a csv or xlsx file with a row for each participant, or for each of their transcripts. The
    columns participant, transcript, speaker and kind are found under their usual spellings; every other
    column is an attribute, whose type is guessed and shown; the type of an attribute that is there already
    gives way where a value doesn't fit it. The transcripts that the table names for a participant take the
    place of those they had. Rows without a transcript and transcripts without a row are listed. All rows
    are taken, or none.

    JSON: an object with participants, new, links, attributes (objects with name, type, categories, note),
    without_transcript (objects with participant, transcript), without_row (names of transcripts), unlinked
    (objects with participant, transcript, speaker), notes.
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        joined = opened.participants.bring_in(opened.participants.read(table), dry_run=dry_run)
    if as_json:
        tell_json(_as_object(joined))
        return
    verb = "Would import" if dry_run else "Imported"
    people, links = counted(joined.participants, "participant"), counted(joined.links, "transcript")
    tell(f"{verb} {people} ({joined.new:,} new), linked to {links}.")
    if joined.attributes:
        rows = [[a.name, a.type, listed(a.categories, "–"), a.note] for a in joined.attributes]
        tell_table(["Attribute", "Type", "Categories", "Why"], rows)
    for note in joined.notes:
        say(note)
    for name, transcript, speaker in joined.unlinked:
        gone = "would no longer speak" if dry_run else "no longer speaks"
        say(f"{name} {gone} in {transcript}{f' as {speaker}' if speaker else ''}: the table doesn't name it")
    for name, transcript in joined.without_transcript:
        missing = f"its transcript “{transcript}” isn't imported" if transcript else "no transcript"
        say(f"{name or 'A row without a participant'}: {missing}")
    for transcript in joined.without_row:
        say(f"{transcript}: no row names this transcript")


def _as_object(joined: "Joined") -> dict[str, object]:
    return {
        "participants": joined.participants,
        "new": joined.new,
        "links": joined.links,
        "attributes": [
            {"name": a.name, "type": a.type, "categories": list(a.categories), "note": a.note}
            for a in joined.attributes
        ],
        "without_transcript": [
            {"participant": name, "transcript": transcript} for name, transcript in joined.without_transcript
        ],
        "without_row": list(joined.without_row),
        "unlinked": [
            {"participant": name, "transcript": transcript, "speaker": speaker}
            for name, transcript, speaker in joined.unlinked
        ],
        "notes": list(joined.notes),
    }


@click.command("list")
@project_argument
@json_option
def list_(project: Path, as_json: bool) -> None:
    """List the participants.

    JSON: a list of objects with participant, attributes (an object), transcripts (objects with transcript
    and speaker, "" for whoever is no interviewer), quotable, portrait.
    """
    with reading(project) as opened:
        people = [
            (person, opened.participants.values(person), opened.participants.sources(person))
            for person in opened.participants.all()
        ]
        names = [attribute.name for attribute in opened.participants.attributes()]
    if as_json:
        tell_json(
            [
                {
                    "participant": person.name,
                    "attributes": dict(values),
                    "transcripts": [{"transcript": t.name, "speaker": speaker} for t, speaker in sources],
                    "quotable": person.quotable,
                    "portrait": person.portrait,
                }
                for person, values, sources in people
            ]
        )
        return
    tell_table(
        ["Participant", *names, "Transcripts"],
        [
            [
                person.name,
                *(values.get(name, "") for name in names),
                listed((f"{t.name} ({s})" if s else t.name for t, s in sources), "none yet"),
            ]
            for person, values, sources in people
        ],
    )
    tell(f"{counted(len(people), 'participant')}.")


@click.command()
@project_argument
@click.argument("name")
@values_argument
@coder_option
def add(project: Path, name: str, values: Sequence[tuple[str, str]], coder: str | None) -> None:
    """Add a participant.

    NAME is how the matrix will call the participant: a pseudonym. Attributes may follow:

    \b
        qualcode participants add study "SU 3" site=Hazel participant_type="service user"
    """  # noqa: D301 (\b is click's sign for lines to be kept)
    with changing(project, coder) as opened:
        new = opened.participants.new_categories(dict(values))
        made = opened.participants.add(name, dict(values))
    tell(f"Added {made.name}")
    for category in new:
        say(category)


@click.command("set")
@project_argument
@participant_argument
@values_argument
@click.option("--portrait", metavar="TEXT", help="A short pen portrait.")
@click.option("--quotable/--not-quotable", default=None, help="Whether the participant may be quoted.")
@coder_option
def set_(
    project: Path,
    participant: str,
    values: Sequence[tuple[str, str]],
    portrait: str | None,
    quotable: bool | None,
    coder: str | None,
) -> None:
    """Set what is known of a participant.

    An attribute that the project doesn't have yet is made: check its spelling. A value must be of its
    attribute's type: “qualcode participants type” changes that.
    """
    if not values and portrait is None and quotable is None:
        raise click.UsageError("Say what to set: ATTRIBUTE=VALUE, --portrait or --quotable.")
    with changing(project, coder) as opened:
        found = opened.participants.named(participant)
        new = opened.participants.new_categories(dict(values))
        opened.participants.describe(found, dict(values), portrait=portrait, quotable=quotable)
        known = opened.participants.values(found)
    tell(f"{found.name}: {listed(f'{name} {value}' for name, value in known.items())}")
    for category in new:
        say(category)


@click.command("type")
@project_argument
@click.argument("attribute")
@click.argument("type_", metavar="TYPE", type=click.Choice(ATTRIBUTE_TYPES))
@coder_option
def type_of(project: Path, attribute: str, type_: str, coder: str | None) -> None:
    """Change the type of an attribute.

    TYPE is text, integer, number, date, yes/no or categories. All values must be of it already.
    """
    with changing(project, coder) as opened:
        found = opened.participants.attribute(attribute)
        opened.participants.set_type(found, type_)
    tell(f"{found.name} is {type_}")


@click.command()
@project_argument
@participant_argument
@click.argument("transcript")
@click.option("--speaker", metavar="LABEL", default="", help="The label, where several participants speak.")
@coder_option
def link(project: Path, participant: str, transcript: str, speaker: str, coder: str | None) -> None:
    """Say that a participant speaks in a transcript.

    Without --speaker, whatever no interviewer says there is the participant's.
    """
    with changing(project, coder) as opened:
        person, found = opened.participants.named(participant), opened.transcripts.named(transcript)
        opened.participants.link(person, found, speaker)
    tell(f"{person.name} speaks in {found.name}{f' as {speaker}' if speaker else ''}")


@click.command()
@project_argument
@participant_argument
@click.argument("transcript")
@click.option("--speaker", metavar="LABEL", help="Only under this label; without it, under any.")
@coder_option
def unlink(project: Path, participant: str, transcript: str, speaker: str | None, coder: str | None) -> None:
    """Say that a participant doesn't speak in a transcript.

    It takes back what was said with “link” or in a table. What is coded there stays, and counts no longer
    as this participant's.
    """
    with changing(project, coder) as opened:
        person, found = opened.participants.named(participant), opened.transcripts.named(transcript)
        opened.participants.unlink(person, found, speaker)
    tell(f"{person.name} no longer speaks in {found.name}{f' as {speaker}' if speaker else ''}")
