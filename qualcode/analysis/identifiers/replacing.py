"""Where words stand that are to be replaced, and what a text says with pseudonyms in their place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from qualcode.analysis.identifiers.brackets import Protected, protected
from qualcode.analysis.identifiers.found import Identifier, same
from qualcode.model.text import Span

_JOINED = frozenset(
    ["person", "speaker label", "participant's name", "capitalised word", "bracketed elsewhere"]
)


class Replacing(NamedTuple):
    """That some words are replaced by a pseudonym, in [brackets]."""

    words: str
    pseudonym: str

    @property
    def marked(self) -> str:
        """The pseudonym as it stands in a text."""
        return f"[{self.pseudonym.strip('[] ')}]"


class Pseudonyms:
    """Words with their pseudonyms, to be looked for in texts: longer ones first, whole words only.

    Case counts, but for words all in capitals. White space between words stands for any run of it.
    """

    def __init__(self, replaced: Iterable[Replacing]) -> None:
        self.replaced = sorted(replaced, key=lambda each: -len(each.words))
        self._marked = {self._key(each.words): each.marked for each in self.replaced}
        written = dict.fromkeys(form for each in self.replaced for form in (each.words, each.words.upper()))
        words = "|".join(_literal(form) for form in sorted(written, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![\w’'-])(?:{words})(?![\w]|-\w)")
        self._anywhere = re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE)

    @staticmethod
    def _key(words: str) -> str:
        return " ".join(words.replace("’", "'").casefold().split())

    def marked(self, words: str) -> str:
        """What stands for words as they are found."""
        return self._marked[self._key(words)]

    def places(self, text: str, hits: Sequence[Identifier] = ()) -> list[Span]:
        """Where they stand in a text, not in brackets, nor within the longer name of something else.

        “Margaret” is replaced in “Margaret Hill”, not in “St Margaret's Hospital”: that is a hit of its own.
        """
        brackets = Protected(protected(text))
        others = [hit for hit in hits if hit.kind not in _JOINED]
        found = []
        for match in self._pattern.finditer(text):
            span = Span(*match.span())
            larger = any(hit.span.overlaps(span) and same(hit.words) != same(match[0]) for hit in others)
            if not larger and not brackets.touches(span):
                found.append(span)
        return found

    def stand_in(self, text: str) -> bool:
        """Whether any of them stands anywhere in a text, in whatever case of letters; brackets count too."""
        return self._anywhere.search(text) is not None

    def put_in(self, text: str) -> str:
        """A text with the pseudonyms in place of the words, in whatever case these are written."""
        brackets = Protected(protected(text))

        def put(match: re.Match[str]) -> str:
            marked = self.marked(match[0])
            return marked[1:-1] if brackets.touches(Span(*match.span())) else marked

        return self._anywhere.sub(put, text)


def put_in_data(value: object, pseudonyms: Pseudonyms) -> object:
    """The same for all texts in a value such as JSON holds."""
    if isinstance(value, str):
        return pseudonyms.put_in(value)
    if isinstance(value, Mapping):
        return {str(put_in_data(k, pseudonyms)): put_in_data(v, pseudonyms) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [put_in_data(each, pseudonyms) for each in value]
    return value


def _literal(words: str) -> str:
    parts = (re.escape(word).replace("'", "['’]").replace("’", "['’]") for word in words.split())
    return r"\s+".join(parts)
