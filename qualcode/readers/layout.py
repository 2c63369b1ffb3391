"""Who speaks where: the segments of a text, by the layout its transcriber used.

Each layout is a hypothesis that marks where speech begins and whose it is. The one that explains most
lines is taken. To read another layout, add a function and a row in LAYOUTS.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.model.text import Hypothesis, Segment, Span
from qualcode.readers.labels import Labels, believed, is_role, may_be_handle, may_be_name, tidy
from qualcode.readers.times import TIME, TIME_IN_BRACKETS, seconds

NO_SPEAKERS = "no speakers named; each paragraph is a segment"


class Line(NamedTuple):
    """A line of the text that isn't blank: its place and what it says."""

    start: int
    text: str


class Mark(NamedTuple):
    """Where somebody's speech begins: the offsets of the label's line and of the speech, and the label."""

    line: int
    speech: int
    label: str
    time: float | None


class Found(NamedTuple):
    """The segments of a text, how they were found in words for the user, and warnings.

    `hypotheses` are the layouts it could be, the one taken first; `document` is what a cover page and running
    headers say; `labels` are the speakers' labels as they are spelt in the text, one for each segment.
    """

    segments: tuple[Segment, ...]
    layout: str
    warnings: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    document: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()


class _Layout(NamedTuple):
    words: str
    marks: Callable[[Sequence[Line]], list[Mark]]


class _Reading(NamedTuple):
    marks: list[Mark]
    labels: Labels
    words: str


def find_segments(text: str, *, layout: str | None = None, emphasised: Sequence[Span] = ()) -> Found:
    """Segments of a text with LF line ends, in order and not overlapping.

    `layout` is the name of the one to read it by, where the user has chosen; `emphasised` are the places of
    bold or italic text. A paragraph without a label continues the segment above it. What stands before the
    first label (a title, a cover page) is in no segment. Without any speakers, every paragraph is a segment.
    """
    lines = _lines(text)
    best = _Reading([], Labels({}, ()), NO_SPEAKERS)
    for each in LAYOUTS:
        reading = _read(each, lines)
        if len(reading.marks) > len(best.marks):
            best = reading
    segments = _segments(text, best)
    if not segments:
        return Found(_paragraphs(text, lines), NO_SPEAKERS)
    return Found(segments, best.words, best.labels.warnings)


def _lines(text: str) -> list[Line]:
    lines = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            lines.append(Line(start, line))
        start += len(line) + 1
    return lines


def _read(layout: _Layout, lines: Sequence[Line]) -> _Reading:
    marks = layout.marks(lines)
    cover = _cover_end(lines)
    marks = [mark for mark in marks if mark.line >= cover]
    timed = {mark.label for mark in marks if mark.time is not None and may_be_name(mark.label)}
    labels = believed([mark.label for mark in marks], len(lines), timed=timed)
    return _Reading([mark for mark in marks if mark.label in labels.speakers], labels, layout.words)


def _segments(text: str, reading: _Reading) -> tuple[Segment, ...]:
    segments = []
    ends = [mark.line for mark in reading.marks[1:]] + [len(text)]
    for mark, limit in zip(reading.marks, ends, strict=False):
        speech = text[mark.speech : limit]
        start = mark.speech + len(speech) - len(speech.lstrip())
        end = mark.speech + len(speech.rstrip())
        if start < end:
            segments.append(Segment(reading.labels.speakers[mark.label], start, end, mark.time))
    return tuple(segments)


def _paragraphs(text: str, lines: Sequence[Line]) -> tuple[Segment, ...]:
    """Every line a segment; lines broken at a fixed width are put together again."""
    segments: list[Segment] = []
    previous = ""
    for line in lines:
        start = line.start + len(line.text) - len(line.text.lstrip())
        end = line.start + len(line.text.rstrip())
        wrapped = 50 <= len(previous) <= 100 and segments and text[segments[-1].end : start].count("\n") == 1
        if wrapped:
            segments[-1] = Segment("", segments[-1].start, end)
        else:
            segments.append(Segment("", start, end))
        previous = line.text
    return tuple(segments)


_COVER = re.compile(
    r"\s*+(date|site|location|place|venue|duration|length|project|study|title|transcri\w+( by)?"
    r"|recorded( by)?|file( ?name)?|(interview|participant|respondent)( (id|number|no|code|date|details))"
    r"|id|version|status|present|attendees|pseudonym|consent|language|setting)\.?\s*:",
    re.IGNORECASE,
)
_COVER_LINES = 30
_COVER_WORDS = 8


def _cover_end(lines: Sequence[Line]) -> int:
    """The offset after the last line of a cover page ("Date: 3 May", "Participant: P07"), 0 without one."""
    end = found = 0
    for line in lines[:_COVER_LINES]:
        if _COVER.match(line.text):
            found += 1
            end = line.start + len(line.text)
        elif ":" in line.text and (
            len(line.text.split()) > _COVER_WORDS or line.text.rstrip().endswith((".", "?", "!", "…"))
        ):
            break
    return end if found > 1 else 0


_LABEL = r"(?P<label>[^\W\d_][^\n\t:：\]]{0,38}?)"
# Spaces are taken all at once ("*+"): a line of nothing else would be tried in every division.
_COLON = re.compile(
    rf"[\s*>]*+(?:(?P<before>{TIME})[\s,–-]*+)?\[?{_LABEL}\]?[ \xa0*]*+"
    rf"(?:(?P<beside>{TIME_IN_BRACKETS})[ ]*[:：]?|(?P<between>{TIME})?[ ]*[:：])\**"
    rf"(?P<gap>\s*)(?:(?P<after>{TIME})(?=\s|$))?"
)
_BRACKET = re.compile(rf"\s*+(?P<before>\[?{TIME}\]?)?\s*[\[({{]{_LABEL}[\])}}][ \t]*:?(?=\s|$)")
_ALONE = re.compile(rf"\s*+(?:(?P<before>{TIME})\s++)?{_LABEL}(?:\s*+[:：])?(?:\s++(?P<after>{TIME}))?\s*+")
_CELL_TIME = re.compile(rf"\s*{TIME}(\s*(-->|-|–)\s*{TIME})?\s*")
_HEADINGS = frozenset(
    "time timespan timestamp speaker name who text content speech transcript start end".split()
)


def _label_and_colon(lines: Sequence[Line]) -> list[Mark]:
    """`Interviewer: …`, `[00:05:05] P1: …`, `Interviewer: [00:05:05] …`, `Caregiver [01:23:00] …`."""
    marks = []
    for line in lines:
        found = _COLON.match(line.text)
        if not found:
            continue
        label = tidy(found["label"])
        rest = line.text[found.end() :]
        if not label or (not found["gap"] and rest and not _may_follow_at_once(label, rest)):
            continue
        time = found["before"] or found["beside"] or found["between"] or found["after"]
        if found["beside"] and ":" not in line.text[found.end("beside") : found.end()] and rest[:1] == "":
            continue  # a name and a time alone on a line: speech is below
        if is_role(label) or may_be_name(label) or may_be_handle(label):
            marks.append(Mark(line.start, line.start + found.end(), label, seconds(time)))
    return marks


def _may_follow_at_once(label: str, rest: str) -> bool:
    """Whether speech may follow the colon without a space: `I:Well`, but not `http://` or `P1:30`."""
    return is_role(label) and rest[0].isalpha()


def _label_in_brackets(lines: Sequence[Line]) -> list[Mark]:
    """`[02:45:12] [Interviewer] …`; without a time, known roles only: `[laughs]` is speech."""
    marks = []
    for line in lines:
        found = _BRACKET.match(line.text)
        if not found:
            continue
        label = tidy(found["label"])
        if is_role(label) or (found["before"] and may_be_name(label)):
            marks.append(Mark(line.start, line.start + found.end(), label, seconds(found["before"])))
    return marks


def _label_alone(lines: Sequence[Line]) -> list[Mark]:
    """The speaker alone on a line, with or without a time, and the speech below."""
    marks = []
    for line in lines:
        found = _ALONE.fullmatch(line.text) if len(line.text) <= 70 else None
        if not found:
            continue
        label, time = tidy(found["label"]), found["before"] or found["after"]
        if label and (is_role(label) or (time and may_be_name(label)) or _full_name(label)):
            marks.append(Mark(line.start, line.start + len(line.text), label, seconds(time)))
    starts = {mark.line for mark in marks}
    spoken = {line.start for line, below in pairwise(lines) if below.start not in starts}
    return [mark for mark in marks if mark.line in spoken]


def _full_name(label: str) -> bool:
    """Two or more words that may be a name: a single word on a line is often an answer ("Exactly")."""
    return " " in label and may_be_name(label)


def _table(lines: Sequence[Line]) -> list[Mark]:
    """Cells with tabs between: Time, Speaker and Text in this order, or Speaker and Text."""
    marks = []
    for line in lines:
        cells = line.text.split("\t")
        if len(cells) < 2 or {cell.strip().casefold() for cell in cells} <= _HEADINGS:
            continue
        time = cells[0] if _CELL_TIME.fullmatch(cells[0]) else None
        at = 1 if time else 0
        while time and at < len(cells) - 1 and _CELL_TIME.fullmatch(cells[at]):
            at += 1
        label = tidy(cells[at])
        if at < len(cells) - 1 and (is_role(label) or may_be_name(label)):
            speech = line.start + sum(len(cell) + 1 for cell in cells[: at + 1])
            marks.append(Mark(line.start, speech, label, seconds(time)))
    return marks


LAYOUTS = (
    _Layout("speaker and colon at the start of a paragraph", _label_and_colon),
    _Layout("speaker in brackets at the start of a paragraph", _label_in_brackets),
    _Layout("speaker alone on a line, speech below", _label_alone),
    _Layout("table with a column of speakers", _table),
)
