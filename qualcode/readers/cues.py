"""The cues of a vtt or srt file: times, voices and words, with tags taken off.

Our own small parser: libraries leak cue ids and NOTE text into speech, or leave `&amp;` in it. It reads
what meeting programs really write (times without hours or zeros, commas, negative times) and loses no
words: what stands where no time can be read is kept as a cue without a time.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple


class Cue(NamedTuple):
    """What one voice says in one cue, line by line; `time` in seconds where it can be read."""

    time: float | None
    speaker: str
    lines: tuple[str, ...]


class Parsed(NamedTuple):
    """The cues in the order of the file, and what was odd."""

    cues: list[Cue]
    warnings: tuple[str, ...]


# No pattern may read one run of characters in two ways: it would try them all on a damaged line.
_TIMING = re.compile(r"\s*+(\S*?)\s*+-->\s*(\S+)")
_TIME = re.compile(r"(?:(-?\d{1,9}):)?(-?\d{1,9}):(-?\d{1,9})(?:[.,:](-?\d{1,9}))?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t]([^<>]*))?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|font|ruby|rt|lang)(?:[ .][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}]*\}", re.IGNORECASE
)
_NO_CHARACTER = re.compile(r"&#\d{20}")
_NUMBER = re.compile(r"\s*\d+\s*")
_VTT_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


def parse(text: str, kind: str) -> Parsed:
    """The cues of a text in the format `kind` ("vtt" or "srt"), with LF line ends."""
    cues: list[Cue] = []
    unread = untimed = 0
    for time, lines in _blocks(text.split("\n"), kind):
        start = None if time is None else _seconds(time)
        unread += time is not None and start is None
        untimed += time is None
        cues += _voices(start, lines)
    warnings = []
    if kind == "vtt" and not text.startswith("WEBVTT"):
        warnings.append(
            "The first line isn't WEBVTT, as in a proper .vtt file; its captions were read all the same."
        )
    if unread:
        warnings.append(f"{_captions(unread)} kept without a time, since the time can't be read.")
    if untimed:
        warnings.append(f"{_captions(untimed)} kept without a time, since none is given.")
    return Parsed(cues, tuple(warnings))


def _captions(count: int) -> str:
    return "1 caption was" if count == 1 else f"{count} captions were"


def _blocks(lines: list[str], kind: str) -> Iterator[tuple[str | None, list[str]]]:
    """Each cue's start as written (None if there is no timing line) and its lines of words."""
    time: str | None = None
    words: list[str] = []
    after_blank = True
    skipping = kind == "vtt" and lines[0].startswith("WEBVTT")
    for number, line in enumerate(lines):
        timing = _TIMING.match(line) if "-->" in line else None
        if timing:
            apart = number > 0 and bool(lines[number - 1].strip()) and after_blank
            if words and _is_id(words, apart=apart, kind=kind):
                words.pop()
            if words:
                yield time, words
            time, words, skipping, after_blank = timing[1], [], False, False
        elif not line.strip():
            if words:
                yield time, words
                time, words = None, []
            skipping, after_blank = False, True
        elif not skipping:
            if kind == "vtt" and not words and time is None and _VTT_BLOCK.match(line):
                skipping = True
            else:
                words.append(line.strip())
    if words and not (time is None and len(words) == 1 and _NUMBER.fullmatch(words[0])):
        yield time, words


def _is_id(words: list[str], *, apart: bool, kind: str) -> bool:
    """Whether the last line before a timing line is the next cue's name, not words of the cue before.

    `apart` says that these lines came after a blank one.
    """
    return (apart and len(words) == 1) or (kind == "srt" and bool(_NUMBER.fullmatch(words[-1])))


def _seconds(time: str) -> float | None:
    """Seconds from the beginning; None for what isn't a time. Teams writes `0:0:-6.-820` for nought."""
    found = _TIME.fullmatch(time)
    if not found:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return max(0.0, float(hours * 3600 + minutes * 60 + seconds) + thousandths / 1000)


def _voices(time: float | None, lines: list[str]) -> Iterator[Cue]:
    """The cue's words by voice: there may be several voice tags in one cue."""
    pieces = _VOICE.split("\n".join(lines))
    voices = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
    for speaker, words in voices:
        plain = [_plain(line) for line in words.split("\n")]
        kept = tuple(line for line in plain if line)
        if kept:
            yield Cue(time, " ".join(_plain(speaker or "").split()), kept)


def _plain(line: str) -> str:
    """A line without caption tags; marks of transcribers such as <UNSURE> stay."""
    line = _TAG.sub("", line)
    named = "&" in line and not _NO_CHARACTER.search(line)  # such a number raises
    return (html.unescape(line) if named else line).strip()
