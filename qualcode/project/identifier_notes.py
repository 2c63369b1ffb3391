"""What may identify someone in files before they come in, and in what goes out."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.analysis.identifiers import find, find_in_words, names_in, names_in_label, same
from qualcode.analysis.language import model
from qualcode.model.errors import Refused
from qualcode.model.study import Transcript
from qualcode.model.tables import ParticipantTable
from qualcode.model.text import Source, Span, merged_spans
from qualcode.project.identifier_decisions import Decisions
from qualcode.project.identifier_places import places
from qualcode.project.names import several

if TYPE_CHECKING:
    from qualcode.project.import_plan import Plan
    from qualcode.project.project import Project

_AT_ONCE = 200_000  # words that are checked while something is exported: half a second
_VALUE = "attribute value"
_SHOWN = 12  # words that a refusal names
LISTED = "qualcode identifiers list"  # the command that shows what was found


def in_source(source: Source) -> Counter[tuple[str, str]]:
    """What may identify someone in a file as it was read: words with their kind, and how often.

    In its text, its name, its properties, its cover page, and its comments with their authors; of a row of a
    table, also in whose it is, and what else is known of them.
    """
    found: Counter[tuple[str, str]] = Counter()
    for hit in find(source.content):
        found[hit.words, hit.kind] += 1
    for hit in names_in(source.file, "file name"):
        found[hit.words, hit.kind] += 1
    for _, value in source.properties:
        for words in {hit.words for hit in (*find_in_words(value), *names_in(value, "document property"))}:
            found[words, "document property"] += 1
    for comment in source.comments:
        for hit in (*find_in_words(comment.text), *names_in(comment.author, "comment")):
            found[hit.words, "comment"] += 1
    for hit in names_in(source.part, "file name"):
        found[hit.words, hit.kind] += 1
    _count_of_participant(found, source.participant, [value for _, value in source.attributes])
    return found


def in_table(table: ParticipantTable) -> Counter[tuple[str, str]]:
    """The same in a table of participants: in their names, and in what is known of them."""
    found: Counter[tuple[str, str]] = Counter()
    for participant, values in table.values.items():
        _count_of_participant(found, participant, values.values())
    return found


def _count_of_participant(found: Counter[tuple[str, str]], name: str, values: Iterable[str]) -> None:
    for hit in names_in_label(name, "participant's name"):
        found[hit.words, hit.kind] += 1
    for value in values:
        for words in {hit.words for hit in (*find_in_words(value), *names_in(value, _VALUE))}:
            found[words, _VALUE] += 1


def refuse_identifiers(plan: "Plan") -> None:
    """Refused, with what was found, if what would come in may identify someone.

    What comes in are new files, those that correct a transcript, and a table of participants.
    """
    coming = [(file.name, in_source(file.source)) for file in (*plan.new, *plan.corrections) if file.source]
    if plan.participants is not None:
        coming.append((Path(plan.participants.file).name, in_table(plan.participants)))
    told = []
    for name, found in coming:
        if found:
            words = [
                f"{words} ({kind}{f', {n} times' if n > 1 else ''})" for (words, kind), n in found.items()
            ]
            more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
            told.append(f"{name}: {', '.join(words[:_SHOWN])}{more}")
    if told:
        raise Refused(
            f"Nothing was imported: {several(len(told), 'file')} may still identify someone. "
            f"{'. '.join(told)}. Replace what does, or import without --refuse-identifiers and decide there."
        )


def notes(
    project: "Project",
    *,
    passages: bool = False,
    stretches: Mapping[str, Sequence[Span]] | None = None,
    written: Sequence[str] = (),
) -> list[str]:
    """A sentence if what is exported holds what may identify someone, and nobody has decided about it.

    `passages`: the coded passages of the analysis are in it; or other `stretches`, by transcript's uid.
    `written` are the kinds of things whose texts are. A large project that was never checked isn't checked
    now: that is said instead.
    """
    decided = Decisions(project)
    number = 0
    if passages or stretches is not None:
        counted = _in_stretches(project, decided, _coded(project) if stretches is None else stretches)
        if counted is None:
            return [f"Nobody has checked yet what may identify someone in it: {LISTED}."]
        number += counted
    for place in places(project) if written else ():
        if place.thing.kind in written:
            number += sum(
                decided.about(
                    place.thing.uid, place.part, place.content, place.transcript, hit.span, same(hit.words)
                )
                is None
                for hit in place.identifiers()
            )
    if not number:
        return []
    are, them = ("place", "it") if number == 1 else ("places", "them")
    return [
        f"{number:,} {are} in it may still identify someone, and nobody has decided about {them}: {LISTED}."
    ]


def _coded(project: "Project") -> Mapping[str, Sequence[Span]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for coding in project.codings.all():
        spans[coding.transcript].append(Span(coding.start, coding.end))
    return spans


def _in_stretches(project: "Project", decided: Decisions, spans: Mapping[str, Sequence[Span]]) -> int | None:
    """How many undecided hits stretches hold; None if finding that out would take too long."""
    transcripts = [t for t in project.all(Transcript).values() if t.uid in spans]
    contents = project.contents([transcript.content for transcript in transcripts])
    identifiers, name = project.identifiers, model()
    unknown = (c for c in contents.values() if identifiers.cache.rules(c) is None)
    if sum(len(content.text) for content in unknown) > _AT_ONCE * 6:
        return None
    number = 0
    for transcript in transcripts:
        content = contents[transcript.content]
        passages = merged_spans(spans[transcript.uid])
        ends = [passage.end for passage in passages]
        for hit in identifiers.in_content(content, name):
            at = bisect_left(ends, hit.span.start + 1)
            if at < len(passages) and passages[at].overlaps(hit.span):
                about = (transcript.uid, "", content.hash, transcript.uid, hit.span, same(hit.words))
                number += decided.about(*about) is None
    return number
