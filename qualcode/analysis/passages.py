"""Passages: what is coded, counted once however many coders marked it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

from qualcode.analysis.speech import Speech
from qualcode.model.study import Coding, Link


class Passage(NamedTuple):
    """Overlapping codings of one code in one transcript, by whoever, as one.

    `participants` are the uids of those who speak in it; `codings` the codings it is made of.
    """

    code: str
    transcript: str
    start: int
    end: int
    participants: tuple[str, ...]
    codings: tuple[Coding, ...]

    def holds(self, link: Link) -> bool:
        """Whether a linked extract is of this passage: what coders mark overlaps, and seldom ends alike."""
        return link.transcript == self.transcript and link.start < self.end and self.start < link.end


def passages_of(
    codings: Iterable[Coding], finals: Mapping[str, str], speech: Mapping[str, Speech]
) -> list[Passage]:
    """The passages, of each code and transcript in order; those wholly in interviewers' words left out."""
    grouped: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in codings:
        final = finals.get(coding.code)
        if final is not None and coding.transcript in speech:
            grouped[final, coding.transcript].append(coding)
    found = []
    for (code, transcript), those in grouped.items():
        heard = speech[transcript].heard
        for start, end, joined in _joined(those):
            said, participants = heard(start, end)
            if said:
                found.append(Passage(code, transcript, start, end, participants, joined))
    return found


def _joined(codings: list[Coding]) -> list[tuple[int, int, tuple[Coding, ...]]]:
    codings.sort(key=attrgetter("start", "end"))
    found = []
    start, end, held = codings[0].start, codings[0].end, [codings[0]]
    for coding in codings[1:]:
        if coding.start < end:
            held.append(coding)
            end = max(end, coding.end)
        else:
            found.append((start, end, tuple(held)))
            start, end, held = coding.start, coding.end, [coding]
    found.append((start, end, tuple(held)))
    return found
