"""Looking for words in all transcripts, and the options that say how."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import reading
from qualcode.cli.options import analysis_argument, json_option, where_option
from qualcode.cli.printing import counted, tell, tell_json, terminal_width
from qualcode.model.hits import Hit
from qualcode.page.cells import drawable, fit, width

if TYPE_CHECKING:
    from qualcode.model.study import Transcript
    from qualcode.project import Project

Command = Callable[..., Any]

context_option = click.option(
    "--context",
    type=click.IntRange(min=0, max=1_000),
    default=40,
    metavar="N",
    show_default=True,
    help="Up to N characters before, and after.",
)


def searching_options(command: Command) -> Command:
    """The options that say how words are looked for, and among whose."""
    for option in (
        where_option,
        click.option(
            "--speech",
            type=click.Choice(("all", "participants", "interviewers")),
            default="all",
            show_default=True,
            help="Whose words.",
        ),
        click.option(
            "--transcript",
            "transcripts",
            multiple=True,
            metavar="NAME",
            help="Only in this one. May be given several times.",
        ),
        click.option("--pattern", is_flag=True, help="The words are a regular expression."),
        click.option("--case", is_flag=True, help="Capital letters matter."),
        click.option("--whole", is_flag=True, help="Whole words only."),
    ):
        command = option(command)
    return command


def hits_of(project: "Project", words: str, *, transcripts: Sequence[str], **how: Any) -> list[Hit]:
    """What is found, in the transcripts of these names or in all."""
    among = [project.transcripts.named(name) for name in transcripts] if transcripts else None
    return project.search(words, among=among, **how)


@click.command("search")
@analysis_argument
@click.argument("words")
@searching_options
@context_option
@json_option
def search(project: Path, words: str, context: int, as_json: bool, **how: Any) -> None:
    """Look for words in all transcripts.

    WORDS are found as they are typed, in any case of letters, over the ends of lines too; accents count.
    They are looked for in what is said and in headings and notes, not in the speakers' labels. Each is shown
    with its transcript, turn and speaker, and with the words around it. With --where, only what participants
    with this value say.

    \b
        qualcode search study "care plan" --where participant_type=carer

    With --pattern, WORDS are a regular expression, looked for in each turn by itself: “^” and “$” are the
    ends of a line, “\\s+” any white space. One that takes too long is refused.

    JSON: a list of objects with transcript (its file), start, end, turn (0 for a heading or note), speaker,
    before, match, after.
    """  # noqa: D301 (\b is click's sign for lines to be kept)
    with reading(project) as opened:
        hits = hits_of(opened, words, room=context, **how)
        known = {transcript.uid: transcript for transcript in opened.transcripts.all()}
    if as_json:
        tell_json([as_object(hit, known) for hit in hits])
        return
    for line in lines_of(hits, known):
        tell(line)
    tell(f"{counted(len(hits), 'hit')}{within(hits)}.")


def within(hits: Sequence[Hit]) -> str:
    """In how many transcripts hits are, in words; "" for none."""
    number = len({hit.transcript for hit in hits})
    return f" in {counted(number, 'transcript')}" if number else ""


def as_object(hit: Hit, known: Mapping[str, "Transcript"]) -> dict[str, str | int]:
    """A hit as a plain object, as it stands in JSON."""
    return {
        "transcript": known[hit.transcript].file,
        "start": hit.span.start,
        "end": hit.span.end,
        "turn": hit.turn,
        "speaker": hit.speaker,
        "before": hit.before,
        "match": hit.match,
        "after": hit.after,
    }


def lines_of(hits: Sequence[Hit], known: Mapping[str, "Transcript"]) -> list[str]:
    """A line for each hit: where it is, and its words one below the other; cut at a terminal's width."""
    places = [
        [drawable(known[hit.transcript].name), f"t{hit.turn}" if hit.turn else "", drawable(hit.speaker)]
        for hit in hits
    ]
    widths = [min(max(map(width, column)), 24) for column in zip(*places, strict=True)]
    before = [drawable(hit.before) for hit in hits]
    left = max(map(width, before), default=0)
    lines = []
    for place, words, hit in zip(places, before, hits, strict=True):
        where = "  ".join(fit(part, room) for part, room in zip(place, widths, strict=True))
        kwic = f"{' ' * (left - width(words))}{words}{drawable(hit.match)}{drawable(hit.after)}"
        line = f"{where}  {kwic}".rstrip()
        lines.append(fit(line, terminal_width()).rstrip() if sys.stdout.isatty() else line)
    return lines
