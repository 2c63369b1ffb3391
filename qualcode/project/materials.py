"""What analysis works on: gathered from the project, and dropped when something it rests on changes."""

from typing import TYPE_CHECKING

from qualcode.analysis.codebook import Codebook
from qualcode.analysis.material import Material
from qualcode.analysis.participants import People
from qualcode.model.study import (
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
        self._people: People | None = None
        self._codebook: Codebook | None = None
        self._material: dict[bool, Material] = {}
        self._current = False
        self._coded: Coded | None = None

    def follow(self, changed: Changed) -> None:
        """Drop what rests on things that changed."""
        kinds = changed.kinds
        if kinds & _PEOPLE:
            self._people = None
        if kinds & _CODEBOOK:
            self._codebook = None
        if kinds & (_PEOPLE | _CODEBOOK | _VOICES):
            self._material.clear()
        if kinds & _RENEWED:
            self._current = False
        if self._coded is not None and not self._coded.follow(changed):
            self._coded = None

    @property
    def coded(self) -> Coded:
        """The coded passages that stand, by transcript."""
        if self._coded is None:
            self._coded = Coded.of(self._project)
        return self._coded

    @property
    def people(self) -> People:
        """The participants with their attributes."""
        if self._people is None:
            project = self._project
            self._people = People(
                project.all(Participant), project.all(Attribute), list(project.all(Value).values())
            )
        return self._people

    @property
    def codebook(self) -> Codebook:
        """The codebook of the analysis."""
        if self._codebook is None:
            project, analysis = self._project, self._project.analysis.uid
            self._codebook = Codebook(
                {uid: code for uid, code in project.all(Code).items() if code.analysis == analysis},
                {uid: theme for uid, theme in project.all(Theme).items() if theme.analysis == analysis},
                list(project.all(Membership).values()),
            )
        return self._codebook

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
        return before.renewed(self._codings(), self._summaries(), self._links())

    def _gather(self, text: bool) -> Material:
        project = self._project
        transcripts = project.all(Transcript)
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
                if s.transcript in transcripts and s.participant in self.people.participants
            ],
            project.all(Coder),
            self._codings(),
            self._summaries(),
            self._links(),
        )

    def _codings(self) -> list[Coding]:
        return self._project.codings.all()

    def _summaries(self) -> list[Summary]:
        analysis = self._project.analysis.uid
        return [s for s in self._project.all(Summary).values() if s.analysis == analysis]

    def _links(self) -> list[Link]:
        transcripts = self._project.all(Transcript)
        return [link for link in self._project.all(Link).values() if link.transcript in transcripts]
