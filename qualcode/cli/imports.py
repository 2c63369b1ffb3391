"""`qualcode import`: transcripts into a project."""

import glob
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import changing
from qualcode.cli.options import coder_option, dry_run_option, json_option, project_argument
from qualcode.cli.printing import counted, listed, say, tell, tell_json, tell_table, terminal_width
from qualcode.model.errors import UnreadableFile
from qualcode.page.cells import drawable, fit

if TYPE_CHECKING:
    from qualcode.project.import_writing import Imported


@click.command("import")
@project_argument
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--encoding", metavar="NAME", help="The encoding of text files, such as cp1252, if guessed wrongly."
)
@dry_run_option
@json_option
@coder_option
def import_(
    project: Path, files: Sequence[str], encoding: str | None, dry_run: bool, as_json: bool, coder: str | None
) -> None:
    """Import transcripts: files, folders and patterns.

    FILES are txt, docx, vtt or srt files, folders (with all such files in them), or patterns such as
    "interviews/*.docx". All are imported as one change, or none. A file that is in the project already is
    skipped, so that the command can be run again; one whose text has changed is refused.

    Of each file is reported: words, segments, turns, speakers, and warnings.

    JSON: a list of objects with file, status ("new", "unchanged", "same text" or "left aside"), words,
    segments, turns, speakers, format, encoding, layout, warnings.
    """
    paths = list(_expanded(files))
    progress = _show_progress if sys.stderr.isatty() else _show_nothing
    with changing(project, coder, dry_run=dry_run) as opened:
        results = opened.transcripts.bring_in(paths, encoding=encoding, dry_run=dry_run, progress=progress)
    if as_json:
        tell_json([_as_object(result) for result in results])
    else:
        _report(results, dry_run)


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
    }


def _report(results: "Sequence[Imported]", dry_run: bool) -> None:
    tell_table(
        ["File", "Status", "Words", "Segments", "Turns", "Speakers"],
        [
            [r.file, r.status, r.words, r.segments, r.turns, listed(r.speakers, "none named")]
            for r in results
            if r.status != "left aside"
        ],
    )
    new = sum(result.status == "new" for result in results)
    tell(f"{'Would import' if dry_run else 'Imported'} {counted(new, 'transcript')}.")
    for result in results:
        for warning in result.warnings:
            say(f"{result.file}: {warning}")
