"""Where what identifies someone may stand: in transcripts, and in all that is written beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.analysis.identifiers import Identifier, find_in_words, names_in, names_in_label, same
from qualcode.model.declare import Entity
from qualcode.model.study import Code, Memo, Participant, Summary, Transcript, Value

if TYPE_CHECKING:
    from qualcode.project.project import Project

_WRITTEN: tuple[tuple[type[Entity], tuple[str, ...]], ...] = (
    (Participant, ("portrait",)),
    (Value, ("value",)),
    (Memo, ("text",)),
    (Summary, ("text", "comment")),
    (Code, ("example",)),
)


@dataclass(frozen=True)
class Place:
    """A text in the project that isn't a transcript's: a field of a thing, as an operation gave it.

    `team` are names of those who code: they write of each other.
    """

    thing: Entity
    part: str
    text: str
    team: frozenset[str] = frozenset()

    @property
    def content(self) -> str:
        """The operation that says what stands here, by which a decision knows the text again."""
        return max(self.thing.heads_of(self.part))

    @property
    def heading(self) -> str:
        """What it is, to be shown."""
        name = str(getattr(self.thing, "name", ""))
        return f"{self.thing.label} {name}" if name else self.thing.label

    @property
    def transcript(self) -> str:
        """The uid of the transcript it belongs to, if it does."""
        thing = self.thing
        if isinstance(thing, Transcript):
            return thing.uid
        return thing.about if isinstance(thing, Memo) and thing.content else ""

    def identifiers(self) -> list[Identifier]:
        """What in it may identify someone."""
        thing = self.thing
        if isinstance(thing, Transcript):
            return list(names_in(self.text, "file name" if self.part == "file" else "name of a transcript"))
        if isinstance(thing, Participant) and self.part == "name":
            return list(names_in_label(self.text, "participant's name"))
        return [hit for hit in find_in_words(self.text) if same(hit.words) not in self.team]


def places(project: "Project") -> Iterator[Place]:
    """All such places, in the order of the kinds."""
    for transcript in project.transcripts.all():
        yield Place(transcript, "name", transcript.name)
        if transcript.file != transcript.name:
            yield Place(transcript, "file", transcript.file)
    for participant in project.participants.all():
        yield Place(participant, "name", participant.name)
    team = frozenset(
        same(name) for coder in project.coders.all() for name in (coder.name, *coder.name.split())
    )
    for cls, parts in _WRITTEN:
        for thing in project.all(cls).values():
            if not getattr(thing, "removed", False):
                for part in parts:
                    if text := getattr(thing, part):
                        yield Place(thing, part, text, team)
