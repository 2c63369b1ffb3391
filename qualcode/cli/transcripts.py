"""The transcripts of a project: listed, read, and what is said about them."""

from pathlib import Path

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import coder_option, json_option, project_argument
from qualcode.cli.printing import counted, listed, tell, tell_json, tell_table
from qualcode.model.study import ROLES, TRANSCRIPT_KINDS

transcript_argument = click.argument("transcript")


@click.command("list")
@project_argument
@json_option
def list_(project: Path, as_json: bool) -> None:
    """List the transcripts.

    JSON: a list of objects with name, file, kind, words, segments, turns, speakers, participants.
    """
    with reading(project) as opened:
        transcripts = opened.transcripts.listed()
    if as_json:
        names = ("name", "file", "kind", "words", "segments", "turns", "speakers", "participants")
        tell_json([{name: getattr(each, name) for name in names} for each in transcripts])
        return
    header = ["Transcript", "Kind", "Words", "Turns", "Speakers", "Participants"]
    rows: list[list[str | int]] = [
        [
            t.name,
            t.kind,
            t.words,
            t.turns,
            listed(t.speakers, "none named"),
            listed(t.participants, "nobody yet"),
        ]
        for t in transcripts
    ]
    tell_table(header, rows)
    tell(f"{counted(len(transcripts), 'transcript')}, {counted(sum(t.words for t in transcripts), 'word')}.")


@click.command()
@project_argument
@transcript_argument
@json_option
def show(project: Path, transcript: str, as_json: bool) -> None:
    """Show a transcript, turn by turn.

    TRANSCRIPT is its name or file name. The places in JSON are those that codings have: counted in
    characters from the beginning of the text, end exclusive.

    JSON: an object with name, file, kind, date, text, roles (by speaker), and turns, a list of objects with
    number, speaker, start, end, time (seconds, or null), text.
    """
    with reading(project) as opened:
        found = opened.transcripts.named(transcript)
        content = opened.transcripts.content(found)
        roles = opened.transcripts.roles(found)
    if as_json:
        turns = [{**turn._asdict(), "text": content.text[turn.start : turn.end]} for turn in content.turns]
        tell_json(
            {
                "name": found.name,
                "file": found.file,
                "kind": found.kind_of_source,
                "date": found.date,
                "text": content.text,
                "roles": dict(roles),
                "turns": turns,
            }
        )
        return
    for turn in content.turns:
        speaker = f" {turn.speaker}:" if turn.speaker else ""
        tell(f"t{turn.number}{speaker} {content.text[turn.start : turn.end]}")


@click.command()
@project_argument
@transcript_argument
@click.argument("new_name")
@coder_option
def rename(project: Path, transcript: str, new_name: str, coder: str | None) -> None:
    """Give a transcript another name.

    TRANSCRIPT is its name or file name; where copies brought two transcripts of one name together, it is
    the beginning of the one's uid, as the refusal says it. The file's name stays known too.
    """
    with changing(project, coder) as opened:
        found = opened.transcripts.named(transcript)
        opened.transcripts.rename(found, new_name)
        now = opened.transcripts.named(found.uid)
    tell(f"{found.name} is {now.name} from now on")


@click.command()
@project_argument
@transcript_argument
@click.argument("kind", type=click.Choice(TRANSCRIPT_KINDS))
@coder_option
def kind(project: Path, transcript: str, kind: str, coder: str | None) -> None:
    """Say what kind of source a transcript is.

    Field notes and documents need no speakers; a joint interview or a focus group has several participants.
    """
    with changing(project, coder) as opened:
        found = opened.transcripts.named(transcript)
        opened.transcripts.set_kind(found, kind)
    tell(f"{found.name}: {kind}")


@click.command()
@project_argument
@transcript_argument
@click.argument("speaker")
@click.argument("role", type=click.Choice(ROLES))
@coder_option
def role(project: Path, transcript: str, speaker: str, role: str, coder: str | None) -> None:
    """Say whether a speaker is an interviewer.

    SPEAKER is the label as it stands in the transcript. What interviewers say never counts, but their
    question is shown with each extract.
    """
    with changing(project, coder) as opened:
        found = opened.transcripts.named(transcript)
        opened.transcripts.set_role(found, speaker, role)
    tell(f"{speaker} in {found.name}: {role}")
