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


def done_with(project: "Project") -> Mapping[str, Done]:
    """What is done with each transcript of the analysis with which anything is."""
    read, coded = _stages(project)
    writers, whole = _charted(project)
    people_of = _people_of(project)
    names = {coder.uid: coder.name for coder in project.all(Coder).values()}
    coded_passages = project.materials.coded

    def named(uids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({names.get(uid, "somebody") for uid in uids}, key=str.casefold))

    found = {}
    for uid in project.materials.transcripts:
        people = people_of.get(uid, ())
        done = Done(
            named(read.get(uid, ())),
            named(coded.get(uid, ())),
            named(coded_passages.makers(uid)),
            named(writer for person in people for writer in writers.get(person, ())),
            bool(people) and all(person in whole for person in people),
        )
        if done != NOTHING:
            found[uid] = done
    return found


def _stages(project: "Project") -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Who has read and who has coded each transcript; coded under an older codebook is no longer coded."""
    analysis, closed = project.analysis.uid, project.decisions.version()
    read: dict[str, list[str]] = defaultdict(list)
    coded: dict[str, list[str]] = defaultdict(list)
    for stage in project.all(Stage).values():
        if stage.analysis == analysis:
            if stage.read:
                read[stage.transcript].append(stage.coder)
            if stage.coded and (closed is None or not stage.version or stage.version >= closed.number):
                coded[stage.transcript].append(stage.coder)
    return read, coded


def _charted(project: "Project") -> tuple[Mapping[str, set[str]], set[str]]:
    """Who has charted each participant, and of whom nothing is left to chart."""
    analysis = project.analysis.uid
    writers: dict[str, set[str]] = defaultdict(set)
    columns: dict[str, set[str]] = defaultdict(set)
    for summary in project.all(Summary).values():
        if summary.analysis == analysis and summary.content:
            writers[summary.participant].add(summary.by)
            columns[summary.participant].add(summary.column)
    book = project.codebook.now
    return writers, {person for person, said in columns.items() if _is_whole(said, book)}


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
