"""Times of a recording as transcripts write them."""

import re

_DIGITS = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"

TIME = rf"[\[(<]?{_DIGITS}[\])>]?"
"""A pattern without groups: `00:05:05`, `0:21`, `[01:23:00]`, `12:03.5`."""

TIME_IN_BRACKETS = rf"[\[(<]{_DIGITS}[\])>]"
"""The same, in brackets only: beside a word, `10:30` may be part of a sentence."""

_PARTS = re.compile(r"(?:(\d+):)?(\d+):(\d+)(?:[.,](\d+))?")


def seconds(time: str | None) -> float | None:
    """Seconds from the beginning for the first time in a text; None if there is none."""
    found = _PARTS.search(time) if time else None
    if not found:
        return None
    hours, minutes, whole, fraction = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{fraction or 0}")
