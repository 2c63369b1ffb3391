"""Keyword in context: the lines of a concordance, aligned on what was looked for."""

from typing import NamedTuple

from qualcode.model.hits import Hit
from qualcode.page.cells import clip, clusters, drawable, width


class Aligned(NamedTuple):
    """A line in three parts: `before` ends where `match` begins, whatever its length."""

    before: str
    match: str
    after: str


def left_of(room: int) -> int:
    """How many of a line's cells stand before the match."""
    return max(0, room * 2 // 5)


def aligned(hit: Hit, room: int) -> Aligned:
    """A hit on a line of exactly `room` cells, what has no room left out at both ends."""
    left = left_of(room)
    before = clip_left(drawable(hit.before), left)
    match = clip(drawable(hit.match), max(1, room - left))
    rest = room - left - width(match)
    after = clip(drawable(hit.after), rest)
    return Aligned(" " * (left - width(before)) + before, match, after + " " * max(0, rest - width(after)))


def clip_left(text: str, room: int) -> str:
    """The end of a text, as much as has room, beginning with "…" if something is missing."""
    if width(text) <= room:
        return text
    kept, used = len(text), 0
    for start, _, cells in reversed(list(clusters(text[-4 * room - 8 :]))):
        if used + cells > room - 1:
            break
        kept, used = start, used + cells
    tail = text[-4 * room - 8 :]
    return ("…" + tail[kept:] if kept < len(tail) else "…") if room > 0 else ""
