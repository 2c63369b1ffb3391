"""Layouts without labels: the interviewer in bold or italic, or numbered questions with the answers below."""

import re
from itertools import pairwise

from qualcode.readers.layouts.lines import Gap, Mark, Marked
from qualcode.readers.layouts.page import Page

INTERVIEWER, PARTICIPANT = "Interviewer", "Participant"
"""What those are called whom no label names."""

_MARKERS = re.compile(r"[*_]+")
_SENTENCE = 4
"""Words of a line from which on it is likely to be said, and no heading."""


def in_emphasis(page: Page) -> Marked:
    """The interviewer's words in bold or italic, all others plain."""
    lines = [line for line in page.lines if line.at >= page.cover]
    while lines and (lines[0].at not in page.emphasised or not _is_said(lines[0].text)):
        lines = lines[1:]  # a title
    asked = [line for line in lines if line.at in page.emphasised]
    changes = sum((a.at in page.emphasised) != (b.at in page.emphasised) for a, b in pairwise(lines))
    said = sum(_is_said(line.text) for line in asked)
    if changes < 3 or 2 * said < len(asked):
        return Marked([], [], set())
    marks = []
    gaps = []
    for line in lines:
        loud = line.at in page.emphasised
        marks.append(Mark(line.at, line.start, INTERVIEWER if loud else PARTICIPANT, None))
        if loud:
            gaps += [
                Gap(line.start + found.start(), line.start + found.end())
                for found in _MARKERS.finditer(line.text)
            ]
    return Marked(marks, gaps, {line.at for line in asked})


def _is_said(words: str) -> bool:
    plain = words.rstrip(" *_\t")
    return len(plain.split()) >= _SENTENCE or plain.endswith(("?", ".", "!", "…"))


_QUESTION = re.compile(
    r"\s*+(?:(?:q|question)[ .]?(?P<number>\d{1,3})[a-z]?\s*[.:)–-]*(?P<gap>\s+|$)"
    r"|(?P<plain>\d{1,3})[.)](?P<space>[ \t]+)(?=.*\?\s*$))",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"\s*+(?:a|answer|ans|response|r)[ .]?(?:\d{1,3}[a-z]?)?\s*[.:)]\s*", re.IGNORECASE)


def in_questions(page: Page) -> Marked:
    """`Q1`, `Q2` before what the interviewer asked, the answers below, with or without an `A`."""
    if not any(_QUESTION.match(line.text) for line in page.lines):
        return Marked([], [], set())
    marks: list[Mark] = []
    lines: set[int] = set()
    open_ = waiting = False  # is a question's wording yet to come, or its answer?
    numbers = []
    for line in page.lines:
        found = _QUESTION.match(line.text)
        answer = _ANSWER.match(line.text)
        if found:
            marks.append(Mark(line.at, line.start + found.end(), INTERVIEWER, None))
            numbers.append(int(found["number"] or found["plain"]))
            lines.add(line.at)
            open_, waiting = found.end() == len(line.text), True
        elif open_:
            open_ = False  # the wording below the number
        elif marks and (answer or waiting):
            marks.append(Mark(line.at, line.start + (answer.end() if answer else 0), PARTICIPANT, None))
            waiting = False
            if answer:
                lines.add(line.at)
    answered = sum(mark.label == PARTICIPANT for mark in marks)
    rising = sum(a < b for a, b in pairwise(numbers))
    if len(numbers) < 2 or 2 * answered < len(numbers) or rising < 0.8 * (len(numbers) - 1):
        return Marked([], [], set())
    return Marked(marks, [], lines)
