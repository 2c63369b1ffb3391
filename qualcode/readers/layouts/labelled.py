"""Layouts in which a label says who speaks: with a colon, in brackets, alone on a line, in a table."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from qualcode.readers.labels import is_answer, is_role, may_be_handle, may_be_name, tidy
from qualcode.readers.layouts.lines import Gap, Line, Mark, Marked
from qualcode.readers.layouts.page import Page, times_alone
from qualcode.readers.times import TIME, TIME_OF_RECORDING, TIMES, seconds

LABEL = r"(?P<label>[^\W\d_][^\n\t:：\]]{0,38}?)"
# Spaces are taken all at once ("*+"): a line of nothing else would be tried in every division.
_COLON = re.compile(
    rf"[\s*>]*+(?:(?P<before>{TIMES})[\s,–-]*+)?\[?{LABEL}\]?[ \xa0*]*+"
    rf"(?:(?P<beside>{TIME_OF_RECORDING})[ ]*[:：]?|(?P<between>{TIME})?[ ]*[:：](?:[ \xa0]*+[:：])*+)\**"
    rf"(?P<gap>\s*)(?:(?P<after>{TIME})(?=\s|$))?"
)
_BRACKET = re.compile(rf"\s*+(?P<before>\[?{TIMES}\]?)?\s*[\[({{<]{LABEL}[\])}}>][ \t]*:?(?=\s|$)")
_ALONE = re.compile(rf"\s*+(?:(?P<before>{TIMES})\s++)?{LABEL}(?:\s*+[:：])?(?:\s++(?P<after>{TIME}))?\s*+")
_CELL_TIME = re.compile(rf"\s*{TIME}(\s*(-->|-|–)\s*{TIME})?\s*")
_MOST = 130
"""Characters of a line among which a label and its colon stand."""


def with_colon(page: Page) -> Marked:
    """`Interviewer: …`, `[00:05:05] P1: …`, `Interviewer: [00:05:05] …`, `Caregiver [01:23:00] …`."""
    marks = [mark for line in page.lines if (mark := colon_mark(line))]
    return _with_times(marks, page)


def colon_mark(line: Line) -> Mark | None:
    """The mark of a line that begins with a label and a colon, or a label and a time in brackets."""
    if ":" not in line.text[:_MOST] and "：" not in line.text[:_MOST]:
        return None
    found = _COLON.match(line.text)
    if not found:
        return None
    label = tidy(found["label"])
    rest = line.text[found.end() :]
    glued = not found["gap"] and not found["beside"]
    if not label or (glued and rest and not _may_follow_at_once(label, rest)):
        return None
    time = found["before"] or found["beside"] or found["between"] or found["after"]
    if found["beside"] and ":" not in line.text[found.end("beside") : found.end()] and rest[:1] == "":
        return None  # a name and a time alone on a line: speech is below
    if is_role(label) or may_be_name(label) or may_be_handle(label):
        return Mark(line.at, line.start + found.end(), label, seconds(time))
    return None


def _may_follow_at_once(label: str, rest: str) -> bool:
    """Whether speech may follow the colon without a space: `I:Well`, but not `http://` or `P1:30`."""
    return is_role(label) and rest[0].isalpha()


def in_brackets(page: Page) -> Marked:
    """`[02:45:12] [Interviewer] …`; without a time, known roles only: `[laughs]` is speech."""
    marks = []
    for line in page.lines:
        found = _BRACKET.match(line.text) if line.text.lstrip()[:1] in "[({<0123456789#" else None
        if not found:
            continue
        label = tidy(found["label"])
        if is_role(label) or (found["before"] and may_be_name(label)):
            marks.append(Mark(line.at, line.start + found.end(), label, seconds(found["before"])))
    return _with_times(marks, page)


def _with_times(marks: list[Mark], page: Page) -> Marked:
    """Marks, with lines that say nothing but a time as the time of what is said below them."""
    gaps = times_alone(page.lines)
    return Marked(marks, gaps, {gap.start for gap in gaps})


def alone(page: Page) -> Marked:
    """The speaker alone on a line, with or without a time, and the speech below."""
    marks = []
    single: list[Mark] = []
    for line in page.lines:
        found = alone_on(line)
        if not found:
            continue
        label, time = tidy(found["label"]), found["before"] or found["after"]
        mark = Mark(line.at, line.start + len(line.text), label, seconds(time))
        if not label or is_answer(label):
            continue
        if is_role(label) or (time and may_be_name(label)) or _full_name(label):
            marks.append(mark)
        elif may_be_name(label):
            single.append(mark)
    if any(is_role(mark.label) for mark in marks) or not marks:
        marks = sorted([*marks, *_single_names(single, page)])
    return _with_times(spoken(marks, page), page)


def alone_on(line: Line) -> re.Match[str] | None:
    """The label on a line with nothing but a label, and perhaps a time."""
    words = line.text if len(line.text) <= 70 else ""
    return _ALONE.fullmatch(words) if words and words[-1] not in ".?!,;…" else None


def spoken(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """Those marks that have speech below them."""
    starts = {mark.line for mark in marks}
    below = {line.at for line, next_ in pairwise(page.lines) if next_.at not in starts}
    return [mark for mark in marks if mark.line in below]


def _full_name(label: str) -> bool:
    """Two or more words that may be a name: a single word on a line is often an answer ("Exactly")."""
    return " " in label and may_be_name(label)


def _single_names(marks: Sequence[Mark], page: Page) -> list[Mark]:
    """Names of one word, where they come back and what stands below them is mostly longer."""
    counts = Counter(mark.label for mark in marks)
    longer = {line.at: len(below.text.split()) > 2 for line, below in pairwise(page.lines)}
    talk = Counter(mark.label for mark in marks if longer.get(mark.line))
    return [m for m in marks if counts[m.label] > 2 and 2 * talk[m.label] > counts[m.label]]


_COLUMNS = {
    "time": "time timespan timestamp timecode start begin from in".split(),
    "end": "end to out finish duration".split(),
    "number": "no no. nr number # line turn row id".split(),
    "speaker": ("speaker", "name", "who", "speaker name", "participant", "speaker label", "voice", "person"),
    "text": ("text", "content", "speech", "transcript", "utterance", "dialogue", "words", "what was said"),
}
_HEADINGS = {word: column for column, words in _COLUMNS.items() for word in words}
_NUMBER = re.compile(r"\s*\d{1,5}[.)]?\s*")


def in_table(page: Page) -> Marked:
    """Cells with tabs between: the header says which is which, else times, speaker and text in this order."""
    marks: list[Mark] = []
    gaps: list[Gap] = []
    header: dict[str, int] = {}
    for line in page.lines:
        cells = line.text.split("\t")
        if len(cells) < 2:
            continue
        named = [_HEADINGS.get(cell.strip().casefold(), "") for cell in cells]
        if all(named) and "text" in named and not marks:
            header = {column: number for number, column in enumerate(named)}
        if {cell.strip().casefold() for cell in cells} <= _HEADINGS.keys():
            gaps.append(Gap(line.at, line.start + len(line.text)))  # on each page, perhaps
            continue
        if {"speaker", "text"} <= header.keys() and len(cells) >= len(header):
            who, what, when = header["speaker"], header["text"], header.get("time")
        else:
            at = _first_words(cells)
            who, what, when = at, at + 1, next((n for n in range(at) if _CELL_TIME.fullmatch(cells[n])), None)
        label = tidy(cells[who]) if what < len(cells) else ""
        if not (label and (is_role(label) or may_be_name(label))):
            continue
        time = seconds(cells[when]) if when is not None else None
        starts = [line.start + sum(len(cell) + 1 for cell in cells[:n]) for n in range(len(cells) + 1)]
        marks.append(Mark(line.at, starts[what], label, time))
        if header and what < len(cells) - 1:
            gaps.append(Gap(starts[what + 1] - 1, line.start + len(line.text)))
    return Marked(marks, gaps, set())


def _first_words(cells: Sequence[str]) -> int:
    """The first cell that is neither a time nor a row's number: the speaker's."""
    at = 0
    while at < len(cells) - 2 and (_CELL_TIME.fullmatch(cells[at]) or _NUMBER.fullmatch(cells[at])):
        at += 1
    return at
