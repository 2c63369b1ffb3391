"""Square brackets: in them stands a pseudonym or a transcriber's note, and never a hit. Nor is <MARKUP/>.

A word that is bracketed in one place and bare in another was probably to be replaced there too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from qualcode.analysis.identifiers.allowed import is_allowed
from qualcode.analysis.identifiers.found import Identifier, plain
from qualcode.model.text import Span

_BRACKETS = re.compile(r"\[[^\[\]\n]{1,200}\]|</?[A-Z_]{2,40} ?/?>")
_NAME = re.compile(r"\[([A-ZÀ-Þ][\w'’-]{2,40}(?: [A-ZÀ-Þ0-9][\w'’-]{0,40}){0,3})\]")


def protected(text: str) -> list[Span]:
    """Where the brackets of a text stand, in order."""
    return [Span(*match.span()) for match in _BRACKETS.finditer(text)] if "[" in text or "<" in text else []


class Protected:
    """Brackets, to be asked whether something touches them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def touches(self, span: Span) -> bool:
        """Whether a span overlaps a bracket."""
        at = bisect_right(self._starts, span.start)
        if at and self._ends[at - 1] > span.start:
            return True
        return at < len(self._starts) and self._starts[at] < span.end


def bracketed_elsewhere(text: str) -> Iterator[Identifier]:
    """Words that stand bare in a text, and in brackets in another place of it."""
    if "[" not in text:
        return
    names = {
        match[1]
        for match in _NAME.finditer(text)
        if not all(is_allowed(plain(word)) or word.isupper() for word in match[1].split())
    }
    for name in sorted(names):
        for match in re.finditer(rf"(?<![\w\[]){re.escape(name)}(?![\w\]])", text):
            yield Identifier(
                "bracketed elsewhere", Span(*match.span()), match[0], "in brackets in another place"
            )
