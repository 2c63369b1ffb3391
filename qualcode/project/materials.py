"""What analysis works on: gathered from the project, and dropped when something it rests on changes."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from qualcode.analysis.codebook import Codebook
from qualcode.analysis.material import Material
from qualcode.analysis.participants import People
from qualcode.model.study import (
    Attribute,
    Code,
    Coder,
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

if TYPE_CHECKING:
    from qualcode.project.project import Project

_PEOPLE = {"participant", "attribute", "value"}
_CODEBOOK = {"code", "theme", "membership"}
_REST = {"transcript", "speaker", "source", "coder", "coding", "summary", "link"}


class Materials:
    """The material of the analysis that is worked on."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._people: People | None = None
        self._codebook: Codebook | None = None
        self._material: dict[bool, Material] = {}

    def forget(self, kinds: Collection[str] | None) -> None:
        """Drop what rests on things of these kinds; None for all of it."""
        if kinds is None or _PEOPLE.intersection(kinds):
            self._people = None
        if kinds is None or _CODEBOOK.intersection(kinds):
            self._codebook = None
        if kinds is None or (_PEOPLE | _CODEBOOK | _REST).intersection(kinds):
            self._material.clear()

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
        if True in self._material:
            return self._material[True]
        if text not in self._material:
            self._material[text] = self._gather(text)
        return self._material[text]

    def _gather(self, text: bool) -> Material:
        project, analysis = self._project, self._project.analysis.uid
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
            project.codings.all(),
            [s for s in project.all(Summary).values() if s.analysis == analysis],
            [link for link in project.all(Link).values() if link.transcript in transcripts],
        )
