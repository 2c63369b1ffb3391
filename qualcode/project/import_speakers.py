"""Who speaks in a file that is brought in: labels taken together, roles and participants proposed.

What is proposed comes from the label, and from what was decided before: of other files in the same plan,
and of the transcripts in the project.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from qualcode.model.speakers import is_interviewer
from qualcode.model.study import Participant, Speaker, Transcript
from qualcode.model.study import Source as Voice
from qualcode.model.text import Content, Source
from qualcode.project.import_plan import Choices, PlannedSpeaker
from qualcode.project.names import key
from qualcode.readers.labels import is_role, spelling_key

if TYPE_CHECKING:
    from qualcode.project.project import Project

_T = TypeVar("_T")
_TOGETHER = frozenset({"both", "all", "together", "everyone", "everybody", "both participants", "group"})
_GROUP = 4
"""From so many participants on, several of them are a focus group."""

_STUDY_WIDE = re.compile(r"0\d+|\d{2,}")
_GROUP_NAME = re.compile(r"focus[ _-]?group|\bfg[ _-]?\d*\b", re.IGNORECASE)
_NOTE_NAME = re.compile(r"field[ _-]?notes?\b", re.IGNORECASE)
_ASKS, _ANSWERS, _FEW = 0.4, 0.15, 5


class _Said(NamedTuple):
    value: str
    where: str


class Memory:
    """What was decided of labels before: the latest decision counts, one in this plan most of all."""

    def __init__(self, project: "Project", chosen: Iterable[tuple[str, Choices]] = ()) -> None:
        self._project = project
        chosen = [(name, choices) for name, choices in chosen if not choices.left_out]
        self._chosen = chosen
        transcripts = project.all(Transcript)
        self._files = {transcript.file: transcript for transcript in transcripts.values()}
        self._roles: dict[tuple[str, str], _Said] = {}
        self._spellings: dict[str, str] = {}
        self._own: dict[str, dict[str, str]] = {}  # spellings, by transcript
        latest = sorted(project.all(Speaker).values(), key=lambda speaker: speaker.at)
        for speaker in latest:
            if speaker.transcript in transcripts:
                name = transcripts[speaker.transcript].name
                self._roles[spelling_key(speaker.name)] = _Said(speaker.role, name)
                those = dict.fromkeys(speaker.spellings, speaker.name)
                self._spellings.update(those)
                self._own.setdefault(speaker.transcript, {}).update(those)
        for name, choices in chosen:
            self._roles.update({spelling_key(label): _Said(r, name) for label, r in choices.roles.items()})
            self._spellings.update(choices.same)
        self._people = self._linked(project, transcripts)
        for _, choices in chosen:
            for label, names in choices.participants.items():
                self._people.setdefault(key(label), set()).add(names)
        self._called = {key(person.name): person.name for person in project.all(Participant).values()}

    @staticmethod
    def _linked(project: "Project", transcripts: Mapping[str, Transcript]) -> dict[str, set[tuple[str, ...]]]:
        """Who each label was in the transcripts so far: the participants' names, by label."""
        people = project.all(Participant)
        by_place: dict[tuple[str, str], list[str]] = {}
        for voice in project.all(Voice).values():
            stands = voice.linked and voice.transcript in transcripts and voice.participant in people
            if stands and voice.speaker:
                names = by_place.setdefault((voice.transcript, voice.speaker), [])
                names.append(people[voice.participant].name)
        found: dict[str, set[tuple[str, ...]]] = {}
        for (_, label), names in by_place.items():
            found.setdefault(key(label), set()).add(tuple(sorted(names)))
        return found

    def role(self, label: str) -> tuple[str, str]:
        """The role a label had last, and in which transcript; empty if it is new."""
        return self._roles.get(spelling_key(label), _Said("", ""))

    def taken_as(self, file: str) -> Mapping[str, str]:
        """The labels that spellings were taken as before: in this file, if it was imported, else in any."""
        before = self._files.get(file)
        return self._spellings if before is None else self._own.get(before.uid, {})

    def people(self, label: str, kind: str) -> tuple[tuple[str, ...], str]:
        """Who a label is likely to be, and why; nobody if it may as well be somebody else in each file.

        "P1" numbers the speakers of one file, as "P07" does in a focus group; else that and "Anna" are a
        study's.
        """
        anew = is_role(label) and (kind == "focus group" or not _STUDY_WIDE.search(label))
        before = self._people.get(key(label), set())
        if len(before) == 1 and not anew:
            return next(iter(before)), "as before"
        called = self._called.get(key(label))
        if called and not anew and not before:
            return (called,), "a participant is called so"
        return (), ""

    def layout(self, name: str) -> str | None:
        """The layout chosen for this file, if it is imported; else for the last of its folder and format."""
        if name in self._files:
            return self._files[name].layout or None
        place = _place(name)
        for other, choices in reversed(self._chosen):
            if choices.layout and _place(other) == place:
                return choices.layout
        chosen = [t for t in self._project.all(Transcript).values() if t.layout and _place(t.file) == place]
        return max(chosen, key=lambda t: t.at).layout if chosen else None


def _place(name: str) -> tuple[str, str]:
    path = PurePosixPath(name)
    return str(path.parent), path.suffix.casefold()


def as_chosen(source: Source, choices: Choices, before: Mapping[str, str]) -> Source:
    """A source with its speakers called as they are chosen to be, or (by spelling) were before."""
    segments = source.content.segments
    labels = source.labels or tuple(segment.speaker for segment in segments)
    pairs = list(zip(labels, (segment.speaker for segment in segments), strict=True))
    calls = {pair: _call(*pair, choices, before) for pair in dict.fromkeys(pairs)}
    if all(speaker == called for (_, speaker), called in calls.items()):
        return source
    renamed = tuple(s._replace(speaker=calls[pair]) for s, pair in zip(segments, pairs, strict=True))
    return replace(source, content=Content(source.content.text, renamed), labels=labels)


def _call(spelt: str, speaker: str, choices: Choices, before: Mapping[str, str]) -> str:
    """What a speaker is called whose label is `spelt` so, and who is proposed to be called `speaker`."""
    chosen = _of(choices.same, spelt) or _of(choices.same, speaker)
    return chosen or before.get(spelt) or speaker


def _of(said: Mapping[str, _T], label: str) -> _T | None:
    """What is said of a label, however it is typed."""
    if label in said or not said:
        return said.get(label)
    return next((value for other, value in said.items() if key(other) == key(label)), None)


def speakers_of(source: Source, kind: str, choices: Choices, memory: Memory) -> tuple[PlannedSpeaker, ...]:
    """Who speaks in a source, by first appearance; under the label "" whoever isn't named."""
    segments = source.content.segments
    spelt: dict[str, Counter[str]] = {}
    for segment, label in zip(segments, source.labels or [s.speaker for s in segments], strict=True):
        spelt.setdefault(segment.speaker, Counter())[label] += 1
    hints = _askers(source.content)
    said = source.content.words_of
    speakers = []
    for label, spellings in spelt.items():
        role, why = _role(label, choices, memory)
        people, because = _people(label, role, kind, source, choices, memory)
        why = ", ".join(filter(None, (why or hints.get(label, ""), because)))
        written = tuple(spelling for spelling, _ in spellings.most_common() if spelling)
        number = sum(spellings.values())
        speakers.append(PlannedSpeaker(label, written, role, people, number, said[label], why))
    return _with_both(speakers, choices)


def _role(label: str, choices: Choices, memory: Memory) -> tuple[str, str]:
    if chosen := _of(choices.roles, label):
        return chosen, "chosen"
    if _of(choices.participants, label):
        return "participant", ""
    usual = "interviewer" if is_interviewer(label) else "participant"
    before, where = memory.role(label) if label else ("", "")
    return (before, f"as in {where}") if before and before != usual else (usual, "")


def _people(
    label: str, role: str, kind: str, source: Source, choices: Choices, memory: Memory
) -> tuple[tuple[str, ...], str]:
    if role == "interviewer":
        return (), ""
    if (chosen := _of(choices.participants, label)) is not None:
        return chosen, ""
    if not label:
        return (source.participant,) if source.participant else (), ""
    return memory.people(label, kind)


def _with_both(speakers: Sequence[PlannedSpeaker], choices: Choices) -> tuple[PlannedSpeaker, ...]:
    """The speakers, with those who speak together under one label ("Both") as all who take part."""
    everybody = tuple(dict.fromkeys(name for speaker in speakers for name in speaker.participants))
    return tuple(
        replace(speaker, participants=everybody, why="all who take part")
        if key(speaker.label) in _TOGETHER
        and _of(choices.participants, speaker.label) is None
        and speaker.role == "participant"
        and everybody
        else speaker
        for speaker in speakers
    )


def _askers(content: Content) -> dict[str, str]:
    """Who asks most of what they say, while the others hardly ask: an interviewer, perhaps, under a name."""
    speakers = content.speakers
    if len(speakers) < 2 or any(is_interviewer(label) for label in speakers):
        return {}
    turns = Counter(turn.speaker for turn in content.turns)
    asked = Counter(t.speaker for t in content.turns if content.text[t.start : t.end].rstrip().endswith("?"))
    share = {label: asked[label] / turns[label] for label in speakers}
    asks = [label for label in speakers if share[label] >= _ASKS and turns[label] >= _FEW]
    others = [share[label] for label in speakers if label not in asks]
    if len(asks) != 1 or not others or max(others) > _ANSWERS:
        return {}
    return {asks[0]: "asks most of the questions: an interviewer?"}


def kind_of(file: str, source: Source, choices: Choices, memory: Memory) -> str:
    """The kind of source that a file is likely to be, by its format, its name, and how many speak."""
    if source.kind:
        return source.kind
    if _GROUP_NAME.search(file):
        return "focus group"
    speakers = [label for label in source.content.speakers if key(label) not in _TOGETHER]
    voices = [label for label in speakers if _role(label, choices, memory)[0] == "participant"]
    if not speakers and _NOTE_NAME.search(file):
        return "field note"
    if len(voices) == len(speakers) or len(voices) < 2:  # nobody interviews, or one is interviewed
        return "interview"
    return "focus group" if len(voices) >= _GROUP else "joint interview"
