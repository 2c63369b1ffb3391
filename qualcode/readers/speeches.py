"""What somebody says, one after another, as a text: for formats that say themselves who speaks."""

from collections.abc import Iterable
from typing import NamedTuple

from qualcode.model.text import Content, Segment


class Speech(NamedTuple):
    """One caption, row or entry: who says it ("" if nobody is named), the words, the seconds it begins at."""

    speaker: str
    text: str
    time: float | None


def written_down(speeches: Iterable[Speech]) -> Content:
    """A text with one speech a line, each a segment, with the speaker's label where the speaker changes."""
    parts: list[str] = []
    segments = []
    length = 0
    before = ""
    for speaker, text, time in speeches:
        label = f"{speaker}: " if speaker and speaker != before else ""
        start = length + len(label)
        parts.append(f"{label}{text}\n")
        length = start + len(text) + 1
        segments.append(Segment(speaker, start, length - 1, time))
        before = speaker
    return Content("".join(parts), tuple(segments))
