"""What stands around speech on a page: running headers, page numbers, line numbers, notes, a cover page."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.readers.labels import is_role, may_be_name
from qualcode.readers.layouts.lines import Line

# Running headers

_PAGE = re.compile(
    r"(?:.*\b(?:page|pg\.?|p\.)\s*\d+(?:\s*(?:of|/)\s*\d+)?\W*|.*\b\d+\s+of\s+\d+\W*"
    r"|\W*page\s*\d+.*|[-–—|\s]*\d{1,4}[-–—|\s]*)",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"[-–—|\s]*(\d{1,4})[-–—|\s]*")
_NOTE = re.compile(
    r"transcribed (?:by|with) (?:https?://)?\S+\.\S+|.{1,60} (?:started|stopped) transcription\.?"
    r"|[\[(*<-]*\s?(?:start|beginning|end) of (?:the )?(?:interview|recording|transcript(?:ion)?|tape|audio"
    r"|session|focus group|document)\s?[\])*>.-]*|[\[(*]*(?:interview|recording|tape) ends[\])*.]*",
    re.IGNORECASE,
)
_LONGEST_NOTE = 90
_DIGITS = re.compile(r"\d+")
_LONGEST_HEADER = 120
_PAGE_LINES = 8
"""So many lines at least lie between two running headers."""


def is_note(line: Line) -> bool:
    """Whether a line says where a recording begins or ends, or what transcribed it."""
    return len(line.text) <= _LONGEST_NOTE and bool(_NOTE.fullmatch(line.text.strip()))


def without_digits(line: str) -> str:
    """A line as it is on every page: its numbers apart."""
    return _DIGITS.sub("#", " ".join(line.split()))


def running_headers(lines: Sequence[Line]) -> set[int]:
    """Where the lines begin that stand on each page anew: the same words, with a number that may grow."""
    alike: dict[str, list[int]] = {}
    cued = {number for number, line in enumerate(lines, start=-1) if "-->" in line.text}  # captions' numbers
    for number, line in enumerate(lines):
        if len(line.text) <= _LONGEST_HEADER and number not in cued:
            alike.setdefault(line.text.strip(), []).append(number)
    counted: dict[str, list[int]] = {}
    for words, places in alike.items():
        if _DIGITS.search(words):
            counted.setdefault(without_digits(words), []).extend(places)
    found: set[int] = set()
    for words, places in counted.items():
        places.sort()
        if _are_page_numbers(words, [lines[n].text for n in places]) and _apart(places, 2):
            found.update(places)
    for words, places in [*alike.items(), *counted.items()]:
        if len(places) > 1 and _is_header(words, places, found):
            found.update(places)
    return {lines[number].at for number in found}


def _are_page_numbers(words: str, lines: Sequence[str]) -> bool:
    """Whether lines that differ in their numbers only are numbers of pages, one by one."""
    if len(lines) < 2 or not _PAGE.fullmatch(lines[0]):
        return False
    columns = list(zip(*(map(int, _DIGITS.findall(line)[:6]) for line in lines), strict=False))
    alone = _NUMBER_ALONE.fullmatch(lines[0])
    steps = (1,) if alone else (0, 1)  # a page may have its number at its top and at its bottom
    rising = any(c[-1] > c[0] and all(b - a in steps for a, b in pairwise(c)) for c in columns)
    return rising and (not alone or len(lines) > 2)


def _apart(places: Sequence[int], least: int) -> bool:
    return all(b - a >= least for a, b in pairwise(places))


def _is_header(words: str, places: Sequence[int], pages: set[int]) -> bool:
    """Whether a line that comes back is a page's header, and nobody's label, answer or heading."""
    if words.endswith((".", "?", "!", ",", "…", ":", ")", "]")) or not any(c.isalpha() for c in words):
        return False
    beside = sum(bool({n - 1, n + 1} & pages) for n in places)
    if beside > 1 and 4 * beside >= 3 * len(places):
        return not is_role(words)
    title = len(words.split()) > 2 and words[0].isupper() and ":" not in words and "\t" not in words
    far = _apart(places, _PAGE_LINES)
    return title and far and len(places) > 2 and not is_role(words) and not may_be_name(words)


# Numbers at line starts

_NUMBERED = re.compile(r"(\s*[\[(]?(\d{1,4})[\])]?([.):]?)(?:\t|[ \xa0]+))(?=\S)")
_FEWEST = 5
_FIRST = 10  # the largest that numbers of lines begin with


class Numbering(NamedTuple):
    """Numbers at line starts; `doubtful` ones may be a list's (with dots) or years, where nobody is named."""

    widths: dict[int, int]  # by the beginning of the line: how many characters the number takes
    doubtful: bool


def numbering(lines: Sequence[Line]) -> Numbering | None:
    """Numbers of lines that were typed at their starts: each line's, or each fifth or tenth line's."""
    found = [(n, match) for n, line in enumerate(lines) if (match := _NUMBERED.match(line.text))]
    if len(found) < _FEWEST:
        return None
    numbers = [int(match[2]) for _, match in found]
    steps = Counter(b - a for a, b in pairwise(numbers))
    step, often = steps.most_common(1)[0]
    if step not in (1, 5, 10) or often < 0.9 * (len(numbers) - 1):
        return None
    first, last = found[0][0], found[-1][0]
    expected = (last - first + 1) / step
    if len(found) < 0.8 * expected or (step == 1 and len(found) < 0.6 * len(lines)):
        return None
    widths = {lines[n].at: len(match[1]) for n, match in found}
    dotted = 2 * sum(bool(match[3]) for _, match in found) > len(found)
    return Numbering(widths, dotted or numbers[0] > _FIRST)


def without_number(line: Line, width: int) -> Line:
    """A line behind the number at its start."""
    return Line(line.start + width, line.text[width:], line.at) if width else line


# Cover pages

_COVER = re.compile(
    r"\s*+(date|site|location|place|venue|duration|length|project|study|title|transcri\w+( by)?"
    r"|recorded( by)?|file( ?name)?|(interview|participant|respondent)( (id|number|no|code|date|details))"
    r"|id|version|status|present|attendees|pseudonym|consent|language|setting)\.?\s*:",
    re.IGNORECASE,
)
_COVER_LINES = 30
_COVER_WORDS = 8


def cover_end(lines: Sequence[Line]) -> int:
    """The offset after the last line of a cover page ("Date: 3 May", "Participant: P07"), 0 without one."""
    end = found = 0
    for line in lines[:_COVER_LINES]:
        if _COVER.match(line.text):
            found += 1
            end = line.start + len(line.text)
        elif ":" in line.text and (
            len(line.text.split()) > _COVER_WORDS or line.text.rstrip().endswith((".", "?", "!", "…"))
        ):
            break
    return end if found > 1 else 0


_KEY = re.compile(r"([A-Z][^:\n\t]{0,40}?)[ \xa0]*+(?::(?!\d)|\t)\s*+(\S.*)")


def cover_of(lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """What a cover page says: its entries, and the rest of it as one. A single line is a title."""
    if len(lines) < 2:
        return ()
    entries = []
    rest = []
    for line in lines:
        if found := _KEY.fullmatch(line.text.strip()):
            entries.append((found[1], found[2]))
        else:
            rest.append(line.text.strip())
    return (*entries, ("cover page", "\n".join(rest))) if rest else tuple(entries)
