"""Looking for words in the transcripts of the analysis that is worked on, and in its memos and summaries."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from qualcode.analysis.concordance import Order, ordered
from qualcode.analysis.query import Search
from qualcode.analysis.search import ROOM, Stretch, hits_in, in_words, stretches_of
from qualcode.model.hits import Hit, Noted
from qualcode.model.study import Code, Participant, Summary, Theme, Transcript
from qualcode.model.text import Content, Span
from qualcode.project.shelves import in_order
from qualcode.project.sought import Coverage, Sought, Speech, Voices, chosen

if TYPE_CHECKING:
    from qualcode.project.project import Project

__all__ = [
    "Order", "Part", "Sought", "Speech", "names_of", "noted", "on_the_shelf", "ordered", "parts", "search",
]  # fmt: skip

_TEXTS = frozenset(("transcript", "erasure"))  # what the stretches of texts rest on


def search(
    project: "Project",
    sought: Sought,
    *,
    among: Sequence[Transcript] | None = None,
    order: Order = "place",
    limit: int | None = None,
    room: int = ROOM,
) -> list[Hit]:
    """Where something stands: see `Project.search`."""
    looked_for = sought.search()
    hits = (hit for part in parts(project, sought, among) for hit in part.hits(looked_for, room))
    if order == "place":
        return list(islice(hits, limit))
    return ordered(list(hits), order, names_of(project))[:limit]


def names_of(project: "Project") -> Mapping[str, str]:
    """The names of transcripts by uid."""
    return {uid: transcript.name for uid, transcript in project.all(Transcript).items()}


@dataclass(frozen=True)
class Part:
    """A transcript, and what of it is searched. Its hits are found without the project, on any thread."""

    transcript: Transcript
    content: Content
    stretches: dict[str, list[Stretch]]  # of texts, by hash, as far as they are known
    wanted: Callable[[Stretch], bool]
    accepts: Callable[[Span], bool] | None

    def hits(self, looked_for: Search, room: int = ROOM) -> Iterator[Hit]:
        """What is found in it."""
        return hits_in(
            self.content, self.transcript.uid, looked_for, self.wanted, room,
            stretches=self._stretches, accepts=self.accepts,
        )  # fmt: skip

    def _stretches(self) -> list[Stretch]:
        known = self.stretches.get(self.transcript.content)
        if known is None:
            known = self.stretches[self.transcript.content] = stretches_of(self.content)
        return known


def parts(project: "Project", sought: Sought, among: Sequence[Transcript] | None = None) -> Iterator[Part]:
    """The transcripts to be searched, in the order of the shelf; a text is read when it is come to."""
    voices, coverage = Voices(project, sought), Coverage(project, sought)
    stretches = project.materials.kept(_stretches, _TEXTS)
    transcripts = [t for t in (on_the_shelf(project) if among is None else among) if voices.in_(t)]
    for first in range(0, len(transcripts), _AT_ONCE):
        some = transcripts[first : first + _AT_ONCE]
        contents = project.contents([transcript.content for transcript in some])
        for transcript in some:
            content = contents[transcript.content]
            wanted, accepts = voices.wanted(transcript), coverage.accepts(transcript)
            yield Part(transcript, content, stretches, wanted, accepts)


_AT_ONCE = 10  # texts read at once: few enough that the first hits don't wait for them


def _stretches(project: "Project") -> dict[str, list[Stretch]]:
    return {}


def on_the_shelf(project: "Project") -> list[Transcript]:
    """The transcripts of the analysis in the order of the shelf: by site, then by whose they are."""
    known = project.all(Transcript)
    return [known[uid] for uid in in_order(project)]


def noted(project: "Project", sought: Sought, room: int = ROOM) -> list[Noted]:
    """Where it stands in memos, oldest first, and then in summaries; none where only speech can be meant.

    Where a search is narrowed to some participants, those on them, on what they say and on their cells.
    """
    if sought.is_of_speech:
        return []
    looked_for, people = sought.search(), chosen(project, sought)
    names = None if people is None else {project.all(Participant)[uid].name for uid in people}
    found = []
    for each in project.memos.search():
        if names is None or not names.isdisjoint(each.participants):
            found += [
                Noted("memo", f"{each.kind} memo on {each.on}", hit)
                for hit in in_words(each.text, each.memo.uid, each.coder, looked_for, room)
            ]
    for summary, heading in _summaries(project, people):
        found += [
            Noted("summary", heading, hit)
            for hit in in_words(summary.text, summary.uid, "", looked_for, room)
        ]
    return found


def _summaries(project: "Project", people: frozenset[str] | None) -> Iterator[tuple[Summary, str]]:
    """The summaries of the analysis with what they are of, by participant and then by column."""
    everybody = project.materials.people
    order = {uid: place for place, uid in enumerate(everybody.ordered((), everybody.participants))}
    known, found = project.all(Participant), []
    for summary in project.all(Summary).values():
        column = project.find(Code, summary.column) or project.find(Theme, summary.column)
        if summary.analysis != project.analysis.uid or summary.participant not in order or column is None:
            continue
        if people is None or summary.participant in people:
            heading = f"summary of {known[summary.participant].name}, {column.name}"
            found.append((order[summary.participant], column.name, summary.uid, summary, heading))
    return ((summary, heading) for *_, summary, heading in sorted(found, key=lambda row: row[:3]))
