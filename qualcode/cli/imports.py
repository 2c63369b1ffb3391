"""`qualcode import`: transcripts into a project."""

import glob
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.corrections import report
from qualcode.cli.opening import changing
from qualcode.cli.options import coder_option, dry_run_option, json_option, project_argument
from qualcode.cli.printing import counted, listed, say, tell, tell_json, tell_table, terminal_width
from qualcode.model.errors import UnreadableFile
from qualcode.model.study import ROLES, TRANSCRIPT_KINDS
from qualcode.page.cells import drawable, fit

if TYPE_CHECKING:
    from qualcode.project.import_plan import Choices, Comments, PlannedSpeaker
    from qualcode.project.import_writing import Applied, Imported

LAYOUTS = ("colon", "brackets", "name-time", "line", "table", "cues", "f4", "emphasis", "questions", "none")
"""As the readers know them, which are loaded only when something is read."""


def _pairs(_: click.Context, parameter: click.Parameter, given: Sequence[str]) -> list[tuple[str, str]]:
    """LABEL=SOMETHING, as typed, in two parts; the label may be empty."""
    pairs = []
    for text in given:
        label, sign, value = text.partition("=")
        if not sign or not value.strip():
            raise click.BadParameter(f"“{text}” is not written LABEL=NAME.", param=parameter)
        pairs.append((label.strip(), value.strip()))
    return pairs


@click.command("import")
@project_argument
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--encoding", metavar="NAME", help="The encoding of text files, such as cp1252, if guessed wrongly."
)
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    help="How speakers are marked, if found wrongly: --dry-run says how they were found, and how else.",
)
@click.option("--kind", type=click.Choice(TRANSCRIPT_KINDS), help="What kind of source the files are.")
@click.option(
    "--speaker",
    "speakers",
    multiple=True,
    metavar="LABEL=NAME",
    callback=_pairs,
    help="Who a speaker is: a participant, or one of the roles interviewer and participant. May be given "
    "several times, also for one label of several participants. Without a label, whoever isn't named.",
)
@click.option(
    "--same",
    multiple=True,
    metavar="SPELLING=LABEL",
    callback=_pairs,
    help="Take a label as another one, or (X=X) as a speaker of its own. May be given several times.",
)
@click.option(
    "--comments",
    type=click.Choice(["memos", "codings", "leave"]),
    default="memos",
    help="What comments in documents become: memos (so without this), or codings under a code called so.",
)
@click.option(
    "--participants",
    type=click.Path(path_type=Path),
    metavar="TABLE",
    help="A table of participants to join, as “qualcode participants import” takes it.",
)
@click.option(
    "--refuse-identifiers",
    is_flag=True,
    help="Import nothing if a file still holds what may identify someone; say what it is.",
)
@click.option("--correct", is_flag=True, help="Take changed files as corrections of their transcripts.")
@dry_run_option
@json_option
@coder_option
def import_(
    project: Path,
    files: Sequence[str],
    encoding: str | None,
    layout: str | None,
    kind: str | None,
    speakers: Sequence[tuple[str, str]],
    same: Sequence[tuple[str, str]],
    comments: "Comments",
    participants: Path | None,
    refuse_identifiers: bool,
    correct: bool,
    dry_run: bool,
    as_json: bool,
    coder: str | None,
) -> None:
    """Import transcripts: files, folders and patterns.

    FILES are files of any format that can be read (txt, md, docx, odt, rtf, pdf, html, vtt, srt, csv, xlsx,
    json), folders with such files in them, or patterns such as "interviews/*.docx". All are imported as one
    change, or none. A file that is in the project already is skipped, so that the command can be run again;
    one whose text has changed is refused, or with --correct, gives its transcript the new text: what is coded
    there moves with its words (see “qualcode transcripts correct”).

    Of each file is reported: words, segments, turns, speakers, and warnings. --dry-run says also how the
    speakers were found, how else they may be marked, who they are, and what a cover page says. Roles and
    participants that labels had before are taken again.

    JSON: a list of objects with file, status ("new", "unchanged", "same text", "corrected" or "left
    aside"), words, segments, turns, speakers, format, encoding, layout, warnings, kind, layout_name, why,
    runner_up, roles (by speaker), participants (names by speaker), document (pairs).
    """
    paths = list(_expanded(files))
    progress = _show_progress if sys.stderr.isatty() else _show_nothing
    with changing(project, coder, dry_run=dry_run) as opened:
        importing = opened.importing
        plan = importing.plan(
            paths,
            _choices(encoding, layout, kind, speakers, same),
            comments=comments,
            participants=participants,
            correct=correct,
            progress=progress,
        )
        if refuse_identifiers:
            from qualcode.project import identifier_notes

            identifier_notes.refuse_identifiers(plan)
        applied = importing.rehearse(plan) if dry_run else importing.apply(plan)
    if as_json:
        tell_json([_as_object(result) for result in applied.files])
    else:
        _report(applied, dry_run)


def _choices(
    encoding: str | None,
    layout: str | None,
    kind: str | None,
    speakers: Sequence[tuple[str, str]],
    same: Sequence[tuple[str, str]],
) -> "Choices":
    from qualcode.project.import_plan import Choices

    roles = {label: name for label, name in speakers if label and name in ROLES}
    people: dict[str, tuple[str, ...]] = {}
    for label, name in speakers:
        if not label or name not in ROLES:
            people[label] = (*people.get(label, ()), name)
    return Choices(encoding, layout, kind, dict(same), roles, people)


def _expanded(given: Iterable[str]) -> Iterable[Path]:
    """Paths, with patterns replaced by what fits them: not every shell does that."""
    for text in given:
        if not text:  # as of a variable of the shell that isn't set: not the folder one is in
            raise UnreadableFile("An empty name names no file: check what was to be imported.")
        path = Path(text)
        if path.exists() or not glob.has_magic(text):
            yield path
            continue
        found = sorted(glob.glob(text, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        if not found:
            raise UnreadableFile(f"{text}: no file fits this pattern; check the folder and the ending.")
        yield from map(Path, found)


def _show_progress(done: int, of: int, name: str) -> None:
    """Say on one line of the terminal which file is being read; clear it after the last."""
    line = fit(drawable(f"{done + 1}/{of}  {name}" if name else ""), terminal_width() - 1)
    click.echo(f"\r{line}\r", err=True, nl=False)


def _show_nothing(done: int, of: int, name: str) -> None:
    """Say nothing where nobody watches."""


def _as_object(result: "Imported") -> dict[str, object]:
    return {
        "file": result.file,
        "status": result.status,
        "words": result.words,
        "segments": result.segments,
        "turns": result.turns,
        "speakers": list(result.speakers),
        "format": result.format,
        "encoding": result.encoding,
        "layout": result.layout,
        "warnings": list(result.warnings),
        "kind": result.kind,
        "layout_name": result.layout_name,
        "why": result.why,
        "runner_up": result.runner_up,
        "roles": {voice.label: voice.role for voice in result.voices if voice.label},
        "participants": {voice.label: list(voice.participants) for voice in result.voices},
        "document": [list(pair) for pair in result.document],
    }


def _report(applied: "Applied", dry_run: bool) -> None:
    results = applied.files
    tell_table(
        ["File", "Status", "Words", "Segments", "Turns", "Speakers"],
        [
            [r.file, r.status, r.words, r.segments, r.turns, listed(r.speakers, "none named")]
            for r in results
            if r.status != "left aside"
        ],
    )
    for result in results:
        if dry_run and result.format:
            _details(result)
    new = sum(result.status == "new" for result in results)
    tell(f"{'Would import' if dry_run else 'Imported'} {counted(new, 'transcript')}.")
    if applied.corrected:
        report(applied.corrected, dry_run=dry_run, as_json=False)
    if applied.joined is not None:
        people, links = counted(applied.joined.participants, "participant"), applied.joined.links
        joined = "Would join" if dry_run else "Joined"
        tell(f"{joined} {people} of the table, linked to {counted(links, 'transcript')}.")
        for note in applied.joined.notes:
            say(note)
    for result in results:
        if not dry_run:
            for voice in result.voices if result.status == "new" else ():
                if voice.why:
                    say(f"{result.file}: {_who(voice)}")
        for warning in result.warnings:
            say(f"{result.file}: {warning}")


def _details(result: "Imported") -> None:
    """How a file was read, and who speaks in it."""
    read = ", ".join(filter(None, (result.kind, result.format, result.encoding)))
    tell(f"\n{result.file}: {read}")
    name = f" ({result.layout_name})" if result.layout_name else ""
    tell(f"  Layout: {result.layout}{name}{f': {result.why}' if result.why else ''}")
    if result.runner_up:
        tell(f"  Or: {result.runner_up}")
    for voice in result.voices:
        tell(f"  {_who(voice)}, {counted(voice.segments, 'segment')}")
    for name, value in result.document:
        tell(f"  {name}: {' / '.join(value.splitlines())}")


def _who(voice: "PlannedSpeaker") -> str:
    """A speaker, with who that is and why."""
    who = voice.role if not voice.participants else f"participant {listed(voice.participants, '')}"
    spelt = [f"“{spelling}”" for spelling in voice.spellings if spelling != voice.label]
    also = f" (also {', '.join(spelt)})" if spelt else ""
    why = f" ({voice.why})" if voice.why else ""
    return f"{voice.label or 'Not named'}{also} – {who}{why}"
