"""Where words and sentences begin and end in somebody's speech."""

import operator
import re
from collections.abc import Iterator

# Marks that belong to the letter before them: accents, vowel signs, joiners. Python counts them as no letter.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b57"
    "\u0bbe-\u0bcd\u0c3e-\u0c56\u0cbc-\u0cd6\u0d3b-\u0d4d\u0e31\u0e34-\u0e4e\u0eb1-\u0ebc\u102b-\u103e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Chinese and Japanese have no spaces: there, each character is as far as one step goes.
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# At most a hundred letters, so that a step stays a step where a text has no spaces at all.
_WORD = re.compile(
    f"[{_ALONE}][{_MARKS}]*|[^\\W_{_ALONE}]{{1,100}}(?:[{_MARKS}'’‑-]{{1,9}}[^\\W_{_ALONE}]{{1,100}}){{0,20}}"
    f"[{_MARKS}]{{0,9}}"
)

_SPAN = operator.methodcaller("span")

_CLOSING = "\"'”’»)\\]"
_STOP = re.compile(f"[.!?…؟۔।]+[{_CLOSING}]*(?=\\s)|[。！？]+[{_CLOSING}」』]*|\\n[^\\S\\n]*\\n")
_TOKEN = re.compile(r"[^\s(\[{\"“‘—–]*$")
_BLANK = re.compile(r"\s*")

# Never the end of a sentence, whatever follows.
_TITLES = ("mr", "mrs", "ms", "mx", "dr", "prof", "rev", "fr", "st", "sr", "sgt", "capt", "hon", "messrs")
_SHORT = ("e.g", "i.e", "eg", "ie", "viz", "cf", "vs", "approx", "esp", "incl")
_OPEN = frozenset((*_TITLES, *_SHORT))
# The end only if no number follows: "No. I never did" is an answer, "No. 10" an address.
_NUMBERED = frozenset(["no", "nos", "p", "pp", "fig", "vol", "ch", "para", "sec", "tel", "ext"])


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The words between two offsets, as (start, end): letters and digits, with what joins them."""
    return map(_SPAN, _WORD.finditer(text, start, len(text) if end is None else end))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences between two offsets, as (start, end): full stop and closing quotes included.

    They leave out white space only. An empty line ends a sentence as a full stop does.
    """
    end = len(text) if end is None else end
    start = _past_blank(text, start, end)
    for match in _STOP.finditer(text, start, end):
        stop = match.end()
        if match[0][0] == "\n":
            stop = match.start()
        elif not _ends(text, start, match, end):
            continue
        stop = _before_blank(text, start, stop)
        if stop > start:
            yield start, stop
        start = _past_blank(text, max(start, match.end()), end)
    stop = _before_blank(text, start, end)
    if stop > start:
        yield start, stop


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether a stop ends the sentence that began at `start`."""
    marks = stop[0].rstrip("\"'”’»)]」』")
    if marks not in (".", "…") and not marks.startswith(".."):
        return True
    after = _past_blank(text, stop.end(), end)
    follows = text[after : after + 1]
    if marks != ".":  # a pause, unless a new sentence begins
        return not follows.islower()
    token = _TOKEN.search(text, max(start, stop.start() - 24), stop.start())
    word = token[0] if token else ""
    lower = word.casefold()
    if lower in _OPEN:
        return False
    if lower in _NUMBERED:
        return not follows.isdigit()
    if len(word) == 1 and word.isupper() and word != "I":  # an initial
        return False
    if lower in ("etc", "al") or ("." in lower and len(lower) <= 5):  # a.m., U.K.
        return not follows.islower()
    return True


def _past_blank(text: str, start: int, end: int) -> int:
    found = _BLANK.match(text, start, end)
    return found.end() if found else start


def _before_blank(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
