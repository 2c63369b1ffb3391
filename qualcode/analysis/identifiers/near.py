"""Looking for a pattern only near words without which it can't be: ten times as fast as everywhere."""

import re
from collections.abc import Iterator, Sequence

_BLANK = re.compile(r"\s")
_LONGEST = 300  # characters of a word
_FIGURE = re.compile("[0-9]+")


class Near:
    """A text, to be searched near words in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        lower = text.lower()
        self._lower = lower if len(lower) == len(text) else ""  # “İ” is two in small letters: look everywhere

    def words(
        self, pattern: re.Pattern[str], anchors: Sequence[str], before: int, after: int
    ) -> Iterator[re.Match[str]]:
        """Matches near anchors (in small letters), as far before and after them as a match may reach."""
        if not self._lower:
            yield from pattern.finditer(self._text)
            return
        places = []
        for anchor in anchors:
            at = self._lower.find(anchor)
            while at >= 0:
                places.append(at)
                at = self._lower.find(anchor, at + len(anchor))
        yield from self._around(pattern, sorted(places), before, after)

    def figures(self, pattern: re.Pattern[str], before: int = 60, after: int = 60) -> Iterator[re.Match[str]]:
        """Matches near figures."""
        yield from self._around(pattern, self._figures, before, after)

    @property
    def _figures(self) -> list[int]:
        if not hasattr(self, "_places_of_figures"):
            self._places_of_figures = [match.start() for match in _FIGURE.finditer(self._text)]
        return self._places_of_figures

    def _around(
        self, pattern: re.Pattern[str], places: Sequence[int], before: int, after: int
    ) -> Iterator[re.Match[str]]:
        start = end = 0
        for place in places:
            if place - before > end:
                yield from pattern.finditer(self._text, start, end)
                start = self._blank(place - before)
            end = self._blank(place + after)
        if places:
            yield from pattern.finditer(self._text, start, end)

    def _blank(self, place: int) -> int:
        """The next white space at or after a place, so that no word is cut, unless it is endless."""
        if place <= 0:
            return 0
        found = _BLANK.search(self._text, place, place + _LONGEST)
        return found.start() if found else min(place + _LONGEST, len(self._text))
