"""What analysis works on: gathered from the project, and dropped when something it rests on changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from qualcode.analysis.codebook import Codebook
from qualcode.analysis.material import Material
from qualcode.analysis.participants import People
from qualcode.model.study import (
    Analysis,
    Attribute,
    Code,
    Coder,
    Coding,
    Link,
    Membership,
    Participant,
    Source,
    Speaker,
    Summary,
    Theme,
    Transcript,
    Value,
)
from qualcode.project.changes import Changed
from qualcode.project.coded import Coded

if TYPE_CHECKING:
    from qualcode.project.project import Project

Made = TypeVar("Made")

_PEOPLE = {"participant", "attribute", "value"}
_CODEBOOK = {"code", "theme", "membership"}
_VOICES = {"transcript", "speaker", "source", "coder"}
_RENEWED = {"coding", "summary", "link"}


class Materials:
    """The material of the analysis that is worked on."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self.forget()

    def forget(self) -> None:
        """Drop all of it: another analysis is worked on."""
        self._everybody: People | None = None
        self._people: People | None = None
        self._transcripts: Mapping[str, Transcript] | None = None
        self._codebook: Codebook | None = None
        self._material: dict[bool, Material] = {}
        self._current = False
        self._coded: Coded | None = None
        self._kept: dict[object, tuple[frozenset[str], Any]] = {}

    def follow(self, changed: Changed) -> None:
        """Drop what rests on things that changed."""
        kinds = changed.kinds
        if Analysis.kind in kinds:
            self.forget()
            return
        for make, (rests_on, _) in list(self._kept.items()):
            if kinds & rests_on:
                del self._kept[make]
        if kinds & _PEOPLE:
            self._everybody = self._people = None
        if self._transcripts is not None and kinds & (_PEOPLE | _VOICES):
            self._transcripts = self._coded = None
        if kinds & _CODEBOOK:
            self._codebook = None
        if kinds & (_PEOPLE | _CODEBOOK | _VOICES):
            self._material.clear()
        if kinds & _RENEWED:
            self._current = False
        if self._coded is not None and not self._coded.follow(changed):
            self._coded = None

    def kept(self, make: Callable[["Project"], Made], rests_on: frozenset[str]) -> Made:
        """What `make` makes of the project: made once, and again when a thing of these kinds has changed."""
        if make not in self._kept:
            self._kept[make] = rests_on, make(self._project)
        made: Made = self._kept[make][1]
        return made

    @property
    def coded(self) -> Coded:
        """The coded passages that stand, by transcript."""
        if self._coded is None:
            self._coded = Coded.of(self._project)
        return self._coded

    @property
    def everybody(self) -> People:
        """The participants of the study with their attributes."""
        if self._everybody is None:
            project = self._project
            self._everybody = People(
                project.all(Participant), project.all(Attribute), list(project.all(Value).values())
            )
        return self._everybody

    @property
    def people(self) -> People:
        """The participants whom the analysis is about, with their attributes."""
        if self._people is None:
            everybody, chosen = self.everybody, self._project.analysis.participants
            self._people = everybody
            if chosen is not None:
                among = frozenset(chosen)
                kept = {uid: each for uid, each in everybody.participants.items() if uid in among}
                self._people = replace(everybody, participants=kept)
        return self._people

    @property
    def transcripts(self) -> Mapping[str, Transcript]:
        """The transcripts of the analysis: all, or where participants are chosen, those they speak in."""
        project = self._project
        if project.analysis.participants is None:
            return project.all(Transcript)
        if self._transcripts is None:
            people = self.people.participants
            theirs = {
                s.transcript for s in project.all(Source).values() if s.linked and s.participant in people
            }
            self._transcripts = {uid: t for uid, t in project.all(Transcript).items() if uid in theirs}
        return self._transcripts

    @property
    def codebook(self) -> Codebook:
        """The codebook of the analysis."""
        if self._codebook is None:
            self._codebook = self.codebook_of(self._project.analysis)
        return self._codebook

    def codebook_of(self, analysis: Analysis) -> Codebook:
        """The codebook of any analysis."""
        project, uid = self._project, analysis.uid
        return Codebook(
            {code.uid: code for code in project.all(Code).values() if code.analysis == uid},
            {theme.uid: theme for theme in project.all(Theme).values() if theme.analysis == uid},
            list(project.all(Membership).values()),
        )

    def material(self, *, text: bool = True) -> Material:
        """Everything the analysis rests on; without its texts where only counts are wanted."""
        if not self._current:
            self._material = {with_text: self._renewed(made) for with_text, made in self._material.items()}
            self._current = True
        if True in self._material:
            return self._material[True]
        if text not in self._material:
            self._material[text] = self._gather(text)
        return self._material[text]

    def _renewed(self, before: Material) -> Material:
        return before.renewed(
            self._codings(), self._summaries(), self._links(), self._project.placing.corrected_links()
        )

    def _gather(self, text: bool) -> Material:
        project, transcripts = self._project, self.transcripts
        hashes = [transcript.content for transcript in transcripts.values()]
        contents = project.contents(hashes) if text else project.store.contents(hashes, text=False)
        return Material(
            self.people,
            self.codebook,
            transcripts,
            contents,
            list(project.all(Speaker).values()),
            [
                s
                for s in project.all(Source).values()
                if s.transcript in transcripts and s.participant in self.everybody.participants
            ],
            project.all(Coder),
            self._codings(),
            self._summaries(),
            self._links(),
            self._project.placing.corrected_links(),
        )

    def _codings(self) -> list[Coding]:
        return self._project.codings.all()

    def _summaries(self) -> list[Summary]:
        analysis = self._project.analysis.uid
        return [s for s in self._project.all(Summary).values() if s.analysis == analysis]

    def _links(self) -> list[Link]:
        transcripts = self.transcripts
        return [
            link
            for link in self._project.all(Link).values()
            if link.transcript in transcripts and link.content == transcripts[link.transcript].content
        ]
