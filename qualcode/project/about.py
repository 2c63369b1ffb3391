"""What memos are on, in words, and where that stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.model.declare import KINDS, Entity
from qualcode.model.study import (
    MEMO_SUBJECTS,
    Code,
    Coder,
    Coding,
    Memo,
    Participant,
    Source,
    Study,
    Summary,
    Theme,
    Transcript,
)

if TYPE_CHECKING:
    from qualcode.project.project import Project

ABOUT = MEMO_SUBJECTS
NAMED = ("transcript", "code", "theme", "participant")
"""The kinds of things that a memo may be on and that have a name."""

_BEFORE = "before it was corrected"
_CALLED: Mapping[type[Entity], str] = {Study: "project", Coding: "coded passage", Summary: "cell"}


@dataclass(frozen=True)
class Found:
    """A memo with what it is on.

    `about` is one of ABOUT and `name` says which one, in words ("" for the project). `code` names the code
    or theme there, `participants` whose it is, where there are such. `transcript` (a uid, or ""), `start` and
    `end` say where that is read; a memo on a whole transcript is at its beginning. `quote`: the words there.
    """

    memo: Memo
    about: str
    name: str
    coder: str
    code: str = ""
    participants: tuple[str, ...] = ()
    transcript: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return self.memo.text

    @property
    def kind(self) -> str:
        """Analytic, methodological or reflexive."""
        return self.memo.kind_of_memo

    @property
    def date(self) -> str:
        """When it was written, ISO 8601."""
        return self.memo.date

    @property
    def on(self) -> str:
        """What it is on, in words: "the project", "code trust"."""
        return f"{self.about} {self.name}" if self.name else f"the {self.about}"


class Abouts:
    """Tells of many memos what they are on: what that takes is looked up once."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def found(self, memo: Memo) -> Found:
        """A memo with what it is on now. Of what was undone since, only the kind is known."""
        coder = self._project.find(Coder, memo.coder)
        who = coder.name if coder else "somebody"
        cls = KINDS.get(memo.about_kind)
        thing = self.thing(memo)
        match thing:
            case Coding():
                return self._coded(memo, who, thing)
            case Transcript():
                return self._read(memo, who, thing)
            case Summary():
                return self._cell(memo, who, thing)
            case Code() | Theme():
                return Found(memo, memo.about_kind, thing.name, who, code=thing.name)
            case Participant():
                return Found(memo, memo.about_kind, thing.name, who, participants=(thing.name,))
        name = str(getattr(thing, "name", "")) if cls is not Study else ""
        return Found(memo, _CALLED.get(cls, memo.about_kind) if cls else memo.about_kind, name, who)

    def thing(self, memo: Memo) -> Entity | None:
        """What a memo is on, if it is there: see `uid`."""
        cls = KINDS.get(memo.about_kind)
        return self._project.find(cls, self.uid(memo)) if cls else None

    def uid(self, memo: Memo) -> str:
        """The uid of what a memo is on now: of codings that replace one another, the latest that stands."""
        reached = [memo.about]
        for uid in reached:  # grows while it is gone through
            reached += [later for later in self._replaced_by.get(uid, ()) if later not in reached]
        codings = self._project.all(Coding)
        standing = [uid for uid in reached if uid in codings and not codings[uid].removed]
        return (standing or reached)[-1]

    @cached_property
    def _replaced_by(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for coding in sorted(self._project.all(Coding).values(), key=lambda c: (c.at, c.uid)):
            if coding.replaces:
                found.setdefault(coding.replaces, []).append(coding.uid)
        return found

    def _coded(self, memo: Memo, who: str, coding: Coding) -> Found:
        project = self._project
        transcript = project.find(Transcript, coding.transcript)
        code = project.codings.shown_code(coding)
        names = f"{code.name if code else ''}, {transcript.name if transcript else ''}"
        quote = self._words(coding.content, coding.start, coding.end)
        if transcript is not None and transcript.content != coding.content:
            near = self._project.placing.near(transcript, coding.content, coding.start)
            return Found(
                memo, "coded passage", f"{names}, {_BEFORE}", who, code.name if code else "", (),
                transcript.uid, near, near, quote,
            )  # fmt: skip
        return Found(
            memo, "coded passage", f"{names} {coding.start}–{coding.end}", who, code.name if code else "",
            self._speaking(coding.transcript, coding.start, coding.end),
            transcript.uid if transcript else "", coding.start, coding.end, quote,
        )  # fmt: skip

    def _read(self, memo: Memo, who: str, transcript: Transcript) -> Found:
        uid, start, end = transcript.uid, memo.start, memo.end
        if start is None or end is None:
            people = self._people_of.get(uid, ())
            return Found(memo, "transcript", transcript.name, who, "", tuple(people), uid, 0, 0)
        quote = self._words(memo.content, start, end)
        if transcript.content != memo.content:
            near = self._project.placing.near(transcript, memo.content, start)
            return Found(
                memo, "passage", f"{transcript.name}, {_BEFORE}", who, "", (), uid, near, near, quote
            )
        return Found(
            memo, "passage", f"{transcript.name} {start}–{end}", who, "",
            self._speaking(uid, start, end), uid, start, end, quote,
        )  # fmt: skip

    def _cell(self, memo: Memo, who: str, summary: Summary) -> Found:
        project = self._project
        person = project.find(Participant, summary.participant)
        column = project.find(Code, summary.column) or project.find(Theme, summary.column)
        names = (person.name if person else "", column.name if column else "")
        people = (person.name,) if person else ()
        return Found(memo, "cell", ", ".join(names), who, names[1], people)

    @cached_property
    def _people_of(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, dict[str, None]] = {}
        people = self._project.all(Participant)
        for source in self._project.all(Source).values():
            if source.linked and source.participant in people:
                found.setdefault(source.transcript, {})[people[source.participant].name] = None
        return {uid: sorted(names) for uid, names in found.items()}

    def _speaking(self, transcript: str, start: int, end: int) -> tuple[str, ...]:
        material = self._project.materials.material(text=False)
        speech = material.speech.get(transcript)
        uids = speech.heard(start, end)[1] if speech else ()
        return tuple(material.people.participants[uid].name for uid in uids)

    def _words(self, content: str, start: int, end: int) -> str:
        return self._project.content(content).text[start:end]
