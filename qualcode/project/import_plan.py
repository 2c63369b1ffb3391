"""What would come of files that are brought in: shown, changed by choices, and only then applied."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from qualcode.model.errors import Refused, UnreadableFile
from qualcode.model.tables import ParticipantTable
from qualcode.model.text import Hypothesis, Source

Comments = Literal["memos", "codings", "leave"]
"""What comments in Word and ODT files become: memos on their passage, codings under a code of that name."""

Status = Literal[
    "new", "unchanged", "same text", "corrected", "changed", "unreadable", "left aside", "left out", "taken"
]
"""What a file is to the project.

"changed" has another text than was imported under its name, which is "corrected" by it where that is asked
for; "unchanged" has the text that its transcript has, or had before it was corrected. "left aside" is no
transcript format, "left out" by choice; "taken" has a name that something else has. "changed", "unreadable"
and "taken" are problems.
"""


@dataclass(frozen=True)
class Choices:
    """What somebody decided of a file; what isn't said stays as it is proposed.

    `layout` is the name of a hypothesis. `same` maps a label as the file spells it to the label it is taken
    as (a label to itself is a speaker of its own); `roles` and `participants` (names, several where one label
    is of several people) are by the label it is taken as.
    """

    encoding: str | None = None
    layout: str | None = None
    kind: str | None = None
    same: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    participants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: bool = False


@dataclass(frozen=True)
class PlannedSpeaker:
    """Somebody who speaks in a file: what they will be called, and who they are.

    `spellings` are the labels in the file that are taken as this speaker; `participants` are names, of
    participants who are there or will be made. `why` says where role and participants come from, if it is
    not from the label.
    """

    label: str
    spellings: tuple[str, ...]
    role: str
    participants: tuple[str, ...] = ()
    segments: int = 0
    words: int = 0
    why: str = ""


@dataclass(frozen=True)
class PlannedFile:
    """A transcript in a file, and what would come of it. `name` is what it will be found by.

    A `file` may hold several (a table with a row for each participant): `name` says then which part it is.

    `source` is the file as read, its speakers as chosen; None if it can't be read. `layout` is the name of
    the hypothesis taken (the first of `hypotheses`), "" where the format itself says who speaks. `problem`
    is why it can't be brought in, "" if it can. `transcript` is the uid of the one of which a file that has
    changed is another version.
    """

    name: str
    path: Path
    status: Status
    source: Source | None = None
    kind: str = "interview"
    encoding: str = ""
    layout: str = ""
    hypotheses: tuple[Hypothesis, ...] = ()
    speakers: tuple[PlannedSpeaker, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: str = ""
    choices: Choices = field(default_factory=Choices)
    as_read: Source | None = field(default=None, repr=False)
    file: str = ""
    transcript: str = ""

    @property
    def stops(self) -> bool:
        """Whether nothing can be brought in because of it."""
        return bool(self.problem) and not self.choices.left_out

    @property
    def words(self) -> int:
        """How many words are spoken in it."""
        return self.source.content.words if self.source else 0

    @property
    def segments(self) -> int:
        """How many segments it has."""
        return len(self.source.content.segments) if self.source else 0

    @property
    def turns(self) -> int:
        """How many turns it has."""
        return len(self.source.content.turns) if self.source else 0


@dataclass(frozen=True)
class Plan:
    """What would come of some files. `participants` is a table to be joined with them.

    With `correct`, files that have changed since they were imported give their transcripts new texts.
    """

    files: tuple[PlannedFile, ...]
    comments: Comments = "memos"
    participants: ParticipantTable | None = None
    correct: bool = False

    @property
    def problems(self) -> tuple[str, ...]:
        """Why nothing of it can be brought in, a clause each; () if it can."""
        return tuple(file.problem for file in self.files if file.stops)

    @property
    def new(self) -> tuple[PlannedFile, ...]:
        """The files that would become transcripts."""
        return tuple(file for file in self.files if file.status == "new")

    @property
    def corrections(self) -> tuple[PlannedFile, ...]:
        """The files that would give their transcripts new texts."""
        return tuple(file for file in self.files if file.status == "corrected")

    def file(self, name: str) -> PlannedFile:
        """The file of a name. KeyError if there is none."""
        return {file.name: file for file in self.files}[name]

    def with_comments(self, comments: Comments) -> "Plan":
        """The same, with comments becoming something else."""
        return replace(self, comments=comments)

    def with_corrections(self, correct: bool) -> "Plan":
        """The same, with changed files correcting their transcripts, or refused."""
        return replace(self, correct=correct)

    def with_participants(self, table: ParticipantTable | None) -> "Plan":
        """The same, with a table of participants to join, or none."""
        return replace(self, participants=table)


def refuse_problems(plan: Plan) -> None:
    """Raise Refused if any file of a plan has a problem; UnreadableFile if it is that one can't be read."""
    troubled = [file for file in plan.files if file.stops]
    if len(troubled) == 1 and troubled[0].status == "unreadable":
        raise UnreadableFile(troubled[0].problem)
    if troubled:
        said = "; ".join(dict.fromkeys(file.problem.removesuffix(".") for file in troubled))
        raise Refused(f"Nothing was imported. {said}.")
