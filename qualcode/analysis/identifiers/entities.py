"""Names that a model of English found: those kinds that identify, without what is on the allow-list."""

import re
from collections.abc import Iterable, Iterator

from qualcode.analysis.identifiers import organisations
from qualcode.analysis.identifiers.allowed import is_a_medical_word, is_allowed
from qualcode.analysis.identifiers.brackets import Protected, protected
from qualcode.analysis.identifiers.first_names import KNOWN
from qualcode.analysis.identifiers.found import FROM_MODEL, Identifier, plain
from qualcode.analysis.identifiers.small_letters import has_no_capitals
from qualcode.analysis.language import Named, is_word
from qualcode.model.asides import asides_of
from qualcode.model.text import Content, Span

_KINDS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation"}
_AN = {"person": "a person", "place": "a place", "organisation": "an organisation"}
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LEAST = 3  # words, below which a segment says nothing to a model


def parts_of(content: Content) -> list[Span]:
    """The parts of a text that a model is asked about one by one: its segments and headings.

    A name never goes from one speaker to another, and a model that sees both thinks that some do.
    """
    spans = [Span(segment.start, segment.end) for segment in content.segments]
    text = content.text
    return [span for span in sorted([*spans, *asides_of(content)]) if text.count(" ", *span) + 1 >= _LEAST]


def from_model(content: Content, found: Iterable[Named]) -> Iterator[Identifier]:
    """What of a model's findings, with places in the whole text, may identify someone."""
    text = content.text
    small = has_no_capitals(text)
    brackets = Protected(protected(text))
    for start, end, label in found:
        kind = _KINDS.get(label)
        if kind is None or brackets.touches(Span(start, end)):
            continue
        words = [
            match
            for match in _WORD.finditer(text, start, end)
            if (small or match[0][0].isupper()) and not _is_common(match[0])
        ]
        if len(words) == 1 and _begins_a_sentence(text, words[0].start()) and _is_a_common_word(words[0][0]):
            continue  # “Twice last year”: a capital that says nothing, and a model that was misled by it
        if words:
            first = min(match.start() for match in words)
            last = max(match.end() for match in words)
            span = Span(first, last if text[last - 2 : last] not in ("'s", "’s") else last - 2)
            yield Identifier(kind, span, text[slice(*span)], f"{FROM_MODEL}{_AN[kind]}")


def _begins_a_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 8) : place].rstrip(" \"“‘'")
    return not before or before[-1] in ".?!…:\n]"


def _is_a_common_word(word: str) -> bool:
    lower = plain(word)
    return is_word(lower) and lower not in KNOWN and lower not in organisations.KNOWN


def _is_common(word: str) -> bool:
    lower = plain(word)
    return is_allowed(lower) or is_a_medical_word(lower) or (word.isupper() and len(word) < 7)
