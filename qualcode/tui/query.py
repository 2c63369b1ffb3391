"""What is looked for in a project, and how."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualcode.model.hits import Hit
from qualcode.model.study import Transcript
from qualcode.project import Project
from qualcode.project.among import Where
from qualcode.project.search import Speech

SPEECH: tuple[Speech, ...] = ("all", "participants", "interviewers")


@dataclass(frozen=True)
class Query:
    """Words, how they are taken, and among whose speech they are looked for."""

    words: str = ""
    whole: bool = False
    case: bool = False
    pattern: bool = False
    speech: Speech = "all"
    where: tuple[Where, ...] = ()

    @property
    def said(self) -> list[str]:
        """How it differs from looking for words anywhere, in a few words each."""
        how = [
            "whole words" if self.whole else "",
            "capitals matter" if self.case else "",
            "regular expression" if self.pattern else "",
            "" if self.speech == "all" else f"{self.speech}' speech",
            *(value for _, value in self.where),
        ]
        return [word for word in how if word]

    def hits(self, project: Project, among: Sequence[Transcript]) -> list[Hit]:
        """Where it stands in some transcripts."""
        return project.search(
            self.words,
            case=self.case,
            whole=self.whole,
            pattern=self.pattern,
            among=among,
            speech=self.speech,
            where=self.where,
        )

    def turned(self, way: str) -> "Query":
        """Taken in another way: "whole", "case" or "pattern" turned on or off."""
        match way:
            case "whole":
                return replace(self, whole=not self.whole)
            case "case":
                return replace(self, case=not self.case)
            case _:
                return replace(self, pattern=not self.pattern)

    def packed(self) -> tuple[str, ...]:
        """As strings, to be found again."""
        flags = "".join(
            letter for letter, on in zip("wcr", (self.whole, self.case, self.pattern), strict=True) if on
        )
        return (self.words, flags, self.speech, *(part for where in self.where for part in where))

    @classmethod
    def unpacked(cls, packed: tuple[str, ...]) -> "Query":
        """From what `packed` gave."""
        if len(packed) < 3:
            return cls()
        words, flags, speech, *rest = packed
        where = tuple(zip(rest[::2], rest[1::2], strict=True))
        whose = dict(zip(map(str, SPEECH), SPEECH, strict=True)).get(speech, SPEECH[0])
        return cls(words, "w" in flags, "c" in flags, "r" in flags, whose, where)
