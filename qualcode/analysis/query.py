"""The language in which words are looked for.

    care plan                words side by side, as typed; also as parts of longer words, unless `whole`
    "care plan"              the same, taken as it stands: no star, AND, OR or bracket in it means anything
    care*  *less  h*p        a star stands for any letters of a word
    trust OR rely            either
    trust AND police         both, in one turn; so do "care plan" trust, a phrase beside something else
    trust NEAR police        both, with at most 10 words between them; NEAR/3: at most 3
    -police   NOT police     left out: turns in which it stands
    trust AND (plan OR form) brackets hold together what belongs together

Operators are written in capitals. What is found are the words looked for, not the turn around them; what is
near to something is found together with it. Where a query can't be read, it is Refused with a sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from qualcode.analysis.words import STAR, Forms, Words, is_of_word
from qualcode.model.errors import Refused
from qualcode.model.text import Span

NEAR = 10  # words between two that are near each other

_QUOTES = '"“”„'
_OPERATOR = re.compile(r"AND|OR|NOT|NEAR(?:/(\d{1,3}))?")
_WORD = re.compile(r"\w[\w'’-]*")
_MIXED = "AND and OR stand side by side: put brackets around one of them, as in care AND (plan OR review)."
_AS_IT_STANDS = "put quotation marks around what is meant as it stands"


class Search(Protocol):
    """What is looked for."""

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth looking closely at a text."""
        ...

    def spans(self, text: str) -> Iterator[Span]:
        """Where it stands in a stretch of text, from left to right, none overlapping another."""
        ...


def parse(query: str, *, case: bool = False, whole: bool = False, forms: Forms | None = None) -> Search:
    """What a query looks for; see the module. `forms` are found of words that stand in no quotation marks."""
    tokens = _tokens(query)
    if not tokens:
        raise Refused("Say which words to look for.")
    return _Parser(tokens, case, whole, forms).query()


def words_of(query: str) -> list[str]:
    """The words of a query of which forms can be found: those in no quotation marks, without a star."""
    found = (token.text for token in _tokens(query) if token.kind == "word" and STAR not in token.text)
    return list(dict.fromkeys(found))


class _Token(NamedTuple):
    kind: str  # "word", "quoted", "(", ")", "-", or an operator
    text: str = ""


def _tokens(query: str) -> list[_Token]:
    found: list[_Token] = []
    at = depth = 0
    while at < len(query):
        here = query[at]
        if here.isspace():
            at += 1
        elif here in _QUOTES:
            end = next((n for n in range(at + 1, len(query)) if query[n] in _QUOTES), -1)
            if end < 0:
                raise Refused(f"The quotation mark before “{query[at + 1 :].strip()[:40]}” is never closed.")
            if query[at + 1 : end].strip():
                found.append(_Token("quoted", query[at + 1 : end]))
            at = end + 1
        elif here == "(":
            found.append(_Token("("))
            depth, at = depth + 1, at + 1
        elif here == ")" and depth:
            found.append(_Token(")"))
            depth, at = depth - 1, at + 1
        elif here == "-" and at + 1 < len(query) and not query[at + 1].isspace():
            found.append(_Token("-"))
            at += 1
        else:
            word = _word_at(query, at, depth)
            operator = _OPERATOR.fullmatch(word)
            found.append(_Token(*_said(operator)) if operator else _Token("word", word))
            at += len(word)
    if depth:
        raise Refused(f"A bracket “(” is never closed: close it, or {_AS_IT_STANDS}.")
    return found


def _word_at(query: str, at: int, depth: int) -> str:
    """A word: up to white space or a quotation mark, and without brackets that close others before it."""
    end = next((n for n in range(at, len(query)) if query[n].isspace() or query[n] in _QUOTES), len(query))
    word = query[at:end]
    while depth and word.endswith(")") and word.count(")") > word.count("("):
        word = word[:-1]
    return word


def _said(operator: re.Match[str]) -> tuple[str, str]:
    return operator[0].partition("/")[0], operator[1] or ""


class _Parser:
    """Reads tokens, from the left: alternatives of things that stand together, of words and brackets."""

    def __init__(self, tokens: Sequence[_Token], case: bool, whole: bool, forms: Forms | None) -> None:
        self._tokens, self._at = tokens, 0
        self._case, self._whole, self._forms = case, whole, forms
        self._left_out: list[Search] = []

    def query(self) -> Search:
        """What all of it looks for."""
        found = self._several(within=False)
        return _Without(found, tuple(self._left_out)) if self._left_out else found

    @property
    def _next(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _several(self, within: bool) -> Search:
        """What stands between brackets, or all: joined by AND or by OR, not by both."""
        parts: list[Search] = []
        joins: set[str] = set()
        join = ""
        while self._next not in ("", ")"):
            if self._next in ("-", "NOT"):
                self._leave_out(within)
                continue
            if self._next in ("AND", "OR"):
                join = self._operator(join or not parts)
                continue
            if parts:
                joins.add(join or "AND")
            join = ""
            parts.append(self._near())
        if join:
            raise Refused(f"{join} needs words on both sides.")
        if len(joins) > 1:
            raise Refused(_MIXED)
        if not parts:
            if self._left_out and not within:
                raise Refused("Say what to look for, besides what is to be left out.")
            raise Refused(f"There is nothing in a pair of brackets: fill them, or {_AS_IT_STANDS}.")
        return parts[0] if len(parts) == 1 else _Joined(tuple(parts), "OR" not in joins)

    def _operator(self, misplaced: object) -> str:
        """AND or OR; with AND NOT, only what is left out follows."""
        kind = self._next
        self._at += 1
        if kind == "AND" and self._next in ("-", "NOT") and not misplaced:
            return ""
        if misplaced:
            raise Refused(f"{kind} needs words on both sides; in small letters, it is a word like others.")
        return kind

    def _leave_out(self, within: bool) -> None:
        sign = "-" if self._next == "-" else "NOT"
        if within:
            raise Refused("What is to be left out stands outside brackets.")
        self._at += 1
        if self._next in ("", "AND", "OR", "NEAR", "NOT", "-"):
            raise Refused(f"{sign} needs the word behind it that is to be left out.")
        if self._next == "word":
            self._at += 1
            self._left_out.append(self._words(self._tokens[self._at - 1].text))
        else:
            self._left_out.append(self._one())

    def _near(self) -> Search:
        """Something, and what is to be near it."""
        found = self._one()
        while self._next == "NEAR":
            most = self._tokens[self._at].text
            self._at += 1
            if self._next not in ("word", "quoted", "("):
                raise Refused("NEAR needs words on both sides.")
            found = _Near(found, self._one(), int(most or NEAR))
        return found

    def _one(self) -> Search:
        """Words side by side, a phrase in quotation marks, or what is in brackets."""
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "NEAR":
            raise Refused("NEAR needs words on both sides.")
        if token.kind == "quoted":
            return Words(token.text, case=self._case, whole=self._whole)
        if token.kind == "(":
            found = self._several(within=True)
            self._at += 1
            return found
        words = [token.text]
        while self._next == "word":
            words.append(self._tokens[self._at].text)
            self._at += 1
        return self._words(" ".join(words))

    def _words(self, words: str) -> Words:
        return Words(words, case=self._case, whole=self._whole, stars=True, forms=self._forms)


@dataclass(frozen=True)
class _Joined:
    """Several things: all of them, or any."""

    parts: tuple[Search, ...]
    all_of: bool

    def may_be_in(self, text: str) -> bool:
        return (all if self.all_of else any)(part.may_be_in(text) for part in self.parts)

    def spans(self, text: str) -> Iterator[Span]:
        found: list[Span] = []
        for part in self.parts:
            here = list(part.spans(text))
            if self.all_of and not here:
                return
            found += here
        yield from _apart(sorted(found, key=lambda span: (span.start, -span.end)))


@dataclass(frozen=True)
class _Near:
    """Two things with at most so many words between them, in either order: both, with what is between."""

    one: Search
    other: Search
    most: int

    def may_be_in(self, text: str) -> bool:
        return self.one.may_be_in(text) and self.other.may_be_in(text)

    def spans(self, text: str) -> Iterator[Span]:
        one = list(self.one.spans(text))
        other = list(self.other.spans(text)) if one else []
        if not other:
            return
        pairs = []
        for span in one:
            after = bisect_left(other, span.end, key=lambda other: other.start)
            before = bisect_right(other, span.start, key=lambda other: other.end) - 1
            found = [(span, other[after])] if after < len(other) else []
            found += [(other[before], span)] if before >= 0 else []
            for first, last in found:
                if self._words_between(text, first.end, last.start) <= self.most:
                    pairs.append(Span(first.start, last.end))
        yield from _apart(sorted(pairs, key=lambda span: span.end - span.start))

    def _words_between(self, text: str, start: int, end: int) -> int:
        """How many whole words stand between two offsets; counted no further than it takes."""
        cut = sum(_is_within_word(text, place) for place in (start, end))
        counted = sum(1 for _ in islice(_WORD.finditer(text, start, end), self.most + cut + 1))
        return max(0, counted - cut)


def _is_within_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and is_of_word(text[offset - 1]) and is_of_word(text[offset])


@dataclass(frozen=True)
class _Without:
    """Something, in stretches that have nothing of what is left out."""

    found: Search
    left_out: tuple[Search, ...]

    def may_be_in(self, text: str) -> bool:
        return self.found.may_be_in(text)

    def spans(self, text: str) -> Iterator[Span]:
        if not any(next(part.spans(text), None) for part in self.left_out):
            yield from self.found.spans(text)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Of spans in order of preference those that overlap none before them; in order of place."""
    kept: list[Span] = []
    for span in spans:
        place = bisect_left(kept, span)
        free = place == 0 or kept[place - 1].end <= span.start
        if free and (place == len(kept) or span.end <= kept[place].start):
            kept.insert(place, span)
    return kept
