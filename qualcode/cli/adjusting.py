"""Coded passages adjusted, looked through, and many made at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import (
    analysis_argument,
    coder_option,
    dry_run_option,
    json_option,
    place_options,
)
from qualcode.cli.printing import counted, say, tell, tell_json
from qualcode.cli.search import as_object, context_option, hits_of, searching_options, sought_of, within

made_by_option = click.option("--made-by", metavar="NAME", help="What another coder made.")


@click.command()
@analysis_argument
@click.argument("transcript")
@click.argument("code")
@click.argument("new")
@place_options
@made_by_option
@coder_option
def recode(
    project: Path,
    transcript: str,
    code: str,
    new: str,
    quote: str,
    start: int | None,
    end: int | None,
    made_by: str | None,
    coder: str | None,
) -> None:
    """Give a coded passage another code.

    The passage is said as for “qualcode codings add”; NEW is the code it gets instead of CODE. Its memos stay
    with it.
    """
    with changing(project, coder) as opened:
        found, meant = opened.transcripts.named(transcript), opened.codebook.any_code(code)
        instead = opened.codebook.code(new)
        maker = opened.coders.named(made_by) if made_by else opened.coder
        span = opened.transcripts.passage(found, quote, start, end)
        coding = opened.codings.there(meant, found, span, maker)
        opened.codings.recode(coding, instead)
    tell(f"{found.name} {coding.start}–{coding.end}: {instead.name}, no longer {meant.name}")


@click.command()
@analysis_argument
@click.argument("transcript")
@click.argument("code")
@place_options
@click.option("--to-quote", metavar="TEXT", default="", help="The words that shall be coded instead.")
@click.option("--to-start", type=int, metavar="N", help="Where it shall start; else where it does.")
@click.option("--to-end", type=int, metavar="N", help="Where it shall end; else where it does.")
@made_by_option
@coder_option
def stretch(
    project: Path,
    transcript: str,
    code: str,
    quote: str,
    start: int | None,
    end: int | None,
    to_quote: str,
    to_start: int | None,
    to_end: int | None,
    made_by: str | None,
    coder: str | None,
) -> None:
    """Give a coded passage other ends.

    The passage is said as for “qualcode codings add”, and its new ends by --to-quote, --to-start or --to-end.
    Its coder and its memos stay with it.

    \b
        qualcode codings stretch study P01 trust --quote "every Friday" --to-quote "She rings every Friday."
    """  # noqa: D301 (\b is click's sign for lines to be kept)
    if not to_quote and to_start is None and to_end is None:
        raise click.UsageError("Say which ends it shall have: --to-quote, --to-start or --to-end.")
    if to_quote and (to_start is not None or to_end is not None):
        raise click.UsageError("Say its new ends by --to-quote, or by --to-start and --to-end.")
    with changing(project, coder) as opened:
        found, meant = opened.transcripts.named(transcript), opened.codebook.any_code(code)
        maker = opened.coders.named(made_by) if made_by else opened.coder
        span = opened.transcripts.passage(found, quote, start, end)
        coding = opened.codings.there(meant, found, span, maker)
        if to_quote:
            to_start, to_end = opened.transcripts.passage(found, to_quote)
        made = opened.codings.stretch(
            coding,
            coding.start if to_start is None else to_start,
            coding.end if to_end is None else to_end,
        )
    tell(f"{found.name} {made.start}–{made.end}: {meant.name}, no longer {coding.start}–{coding.end}")


@click.command()
@analysis_argument
@click.argument("code")
@click.option("--search", "words", metavar="WORDS", required=True, help="Words to look for.")
@click.option("--as-found", is_flag=True, help="Code the words found, not the sentences they are in.")
@searching_options
@dry_run_option
@json_option
@coder_option
def apply(
    project: Path,
    code: str,
    words: str,
    as_found: bool,
    transcripts: Sequence[str],
    dry_run: bool,
    as_json: bool,
    coder: str | None,
    **how: Any,
) -> None:
    """Code all that a search finds.

    Each sentence in which the words stand is coded once; all are one change, so that one undo takes them
    back. What you have coded so already is left as it is. Words are looked for as by “qualcode search”; look
    through them first.

    \b
        qualcode codings apply study trust --search "rely on" --speech participants --dry-run

    JSON: an object with codings (how many are new), already (a number) and passages, a list of objects with
    transcript (its file), start, end, quote.
    """  # noqa: D301 (\b is click's sign for lines to be kept)
    with changing(project, coder, dry_run=dry_run) as opened:
        meant = opened.codebook.code(code)
        hits = hits_of(opened, sought_of(opened, words, **how), transcripts)
        places = opened.codings.places(hits, sentences=not as_found)
        new = opened.codings.not_yet(meant, places)
        quotes = [opened.transcripts.content(found).text[slice(*span)] for found, span in new]
        if not dry_run:
            opened.codings.apply_all(meant, new)
    already = len(places) - len(new)
    if as_json:
        passages = [
            {"transcript": found.file, "start": span.start, "end": span.end, "quote": quote}
            for (found, span), quote in zip(new, quotes, strict=True)
        ]
        tell_json({"codings": len(new), "already": already, "passages": passages})
        return
    for (found, span), quote in zip(new, quotes, strict=True):
        tell(f"{found.name} {span.start}–{span.end}: {' '.join(quote.split())}")
    there = f"; {already:,} {'was' if already == 1 else 'were'} coded so already" if already else ""
    verb = "Would code" if dry_run else "Coded"
    tell(f"{verb} {counted(len(new), 'passage')} as {meant.name}{there}.")
    if not places:
        say(f"“{words}” isn't found.")


@click.command()
@analysis_argument
@click.argument("code")
@context_option
@json_option
def passages(project: Path, code: str, context: int, as_json: bool) -> None:
    """Show the coded passages of a code in all transcripts, with the words around them.

    Those of codes merged into it are shown too. The passage stands in square brackets.

    JSON: a list of objects with transcript (its file), start, end, turn, speaker, before, match, after, code,
    coder, memo.
    """
    with reading(project) as opened:
        meant = opened.codebook.any_code(code)
        those = opened.codings.under(meant)
        known = {transcript.uid: transcript for transcript in opened.transcripts.all()}
        hits = [opened.codings.context(coding, context) for coding in those]
        memos = opened.codings.memos()
        names = {each.uid: each.name for each in opened.coders.all()}
        codes = opened.codebook.now.codes
    rows = [
        {
            **as_object(hit, known),
            "code": codes[coding.code].name,
            "coder": names.get(coding.coder, "somebody"),
            "memo": "\n".join(memo.text for memo in memos.get(coding.uid, ())),
        }
        for hit, coding in zip(hits, those, strict=True)
    ]
    if as_json:
        tell_json(rows)
        return
    for hit, row in zip(hits, rows, strict=True):
        who = f"t{hit.turn} {hit.speaker}".rstrip() if hit.turn else "no speech"
        as_another = f" as {row['code']}" if row["code"] != meant.name else ""
        place = f"{known[hit.transcript].name} {hit.span.start}–{hit.span.end}"
        tell(f"{place}, {who}; coded by {row['coder']}{as_another}")
        tell(f"  {hit.before}[{hit.match}]{hit.after}")
        for line in str(row["memo"]).splitlines():
            tell(f"  Memo: {line}")
    tell(f"{counted(len(rows), 'coded passage')}{within(hits)}.")
