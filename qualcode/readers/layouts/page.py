"""A text as lines to be read by a layout, and what of it is nobody's speech in any layout.

Line numbers typed at line starts, running headers, page numbers and the notes of a transcribing program stay
in the text, as gaps between what is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.model.text import Span
from qualcode.readers.layouts.around import (
    cover_end,
    is_note,
    numbering,
    running_headers,
    without_digits,
    without_number,
)
from qualcode.readers.layouts.lines import Gap, Line, lines_of
from qualcode.readers.times import ALONE, seconds


@dataclass(frozen=True)
class Page:
    """The lines of a text in which somebody may speak; `emphasised` are the starts of bold or italic ones.

    `cover` is the offset after the cover page, 0 without one.
    """

    text: str
    lines: Sequence[Line]
    cover: int = 0
    emphasised: frozenset[int] = frozenset()
    gaps: Sequence[Gap] = ()
    headers: Sequence[str] = ()
    notes: Sequence[str] = ()
    numbered: bool = False
    numbers_doubtful: bool = False


def page_of(text: str, emphasised: Sequence[Span] = (), *, numbers: bool = True) -> Page:
    """The page of a text. Without `numbers`, such as stand at line starts are words as any."""
    lines = lines_of(text)
    headers = running_headers(lines)
    shown = dict.fromkeys(without_digits(line.text) for line in lines if line.at in headers)
    first = {key: next(x.text.strip() for x in lines if without_digits(x.text) == key) for key in shown}
    notes = {line.at for line in lines if is_note(line)}
    gone = headers | notes
    gaps = [Gap(line.at, line.at + len(line.text)) for line in lines if line.at in gone]
    said = [line for line in lines if line.at not in gone]
    doubtful = False
    found = numbering(said) if numbers else None
    if found is not None:
        doubtful = found.doubtful
        gaps += [Gap(at, at + width) for at, width in found.widths.items()]
        said = [without_number(line, found.widths.get(line.at, 0)) for line in said]
    return Page(
        text,
        said,
        cover_end(said),
        _emphasised_lines(said, emphasised),
        tuple(gaps),
        tuple(first.values()),
        tuple(line.text.strip() for line in lines if line.at in notes),
        found is not None,
        doubtful,
    )


def times_alone(lines: Iterable[Line]) -> list[Gap]:
    """Lines that only say the time of what is said below."""
    return [
        Gap(line.at, line.start + len(line.text), seconds(line.text))
        for line in lines
        if len(line.text) < 30 and ALONE.fullmatch(line.text)
    ]


# Emphasis

_EMPHASISED = 0.8


def _emphasised_lines(lines: Sequence[Line], spans: Sequence[Span]) -> frozenset[int]:
    """The beginnings of the lines that are bold or italic nearly throughout."""
    if not spans:
        return frozenset()
    ordered = sorted(spans)
    found = set()
    place = 0
    for line in lines:
        end = line.start + len(line.text)
        while place < len(ordered) and ordered[place].end <= line.start:
            place += 1
        covered = 0
        for span in ordered[place:]:
            if span.start >= end:
                break
            inside = line.text[max(0, span.start - line.start) : span.end - line.start]
            covered += sum(map(len, inside.split()))
        if covered >= _EMPHASISED * sum(map(len, line.text.split())):
            found.add(line.at)
    return frozenset(found)
