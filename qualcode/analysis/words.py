"""Words as they are typed, found in a text however it writes them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby
from unicodedata import category, combining, normalize

from qualcode.model.errors import Refused
from qualcode.model.text import Span

Forms = Callable[[str], Sequence[str]]
"""The forms of a word, itself among them: "go" gives "go", "goes", "went" …"""

STAR = "*"


class Words:
    """Words as they are typed, without case unless `case`; with `whole`, no parts of longer words.

    White space between them stands for any run of it, and the quotation marks, apostrophes and hyphens of a
    keyboard for those of a printer. Accents count, however a text writes them. With `stars`, a star stands
    for any letters of a word. With `forms`, any form of each word is found. Both make whole words of them.
    """

    def __init__(
        self,
        words: str,
        *,
        case: bool = False,
        whole: bool = False,
        stars: bool = False,
        forms: Forms | None = None,
    ) -> None:
        typed = words.split()
        if not typed:
            raise Refused("Say which words to look for.")
        if stars and any(not word.strip(STAR) for word in typed):
            raise Refused("A star stands for letters of a word: care* finds care, cares, careful.")
        self._case = case
        self._begins, self._ends = (
            whole or forms is not None or (stars and STAR in typed[place]) for place in (0, -1)
        )
        written = (self._expression(normalize(form, words), stars, forms) for form in ("NFC", "NFD"))
        self._pattern = re.compile("|".join(dict.fromkeys(written)))

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth looking closely at a text."""
        return self._pattern.search(self._folded(text)) is not None

    def spans(self, text: str) -> Iterator[Span]:
        """Where they stand in a stretch of text, from left to right, none overlapping another."""
        folded = self._folded(text)
        place = _as_it_is if len(folded) == len(text) else _unfolded(text)
        at = 0
        while found := self._pattern.search(folded, at):
            start, end = place(found.start()), place(found.end())
            if start is None or end is None or not self._fits(text, start, end):
                at = found.start() + 1
            else:
                yield Span(start, end)
                at = found.end()

    def _expression(self, words: str, stars: bool, forms: Forms | None) -> str:
        return r"\s+".join(self._one(word, stars, forms) for word in words.split())

    def _one(self, word: str, stars: bool, forms: Forms | None) -> str:
        if stars and STAR in word:
            return _letters().join(_literal(self._folded(part)) for part in re.split(r"\*+", word))
        if forms is None:
            return _literal(self._folded(word))
        # The longest first: one of which another is a beginning would hide it.
        found = (word, *forms(normalize("NFC", word)))
        written = sorted({self._folded(form) for form in found}, key=lambda form: (-len(form), form))
        return f"(?:{'|'.join(map(_literal, written))})"

    def _folded(self, text: str) -> str:
        return text if self._case else text.casefold()

    def _fits(self, text: str, start: int, end: int) -> bool:
        if end < len(text) and combining(text[end]):  # the last letter has an accent that wasn't asked for
            return False
        if self._begins and start and is_of_word(text[start]) and is_of_word(text[start - 1]):
            return False
        return not (self._ends and end < len(text) and is_of_word(text[end - 1]) and is_of_word(text[end]))


def is_of_word(character: str) -> bool:
    """Whether a character is part of a word: a letter, a digit, "_", or a mark on one of them."""
    return character.isalnum() or character == "_" or category(character)[0] == "M"


_ALIKE = {mark: f"[{re.escape(alike)}]" for alike in ("'’‘ʼ", '"“”„', "-‐‑") for mark in alike}


def _literal(word: str) -> str:
    """A regular expression for a word as typed."""
    return "".join(_ALIKE.get(character) or re.escape(character) for character in word)


@cache
def _letters() -> str:
    """A regular expression for any letters of a word, with the marks on them."""
    marks = [place for place in range(0x300, 0x10000) if category(chr(place))[0] == "M"]
    ranges = ""
    for _, run in groupby(enumerate(marks), key=lambda pair: pair[1] - pair[0]):
        places = [place for _, place in run]
        ranges += f"{chr(places[0])}-{chr(places[-1])}"
    return rf"[\w{ranges}]*"


_NOT_ASCII = re.compile("[^\x00-\x7f]")


def _as_it_is(offset: int) -> int | None:
    return offset


def _unfolded(text: str) -> Callable[[int], int | None]:
    """Where an offset into the folded text stands in the text; None within what one character folds to."""
    starts: list[int] = []  # of what folds to several characters, in the folded text
    ends: list[int] = []
    longer = [0]  # by how much the folded text is longer there
    for character in _NOT_ASCII.finditer(text):
        length = len(character[0].casefold())
        if length > 1:
            starts.append(character.start() + longer[-1])
            ends.append(starts[-1] + length)
            longer.append(longer[-1] + length - 1)

    def place(offset: int) -> int | None:
        before = bisect_left(starts, offset)
        return None if before and offset < ends[before - 1] else offset - longer[before]

    return place
