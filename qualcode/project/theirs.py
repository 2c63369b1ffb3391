"""All that is somebody's in a project: what they said, and what was ever said of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualcode.model.declare import KINDS, rules
from qualcode.model.fold import Recorded
from qualcode.model.study import (
    Coding,
    Erasure,
    Link,
    Memo,
    Participant,
    Source,
    Speaker,
    Transcript,
    Withdrawal,
)
from qualcode.model.text import Content, Segment, Span

if TYPE_CHECKING:
    from qualcode.project.project import Project

ON_RECORD = (Erasure.kind, Withdrawal.kind)  # what says what was erased, and never is


class Log:
    """Everything that was ever said in a project, by the uid of what it was said of."""

    def __init__(self, recorded: Iterable[Recorded]) -> None:
        self.about: dict[str, list[Recorded]] = defaultdict(list)
        for each in recorded:
            if each.operation.action != "retract":
                self.about[each.operation.entity].append(each)

    def kind(self, uid: str) -> str:
        """What kind of thing it is."""
        return self.about[uid][0].operation.kind

    def said(self, uid: str) -> Iterator[tuple[str, Any]]:
        """Every value that was ever given to a field of a thing."""
        for operation, value in self.about[uid]:
            if operation.action == "create":
                yield from (value or {}).items()
            elif value is not None:
                yield operation.field, value

    def values(self, uids: Iterable[str]) -> frozenset[str]:
        """The hashes of all values that were ever said of these things."""
        recorded = (r for uid in uids for r in self.about.get(uid, ()))
        return frozenset(r.operation.value for r in recorded if r.value is not None)

    def hanging_on(self, uids: Collection[str]) -> set[str]:
        """These things, those made on one of them for good, those made on these, and so on."""
        on: dict[str, set[str]] = defaultdict(set)
        for uid, recorded in self.about.items():
            kind = recorded[0].operation.kind
            if kind not in KINDS or kind in ON_RECORD:
                continue
            refs = {name for name, rule in rules(KINDS[kind]).items() if rule.fixed and rule.type == "ref"}
            for name, value in self.said(uid):
                if name in refs and value:
                    on[value].add(uid)
        found, waiting = set(uids), list(uids)
        while waiting:
            new = on.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    def texts_of(self, transcript: str) -> set[str]:
        """The hashes of all texts that a transcript ever had, as it or anything on it says."""
        found: set[str] = set()
        for uid, recorded in self.about.items():
            kind = recorded[0].operation.kind
            if kind not in KINDS:
                continue
            hashes = [name for name, rule in rules(KINDS[kind]).items() if rule.type == "hash"]
            if not hashes:
                continue
            said = list(self.said(uid))
            if uid == transcript or ("transcript", transcript) in said or ("about", transcript) in said:
                found.update(str(value) for name, value in said if name in hashes and value)
        return found


@dataclass(frozen=True)
class Voice:
    """Which labels of a transcript are a participant's, theirs alone or others' too; which interviewers'."""

    claims: Mapping[str, frozenset[str]]  # uids of participants by label, "" for any other
    interviewers: frozenset[str]
    participant: str

    def claimed(self, segment: Segment) -> frozenset[str]:
        """Who speaks a segment."""
        none: frozenset[str] = frozenset()
        if segment.speaker in self.interviewers:
            return none
        return self.claims.get(segment.speaker) or self.claims.get("", none)

    def spoken(self, content: Content) -> list[Segment]:
        """The segments that they speak."""
        return [s for s in content.segments if s.start < s.end and self.participant in self.claimed(s)]

    def others(self, content: Content) -> list[Segment]:
        """The segments of other participants, or of people who are nobody's yet."""
        return [
            s
            for s in content.segments
            if s.start < s.end
            and s.speaker not in self.interviewers
            and self.participant not in self.claimed(s)
        ]

    def is_wholly_theirs(self, content: Content, span: Span) -> bool:
        """Whether nobody but them, and interviewers, says anything in a span, and they do."""
        within = [s for s in content.segments if s.start < span.end and span.start < s.end]
        said = [s for s in within if s.speaker not in self.interviewers]
        return bool(said) and all(self.participant in self.claimed(s) for s in said)


@dataclass(frozen=True)
class Whole:
    """A transcript that is wholly a participant's."""

    transcript: Transcript
    content: Content


@dataclass(frozen=True)
class Shared:
    """A transcript in which others speak too. `inseparable` are those who speak under the same label."""

    transcript: Transcript
    content: Content
    voice: Voice
    segments: tuple[Segment, ...]
    inseparable: frozenset[str]


class Theirs:
    """All that is one participant's."""

    def __init__(self, project: "Project", participant: Participant) -> None:
        self._project = project
        self.participant = participant
        self.log = Log(project.store.recorded())

    @cached_property
    def voices(self) -> Mapping[str, Voice]:
        """Their voice in each transcript they speak in, by its uid."""
        project, uid = self._project, self.participant.uid
        people = project.all(Participant)
        claims: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for source in project.all(Source).values():
            if source.linked and source.participant in people:
                claims[source.transcript][source.speaker].add(source.participant)
        interviewers: dict[str, set[str]] = defaultdict(set)
        for speaker in project.all(Speaker).values():
            if speaker.role == "interviewer":
                interviewers[speaker.transcript].add(speaker.name)
        transcripts = project.all(Transcript)
        return {
            transcript: Voice(
                {label: frozenset(uids) for label, uids in said.items()},
                frozenset(interviewers[transcript]),
                uid,
            )
            for transcript, said in claims.items()
            if transcript in transcripts and any(uid in uids for uids in said.values())
        }

    @cached_property
    def transcripts(self) -> tuple[Sequence[Whole], Sequence[Shared]]:
        """The transcripts that are wholly theirs, and those in which others speak too, by name."""
        project = self._project
        whole, shared = [], []
        for transcript in project.transcripts.all():
            if transcript.uid not in self.voices:
                continue
            voice, content = self.voices[transcript.uid], project.content(transcript.content)
            spoken = voice.spoken(content)
            if not spoken and voice.others(content):
                continue
            inseparable = frozenset(uid for s in spoken for uid in voice.claimed(s)) - {voice.participant}
            if (
                voice.others(content)
                or inseparable
                or set().union(*voice.claims.values()) - {voice.participant}
            ):
                shared.append(Shared(transcript, content, voice, tuple(spoken), inseparable))
            else:
                whole.append(Whole(transcript, content))
        return whole, shared

    @cached_property
    def things(self) -> frozenset[str]:
        """The uids of all that goes: they themselves, what is wholly theirs, and what was made on that."""
        whole, shared = self.transcripts
        first = {self.participant.uid, *(each.transcript.uid for each in whole)}
        for each in shared:
            first |= set(self._on_their_words(each))
        return frozenset(self.log.hanging_on(first))

    def _on_their_words(self, shared: Shared) -> Iterator[str]:
        """What was made on their words in a transcript that others speak in; and their own labels there."""
        uid, project = shared.transcript.uid, self._project
        for cls, of in ((Coding, "transcript"), (Link, "transcript"), (Memo, "about")):
            for thing in project.all(cls).values():
                start, end = getattr(thing, "start", None), getattr(thing, "end", None)
                if getattr(thing, of) != uid or start is None or end is None:
                    continue
                content = project.content(getattr(thing, "content", ""))
                if shared.voice.is_wholly_theirs(content, Span(start, end)):
                    yield thing.uid
        own = {s.speaker for s in shared.segments}
        for speaker in project.all(Speaker).values():
            if speaker.transcript == uid and speaker.name in own and not shared.inseparable:
                yield speaker.uid

    @cached_property
    def values(self) -> frozenset[str]:
        """The hashes of every value that was ever said of these things."""
        return self.log.values(self.things)

    @cached_property
    def contents(self) -> frozenset[str]:
        """The hashes of every text that their transcripts ever had."""
        return frozenset(hash_ for each in self._all for hash_ in self.log.texts_of(each.transcript.uid))

    @property
    def _all(self) -> Sequence[Whole | Shared]:
        return [*self.transcripts[0], *self.transcripts[1]]

    @cached_property
    def words(self) -> list[str]:
        """All that they said, in every version of their transcripts; and what was written of them alone."""
        said: list[str] = []
        for each in self._all:
            voice = self.voices[each.transcript.uid]
            for hash_ in sorted(self.log.texts_of(each.transcript.uid)):
                content = self._project.content(hash_)
                said += [content.text[s.start : s.end] for s in voice.spoken(content)]
        return said

    @cached_property
    def names(self) -> frozenset[str]:
        """What they were ever called: as a participant, in lists of transcripts, by file names and labels."""
        whole = {each.transcript.uid for each in self.transcripts[0]}
        found: set[str] = set()
        for uid in (self.participant.uid, *whole):
            found |= {str(v) for name, v in self.log.said(uid) if name in ("name", "file") and v}
        return frozenset(found)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many things go, by kind: those that stand, or did until they were removed or undone."""
        return Counter(self.log.kind(uid) for uid in self.things if self._is_worth_telling(uid))

    def _is_worth_telling(self, uid: str) -> bool:
        cls = KINDS.get(self.log.kind(uid))
        return cls is not None and self._project.find(cls, uid) is not None
