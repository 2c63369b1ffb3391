"""The passage around an extract: the interviewer's question before it, and the whole turns it stands in."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile

from qualcode.analysis.material import Material
from qualcode.model.charts import Extract, SpokenTurn, Surroundings
from qualcode.model.text import Turn


def surroundings(material: Material, extracts: Iterable[Extract]) -> Surroundings:
    """The turns around each extract, by its place. `material` must hold the texts."""
    found: dict[tuple[str, int, int], tuple[SpokenTurn, ...]] = {}
    spoken: dict[tuple[str, int], SpokenTurn] = {}
    for extract in extracts:
        place = (extract.transcript, extract.start, extract.end)
        if place not in found:
            found[place] = _around(material, extract, spoken)
    return found


def _around(
    material: Material, extract: Extract, spoken: dict[tuple[str, int], SpokenTurn]
) -> tuple[SpokenTurn, ...]:
    content = material.contents[material.transcripts[extract.transcript].content]
    asked = material.speech[extract.transcript].question_before(extract.start)
    before = [turn for segment in asked if (turn := content.turn_at(segment.start))]
    first = content.turn_at(extract.start)
    rest = content.turns[first.number - 1 :] if first else content.turns
    within = [turn for turn in takewhile(lambda t: t.start < extract.end, rest) if turn.end > extract.start]
    made = []
    for turn in dict.fromkeys([*before, *within]):
        key = (extract.transcript, turn.start)
        if key not in spoken:
            spoken[key] = _spoken(material, extract.transcript, turn)
        made.append(spoken[key])
    if not within:  # a heading, for one
        made.append(SpokenTurn(0, "", False, extract.start, ((extract.start, extract.text),)))
    return tuple(made)


def _spoken(material: Material, transcript: str, turn: Turn) -> SpokenTurn:
    people = material.people.participants
    speech = material.speech[transcript]
    content = material.contents[material.transcripts[transcript].content]
    first = bisect_left(content.segments, turn.start, key=lambda segment: segment.start)
    segments = takewhile(lambda s: s.start < turn.end or s.start == turn.start, content.segments[first:])
    parts = tuple((s.start, content.text[s.start : s.end]) for s in segments)
    if speech.asks(turn.start, turn.end):
        return SpokenTurn(turn.number, "Interviewer", True, turn.start, parts)
    heard, voices = speech.heard(turn.start, turn.end)
    names = "; ".join(people[uid].name for uid in voices) or turn.speaker
    # Where nobody of the analysis is heard, it is somebody's whom the analysis isn't about.
    if (any(text.strip() for _, text in parts) and not heard) or not all(
        people[uid].quotable for uid in voices
    ):
        return SpokenTurn(turn.number, names if heard else "Somebody else", False, turn.start, (), True)
    return SpokenTurn(turn.number, names, False, turn.start, parts)
