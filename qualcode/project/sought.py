"""What is looked for, how, and among what: everything that a search can be narrowed by."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qualcode.analysis.patterns import Pattern
from qualcode.analysis.query import Search, parse
from qualcode.analysis.search import Stretch, apart_from, touching
from qualcode.model.errors import Refused
from qualcode.model.study import Source, Speaker, Transcript
from qualcode.model.text import Span, merged_spans
from qualcode.project.among import Where

if TYPE_CHECKING:
    from qualcode.project.project import Project

Speech = Literal["all", "participants", "interviewers"]


@dataclass(frozen=True)
class Sought:
    """A query, or with `pattern` a regular expression, and among what it is looked for.

    `where` and `participants` (uids) leave what those say who have such values, or are these; `coded` and
    `not_coded` (uids of codes) what lies in passages with one of these codes, or with none of them; `uncoded`
    what no code is on.
    """

    words: str = ""
    whole: bool = False
    case: bool = False
    pattern: bool = False
    forms: bool = False
    speech: Speech = "all"
    where: tuple[Where, ...] = ()
    participants: tuple[str, ...] = ()
    coded: tuple[str, ...] = ()
    not_coded: tuple[str, ...] = ()
    uncoded: bool = False

    @property
    def is_of_speech(self) -> bool:
        """Whether only speech can be meant, and no memo or summary."""
        return self.speech != "all" or bool(self.coded or self.not_coded or self.uncoded)

    def search(self) -> Search:
        """What is looked for in a text; Refused where it can't be read. Forms are loaded here."""
        if self.pattern:
            if self.forms:
                raise Refused("A pattern has no forms: look for words, or without their forms.")
            return Pattern(self.words, case=self.case, whole=self.whole)
        if not self.forms:
            return parse(self.words, case=self.case, whole=self.whole)
        from qualcode.analysis.language import forms  # only here: its tables take a tenth of a second

        return parse(self.words, case=self.case, whole=self.whole, forms=forms)


class Voices:
    """Whose words are searched: everybody's, or only those of some speakers of each transcript."""

    def __init__(self, project: "Project", sought: Sought) -> None:
        self._speech = sought.speech
        self._interviewers: dict[str, set[str]] = defaultdict(set)
        self._chosen = chosen(project, sought)
        if sought.speech != "all" or self._chosen is not None:
            for speaker in project.all(Speaker).values():
                if speaker.role == "interviewer":
                    self._interviewers[speaker.transcript].add(speaker.name)
        self._claimed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for source in project.all(Source).values() if self._chosen is not None else ():
            if source.linked:
                self._claimed[source.transcript][source.speaker].add(source.participant)

    def in_(self, transcript: Transcript) -> bool:
        """Whether anybody who is asked for speaks in a transcript."""
        if self._chosen is None:
            return True
        claimed = self._claimed.get(transcript.uid, {})
        return any(not self._chosen.isdisjoint(people) for people in claimed.values())

    def wanted(self, transcript: Transcript) -> Callable[[Stretch], bool]:
        """Which stretches of a transcript are searched."""
        if self._speech == "all" and self._chosen is None:
            return lambda stretch: True
        interviewers, chosen = self._interviewers[transcript.uid], self._chosen
        if self._speech == "interviewers":
            return lambda stretch: not stretch.aside and stretch.speaker in interviewers
        if chosen is None:
            return lambda stretch: not stretch.aside and stretch.speaker not in interviewers
        claimed = self._claimed[transcript.uid]
        others = claimed.get("", frozenset[str]())
        return lambda stretch: (
            not stretch.aside
            and stretch.speaker not in interviewers
            and not chosen.isdisjoint(claimed.get(stretch.speaker, others))
        )


def chosen(project: "Project", sought: Sought) -> frozenset[str] | None:
    """The participants, by uid, that a search is narrowed to; None where it isn't."""
    if not sought.where and not sought.participants:
        return None
    people = frozenset(project.materials.people.chosen(sought.where)) if sought.where else None
    named = frozenset(sought.participants) if sought.participants else None
    if people is None or named is None:
        return people if named is None else named
    return people & named


class Coverage:
    """Which passages of a transcript are searched, by what they are coded."""

    def __init__(self, project: "Project", sought: Sought) -> None:
        self._project = project
        self._sought = sought

    def accepts(self, transcript: Transcript) -> Callable[[Span], bool] | None:
        """Whether a hit in a transcript counts; None where all do."""
        sought = self._sought
        tests: list[Callable[[Span], bool]] = []
        if sought.coded:
            tests.append(touching(self._passages(transcript, sought.coded)))
        if sought.not_coded:
            tests.append(apart_from(self._passages(transcript, sought.not_coded)))
        if sought.uncoded:
            tests.append(apart_from(self._passages(transcript, None)))
        if not tests:
            return None
        return lambda span: all(test(span) for test in tests)

    def _passages(self, transcript: Transcript, codes: Sequence[str] | None) -> list[Span]:
        """What is coded with some codes, or what was merged into them; by whoever."""
        those = self._project.materials.coded.in_transcript(transcript.uid)
        finals = self._project.codebook.now.finals
        return merged_spans(
            Span(coding.start, coding.end)
            for coding in those
            if codes is None or coding.code in codes or finals.get(coding.code) in codes
        )
