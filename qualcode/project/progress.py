"""How far the work on each transcript is, and by whom: read, coded, charted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.analysis.codebook import Codebook
from qualcode.model.study import Coder, Source, Stage, Summary

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Done:
    """What is done with a transcript in an analysis: names of coders, in order.

    `read` are those who say that they have read it, `coded` those who say that they have coded it, under the
    codebook as it stands; `coding` those of whom it has coded passages. `charted` are those who have written
    about its participants, under any code or theme; `is_charted` says whether nothing is left to chart of
    them: something is said under each theme, or each code in it, and under each code in none.
    """

    read: tuple[str, ...] = ()
    coded: tuple[str, ...] = ()
    coding: tuple[str, ...] = ()
    charted: tuple[str, ...] = ()
    is_charted: bool = False


NOTHING = Done()


_CHARTED = frozenset(
    ("summary", "code", "theme", "membership", "participant", "source", "transcript", "coder")
)
_STAGES = frozenset(("stage", "version", "coder"))

Names = tuple[str, ...]


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
    analysis, book = project.analysis.uid, project.codebook.now
    writers: dict[str, set[str]] = defaultdict(set)
    columns: dict[str, set[str]] = defaultdict(set)
    for summary in project.all(Summary).values():
        if summary.analysis == analysis and summary.content:
            writers[summary.participant].add(summary.by)
            columns[summary.participant].add(summary.column)
    whole = {person for person, said in columns.items() if _is_whole(said, book)}
    coders = project.all(Coder)
    return {
        uid: (
            _named({writer for person in people for writer in writers.get(person, ())}, coders),
            all(person in whole for person in people),
        )
        for uid, people in _people_of(project).items()
    }


def _is_whole(said: set[str], book: Codebook) -> bool:
    """Whether something is said under every theme, or every code in it, and every code in none."""
    themes = (
        theme.uid in said or (codes and all(code.uid in said for code in codes))
        for theme in book.ordered_themes
        for codes in (book.codes_under[theme.uid],)
    )
    return all(themes) and all(code.uid in said for code in book.loose_codes)


def _people_of(project: "Project") -> Mapping[str, list[str]]:
    people = project.materials.people.participants
    found: dict[str, list[str]] = defaultdict(list)
    for source in project.all(Source).values():
        if source.linked and source.participant in people:
            found[source.transcript].append(source.participant)
    return found
