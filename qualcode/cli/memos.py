"""Memos: dated notes on anything."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

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
from qualcode.model.study import MEMO_KINDS, MEMO_SUBJECTS
from qualcode.model.text import Span

if TYPE_CHECKING:
    from qualcode.model.declare import Entity
    from qualcode.project import Project
    from qualcode.project.about import Found

memo_argument = click.argument("memo")
kind_type = click.Choice(MEMO_KINDS)


@click.command()
@analysis_argument
@click.argument("text")
@click.option("--transcript", metavar="NAME", help="A memo on a transcript.")
@click.option("--code", metavar="NAME", help="A memo on a code.")
@click.option("--theme", metavar="NAME", help="A memo on a theme.")
@click.option("--participant", metavar="NAME", help="A memo on a participant.")
@place_options
@click.option("--made-by", metavar="NAME", help="Whose coding of the passage it is on, if not yours.")
@click.option("--kind", type=kind_type, default=MEMO_KINDS[0], help="What kind of memo it is.")
@coder_option
def add(
    project: Path,
    text: str,
    transcript: str | None,
    code: str | None,
    theme: str | None,
    participant: str | None,
    quote: str,
    start: int | None,
    end: int | None,
    made_by: str | None,
    kind: str,
    coder: str | None,
) -> None:
    """Write a memo.

    It is on the project, unless something else is named. A transcript with --quote, or --start and --end, is
    a passage; with --code as well it is your coding there. A participant with a code or theme is a cell of
    the matrix. “-” for TEXT reads it from standard input.

    \b
        qualcode memos add study "Said with a laugh." --transcript P01 --quote "whenever she likes"
    """  # noqa: D301 (\b is click's sign for lines to be kept)
    named = {"transcript": transcript, "code": code, "theme": theme, "participant": participant}
    given = {name: value for name, value in named.items() if value is not None}
    placed = bool(quote) or start is not None or end is not None
    what = _what(set(given), placed=placed)
    words = sys.stdin.read().rstrip("\n") if text == "-" else text
    with changing(project, coder) as opened:
        about, span = _meant(opened, what, given, (quote, start, end), made_by)
        memo = opened.memos.add(about, words, kind, span)
        on = next(found.on for found in opened.memos.search() if found.memo.uid == memo.uid)
    tell(f"Memo of {memo.date} on {on}")


def _what(given: set[str], *, placed: bool) -> str:
    """What the options together say that a memo is on."""
    if placed and given in ({"transcript"}, {"transcript", "code"}):
        return "coded passage" if "code" in given else "passage"
    if not placed and given in ({"participant", "code"}, {"participant", "theme"}):
        return "cell"
    if placed or len(given) > 1:
        raise click.UsageError(
            "A memo is on one thing: name a transcript, a code, a theme or a participant; or a passage of a "
            "transcript, with its code if it is on your coding; or a participant with a code or theme."
        )
    return next(iter(given), "project")


def _meant(
    opened: "Project",
    what: str,
    given: dict[str, str],
    place: tuple[str, int | None, int | None],
    made_by: str | None,
) -> "tuple[Entity, Span | None]":
    """The thing that a memo is on, and where in it."""
    if what == "cell":
        column = (
            opened.codebook.code(given["code"]) if "code" in given else opened.codebook.theme(given["theme"])
        )
        return opened.memos.cell(opened.participants.named(given["participant"]), column), None
    if what not in ("passage", "coded passage"):
        return opened.memos.thing(what, given.get(what, "")), None
    transcript = opened.transcripts.named(given["transcript"])
    span = opened.transcripts.passage(transcript, *place)
    if what == "passage":
        return transcript, span
    maker = opened.coders.named(made_by) if made_by else opened.coder
    return opened.codings.there(opened.codebook.any_code(given["code"]), transcript, span, maker), None


@click.command("list")
@analysis_argument
@click.option(
    "--search", "words", metavar="WORDS", default="", help="Only those with all these words in or above them."
)
@click.option("--kind", type=kind_type, default=None, help="Only those of this kind.")
@click.option("--about", type=click.Choice(MEMO_SUBJECTS), default=None, help="Only those on such things.")
@click.option("--by", "writer", metavar="NAME", default="", help="Only those of this coder.")
@json_option
def list_(project: Path, words: str, kind: str | None, about: str | None, writer: str, as_json: bool) -> None:
    """List the memos, oldest first.

    Each begins with what it is called in “qualcode memos change” and “remove”. Words are looked for in the
    memo, in the names of what it is on, and in the passage there, in any case.

    JSON: a list of objects with memo (its id), date, coder, kind, about (such as "code"), name (of that
    thing), code, participants, transcript (its file), start, end, quote ("", [] or null where there is none),
    text.
    """
    with reading(project) as opened:
        found = opened.memos.search(words, kind=kind or "", about_kind=about or "", coder=writer)
        files = {t.uid: t.file for t in opened.transcripts.all()} if as_json else {}
    if as_json:
        tell_json([_as_object(each, files) for each in found])
        return
    for each in found:
        tell(f"{each.memo.uid[:8]} {each.date} {each.coder}, {each.kind}, on {each.on}")
        if each.quote:
            tell(f"  > {' '.join(each.quote.split())}")
        tell("\n".join(f"  {line}" for line in each.text.split("\n")))
    tell(f"{counted(len(found), 'memo')}.")


def _as_object(found: "Found", files: dict[str, str]) -> dict[str, object]:
    return {
        "memo": found.memo.uid,
        "date": found.date,
        "coder": found.coder,
        "kind": found.kind,
        "about": found.about,
        "name": found.name,
        "code": found.code,
        "participants": list(found.participants),
        "transcript": files.get(found.transcript, ""),
        "start": found.start,
        "end": found.end,
        "quote": found.quote,
        "text": found.text,
    }


@click.command()
@analysis_argument
@memo_argument
@click.argument("text", required=False)
@click.option("--kind", type=kind_type, default=None, help="Another kind.")
@coder_option
def change(project: Path, memo: str, text: str | None, kind: str | None, coder: str | None) -> None:
    """Write a memo anew, or say that it is of another kind.

    MEMO is the beginning of its id, as “qualcode memos list” shows it. “-” for TEXT reads it from standard
    input.
    """
    if text is None and kind is None:
        raise click.UsageError("Give the memo's new text, or --kind.")
    words = sys.stdin.read().rstrip("\n") if text == "-" else text
    with changing(project, coder) as opened:
        found = opened.memos.named(memo)
        opened.memos.change(found, found.text if words is None else words, kind)
    tell(f"Changed the memo of {found.date}")


@click.command()
@analysis_argument
@memo_argument
@coder_option
def remove(project: Path, memo: str, coder: str | None) -> None:
    """Take a memo away.

    MEMO is the beginning of its id, as “qualcode memos list” shows it. “qualcode history undo” brings it
    back.
    """
    with changing(project, coder) as opened:
        found = opened.memos.named(memo)
        opened.memos.remove(found)
    tell(f"Removed the memo of {found.date}")


@click.command("import")
@analysis_argument
@file_argument
@dry_run_option
@coder_option
def import_(project: Path, file: Path, dry_run: bool, coder: str | None) -> None:
    """Import memos from a table.

    FILE (csv or xlsx) has the columns about (project, transcript, passage, coded passage, code, theme,
    participant or cell), name, coder, kind, date and text. On passages, name is the transcript, and start and
    end, or quote, say where; on coded passages, code and made by say whose coding. In a cell, name is the
    participant, and code the code or theme. All rows are taken, or none; a memo that is there already isn't
    made again.
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        read = opened.memos.read(file)
        number = opened.memos.bring_in(read, dry_run=dry_run)
    tell(f"{'Would import' if dry_run else 'Imported'} {counted(number, 'memo')}.")
    for note in read.notes:
        say(note)


@click.command()
@analysis_argument
@file_argument
def export(project: Path, file: Path) -> None:
    """Write the memos to a table.

    FILE ends in .csv or .xlsx, and can be imported again.
    """
    with reading(project) as opened:
        wrote(file, opened.memos.export(file))
