"""The immutable text of a source, and which part of it is whose speech.

All places are offsets into one string, counted in Unicode code points, end exclusive.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text: `start` and `end` in code points, end exclusive."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Segment(NamedTuple):
    """One labelled paragraph or caption cue: the speech alone, without its label.

    `speaker` is the label as written ("" where nobody is named); `time` is seconds from the
    beginning of the recording, where known.
    """

    speaker: str
    start: int
    end: int
    time: float | None = None


class Turn(NamedTuple):
    """The maximal run of segments of one speaker; `number` counts from 1.

    A segment without a speaker is a turn of its own, so that a note's paragraphs can be cited.
    """

    number: int
    speaker: str
    start: int
    end: int
    time: float | None = None


@dataclass(frozen=True)
class Content:
    """A text with its segments, in order and not overlapping. What is in no segment is nobody's speech."""

    text: str
    segments: tuple[Segment, ...]

    @cached_property
    def hash(self) -> str:
        """SHA-256 (hex) of the canonical form: what codings and operations refer to."""
        return content_hash(self.text, self.packed_segments)

    @cached_property
    def packed_segments(self) -> str:
        """The segments as compact JSON: the speakers, then [speaker, start, end, time] each."""
        speakers = list(dict.fromkeys(segment.speaker for segment in self.segments))
        number = {speaker: n for n, speaker in enumerate(speakers)}
        rows = [[number[s.speaker], s.start, s.end, s.time] for s in self.segments]
        return json.dumps([speakers, rows], ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turns, in order."""
        return turns_of(self.segments)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """The labels of those who speak, by first appearance; without ""."""
        return tuple(dict.fromkeys(s.speaker for s in self.segments if s.speaker))

    @cached_property
    def words(self) -> int:
        """How many words are spoken (separated by white space, labels and headings left out)."""
        return sum(self.words_of.values())

    @cached_property
    def words_of(self) -> Mapping[str, int]:
        """How many words each speaker says; under "" whoever isn't named."""
        said: dict[str, int] = {}
        for speaker, start, end, _ in self.segments:
            said[speaker] = said.get(speaker, 0) + len(self.text[start:end].split())
        return said

    @cached_property
    def _turn_starts(self) -> list[int]:
        return [turn.start for turn in self.turns]

    def turn_at(self, offset: int) -> Turn | None:
        """The turn at an offset, or the last one before it; None before the first."""
        index = bisect_right(self._turn_starts, offset) - 1
        return self.turns[index] if index >= 0 else None


def unpack_segments(packed: str) -> tuple[Segment, ...]:
    """The segments that `Content.packed_segments` packed. ValueError for what it didn't."""
    try:
        speakers, rows = json.loads(packed)
        return tuple([Segment(speakers[n], start, end, time) for n, start, end, time in rows])
    except (LookupError, TypeError) as error:
        raise ValueError("these are no segments") from error


def content_hash(text: str, packed_segments: str) -> str:
    """SHA-256 (hex) over a format mark, the text and its packed segments."""
    digest = hashlib.sha256(b"qualcode content 1\0")
    digest.update(text.encode())
    digest.update(b"\0")
    digest.update(packed_segments.encode())
    return digest.hexdigest()


def turns_of(segments: Iterable[Segment]) -> tuple[Turn, ...]:
    """Join neighbouring segments of one named speaker into turns."""
    turns: list[Turn] = []
    for speaker, start, end, time in segments:
        if turns and speaker and turns[-1].speaker == speaker:
            last = turns[-1]
            turns[-1] = Turn(last.number, speaker, last.start, end, last.time)
        else:
            turns.append(Turn(len(turns) + 1, speaker, start, end, time))
    return tuple(turns)


@dataclass(frozen=True)
class Comment:
    """A comment somebody left on a document, with the text it stands on."""

    start: int
    end: int
    author: str
    text: str


class Hypothesis(NamedTuple):
    """One way to read who speaks where in a text: a layout, and what would come of it.

    `name` is what the user chooses it by, `words` says it in words; `score` is from 0 to 1, `why` says what
    speaks for it.
    """

    name: str
    words: str
    score: float
    segments_count: int
    speakers: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Source:
    """What a reader found in one file: the text, and whatever else was in it.

    `format` is the reader's name ("txt", "docx", …), `layout` says how speakers were found, in
    words for the user; `hypotheses` are the layouts it could be, the one taken first. `labels` are the
    speakers' labels as they are spelt in the file, one for each segment (empty: as the segments have them).
    `properties` are what is known of the document, its cover page and running headers among that;
    `warnings` say what was dropped, changed or guessed.

    Of a file that holds several transcripts, `part` says which this is. A table of answers says whose they
    are (`participant`) and what else is known of them (`attributes`: column and value); its `kind` is
    "document". All of these are empty where the format says nothing of the kind.
    """

    file: str
    format: str
    content: Content
    encoding: str = ""
    layout: str = ""
    comments: tuple[Comment, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = field(default=())
    hypotheses: tuple[Hypothesis, ...] = ()
    labels: tuple[str, ...] = ()
    part: str = ""
    kind: str = ""
    participant: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


def merged_spans(spans: Iterable[Span]) -> list[Span]:
    """The union of spans: overlapping ones joined, in order. Touching ones stay apart."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def place_quote(text: str, quote: str, near: Sequence[int] = ()) -> Span | None:
    """Where a quote stands in a text: at `near` = (start, end) if it stands there, else at its only place.

    None if it is found nowhere or in several places.
    """
    if len(near) == 2 and text[near[0] : near[1]] == quote:
        return Span(near[0], near[1])
    first = text.find(quote)
    if first < 0 or text.find(quote, first + 1) >= 0:
        return None
    return Span(first, first + len(quote))
