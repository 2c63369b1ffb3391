"""Looking for words in all transcripts, and the options that say how."""

import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import reading
from qualcode.cli.options import analysis_argument, json_option, where_option
from qualcode.cli.printing import counted, tell, tell_json, terminal_width
from qualcode.model.hits import Hit
from qualcode.page.cells import drawable, fit, width

if TYPE_CHECKING:
    from qualcode.model.hits import Noted
    from qualcode.model.study import Transcript
    from qualcode.project import Project
    from qualcode.project.search import Order, Sought

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
    """The options that say how words are looked for, and among what."""
    for option in (
        where_option,
        click.option(
            "--participant",
            "participants",
            multiple=True,
            metavar="NAME",
            help="Only what this participant says. May be given several times.",
        ),
        click.option(
            "--speech",
            type=click.Choice(("all", "participants", "interviewers")),
            default="all",
            show_default=True,
            help="Whose words.",
        ),
        click.option("--uncoded", is_flag=True, help="Only where no code is."),
        click.option(
            "--not-coded",
            multiple=True,
            metavar="CODE",
            help="Only outside passages with this code. May be given several times.",
        ),
        click.option(
            "--coded",
            multiple=True,
            metavar="CODE",
            help="Only in passages with this code. Several codes are alternatives.",
        ),
        click.option(
            "--transcript",
            "transcripts",
            multiple=True,
            metavar="NAME",
            help="Only in this one. May be given several times.",
        ),
        click.option("--pattern", is_flag=True, help="The words are a regular expression."),
        click.option("--forms", is_flag=True, help="All forms of each English word: go finds went."),
        click.option("--case", is_flag=True, help="Capital letters matter."),
        click.option("--whole", is_flag=True, help="Whole words only."),
    ):
        command = option(command)
    return command


def sought_of(
    project: "Project",
    words: str,
    *,
    participants: Sequence[str],
    coded: Sequence[str],
    not_coded: Sequence[str],
    where: Sequence[tuple[str, str]],
    **how: Any,
) -> "Sought":
    """What is looked for, as options say it."""
    from qualcode.project.search import Sought

    return Sought(
        words,
        participants=tuple(project.participants.named(name).uid for name in participants),
        coded=tuple(project.codebook.any_code(name).uid for name in coded),
        not_coded=tuple(project.codebook.any_code(name).uid for name in not_coded),
        where=tuple(where),
        **how,
    )


def hits_of(
    project: "Project",
    sought: "Sought",
    transcripts: Sequence[str],
    *,
    order: "Order" = "place",
    limit: int | None = None,
    context: int = 40,
) -> list[Hit]:
    """What is found, in the transcripts of these names or in all."""
    among = [project.transcripts.named(name) for name in transcripts] if transcripts else None
    return project.search(sought, among=among, order=order, limit=limit, room=context)


@click.command("search")
@analysis_argument
@click.argument("words")
@searching_options
@click.option("--everything", is_flag=True, help="Look in memos and summaries, too.")
@click.option(
    "--order",
    type=click.Choice(("place", "left", "right", "transcript", "turn")),
    default="place",
    show_default=True,
    help="Sort by the words before (left) or after (right), by transcript or by turn.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N hits in transcripts.")
@context_option
@json_option
def search(
    project: Path,
    words: str,
    transcripts: Sequence[str],
    everything: bool,
    order: "Order",
    limit: int | None,
    context: int,
    as_json: bool,
    **how: Any,
) -> None:
    """Look for words in all transcripts.

    Words side by side are found as they are typed, in any case of letters, over the ends of lines too, and as
    parts of longer words; accents count. They are looked for in what is said and in headings and notes, not
    in the speakers' labels. Each hit is shown with its transcript, turn and speaker, and in its context.

    \b
        care plan                 these words, side by side
        care*  *less  h*p         a star stands for any letters of a word
        trust OR rely             either
        trust AND police          both in one turn
        trust NEAR police         both, at most 10 words apart; NEAR/3: at most 3
        plan -police              not where “police” is said in the same turn; so does NOT
        care AND (plan OR form)   brackets hold together what belongs together
        '"and/or" plan'           what is in quotation marks, as it stands; and “plan” in the same turn

    AND, OR, NEAR and NOT count in capitals only. What begins with “-” stands after “--”.

    \b
        qualcode search study "care plan" --where participant_type=carer
        qualcode search study "rely OR trust*" --speech participants --uncoded --order left
        qualcode search study go --forms

    With --pattern, WORDS are a regular expression, looked for in each turn by itself: “^” and “$” are the
    ends of a line, “\\s+” any white space. One that takes too long is refused.

    With --everything, hits in memos and summaries follow; --where and --participant leave those on such
    participants.

    JSON: a list of objects with transcript (its file), start, end, turn (0 for a heading or note), speaker,
    before, match, after. With --everything, an object with transcripts (that list), memos and summaries
    (lists of objects with id, on, start, end, by, before, match, after).
    """  # noqa: D301 (\b is click's sign for lines to be kept)
    with reading(project) as opened:
        sought = sought_of(opened, words, **how)
        if everything and (sought.is_of_speech or transcripts):
            raise click.UsageError(
                "Memos and summaries have neither speech nor codes: leave out --everything, or --speech, "
                "--transcript, --coded, --not-coded and --uncoded."
            )
        hits = hits_of(opened, sought, transcripts, order=order, limit=limit, context=context)
        notes = opened.noted(sought, room=context) if everything else []
        known = {transcript.uid: transcript for transcript in opened.transcripts.all()}
    if as_json:
        found = [as_object(hit, known) for hit in hits]
        tell_json({"transcripts": found, **noted_objects(notes)} if everything else found)
        return
    for line in lines_of(hits, known):
        tell(line)
    tell(f"{counted(len(hits), 'hit')}{within(hits)}.")
    if everything:
        tell_noted(notes)


def tell_noted(notes: Sequence["Noted"]) -> None:
    """Print what was found in memos and in summaries, each under what it is on."""
    for kind, name in (("memo", "memos"), ("summary", "summaries")):
        those = [note for note in notes if note.kind == kind]
        for heading, group in groupby(those, key=lambda note: note.heading):
            tell(drawable(heading))
            for note in group:
                line = f"  {drawable(note.hit.before)}[{drawable(note.hit.match)}]{drawable(note.hit.after)}"
                tell(fit(line, terminal_width()).rstrip() if sys.stdout.isatty() else line)
        tell(f"{counted(len(those), 'hit')} in {name}.")


def noted_objects(notes: Sequence["Noted"]) -> dict[str, list[dict[str, str | int]]]:
    """What was found in memos and summaries as plain objects."""
    return {
        name: [
            {
                "id": note.hit.transcript,
                "on": note.heading,
                "start": note.hit.span.start,
                "end": note.hit.span.end,
                "by": note.hit.speaker,
                "before": note.hit.before,
                "match": note.hit.match,
                "after": note.hit.after,
            }
            for note in notes
            if note.kind == kind
        ]
        for kind, name in (("memo", "memos"), ("summary", "summaries"))
    }


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
