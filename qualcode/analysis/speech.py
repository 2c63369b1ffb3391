"""Whose speech each part of a transcript is, and the question that was asked before it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from qualcode.model.study import Source, Speaker
from qualcode.model.text import Content, Segment


@dataclass(frozen=True)
class Speech:
    """The segments of one transcript that are participants', with those who speak them.

    `answer_starts` has, besides, the segments of participants whom the analysis isn't about.
    """

    starts: list[int]
    ends: list[int]
    voices: list[tuple[str, ...]]  # uids of participants; () where nobody is named
    questions: list[Segment]  # the interviewer's segments
    question_starts: list[int]
    answer_starts: list[int]

    def heard(self, start: int, end: int) -> tuple[bool, tuple[str, ...]]:
        """Whether a participant says anything between two offsets, and which ones do."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        if first >= last:
            return False, ()
        if last - first == 1:
            return True, self.voices[first]
        found = dict.fromkeys(uid for voices in self.voices[first:last] for uid in voices)
        return True, tuple(found)

    def asks(self, start: int, end: int) -> bool:
        """Whether an interviewer's segment begins between two offsets."""
        index = bisect_left(self.question_starts, start)
        return index < len(self.question_starts) and self.question_starts[index] < end

    def question_before(self, start: int) -> list[Segment]:
        """What the interviewer said last before an offset: the segments of that turn up to there."""
        last = first = bisect_left(self.question_starts, start)
        while first and (first == last or self._goes_on(first)):
            first -= 1
        return self.questions[first:last]

    def _goes_on(self, index: int) -> bool:
        """Whether a question goes on from the one before it: the same speaker's, and nobody between."""
        before, here = self.questions[index - 1], self.questions[index]
        answered = bisect_left(self.answer_starts, here.start) > bisect_left(self.answer_starts, before.start)
        return before.speaker == here.speaker and not answered


def speech_of(
    content: Content, speakers: Iterable[Speaker], sources: Iterable[Source], among: Container[str]
) -> Speech:
    """The speech of one transcript, from its speakers' roles and the participants linked to it.

    A source that names a speaker claims that label; one that names none has whatever nobody else claims. What
    is said only by participants who aren't `among` those of the analysis is no speech of it.
    """
    interviewers = {speaker.name for speaker in speakers if speaker.role == "interviewer"}
    claimed: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        if source.linked:
            claimed[source.speaker].append(source.participant)
    voices: Mapping[str, tuple[str, ...]] = {
        label: tuple(uid for uid in uids if uid in among) for label, uids in claimed.items()
    }
    outside = {label for label, uids in voices.items() if not uids}
    unclaimed = voices.get("", ())

    def label_of(segment: Segment) -> str:
        return segment.speaker if segment.speaker in voices else ""

    answers = [s for s in content.segments if s.speaker not in interviewers and s.start < s.end]
    spoken = [s for s in answers if label_of(s) not in outside] if outside else answers
    asked = [s for s in content.segments if s.speaker in interviewers]
    return Speech(
        [s.start for s in spoken],
        [s.end for s in spoken],
        [voices.get(s.speaker, unclaimed) if s.speaker else unclaimed for s in spoken],
        asked,
        [s.start for s in asked],
        [s.start for s in answers],
    )
