"""From the lines of a PDF's pages to paragraphs: which line goes on, and which stands on every page.

A PDF knows where letters are, not what a paragraph is. A line goes on in the next one if the next one's first
word had no room left on it, unless a gap, an indent or a speaker's label says that something new begins.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple


class Line(NamedTuple):
    """A line of a page: its words, where it stands in points from the bottom left, and its first word's end.

    `cut` says that a word is broken off at its end by a hyphen (which isn't in `text`).
    """

    page: int
    text: str
    left: float
    right: float
    base: float
    word: float
    cut: bool = False


class Pages(NamedTuple):
    """Paragraphs, and what stood at the head and foot of the pages."""

    paragraphs: list[str]
    headers: list[str]
    footers: list[str]


_EDGE_LINES = 2
_NEAR = 4.0
_NUMBER = re.compile(r"(?:page|seite|p\.?)?\s*[-–—]?\s*\d{1,4}\s*(?:(?:/|of|von)\s*\d{1,4})?\s*[-–—]?", re.I)
_MARGIN = 0.07  # of a page's height: nearer to its edge, nobody begins a text
_LABEL = re.compile(
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*)?(?:\[?([^\W\d_][\w .'’()&-]{0,38}?)\]?\s?:(?=\s|$))?"
)
_NAME = re.compile(r"(?=.{1,40}$)[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’.-]*| \d{1,4}){0,3}")
_OFTEN = 3
_LOOSE = 1.3
_JOINED = re.compile(r"[^\W\d_]+$")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def read_pages(pages: Sequence[Sequence[Line]], height: float) -> Pages:
    """The paragraphs of pages of lines in reading order; `height` is a page's, in points."""
    headers = _running(pages, height, first=True)
    footers = _running(pages, height, first=False)
    body = [
        [line for line in page if (line.page, line.base, line.text) not in {*headers, *footers}]
        for page in pages
    ]
    return Pages(
        _paragraphs([line for page in body for line in page]), _wordings(headers), _wordings(footers)
    )


def _running(
    pages: Sequence[Sequence[Line]], height: float, *, first: bool
) -> dict[tuple[int, float, str], str]:
    """Lines at the head (or foot) of pages that come back on most of them, or are a page's number."""
    edges = [line for page in pages for line in (page[:_EDGE_LINES] if first else page[-_EDGE_LINES:])]
    seen: dict[str, list[Line]] = {}
    for line in edges:
        seen.setdefault(_wording(line.text), []).append(line)
    every = [line for page in pages for line in page]
    labels, wordings = _labels(every), Counter(_wording(line.text) for line in every)
    found: dict[tuple[int, float, str], str] = {}
    for key, lines in seen.items():
        at = median_low(line.base for line in lines)
        level = [line for line in lines if abs(line.base - at) <= _NEAR]
        on = len({line.page for line in level})
        in_margin = at < _MARGIN * height or at > (1 - _MARGIN) * height
        elsewhere = wordings[key] - len(level)  # once, it may be the title
        spoken = labels[_label(level[0].text)] > len(lines) or elsewhere > max(1, len(level) / 4)
        often = on >= max(3, len(pages) / 2) and not spoken
        numbered = in_margin and bool(_NUMBER.fullmatch(level[0].text.strip())) and on >= len(pages) / 2
        both = len(pages) == 2 and in_margin and "#" in key and on == 2
        if often or numbered or both:
            found |= {(line.page, line.base, line.text): line.text.strip() for line in level}
    return found


def _wording(text: str) -> str:
    """A line's words whatever numbers are in it: those of pages differ."""
    return re.sub(r"\d+", "#", text.strip().casefold())


def _wordings(running: dict[tuple[int, float, str], str]) -> list[str]:
    """Each wording once; page numbers alone say nothing."""
    by_key = {_wording(words): words for words in reversed(running.values())}
    return [words for words in reversed(by_key.values()) if not _NUMBER.fullmatch(words)]


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    if not lines:
        return []
    edge = max(line.right for line in lines)
    pitch = _pitch(lines)
    labels = _labels(lines)
    known = {label for label, count in labels.items() if count >= _OFTEN}
    known |= {text for text, count in Counter(map(_name_alone, lines)).items() if text and count >= _OFTEN}
    words = _Words(lines)
    paragraphs: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins(before, line, paragraphs[-1], edge, pitch, known):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [words.joined(paragraph) for paragraph in paragraphs]


def _pitch(lines: Sequence[Line]) -> float:
    """From one line of a paragraph to the next, in points: the smallest step that comes often."""
    steps = Counter(
        round(before.base - line.base)
        for before, line in pairwise(lines)
        if before.page == line.page and before.base > line.base
    )
    enough = max(2, sum(steps.values()) * 0.05)
    return float(min((step for step, count in steps.items() if count >= enough and step > 2), default=0))


def _labels(lines: Iterable[Line]) -> Counter[str]:
    """How often each speaker's label stands at the beginning of a line."""
    return Counter(label for line in lines if (label := _label(line.text)))


def _label(text: str) -> str:
    found = _LABEL.match(text.lstrip())
    return found[1].strip().casefold() if found and found[1] else ""


def _begins(
    before: Line, line: Line, paragraph: Sequence[Line], edge: float, pitch: float, known: set[str]
) -> bool:
    """Whether a line begins a paragraph."""
    if before.cut and line.text[:1].islower():
        return False
    if _label(line.text) in known or _name_alone(line) in known or _timed(line.text):
        return True
    same_column = before.page == line.page and before.base > line.base
    if same_column and pitch and before.base - line.base > _LOOSE * pitch:
        return True
    if len(paragraph) > 1 and same_column and abs(line.left - before.left) > _NEAR:
        return True
    space = 0.0 if before.cut else _space(line)
    return edge - before.right > line.word - line.left + space + 1


def _name_alone(line: Line) -> str:
    """A line that may be nothing but a name, as some write it above what is said; "" if it can't be."""
    return f"{line.text.strip()}\n" if _NAME.fullmatch(line.text.strip()) else ""


def _timed(text: str) -> bool:
    return bool(re.match(r"\s*[\[(#]?\d{1,2}:\d{2}(?::\d{2})?(?:[-.]\d+)?[\])#]?(?:\s|$)", text))


def _space(line: Line) -> float:
    """About the width of a space: letters are about twice as wide."""
    return (line.right - line.left) / max(len(line.text.strip()), 1) / 2


class _Words:
    """How words that are cut at the end of a line are written elsewhere in the document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        cut = sum(line.cut for line in lines)
        self._known = set(
            re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(_texts(lines)).casefold()) if cut else ()
        )
        self._hyphenated = cut > max(5, 0.05 * len(lines))

    def joined(self, paragraph: Sequence[Line]) -> str:
        """The words of a paragraph on one line."""
        text = ""
        for line, after in zip(paragraph, (*paragraph[1:], None), strict=True):
            words = " ".join(line.text.split())
            text += words
            if after is None:
                text += "-" if line.cut else ""
            elif line.cut:
                text += self._hyphen(words, after.text)
            elif not (_WIDE.match(words[-1:]) and _WIDE.match(after.text.strip()[:1])):
                text += " "
        return text

    def _hyphen(self, words: str, after: str) -> str:
        """The hyphen between two halves of a word, if it belongs to it."""
        end, begin = _JOINED.search(words), re.match(r"[^\W\d_]+", after.strip())
        if not end or not begin:
            return "-"
        first, second = end[0].casefold(), begin[0].casefold()
        if f"{first}{second}" in self._known:
            return ""
        if f"{first}-{second}" in self._known:
            return "-"
        return "" if self._hyphenated and begin[0][0].islower() else "-"


def _texts(lines: Iterable[Line]) -> Iterable[str]:
    return (line.text for line in lines)
