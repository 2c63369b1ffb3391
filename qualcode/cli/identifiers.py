"""What may still identify someone: a list, decisions about it, and pseudonyms in its place."""

import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import (
    PATH,
    coder_option,
    dry_run_option,
    json_option,
    project_argument,
)
from qualcode.cli.printing import counted, say, tell, tell_json, tell_table, terminal_width
from qualcode.model.errors import Refused
from qualcode.page.cells import drawable, fit

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.identifiers import Found, Worklist
    from qualcode.project.replacing import Replaced

rules_option = click.option(
    "--rules", is_flag=True, help="By the rules alone, even where a model of English is installed."
)
scope_option = click.option(
    "--scope",
    type=click.Choice(("here", "transcript", "project")),
    default="transcript",
    show_default=True,
    help="For this place alone, or for the same words in its transcript or the whole project.",
)
NEVER_CLEAN = "This is a worklist, no verdict: read the transcripts too."


@click.command("list")
@project_argument
@click.option(
    "--transcript", "names", multiple=True, metavar="NAME", help="Only in this one. May be repeated."
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only of this kind. May be repeated.")
@click.option("--all", "decided", is_flag=True, help="Also what has been decided.")
@click.option("--each", is_flag=True, help="A line for each place, not for each word in a transcript.")
@rules_option
@json_option
def list_(
    project: Path,
    names: Sequence[str],
    kinds: Sequence[str],
    decided: bool,
    each: bool,
    rules: bool,
    as_json: bool,
) -> None:
    """List what may still identify someone, and hasn't been decided about.

    Rules find names, places, organisations, numbers, addresses, dates and ages; where a model of English is
    installed (pip install "qualcode[ner]"), it is asked too. Nothing in [brackets] is listed. No list says
    that a transcript is anonymous: it is where to begin reading.

    JSON: a list of objects with hit (its id), where ("transcript" or the kind of thing), transcript (its
    file), part (the field of the thing), kind, words, start, end, before, after, why, decision, scope, by,
    at.
    """
    with reading(project) as opened:
        worklist = _worklist(opened, names, with_model=not rules)
        hits = [hit for hit in worklist.hits if decided or hit.decided is None]
        if kinds:
            hits = [hit for hit in hits if hit.kind in kinds]
        if as_json:
            tell_json([_as_object(opened, hit) for hit in hits])
        elif hits:
            rows = [(hit, 1) for hit in hits] if each else _by_words(hits)
            tell_table(
                ("hit", "where", "kind", "words", "times", "in context", "decision"),
                [
                    (hit.id, hit.heading, hit.kind, hit.words, times, _context(hit), _decision(opened, hit))
                    for hit, times in rows
                ],
            )
        open_ = sum(1 for hit in hits if hit.decided is None)
        say(f"{counted(open_, 'place')} to decide about. {_how(worklist, rules)} {NEVER_CLEAN}")


@click.command("decide")
@project_argument
@click.argument("decision", type=click.Choice(("leave", "not-an-identifier", "undecided")))
@click.argument("hits", nargs=-1, required=True, metavar="HIT…")
@scope_option
@rules_option
@coder_option
def decide(
    project: Path, decision: str, hits: Sequence[str], scope: Any, rules: bool, coder: str | None
) -> None:
    """Decide about hits: leave them, or say that they identify nobody.

    HIT is the id that the list shows. "undecided" takes a decision back.
    """
    with changing(project, coder) as opened:
        worklist = _worklist(opened, (), with_model=not rules)
        found = [opened.identifiers.hit(id_, worklist) for id_ in hits]
        words: Any = decision.replace("-", " ")
        opened.identifiers.decide(found, words, scope)
        after = opened.identifiers.worklist(with_model=not rules, wait=False)
        tell(f"Decided. {counted(len(after.undecided), 'place')} to decide about.")


@click.command("replace")
@project_argument
@click.argument("hit", required=False, metavar="[HIT]")
@click.argument("pseudonym", required=False, metavar="[PSEUDONYM]")
@click.option(
    "--table",
    type=PATH,
    metavar="FILE",
    help="A table (csv or xlsx) with the columns “words” and “pseudonym”: replace all of them.",
)
@click.option(
    "--scope",
    type=click.Choice(("here", "transcript", "project")),
    default="project",
    show_default=True,
    help="In this place alone, or wherever the same words stand in its transcript or the whole project.",
)
@click.option(
    "--besides",
    is_flag=True,
    help="Also in memos, summaries, names of participants and transcripts, and all else that is written.",
)
@click.option(
    "--key",
    type=PATH,
    metavar="FILE",
    help="Add names and pseudonyms to this encrypted file (age), outside of the project's folder.",
)
@rules_option
@dry_run_option
@coder_option
def replace(
    project: Path,
    hit: str | None,
    pseudonym: str | None,
    table: Path | None,
    scope: str,
    besides: bool,
    key: Path | None,
    rules: bool,
    dry_run: bool,
    coder: str | None,
) -> None:
    """Put a [pseudonym] in place of words that identify someone.

    HIT is the id that the list shows. Coded passages, links and memos stay with their words. The older texts
    are erased, with the backups beside the project that hold them: this can't be undone.
    """
    from qualcode.analysis.identifiers.replacing import Replacing
    from qualcode.project.identifier_key import check_place, joined, write_key
    from qualcode.project.replacing import Replacement

    if (table is None) == (hit is None or pseudonym is None):
        raise click.UsageError("Give a hit and a pseudonym, or --table FILE.")
    if key is not None:
        check_place(key, project)
    with changing(project, coder, dry_run=dry_run) as opened:
        found: list[Found] = []
        if table is not None:
            wanted = _rows(table)
        else:
            assert hit is not None
            assert pseudonym is not None
            found = [opened.identifiers.hit(hit, _worklist(opened, (), with_model=not rules))]
            wanted = [Replacing(found[0].words, pseudonym)]
        passphrase, entries = "", {}
        if key is not None and not dry_run:
            passphrase = _passphrase(new=not key.exists())
            entries = joined(key, passphrase, wanted)
        replacement = Replacement(opened, wanted)
        if scope == "here" and found:
            done = replacement.here(found, dry_run=dry_run)
        else:
            among = _transcript_of(opened, found) if scope == "transcript" and found else None
            done = replacement.everywhere(among, besides=besides, dry_run=dry_run)
        if key is not None and not dry_run and (done.times or done.reworded):
            write_key(key, passphrase, entries)
            say(f"The key {key} has {counted(len(entries), 'name')} now.")
        _tell_replaced(opened, done, dry_run)


def _transcript_of(project: "Project", found: "Sequence[Found]") -> list[Any]:
    from qualcode.model.study import Transcript

    transcript = project.find(Transcript, found[0].transcript)
    if transcript is None:
        raise Refused("This hit stands in no transcript: --scope project replaces it everywhere.")
    return [transcript]


def _worklist(project: "Project", names: Sequence[str], *, with_model: bool) -> "Worklist":
    among = [project.transcripts.named(name) for name in names] if names else None
    return project.identifiers.worklist(among, with_model=with_model, progress=_progress)


def _progress(done: int, of: int, name: str) -> None:
    if sys.stderr.isatty():
        told = f"checking {done + 1} of {of}: {name}" if name else ""
        line = fit(drawable(told), terminal_width() - 1)  # a name comes from a file, whatever is in it
        click.echo(f"\r{line}\r", err=True, nl=False)


def _how(worklist: "Worklist", by_rules: bool) -> str:
    if by_rules:
        return "Checked by rules alone, as asked for."
    if not worklist.model:
        return "Checked by rules alone: no English model is installed."
    return f"Checked by rules and the model {worklist.model}."


def _by_words(hits: "Sequence[Found]") -> "list[tuple[Found, int]]":
    """The first hit of each words in each transcript, and how many there are."""
    groups: dict[tuple[str, str, str], list[Found]] = defaultdict(list)
    for hit in hits:
        groups[hit.thing, hit.part, hit.same].append(hit)
    return [(those[0], len(those)) for those in groups.values()]


def _context(hit: "Found") -> str:
    before = hit.before[-20:].partition(" ")[2] if len(hit.before) > 20 else hit.before
    return f"{before}{hit.words}{hit.after[:20]}"


def _decision(project: "Project", hit: "Found") -> str:
    from qualcode.model.study import Coder

    if hit.decided is None:
        return ""
    coder = project.find(Coder, hit.decided.by)
    return f"{hit.decided.decision}, {coder.name if coder else 'somebody'} {hit.decided.at[:10]}"


def _as_object(project: "Project", hit: "Found") -> dict[str, Any]:
    from qualcode.model.study import Coder, Transcript

    transcript = project.find(Transcript, hit.transcript)
    decided = hit.decided
    coder = project.find(Coder, decided.by) if decided else None
    return {
        "hit": hit.id,
        "where": hit.thing_kind if hit.part else "transcript",
        "transcript": transcript.file if transcript else "",
        "part": hit.part,
        "kind": hit.kind,
        "words": hit.words,
        "start": hit.span.start,
        "end": hit.span.end,
        "before": hit.before,
        "after": hit.after,
        "why": hit.why,
        "decision": decided.decision if decided else "",
        "scope": decided.scope if decided else "",
        "by": coder.name if coder else "",
        "at": decided.at if decided else "",
    }


def _rows(table: Path) -> list[Any]:
    """What a table says is to be replaced."""
    from qualcode.project.identifier_key import read_pseudonyms

    return read_pseudonyms(table)


def _passphrase(*, new: bool) -> str:
    """The passphrase of a key: from the environment, else asked for, twice where the key is new."""
    from qualcode.project.identifier_key import PASSPHRASE_OF_KEY

    given = os.environ.get(PASSPHRASE_OF_KEY)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refused(f"The key needs a passphrase: set {PASSPHRASE_OF_KEY}, or answer at a terminal.")
    asked: str = click.prompt("Passphrase of the key", hide_input=True, confirmation_prompt=new, err=True)
    return asked


def _tell_replaced(project: "Project", done: "Replaced", dry_run: bool) -> None:
    would = "Would replace" if dry_run else "Replaced"
    tell(f"{would} {counted(done.times, 'place')} in {counted(len(done.places), 'transcript')}.")
    for before, after in done.labels if dry_run else ():
        tell(f"  speaker {before} → {after}")
    if not done.reworded and done.elsewhere:
        tell("The words stand elsewhere too, which --besides replaces (what they said before is erased):")
        for each in done.elsewhere:
            name = f" ({each.name})" if each.name and each.part != "name" else ""
            tell(f"  {each.label}{name}{', in an older wording' if each.older else ''}")
    if done.reasons:
        reasons = counted(done.reasons, "reason")
        say(
            f"{reasons} given for changes hold the words, too (qualcode history show). They are part of the "
            "history's proof, and stay."
        )
    if not dry_run and (done.times or done.reworded):
        from qualcode.project.erasing import OUTSIDE, names_of

        if beside := project.erasing.beside:
            say(f"These files beside the project still hold erased words: {names_of(beside)}.")
        say(OUTSIDE)
