"""Times of a recording as transcripts write them."""

import re

# Minutes and seconds, or hours before them, then also unpadded as Teams writes them (0:0:1.250).
_DIGITS = r"(?:\d{1,2}:\d{1,2}:\d{1,2}(?:[.,:]\d{1,3})?|\d{1,3}:\d{2}(?:[.,]\d{1,3})?)"
_STAMP = r"#\d{1,2}:\d{2}:\d{2}(?:-\d{1,2})?#"

TIME = rf"(?:[\[(<]?{_DIGITS}[\])>]?|{_STAMP})"
"""A pattern without groups: `00:05:05`, `0:21`, `[01:23:00]`, `12:03.5`, `#00:01:02-3#`."""

TIME_IN_BRACKETS = rf"(?:[\[(<]{_DIGITS}[\])>]|{_STAMP})"
"""The same, in brackets only: beside a word, `10:30` may be part of a sentence."""

TIMES = rf"(?:[\[(<]?{_DIGITS}\s*+[-–—]+>?\s*+{_DIGITS}[\])>]?|{TIME})"
"""The same, or the two between which somebody speaks: `[00:00:01 - 00:00:05]`."""

TIME_OF_RECORDING = rf"(?:{TIME_IN_BRACKETS}|\d{{1,2}}:\d{{2}}:\d{{2}})"
"""In brackets, or with seconds, so that it is no time of the day."""

STAMP = re.compile(_STAMP)
"""A time as f4 and f5 write it, tenths of a second behind a dash."""

ALONE = re.compile(rf"\s*(?:{TIME_IN_BRACKETS}|\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?)\s*")
"""A line with nothing but a time that can't be one of the day."""

BETWEEN = re.compile(rf"\s*+({TIME})\s*+(?:-->|-|–|—|to)\s*+({TIME})\s*+")
"""A line with nothing but the two times that a caption or a turn lasts from and to."""

# Bounded, as Python reads no number of thousands of digits, and nobody speaks for so long.
_PARTS = re.compile(r"(?<!\d)(?:(\d{1,6}):)?(\d{1,6}):(\d{1,6})(?!\d)(?:[.,](\d{1,9})|-(\d{1,9})#)?")


def seconds(time: str | None) -> float | None:
    """Seconds from the beginning for the first time in a text; None if there is none."""
    found = _PARTS.search(time) if time else None
    if not found:
        return None
    hours, minutes, whole, fraction, tenths = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{fraction or tenths or 0}")
