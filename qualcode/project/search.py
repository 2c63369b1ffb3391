"""Looking for words in the transcripts of the analysis that is worked on."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Literal

from qualcode.analysis.patterns import Pattern
from qualcode.analysis.query import Search, parse
from qualcode.analysis.search import ROOM, Stretch, hits_in
from qualcode.model.hits import Hit
from qualcode.model.study import Source, Speaker, Transcript
from qualcode.project.shelves import shelves

if TYPE_CHECKING:
    from qualcode.project.project import Project

Speech = Literal["all", "participants", "interviewers"]


def search(
    project: "Project",
    words: str,
    *,
    case: bool = False,
    whole: bool = False,
    pattern: bool = False,
    among: Sequence[Transcript] | None = None,
    speech: Speech = "all",
    where: Sequence[tuple[str, str]] = (),
    limit: int | None = None,
    room: int = ROOM,
) -> list[Hit]:
    """Where words stand: see `Project.search`."""
    looked_for: Search = (Pattern if pattern else parse)(words, case=case, whole=whole)
    voices = _Voices(project, speech, where)
    transcripts = [t for t in (on_the_shelf(project) if among is None else among) if voices.in_(t)]
    contents = project.contents([transcript.content for transcript in transcripts])
    hits = (
        hit
        for transcript in transcripts
        for hit in hits_in(
            contents[transcript.content], transcript.uid, looked_for, voices.wanted(transcript), room
        )
    )
    return list(islice(hits, limit))


def on_the_shelf(project: "Project") -> list[Transcript]:
    """The transcripts of the analysis in the order of the shelf: by site, then by whose they are."""
    known = project.all(Transcript)
    return [known[entry.transcript] for shelf in shelves(project) for entry in shelf.entries]


class _Voices:
    """Whose words are searched: everybody's, or only those of some speakers of each transcript."""

    def __init__(self, project: "Project", speech: Speech, where: Sequence[tuple[str, str]]) -> None:
        self._speech = speech
        self._interviewers: dict[str, set[str]] = defaultdict(set)
        if speech != "all" or where:
            for speaker in project.all(Speaker).values():
                if speaker.role == "interviewer":
                    self._interviewers[speaker.transcript].add(speaker.name)
        self._chosen = frozenset(project.materials.people.chosen(where)) if where else None
        self._claimed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for source in project.all(Source).values() if where else ():
            if source.linked:
                self._claimed[source.transcript][source.speaker].add(source.participant)

    def in_(self, transcript: Transcript) -> bool:
        """Whether anybody who is asked for speaks in a transcript."""
        if self._chosen is None:
            return True
        claimed = self._claimed.get(transcript.uid, {})
        return any(not self._chosen.isdisjoint(people) for people in claimed.values())

    def wanted(self, transcript: Transcript) -> Callable[[Stretch], bool]:
        """Which stretches of a transcript are searched."""
        if self._speech == "all" and self._chosen is None:
            return lambda stretch: True
        interviewers, chosen = self._interviewers[transcript.uid], self._chosen
        if self._speech == "interviewers":
            return lambda stretch: not stretch.aside and stretch.speaker in interviewers
        if chosen is None:
            return lambda stretch: not stretch.aside and stretch.speaker not in interviewers
        claimed = self._claimed[transcript.uid]
        others = claimed.get("", frozenset[str]())
        return lambda stretch: (
            not stretch.aside
            and stretch.speaker not in interviewers
            and not chosen.isdisjoint(claimed.get(stretch.speaker, others))
        )
