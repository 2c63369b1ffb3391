"""Looking for a regular expression, for no longer than one would wait."""

import re
from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from qualcode.model.errors import Refused
from qualcode.model.text import Span

if TYPE_CHECKING:
    import regex

PATIENCE = 2.0  # seconds that a pattern may take in all
LARGEST = 10_000  # characters of a pattern, each as often as it is repeated by a number


class Pattern:
    """A regular expression, as the library `regex` reads it; `^` and `$` are the ends of lines.

    All stretches together have `patience` seconds: a pattern that may run for ever is Refused.
    """

    def __init__(
        self, pattern: str, *, case: bool = False, whole: bool = False, patience: float = PATIENCE
    ) -> None:
        import regex  # only here: few look for patterns, and all would wait for it

        if not pattern.strip():
            raise Refused("Say which pattern to look for.")
        if _size(pattern) > LARGEST:
            raise Refused(f"“{pattern[:60]}” is too large for a pattern: repeat less in it.")
        flags = regex.MULTILINE if case else regex.MULTILINE | regex.IGNORECASE | regex.FULLCASE
        try:
            self._pattern = regex.compile(pattern, flags)
            if whole:
                self._pattern = regex.compile(rf"(?<![\w\p{{M}}])(?:{pattern})(?![\w\p{{M}}])", flags)
        except (regex.error, RecursionError) as error:
            why = (
                "too much stands in brackets within brackets" if isinstance(error, RecursionError) else error
            )
            raise Refused(f"“{pattern[:60]}” can't be read as a pattern: {why}.") from error
        self._said = pattern[:60]
        self._patience = patience

    def _found(self, text: str) -> Iterator["regex.Match[str]"]:
        # Concurrent: a screen that waits is drawn meanwhile.
        return self._pattern.finditer(text, timeout=self._patience, concurrent=True)

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth looking closely at a text."""
        return bool(text)

    def spans(self, text: str) -> Iterator[Span]:
        """Where it stands in a stretch of text, white space at its ends left out."""
        began = monotonic()
        found = []
        try:
            found = [match.span() for match in self._found(text)]
        except (TimeoutError, MemoryError):
            self._patience = 0.0
        self._patience -= monotonic() - began
        if self._patience <= 0:
            raise Refused(
                f"“{self._said}” takes too long to look for: repeat less within what is repeated, "
                "or look for words."
            )
        for start, end in found:
            words = text[start:end].strip()
            if words:
                start += text[start:end].index(words)
                yield Span(start, start + len(words))


_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]|\{(\d*),?(\d*)\}|.", re.DOTALL)


def _size(pattern: str) -> int:
    """How large a pattern grows when it is read: what is repeated by a number is written out so often."""
    sizes, last = [0], 0
    for token in _TOKEN.finditer(pattern):
        if token[0] == "(":
            sizes.append(0)
        elif token[0] == ")" and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        elif token[0][0] == "{" and (token[1] or token[2]):
            times = max(int(number[:9]) for number in (token[1], token[2]) if number)
            sizes[-1] += last * (times - 1)
            last *= times
        else:
            last = 1
            sizes[-1] += 1
    return sum(sizes)
