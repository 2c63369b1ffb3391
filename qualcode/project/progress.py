"""How far the work on each transcript is, and by whom: read, coded, charted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.study import Coder, Source, Stage, Summary

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Done:
    """What is done with a transcript in an analysis: names of coders, in order.

    `read` are those who say that they have read it, `coded` those who say that they have coded it, under the
    codebook as it stands; `coding` those of whom it has coded passages. `charted` are those who have written
    about its participants, under any code or theme; `is_charted` says whether nothing is left to chart of
    them: something is charted, and every cell of theirs that has extracts, or the cell of its theme. A code
    under which they have no extracts asks for nothing.
    """

    read: tuple[str, ...] = ()
    coded: tuple[str, ...] = ()
    coding: tuple[str, ...] = ()
    charted: tuple[str, ...] = ()
    is_charted: bool = False


NOTHING = Done()


_VOICES = frozenset(("participant", "attribute", "value", "source", "transcript", "speaker", "coder"))
_CHARTED = _VOICES | {"summary", "code", "theme", "membership", "coding"}
_STAGES = frozenset(("stage", "version", "coder"))

Names = tuple[str, ...]
_NOTHING: frozenset[str] = frozenset()


def done_with(project: "Project") -> Mapping[str, Done]:
    """What is done with each transcript of the analysis with which anything is."""
    materials = project.materials
    read, coded = materials.kept(_stages, _STAGES)
    charted = materials.kept(_charted, _CHARTED)
    coders, coded_passages = project.all(Coder), materials.coded
    found = {}
    for uid in materials.transcripts:
        coding = _named(coded_passages.makers(uid), coders)
        writers, whole = charted.get(uid, ((), False))
        if coding or whole or writers or uid in read or uid in coded:
            found[uid] = Done(read.get(uid, ()), coded.get(uid, ()), coding, writers, whole)
    return found


def _named(uids: Iterable[str], coders: Mapping[str, Coder]) -> Names:
    names = {coders[uid].name if uid in coders else "somebody" for uid in uids}
    return tuple(sorted(names, key=str.casefold))


def _stages(project: "Project") -> tuple[Mapping[str, Names], Mapping[str, Names]]:
    """Who has read and who has coded each transcript; coded under an older codebook is no longer coded."""
    analysis, closed, coders = project.analysis.uid, project.decisions.version(), project.all(Coder)
    read: dict[str, list[str]] = defaultdict(list)
    coded: dict[str, list[str]] = defaultdict(list)
    for stage in project.all(Stage).values():
        if stage.analysis == analysis:
            if stage.read:
                read[stage.transcript].append(stage.coder)
            if stage.coded and (closed is None or not stage.version or stage.version >= closed.number):
                coded[stage.transcript].append(stage.coder)
    return (
        {uid: _named(those, coders) for uid, those in read.items()},
        {uid: _named(those, coders) for uid, those in coded.items()},
    )


def _charted(project: "Project") -> Mapping[str, tuple[Names, bool]]:
    """For each transcript, who has charted its participants, and whether nothing of them is left to chart."""
    analysis, finals = project.analysis.uid, project.codebook.now.finals
    writers: dict[str, set[str]] = defaultdict(set)
    charted: dict[str, set[str]] = defaultdict(set)  # codes and themes, by participant
    for summary in project.all(Summary).values():
        if summary.analysis == analysis and summary.content:
            writers[summary.participant].add(summary.by)
            charted[summary.participant].add(finals.get(summary.column, summary.column))
    coders, people_of = project.all(Coder), _people_of(project)
    left = _left_to_chart(project, charted) if charted else frozenset()
    return {
        uid: (
            _named({writer for person in people for writer in writers.get(person, ())}, coders),
            any(person in charted for person in people) and left.isdisjoint(people),
        )
        for uid, people in people_of.items()
    }


def _left_to_chart(project: "Project", charted: Mapping[str, Set[str]]) -> frozenset[str]:
    """The participants with extracts under a code of the charts where neither it nor a theme over it is."""
    book, spoken = project.codebook.now, project.materials.kept(_Spoken, _VOICES)
    over: dict[str, list[str]] = {code.uid: [code.uid] for code in book.ordered_codes}
    for theme in book.ordered_themes:
        for code in book.codes_under[theme.uid]:
            over[code.uid].append(theme.uid)
    columns = {uid: over[final] for uid, final in book.finals.items() if final in over}
    return frozenset(
        person
        for transcript in project.materials.transcripts
        for person, code in spoken.about(project, transcript)
        if code in columns and charted.get(person, _NOTHING).isdisjoint(columns[code])
    )


class _Spoken:
    """Who speaks about which codes in each transcript, kept until something is coded there."""

    def __init__(self, project: "Project") -> None:
        self._speech = project.materials.material(text=False).speech
        self._about: dict[str, tuple[object, Set[tuple[str, str]]]] = {}

    def about(self, project: "Project", transcript: str) -> Set[tuple[str, str]]:
        """Each participant with each code, by uid, on whose passages they say anything."""
        coded = project.materials.coded
        kept = self._about.get(transcript)
        if kept is not None and kept[0] is coded.state(transcript):
            return kept[1]
        speech = self._speech.get(transcript)
        state, codings = coded.state(transcript), coded.in_transcript(transcript) if speech else ()
        pairs = {(p, c.code) for c in codings if speech for p in speech.heard(c.start, c.end)[1]}
        self._about[transcript] = state, pairs
        return pairs


def _people_of(project: "Project") -> Mapping[str, list[str]]:
    people = project.materials.people.participants
    found: dict[str, list[str]] = defaultdict(list)
    for source in project.all(Source).values():
        if source.linked and source.participant in people:
            found[source.transcript].append(source.participant)
    return found
