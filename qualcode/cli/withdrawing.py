"""What participants wish about their words: not to be quoted, or to be taken out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import changing
from qualcode.cli.options import coder_option, dry_run_option, json_option, project_argument
from qualcode.cli.participants import participant_argument
from qualcode.cli.printing import say, tell, tell_json
from qualcode.model.errors import Refused
from qualcode.page.cells import drawable

if TYPE_CHECKING:
    from qualcode.project.withdrawal import Preview, Spoken


_ALL = "all"


@click.command()
@project_argument
@participant_argument
@click.argument("answer", type=click.Choice(["yes", "no"]))
@coder_option
def quotable(project: Path, participant: str, answer: str, coder: str | None) -> None:
    """Say whether a participant may be quoted.

    With “no”, their words are coded, charted and counted as before and shown to the team, but left out of
    every file of extracts, matrices and reports, which say how many extracts that concerns. Summaries in
    your own words stay.
    """
    with changing(project, coder) as opened:
        found = opened.participants.named(participant)
        opened.participants.set_quotable(found, answer == "yes")
    tell(f"{found.name} may {'' if answer == 'yes' else 'not '}be quoted")


@click.command()
@project_argument
@participant_argument
@click.option(
    "--reason", metavar="TEXT", default="", help="Why, without naming or quoting them; it is kept for good."
)
@click.option(
    "--redact",
    metavar="ID",
    multiple=True,
    help="Put “[withdrawn]” in place of their words at a place listed; “all” for all but a few words.",
)
@click.option(
    "--erase",
    metavar="ID",
    multiple=True,
    help="Empty a field that is listed; “all” as above.",
)
@dry_run_option
@click.option("--yes", is_flag=True, help="Don't ask: do it. It can't be undone.")
@json_option
@coder_option
def withdraw(
    project: Path,
    participant: str,
    reason: str,
    redact: Sequence[str],
    erase: Sequence[str],
    dry_run: bool,
    yes: bool,
    as_json: bool,
    coder: str | None,
) -> None:
    """Erase all that is a participant's, for good.

    Their transcripts, and their words in transcripts that others speak in; what is coded there; memos on it;
    their summaries, attributes, portrait and name; in the file, its history and the backups beside it, and
    in every copy that is brought together with this project. The history keeps that somebody withdrew, when,
    by whom and why, and goes on verifying. Their words elsewhere (in a memo on another, in a code's example)
    are listed for you to decide: leave them, --redact or --erase. Look at --dry-run first.

    JSON: an object with participant, becomes, done, transcripts and shared (lists of objects with transcript,
    segments, words, others, inseparable), erased (an object of numbers), matches (objects with id, where,
    what, words, standing, short, choices), reasons, backups, beside
    (other files there that hold it, and stay), copies (objects with coder, date, path), outside.
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        found = opened.participants.named(participant)
        preview = opened.withdrawal.preview(found)
        if not dry_run:
            if not as_json:
                _tell(preview)
            if not yes:
                _ask(found.name)
            decisions = _decisions(preview, redact, erase)
            opened.withdrawal.withdraw(found, reason, decisions)
    if as_json:
        tell_json(_as_object(preview, done=not dry_run))
    elif dry_run:
        _tell(preview)
        say("Nothing was changed. To do it: the same without --dry-run, with --reason.")
    else:
        tell(f"Erased. On record as {preview.becomes}; the history verifies without what is gone.")


def _ask(name: str) -> None:
    typed = click.prompt(
        f"This can't be undone. Type “{drawable(name)}” to erase all that",
        default="",
        show_default=False,
        err=True,
    )
    if typed.strip() not in (name, drawable(name)):
        raise Refused("Nothing was changed: that isn't the name.")


def _decisions(preview: "Preview", redact: Sequence[str], erase: Sequence[str]) -> dict[str, str]:
    """What to do at each place; a place named by its id goes before “all”, and redacting before erasing.

    “All” leaves those where only a few words are alike: they would be defaced for nothing.
    """
    decided: dict[str, str] = {}
    for how, ids in (("redact", redact), ("erase", erase)):
        if _ALL in ids:
            for match in preview.matches:
                if how in match.choices and not match.is_short:
                    decided.setdefault(match.id, how)
    for how, ids in (("erase", erase), ("redact", redact)):
        decided.update((id_, how) for id_ in ids if id_ != _ALL)
    return decided


def _tell(preview: "Preview") -> None:
    for sentence in preview.sentences:
        tell(sentence)
    for match in preview.matches:
        what = {"words": "their words", "name": "their name", "value": "a value only they have"}[match.what]
        can = f"can be: {', '.join(match.choices)}" if match.choices else "read it; nothing is changed there"
        tell(f"  {match.id}  {match.where}: {what} ({can})")
        for words in match.words[:3]:
            tell(f"      “{words}”")
    for told in preview.reasons:
        tell(f"  reason of {told}")


def _as_object(preview: "Preview", *, done: bool) -> dict[str, object]:
    return {
        "participant": preview.participant,
        "becomes": preview.becomes,
        "done": done,
        "transcripts": [_spoken(each) for each in preview.transcripts],
        "shared": [_spoken(each) for each in preview.shared],
        "erased": {label.lower(): number for label, number in preview.counts},
        "matches": [
            {
                "id": match.id,
                "where": match.where,
                "what": match.what,
                "words": list(match.words),
                "standing": match.standing,
                "short": match.is_short,
                "choices": list(match.choices),
            }
            for match in preview.matches
        ],
        "reasons": list(preview.reasons),
        "backups": [str(path) for path in preview.backups],
        "beside": [str(path) for path in preview.beside],
        "copies": [{"coder": c.coder, "date": c.date, "path": c.path} for c in preview.copies],
        "outside": preview.outside,
    }


def _spoken(spoken: "Spoken") -> dict[str, object]:
    return {
        "transcript": spoken.name,
        "segments": spoken.segments,
        "words": spoken.words,
        "others": list(spoken.others),
        "inseparable": list(spoken.inseparable),
    }
