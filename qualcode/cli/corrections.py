"""Transcripts corrected: other texts for them, and what that left to look at."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import coder_option, dry_run_option, json_option, place_options, project_argument
from qualcode.cli.printing import counted, say, tell, tell_json, tell_table
from qualcode.cli.transcripts import transcript_argument
from qualcode.model.errors import Refused

if TYPE_CHECKING:
    from qualcode.model.study import Transcript
    from qualcode.project import Project
    from qualcode.project.reviewing import Unplaced
    from qualcode.project.revisions import Corrected

_QUOTED = 60  # characters


@click.command()
@project_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--transcript", metavar="NAME", help="The transcript that the file is of, if not by its name.")
@click.option("--encoding", metavar="NAME", help="The encoding of text files, if guessed wrongly.")
@dry_run_option
@json_option
@coder_option
def correct(
    project: Path,
    files: Sequence[Path],
    transcript: str | None,
    encoding: str | None,
    dry_run: bool,
    as_json: bool,
    coder: str | None,
) -> None:
    """Take the texts of changed files for transcripts.

    FILES are transcripts that were imported before and changed since, found by their names. Coded passages,
    linked extracts and memos move with their words; what can't be placed is listed by “qualcode transcripts
    review”, with its old words. All files are taken as one change, or none.

    JSON: a list of objects with transcript, file, status ("corrected" or "unchanged"), words, kept, changed,
    moved, unplaced (numbers of passages), relabelled (labels before, with those now), new_speakers, warnings.
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        of = opened.transcripts.named(transcript) if transcript else None
        done = opened.revisions.correct(files, transcript=of, encoding=encoding, dry_run=dry_run)
    report(done, dry_run=dry_run, as_json=as_json)


def report(done: "Sequence[Corrected]", *, dry_run: bool, as_json: bool) -> None:
    """Tell what came of corrections."""
    if as_json:
        tell_json([as_object(each) for each in done])
        return
    corrected = [each for each in done if each.status == "corrected"]
    tell_table(
        ["Transcript", "Status", "Words", "Kept", "Changed", "Moved", "Not placed"],
        [[c.transcript, c.status, c.words, c.kept, c.changed, c.moved, c.unplaced] for c in done],
    )
    tell(f"{'Would correct' if dry_run else 'Corrected'} {counted(len(corrected), 'transcript')}.")
    for each in done:
        for before, now in each.relabelled:
            say(f"{each.transcript}: {before} is called {now} now, with the same role")
        for label in each.new_speakers:
            say(f"{each.transcript}: {label} speaks too now; see “qualcode transcripts role”")
        for warning in each.warnings:
            say(f"{each.transcript}: {warning}")
    left = sum(each.changed + each.moved + each.unplaced for each in corrected)
    if left and not dry_run:
        say(f"{counted(left, 'passage')} to look at: “qualcode transcripts review”")


def as_object(corrected: "Corrected") -> dict[str, Any]:
    """A correction as JSON has it."""
    return {
        "transcript": corrected.transcript,
        "file": corrected.file,
        "status": corrected.status,
        "words": corrected.words,
        "kept": corrected.kept,
        "changed": corrected.changed,
        "moved": corrected.moved,
        "unplaced": corrected.unplaced,
        "relabelled": dict(corrected.relabelled),
        "new_speakers": list(corrected.new_speakers),
        "warnings": list(corrected.warnings),
    }


@click.command()
@project_argument
@transcript_argument
@click.argument("words")
@place_options
@click.option("--reason", metavar="TEXT", default="", help="Why, for the history.")
@json_option
@coder_option
def edit(
    project: Path,
    transcript: str,
    words: str,
    quote: str,
    start: int | None,
    end: int | None,
    reason: str,
    as_json: bool,
    coder: str | None,
) -> None:
    """Put other words in place of a passage's.

    WORDS are what was said. The passage lies in what one speaker says without a break; it is given by its
    words (--quote), or by its start and end. What is coded moves with its words.

    JSON: as for “qualcode transcripts correct”, one object.
    """
    with changing(project, coder) as opened:
        found = opened.transcripts.named(transcript)
        span = opened.transcripts.passage(found, quote, start, end)
        done = opened.revisions.edit(found, span, words, reason)
    if as_json:
        tell_json(as_object(done))
    else:
        report([done], dry_run=False, as_json=False)


@click.command()
@project_argument
@transcript_argument
@json_option
def versions(project: Path, transcript: str, as_json: bool) -> None:
    """List the texts that a transcript has had.

    The first is as it was imported. Coded passages keep the text that they were made on, and are shown at
    their places in the present one.

    JSON: a list of objects with number, time, coder, reason ("import", "correction", "edit" or
    "identifiers"), file, words (null where the text was erased), present.
    """
    with reading(project) as opened:
        found = opened.revisions.versions(opened.transcripts.named(transcript))
    if as_json:
        tell_json(
            [
                {
                    "number": v.number,
                    "time": v.at,
                    "coder": v.coder,
                    "reason": v.reason,
                    "file": v.file,
                    "words": v.words,
                    "present": v.present,
                }
                for v in found
            ]
        )
        return
    tell_table(
        ["Version", "Date", "By", "How", "File", "Words", "Shown"],
        [
            [
                v.number,
                v.at[:10],
                v.coder,
                v.reason,
                v.file,
                "erased" if v.words is None else v.words,
                "yes" if v.present else "",
            ]
            for v in found
        ],
    )


@click.command()
@project_argument
@click.argument("transcript", required=False)
@click.option("--all", "everything", is_flag=True, help="With what was set aside.")
@json_option
def review(project: Path, transcript: str | None, everything: bool, as_json: bool) -> None:
    """List what corrections left to look at.

    First what has no place in the corrected text, then what has other words now, then what was moved: coded
    passages, linked extracts and memos, of TRANSCRIPT or of all. “qualcode transcripts place” says where each
    stands.

    JSON: a list of objects with id, status ("unplaced", "changed", "moved" or "set aside"), kind, what,
    transcript, why, quote (the words before), start, end, now (place and words now; null and "" for none),
    near (where in the present text it would be).
    """
    with reading(project) as opened:
        of = opened.transcripts.named(transcript) if transcript else None
        found = opened.revisions.unplaced(of, everything=everything)
    if as_json:
        tell_json([_listed(each) for each in found])
        return
    for each in found:
        tell(f"{each.id}  {each.status}  {each.transcript.name}: {each.what}")
        tell(f"          before: {_short(each.quote) or '(erased)'}")
        if each.span is not None:
            tell(f"          now:    {_short(each.now)} ({each.span.start}–{each.span.end})")
        tell(f"          {each.why}")
    tell(f"{counted(len(found), 'passage')} to look at.")


def _listed(each: "Unplaced") -> dict[str, Any]:
    return {
        "id": each.id,
        "status": each.status,
        "kind": each.thing.label.lower(),
        "what": each.what,
        "transcript": each.transcript.name,
        "why": each.why,
        "quote": each.quote,
        "start": each.span.start if each.span else None,
        "end": each.span.end if each.span else None,
        "now": each.now,
        "near": each.near,
    }


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _QUOTED else f"“{words[: _QUOTED - 1]}…”"


@click.command()
@project_argument
@click.argument("ids", nargs=-1, required=True)
@place_options
@click.option("--as-it-is", is_flag=True, help="Where they stand now is right.")
@click.option("--set-aside", is_flag=True, help="They have no place in the corrected text.")
@coder_option
def place(
    project: Path,
    ids: Sequence[str],
    quote: str,
    start: int | None,
    end: int | None,
    as_it_is: bool,
    set_aside: bool,
    coder: str | None,
) -> None:
    """Say where something stands in a corrected text.

    IDS are what “qualcode transcripts review” calls them, or the beginnings of that. One is placed by the
    words there (--quote), or by start and end; several may be left as they are, or set aside.
    """
    somewhere = bool(quote) or start is not None or end is not None
    if [somewhere, as_it_is, set_aside].count(True) != 1:
        raise click.UsageError(
            "Say one of: a place (--quote, or --start and --end), --as-it-is, --set-aside."
        )
    with changing(project, coder) as opened:
        those = [opened.revisions.named(each) for each in ids]
        if as_it_is:
            opened.revisions.leave(those)
        elif set_aside:
            opened.revisions.set_aside(*(each.thing for each in those))
        else:
            _place(opened, those, quote, start, end)
    for each in those:
        tell(f"{each.what}: {'left as it is' if as_it_is else 'set aside' if set_aside else 'placed'}")


def _place(
    opened: "Project", those: "Sequence[Unplaced]", quote: str, start: int | None, end: int | None
) -> None:
    if len(those) != 1:
        raise Refused("Only one is placed at a time: name one.")
    transcript: Transcript = those[0].transcript
    span = opened.transcripts.passage(transcript, quote, start, end)
    opened.revisions.place(those[0].thing, span)
