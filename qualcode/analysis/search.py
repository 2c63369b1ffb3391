"""Looking for words, or for a pattern, in what is said in a text; and passages in their context.

Whatever is found lies within one stretch: neighbouring segments of one speaker, or an aside. So labels are
never found, and nothing reaches from one speaker's words into another's.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import NamedTuple, Protocol
from unicodedata import combining, normalize

from qualcode.model.asides import asides_of
from qualcode.model.errors import Refused
from qualcode.model.hits import Hit
from qualcode.model.sentences import sentences
from qualcode.model.text import Content, Span

ROOM = 40  # characters shown before a hit, and after it
PATIENCE = 2.0  # seconds that a pattern may take in all
LARGEST = 10_000  # characters of a pattern, each as often as it is repeated by a number


class Stretch(NamedTuple):
    """Part of a text that is searched by itself: what one speaker says, or an aside."""

    start: int
    end: int
    speaker: str
    aside: bool = False


class Search(Protocol):
    """What is looked for."""

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth looking closely at a text."""
        ...

    def spans(self, text: str) -> Iterator[Span]:
        """Where it stands in a stretch of text, from left to right, none overlapping another."""
        ...


class Words:
    """Words as they are typed, without case unless `case`; with `whole`, no parts of longer words.

    White space between them stands for any run of it, and the quotation marks, apostrophes and hyphens of a
    keyboard for those of a printer. Accents count, however a text writes them.
    """

    def __init__(self, words: str, *, case: bool = False, whole: bool = False) -> None:
        if not words.split():
            raise Refused("Say which words to look for.")
        self._case, self._whole = case, whole
        forms = dict.fromkeys(self._folded(normalize(form, words)) for form in ("NFC", "NFD"))
        self._pattern = re.compile("|".join(_literal(form) for form in forms))

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth looking closely at a text."""
        return self._pattern.search(self._folded(text)) is not None

    def spans(self, text: str) -> Iterator[Span]:
        """Where they stand in a stretch of text."""
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

    def _folded(self, text: str) -> str:
        return text if self._case else text.casefold()

    def _fits(self, text: str, start: int, end: int) -> bool:
        if end < len(text) and combining(text[end]):  # the last letter has an accent that wasn't asked for
            return False
        if not self._whole:
            return True
        begins = start == 0 or not (_is_of_word(text[start]) and _is_of_word(text[start - 1]))
        return begins and (end == len(text) or not (_is_of_word(text[end - 1]) and _is_of_word(text[end])))


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

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth looking closely at a text."""
        return bool(text)

    def spans(self, text: str) -> Iterator[Span]:
        """Where it stands in a stretch of text, white space at its ends left out."""
        began = monotonic()
        found = []
        try:
            found = [match.span() for match in self._pattern.finditer(text, timeout=self._patience)]
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


def stretches_of(content: Content) -> list[Stretch]:
    """The stretches of a text, in order."""
    found: list[Stretch] = []
    for speaker, start, end, _ in content.segments:
        before = found[-1] if found else None
        if before is not None and before.speaker == speaker and not content.text[before.end : start].strip():
            found[-1] = Stretch(before.start, max(before.end, end), speaker)
        elif start < end:
            found.append(Stretch(start, end, speaker))
    asides = [Stretch(start, end, "", True) for start, end in asides_of(content)]
    return sorted([*found, *asides]) if asides else found


def hits_in(
    content: Content,
    transcript: str,
    search: Search,
    wanted: Callable[[Stretch], bool],
    room: int = ROOM,
) -> Iterator[Hit]:
    """What is found in the wanted stretches of a text, in order, each with up to `room` characters around."""
    text = content.text
    if not search.may_be_in(text):
        return
    for stretch in stretches_of(content):
        if wanted(stretch):
            for start, end in search.spans(text[stretch.start : stretch.end]):
                span = Span(stretch.start + start, stretch.start + end)
                yield _hit(content, transcript, span, stretch, stretch, room)


def in_context(content: Content, transcript: str, span: Span, room: int = ROOM) -> Hit:
    """Any passage of a text, with what its first speaker says before it and its last speaker after it."""
    return all_in_context(content, transcript, [span], room)[0]


def all_in_context(content: Content, transcript: str, spans: Iterable[Span], room: int = ROOM) -> list[Hit]:
    """Passages of one text, each as `in_context` has it."""
    stretches = stretches_of(content)
    found = []
    for span in spans:
        nowhere = Stretch(span.start, span.end, "", True)
        first = next((s for s in stretches if s.end > span.start), nowhere)
        last = next((s for s in reversed(stretches) if s.start < span.end), nowhere)
        found.append(_hit(content, transcript, span, first, last, room))
    return found


def sentences_around(content: Content, spans: Iterable[Span]) -> list[Span]:
    """For each span the whole sentences around it, in its stretch; the span itself where it is in none."""
    stretches = stretches_of(content)
    starts = [stretch.start for stretch in stretches]
    known: dict[int, tuple[list[int], list[int]]] = {}
    found = []
    for span in spans:
        place = bisect_right(starts, span.start) - 1
        if place < 0 or stretches[place].end < span.end:
            found.append(span)
            continue
        if place not in known:
            within = list(sentences(content.text, stretches[place].start, stretches[place].end))
            known[place] = [start for start, _ in within], [end for _, end in within]
        begin, close = known[place]
        first = max(bisect_right(begin, span.start) - 1, 0)
        last = min(bisect_left(close, span.end), len(close) - 1)
        found.append(Span(min(begin[first], span.start), max(close[last], span.end)))
    return found


def _hit(content: Content, transcript: str, span: Span, first: Stretch, last: Stretch, room: int) -> Hit:
    text = content.text
    turn = None if first.aside else content.turn_at(max(span.start, first.start))
    return Hit(
        transcript,
        span,
        turn.number if turn else 0,
        first.speaker,
        _before(text, min(first.start, span.start), span.start, room),
        " ".join(text[span.start : span.end].split()),
        _after(text, span.end, max(last.end, span.end), room),
    )


def _before(text: str, start: int, end: int, room: int) -> str:
    """The last words of a part of a text."""
    part = text[max(start, end - 2 * room) : end]
    line = " ".join(part.split()) + (" " if part[-1:].isspace() else "")
    if len(line) > room:
        cut = line.find(" ", len(line) - room - 1, len(line) - 1)
        line = line[cut + 1 if cut >= 0 else len(line) - room :]
    return line.lstrip()


def _after(text: str, start: int, end: int, room: int) -> str:
    """The first words of a part of a text."""
    part = text[start : min(end, start + 2 * room)]
    line = (" " if part[:1].isspace() else "") + " ".join(part.split())
    if len(line) > room:
        cut = line.rfind(" ", 1, room + 1)
        line = line[: cut if cut >= 0 else room]
    return line.rstrip()


_NOT_ASCII = re.compile("[^\x00-\x7f]")

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


_ALIKE = {mark: f"[{re.escape(alike)}]" for alike in ("'’‘ʼ", '"“”„', "-‐‑") for mark in alike}


def _literal(words: str) -> str:
    """A regular expression for words as typed."""
    return r"\s+".join("".join(_ALIKE.get(c) or re.escape(c) for c in word) for word in words.split())


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_" or bool(combining(character))


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
