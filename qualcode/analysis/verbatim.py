"""Where somebody's words stand in other texts, letter for letter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qualcode.model.text import Span

LEAST = 12  # characters that are alike, at the least

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})
_SPACE = re.compile(r"\s+")


def plain(text: str) -> tuple[str, Sequence[int]]:
    """A text as compared, and where each of its characters stood.

    White space is one space, letters have no case, quotes and dashes are plain.
    """
    letters: list[str] = []
    places: list[int] = []
    spaced = False
    for place, character in enumerate(text.translate(_SAME)):
        if character.isspace():
            if not spaced:
                letters.append(" ")
                places.append(place)
            spaced = True
            continue
        spaced = False
        for letter in character.casefold():
            letters.append(letter)
            places.append(place)
    places.append(len(text))
    return "".join(letters), places


def as_compared(text: str) -> str:
    """A text as compared, without its places: much faster."""
    return _SPACE.sub(" ", text.translate(_SAME)).casefold()


@dataclass(frozen=True)
class Words:
    """Somebody's words, to be looked for. `texts` are what they said, as it is compared."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Words":
        """Those of some texts."""
        return cls(tuple(as_compared(text) for text in texts))

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Every run of as many characters as must be alike."""
        return frozenset(piece for text in self.texts for piece in _pieces(text))

    def common(self, others: Iterable[str]) -> Counter[str]:
        """The pieces that others say too, and how many of these texts have each."""
        counted: Counter[str] = Counter()
        for text in others:
            counted.update(self.pieces.intersection(_pieces(as_compared(text))))
        return counted

    def found_in(self, text: str, common: Mapping[str, int], least: int = LEAST, own: int = 0) -> list[Span]:
        """The stretches of a text that are theirs, letter for letter, at least so long.

        Stretches that hold nothing but what is `common`, which more than `own` texts have, are left out.
        """
        compared, places = plain(text)
        found = []
        for start, end in self._stretches(compared):
            start, end = _whole_words(compared, start, end)
            if end - start < least:
                continue
            if any(common.get(compared[at : at + LEAST], 0) <= own for at in range(start, end - LEAST + 1)):
                found.append(Span(places[start], places[end - 1] + 1))
        return found

    def _stretches(self, compared: str) -> Iterator[tuple[int, int]]:
        """Stretches of a compared text that stand in one of theirs, each as long as can be."""
        pieces, place, last = self.pieces, 0, len(compared) - LEAST
        while place <= last:
            if compared[place : place + LEAST] not in pieces:
                place += 1
                continue
            end = place + LEAST
            while end < len(compared) and compared[end - LEAST + 1 : end + 1] in pieces:
                end += 1
            end = self._standing(compared, place, end)
            yield place, end
            place = end

    def _standing(self, compared: str, start: int, end: int) -> int:
        """How far from `start` up to `end` a compared text stands in one of theirs as a whole."""
        if self._has(compared[start:end]):
            return end
        good, bad = start + LEAST, end
        while bad - good > 1:
            middle = (good + bad) // 2
            good, bad = (middle, bad) if self._has(compared[start:middle]) else (good, middle)
        return good

    def _has(self, words: str) -> bool:
        return any(words in text for text in self.texts)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the parts of words, and the spaces, at its ends."""
    while start < end and (text[start] == " " or (start > 0 and _in_word(text[start - 1 : start + 1]))):
        start += 1
    while start < end and (text[end - 1] == " " or _in_word(text[end - 1 : end + 1])):
        end -= 1
    return start, end


def _in_word(pair: str) -> bool:
    """Whether no word ends between two characters: letters that have case, digits."""
    return len(pair) == 2 and all(each.isdigit() or each != each.upper() for each in pair)


def _pieces(text: str) -> Iterator[str]:
    return (text[at : at + LEAST] for at in range(len(text) - LEAST + 1))


def names_in(text: str, names: Iterable[str]) -> list[Span]:
    """Where these names stand in a text as words of their own, in any case of letters."""
    wanted = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    if not wanted:
        return []
    pattern = "|".join(r"\s+".join(map(re.escape, name.split())) for name in wanted)
    return [Span(*m.span()) for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)]
