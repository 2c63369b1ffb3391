"""Everything one analysis rests on, gathered once; what follows is worked out when first asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from qualcode.analysis.codebook import Codebook
from qualcode.analysis.participants import People
from qualcode.analysis.passages import Passage, passages_of
from qualcode.analysis.speech import Speech, speech_of
from qualcode.model.study import Coder, Coding, Link, Source, Speaker, Summary, Transcript
from qualcode.model.text import Content


@dataclass(frozen=True)
class Material:
    """The values of one analysis. `contents` are by hash; only extracts need their texts.

    `corrected` says, by summary, what corrections did to its links: see `charting.basis_of`.
    """

    people: People
    codebook: Codebook
    transcripts: Mapping[str, Transcript]
    contents: Mapping[str, Content]
    speakers: Sequence[Speaker]
    sources: Sequence[Source]
    coders: Mapping[str, Coder]
    codings: Sequence[Coding]
    summaries: Sequence[Summary]
    links: Sequence[Link]
    corrected: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def renewed(
        self,
        codings: Sequence[Coding],
        summaries: Sequence[Summary],
        links: Sequence[Link],
        corrected: Mapping[str, Mapping[str, str]],
    ) -> "Material":
        """The same with other codings, summaries and links; what was worked out of the rest is kept."""
        made = replace(self, codings=codings, summaries=summaries, links=links, corrected=corrected)
        kept = ("speech", "sources_of")
        made.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        return made

    @cached_property
    def speech(self) -> Mapping[str, Speech]:
        """Whose speech is where, by transcript."""
        speakers: dict[str, list[Speaker]] = defaultdict(list)
        for speaker in self.speakers:
            speakers[speaker.transcript].append(speaker)
        sources: dict[str, list[Source]] = defaultdict(list)
        for source in self.sources:
            sources[source.transcript].append(source)
        return {
            uid: speech_of(
                self.contents[transcript.content], speakers[uid], sources[uid], self.people.participants
            )
            for uid, transcript in self.transcripts.items()
            if transcript.content in self.contents
        }

    @cached_property
    def passages(self) -> list[Passage]:
        """The passages of every code."""
        return passages_of(self.codings, self.codebook.finals, self.speech)

    @cached_property
    def passages_by_code(self) -> Mapping[str, list[Passage]]:
        """The passages of each code that has any."""
        found: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.passages:
            found[passage.code].append(passage)
        return found

    @cached_property
    def summary_of(self) -> Mapping[tuple[str, str], Summary]:
        """Summaries by (participant, column) uid."""
        return {(s.participant, s.column): s for s in self.summaries}

    @cached_property
    def links_of(self) -> Mapping[str, tuple[Link, ...]]:
        """The extracts linked to each summary, in order of their places."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            if link.linked:
                found[link.summary].append(link)
        place = {
            uid: n for n, uid in enumerate(sorted(self.transcripts, key=lambda u: self.transcripts[u].name))
        }
        return {
            uid: tuple(sorted(links, key=lambda link: (place.get(link.transcript, 0), link.start, link.end)))
            for uid, links in found.items()
        }

    def coder_name(self, uid: str) -> str:
        """Who a coder is; "somebody" where adding them was undone while what they made stands."""
        coder = self.coders.get(uid)
        return coder.name if coder else "somebody"

    def links_to(self, participant: str, column: str) -> tuple[Link, ...]:
        """The extracts linked to a participant's summary under a column."""
        summary = self.summary_of.get((participant, column))
        return self.links_of.get(summary.uid, ()) if summary else ()

    @cached_property
    def sources_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each participant the transcripts they speak in, in order."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for source in self.sources:
            if source.linked and source.transcript in self.transcripts:
                found[source.participant].setdefault(source.transcript, source.position)
        return {
            uid: tuple(sorted(held, key=lambda t: (held[t], self.transcripts[t].name)))
            for uid, held in found.items()
        }

    @cached_property
    def not_asked(self) -> frozenset[tuple[str, str]]:
        """The (participant, column) pairs that counts leave out."""
        return frozenset((s.participant, s.column) for s in self.summaries if s.content == "not asked")
