"""Segments out of marks: what is said from each to the next, cut where a gap is."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from qualcode.model.text import Segment
from qualcode.readers.layouts.lines import Gap, Line, Mark, wraps
from qualcode.readers.layouts.page import Page


def spoken_segments(
    page: Page, marks: Sequence[Mark], speakers: Mapping[str, str], own: Sequence[Gap]
) -> tuple[tuple[Segment, ...], tuple[str, ...]]:
    """What is said from each mark to the next, cut where a gap is; and the labels as they are spelt."""
    gaps = sorted({*page.gaps, *own}, key=lambda gap: (gap.start, gap.end))
    starts = [gap.start for gap in gaps]
    ends = [mark.line for mark in marks[1:]] + [len(page.text)]
    segments: list[Segment] = []
    labels: list[str] = []
    for mark, limit in zip(marks, ends, strict=True):
        speaker = speakers.get(mark.label, "")
        first = bisect_left(starts, mark.speech)
        time = mark.time
        if time is None:
            time = _time_just_before(page.text, gaps, bisect_left(starts, mark.line), mark.line)
        start = mark.speech
        for gap in (*gaps[first : bisect_left(starts, limit)], Gap(limit, limit)):
            segment = _trimmed(page.text, speaker, start, gap.start, time)
            if segment is not None:
                segments.append(segment)
                labels.append(mark.label)
                time = None
            start = max(start, gap.end)
            time = gap.time if gap.time is not None else time
    return tuple(segments), tuple(labels)


def _time_just_before(text: str, gaps: Sequence[Gap], place: int, line: int) -> float | None:
    """The time that stands on a line of its own right above a line."""
    if not place:
        return None
    gap = gaps[place - 1]
    return gap.time if gap.time is not None and not text[gap.end : line].strip() else None


def _trimmed(text: str, speaker: str, start: int, end: int, time: float | None) -> Segment | None:
    speech = text[start:end]
    first = start + len(speech) - len(speech.lstrip())
    last = start + len(speech.rstrip())
    return Segment(speaker, first, last, time) if first < last else None


def paragraphs(page: Page) -> tuple[Segment, ...]:
    """Every line a segment; lines broken at a fixed width are put together again."""
    segments: list[Segment] = []
    previous: Line | None = None
    for line in page.lines:
        start = line.start + len(line.text) - len(line.text.lstrip())
        end = line.start + len(line.text.rstrip())
        if segments and previous and wraps(page.text, previous, line):
            segments[-1] = Segment("", segments[-1].start, end)
        else:
            segments.append(Segment("", start, end))
        previous = line
    return tuple(segments)
