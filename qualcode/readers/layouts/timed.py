"""Layouts in which times of the recording say where somebody's speech begins or ends."""

import re
from collections.abc import Sequence
from itertools import pairwise

from qualcode.readers.labels import is_role, may_be_name, tidy
from qualcode.readers.layouts.labelled import alone_on, colon_mark, spoken
from qualcode.readers.layouts.lines import Gap, Line, Mark, Marked
from qualcode.readers.layouts.page import Page
from qualcode.readers.times import BETWEEN, STAMP, TIME, seconds

_TIME_ALONE = re.compile(rf"\s*{TIME}\s*")
_CUE_NUMBER = re.compile(r"\s*(?:\d{1,6}|[0-9a-f]{8}-[0-9a-f-]{27}(?:/\d+-\d+)?)\s*")
_STAMP_AT_END = re.compile(rf"\s*({STAMP.pattern})\s*")


def name_and_time(page: Page) -> Marked:
    """`Name  55:21`, `0:00 Name  53:39`, `Name   31:00`, speech below; `0:21` where nobody is known."""
    marks = []
    for line in page.lines:
        if ":" not in line.text or len(line.text) > 70:
            continue
        if _TIME_ALONE.fullmatch(line.text):
            marks.append(Mark(line.at, line.start + len(line.text), "", seconds(line.text)))
            continue
        found = alone_on(line)
        if not found or not (time := found["before"] or found["after"]):
            continue
        label = tidy(found["label"])
        if label and (is_role(label) or may_be_name(label)):
            marks.append(Mark(line.at, line.start + len(line.text), label, seconds(time)))
    marks = spoken(marks, page)
    return Marked(marks, [], set(), nameless=_from_the_beginning(marks))


_AT_ONCE = 10.0  # seconds


def _from_the_beginning(marks: Sequence[Mark]) -> bool:
    """Whether times alone on lines go up from the beginning of a recording, as times of a day don't."""
    times = [mark.time or 0.0 for mark in marks]
    rising = all(a < b for a, b in pairwise(times))
    return len(times) > 2 and rising and times[0] < _AT_ONCE and not any(mark.label for mark in marks)


def cues(page: Page) -> Marked:
    """`0:0:0.0 --> 0:0:1.250`, then the name on a line or with a colon, if any, then what is said."""
    marks: list[Mark] = []
    lines: set[int] = set()
    if "-->" not in page.text:
        return Marked([], [], set())
    times = [n for n, line in enumerate(page.lines) if _is_timing(line)]
    for n, end in pairwise([*times, len(page.lines)]):
        line = page.lines[n]
        below = page.lines[n + 1 : end]
        number = n and _CUE_NUMBER.fullmatch(page.lines[n - 1].text)
        begin = page.lines[n - 1].at if number else line.at
        if end < len(page.lines) and below and _CUE_NUMBER.fullmatch(below[-1].text):
            below = below[:-1]  # the next caption's number
        after = line.start + len(line.text)
        mark = Mark(begin, after, "", seconds(line.text), after)
        if below:
            lines.update((line.at, begin))
            mark = _with_name(mark, below, lines)
        marks.append(mark)
    return Marked(marks, [], lines, nameless=True)


def _is_timing(line: Line) -> bool:
    return "-->" in line.text and bool(BETWEEN.match(line.text))


def _with_name(mark: Mark, below: Sequence[Line], lines: set[int]) -> Mark:
    """The mark of a caption with the speaker that its first line names."""
    first = below[0]
    if (named := colon_mark(first)) and named.speech < first.start + len(first.text):
        lines.add(first.at)
        return mark._replace(speech=named.speech, label=named.label)
    label = tidy(first.text) if len(first.text) <= 60 else ""
    if label and len(below) > 1 and (is_role(label) or may_be_name(label)):
        lines.add(first.at)
        return mark._replace(speech=first.start + len(first.text), label=label)
    return mark


def stamps_at_ends(page: Page) -> Marked:
    """`I: …  #00:01:02-3#` as f4 writes it: a turn begins at the time that the one before ends with.

    Paragraphs need no labels there.
    """
    if "#" not in page.text:
        return Marked([], [], set())
    ends = [line for line in page.lines if line.text.rstrip().endswith("#")]
    stamps: dict[int, float | None] = {}
    gaps = []
    for line in ends:
        tail = line.text.rstrip()
        if found := _STAMP_AT_END.fullmatch(tail, max(0, tail.rfind(" ") + 1)) or _glued(tail):
            start = line.start + found.start()
            gaps.append(Gap(start, line.start + len(line.text)))
            stamps[line.at] = seconds(found[1])
    if len(stamps) < 2:
        return Marked([], [], set())
    marks: list[Mark] = []
    labelled = {line.at: mark for line in page.lines if (mark := colon_mark(line))}
    time: float | None = 0.0
    for line in page.lines:
        mark = labelled.get(line.at)
        if mark is None and (time is None or (labelled and not marks)):
            continue  # it goes on, or is a title
        here = mark or Mark(line.at, line.start, "", None)
        marks.append(here._replace(time=time if here.time is None else here.time, unlabelled=line.start))
        time = stamps.get(line.at)
    return Marked(marks, gaps, set(stamps), nameless=True)


def _glued(tail: str) -> re.Match[str] | None:
    """A stamp that stands right behind the last word."""
    place = tail.rfind("#", 0, len(tail) - 1)
    return _STAMP_AT_END.fullmatch(tail, place) if place >= 0 else None
