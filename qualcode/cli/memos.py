"""Memos: dated notes on anything."""

import sys
from pathlib import Path

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import coder_option, file_argument, json_option, project_argument
from qualcode.cli.printing import counted, say, tell, tell_json, wrote
from qualcode.model.study import MEMO_KINDS

_ABOUT = ("transcript", "code", "theme", "participant")


@click.command()
@project_argument
@click.argument("text")
@click.option("--transcript", metavar="NAME", help="A memo on a transcript.")
@click.option("--code", metavar="NAME", help="A memo on a code.")
@click.option("--theme", metavar="NAME", help="A memo on a theme.")
@click.option("--participant", metavar="NAME", help="A memo on a participant.")
@click.option("--kind", type=click.Choice(MEMO_KINDS), default=MEMO_KINDS[0], help="What kind of memo it is.")
@coder_option
def add(project: Path, text: str, kind: str, coder: str | None, **about: str | None) -> None:
    """Write a memo.

    It is on the project, unless something else is named. “-” for TEXT reads it from standard input.
    """
    named = [(name, about[name] or "") for name in _ABOUT if about[name] is not None]
    if len(named) > 1:
        raise click.UsageError("A memo is on one thing: name a transcript, a code, a theme or a participant.")
    words = sys.stdin.read().rstrip("\n") if text == "-" else text
    with changing(project, coder) as opened:
        thing = opened.memos.thing(*named[0]) if named else opened.study
        memo = opened.memos.add(thing, words, kind)
    tell(f"Memo of {memo.date} on {' '.join(named[0]) if named else 'the project'}")


@click.command("list")
@project_argument
@json_option
def list_(project: Path, as_json: bool) -> None:
    """List the memos.

    JSON: a list of objects with date, coder, kind, about (such as "code"), name (of that thing), text.
    """
    with reading(project) as opened:
        memos = opened.memos.listed()
    if as_json:
        tell_json([memo._asdict() for memo in memos])
        return
    for memo in memos:
        tell(f"{memo.date} {memo.coder}, {memo.kind}, on {memo.about} {memo.name}".rstrip())
        tell("\n".join(f"  {line}" for line in memo.text.split("\n")))
    tell(f"{counted(len(memos), 'memo')}.")


@click.command("import")
@project_argument
@file_argument
@coder_option
def import_(project: Path, file: Path, coder: str | None) -> None:
    """Import memos from a table.

    FILE (csv or xlsx) has the columns about (project, transcript, code, theme or participant), name, coder,
    kind, date and text. All rows are taken, or none; a memo that is there already isn't made again.
    """
    with changing(project, coder) as opened:
        read = opened.memos.read(file)
        number = opened.memos.bring_in(read)
    tell(f"Imported {counted(number, 'memo')}.")
    for note in read.notes:
        say(note)


@click.command()
@project_argument
@file_argument
def export(project: Path, file: Path) -> None:
    """Write the memos to a table.

    FILE ends in .csv or .xlsx, and can be imported again. Memos on coded passages are written with these, by
    “qualcode codings export”.
    """
    with reading(project) as opened:
        wrote(file, opened.memos.export(file))
