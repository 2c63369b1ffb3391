"""Capitalised words within sentences that are on no allow-list, in runs: “Royal Gwent”, “Ruth Abernethy”.

At the beginning of a sentence every word has a capital. There a word counts only if it is known to be a
name, if the text has it with a capital within a sentence as well, or if another name follows at once.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qualcode.analysis.identifiers import organisations
from qualcode.analysis.identifiers.allowed import is_a_medical_word, is_allowed
from qualcode.analysis.identifiers.first_names import ALSO_WORDS, KNOWN, PLAIN
from qualcode.analysis.identifiers.found import Identifier, plain
from qualcode.analysis.identifiers.surnames import SURNAMES
from qualcode.analysis.identifiers.titles import TITLES
from qualcode.analysis.identifiers.uk_places import AMBIGUOUS, NATURE, PLACES, STREETS
from qualcode.analysis.language import is_word
from qualcode.model.text import Span

_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
_TOKEN = re.compile(
    rf"(?<![\w’'-])(?!I(?:['’](?:m|ve|d|ll))?\b)[{_UPPER}]\w*(?:[-'’&]\w+)*(?:(?<=s)['’](?= [{_UPPER}]))?"
)
_JOIN = re.compile(
    r"(?:[.]? |, (?=St\b)| (?:of|for|upon|de|van|von|der|den|del|di|la|le|al|el|bin|ibn|ap|ab|ferch|y|yr)"
    r" (?:the |der |la )?| at (?=[A-Z][\w]+\b)|-in-|-on-|-upon-)"
)
_AND = re.compile(r" (?:and|&) ")
_SURNAMES_TOO = frozenset(
    "hill park green court lane way grove rise wood woods dale moor castle banks marsh".split()
)
_IRISH = re.compile(r"o['’]\w{3}|ma?c[a-z]{4}")
_SURE_PLACES = PLACES - AMBIGUOUS
_GAP = 12  # characters that join two words of a name, at the most
_MOST = 12  # words of a name, at the most
_LEAST = 3  # letters of a word that may be a name by itself
_SOUND = re.compile(
    r"(?:[aeiou]*h+|[ou]+[hm]*|m+h*|[uae]r+m*|e+h*m+|a+r*g+h+|[ou]+[fp]+s*|u+g+h*|h+m+|-)+|righty-?ho|t+s+k+"
)
_ENDED = re.compile(r"['’](?:d|ll|re|ve|s)$")
_LIST_MARK = re.compile(r"\s*(?:\d{1,3}|[a-z]|[ivx]{1,4}|\d[.][a-z](?:[.][ivx]{1,4})?)[.)]?\s*")
_STOPS = frozenset('.?!…:;\n\t–—-"“”‘(])/•*>|')
_QUOTES = " \xa0\"“‘'([{*_"

_PLACE_BEFORE = frozenset(
    "in from near around outside to at into through towards across over off behind down up".split()
)
_WITH_LETTERS = frozenset("m a b".split())


class Token(NamedTuple):
    """A capitalised word: its place, itself in small letters, whether it is allowed or begins a sentence."""

    start: int
    end: int
    word: str
    allowed: bool
    initial: bool


def capitals(text: str, starts: Iterable[int] = ()) -> Iterator[Identifier]:
    """Capitalised words in a text that may identify; `starts` are offsets at which speech begins."""
    runs = list(_runs(text, frozenset(starts)))
    inside = {
        token.word
        for run in runs
        for token in run
        if not token.allowed and not token.initial and token.word not in ALSO_WORDS
    }
    for run in runs:
        if (kept := _kept(run, inside, text)) is not None:
            start, end = kept[0].start, kept[-1].end
            words = text[start:end]
            if words.endswith(("'s", "’s")) and plain(words) not in organisations.KNOWN and len(words) > 3:
                end -= 2
            kind, why = _kind(kept, text)
            yield Identifier(kind, Span(start, end), text[start:end], why)


def _runs(text: str, starts: frozenset[int]) -> Iterator[list[Token]]:
    """Neighbouring capitalised words; a run ends where a sentence does."""
    run: list[Token] = []
    joined = False  # by “of” or “for”, after which an “and” may belong to a name
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        initial = False
        if run:
            gap = text[run[-1].end : start] if start - run[-1].end < _GAP else ""
            if len(run) == _MOST:
                yield run
                run, joined = [], False
            elif gap == " ":
                pass
            elif (
                gap
                and _JOIN.fullmatch(gap)
                and not (gap[0] == "." and len(run[-1].word) > 1 and run[-1].word not in TITLES)
            ):
                joined = joined or len(gap) > 2
            elif not (joined and _AND.fullmatch(gap)):
                yield run
                run, joined = [], False
        if not run:
            initial = _begins(text, start, starts)
        word = match[0].casefold()
        if not word.isascii():
            word = plain(word)
        allowed = is_allowed(word) or _is_acronym(match[0], word) or is_a_medical_word(word)
        run.append(Token(start, end, word, allowed, initial))
    if run:
        yield run


def _is_acronym(written: str, word: str) -> bool:
    """Whether a word is of capitals only, and no name: “CMHT”, “OTs”, “PHQ-9”."""
    letters = written[:-1] if written.endswith("s") and len(written) > 2 else written
    return letters.isupper() and (
        len(letters) < 4 or (len(letters) < 7 and word not in KNOWN and word not in PLACES)
    )


def _begins(text: str, start: int, starts: frozenset[int]) -> bool:
    """Whether a sentence, or somebody's speech, begins at a word."""
    while start > 0:
        if start in starts:
            return True
        before = text[start - 1]
        if before in _QUOTES:
            start -= 1
        elif before == ".":
            word = text[max(0, start - 8) : start - 1].rpartition(" ")[2].casefold()
            return not (word in TITLES or (len(word) == 1 and word.isalpha()))
        elif before in _STOPS:
            return True
        else:
            line = text.rfind("\n", max(0, start - 10), start)
            return line >= 0 and _LIST_MARK.fullmatch(text, line + 1, start) is not None
    return True


def _kept(run: Sequence[Token], inside: set[str], text: str) -> Sequence[Token] | None:
    """What of a run is reported; None if nothing of it identifies."""
    first = run[0]
    if first.initial and not first.allowed and not _names_at_start(run, inside, text):
        run = run[1:]
    the = None
    while run and run[0].allowed and not _may_begin(run, text):
        the = run[0] if run[0].word == "the" and not run[0].initial else None
        run = run[1:]
    while run and run[-1].allowed and not _may_end(run):
        run = run[:-1]
    if all(token.allowed for token in run) or (len(run) == 1 and _names_nothing(run[0].word)):
        return None
    return run if the is None else [the, *run]


def _names_at_start(run: Sequence[Token], inside: set[str], text: str) -> bool:
    """Whether the first word of a sentence is a name."""
    word = run[0].word.removesuffix("'s").removesuffix("’s")
    if word in PLAIN or word in inside or word in organisations.KNOWN - {"mind", "boots", "shelter"}:
        return True
    if word in SURNAMES and word not in PLACES:
        return True
    if word in PLACES and word not in AMBIGUOUS:
        return True
    if _is_no_word(word):
        return True
    if "-" in word and all(part.istitle() for part in text[run[0].start : run[0].end].split("-")):
        return True
    follows = run[1] if len(run) > 1 else None
    if follows is None:
        return False
    if not follows.allowed:
        return True
    ends = run[-1].word
    return ends in organisations.ENDINGS or ends in STREETS


def _is_no_word(word: str) -> bool:
    """Whether a word is none of English, and no sound that people make: then it is a name, most likely."""
    if len(word) < _LEAST or "_" in word or any(map(str.isdigit, word)) or _SOUND.fullmatch(word):
        return False
    parts = _ENDED.sub("", word).replace("’", "'").split("-")
    return not all(not part or is_allowed(part) or is_word(part) for part in parts)


def _may_begin(run: Sequence[Token], text: str) -> bool:
    """Whether an allowed word belongs to the name that follows: a title, “St”, “Royal”, “HMP”."""
    if len(run) == 1:
        return False
    word = run[0].word
    if word in TITLES or (word in organisations.BEGINNINGS and not run[0].initial):
        return True
    if text[run[0].end : run[1].start] in (" of ", " for ", " for the ", " of the "):  # “Department for Work”
        return not run[1].allowed or len(run) > 2
    return word == "st" or (
        not run[0].initial and run[-1].word in organisations.ENDINGS and word not in ("the", "a")
    )


def _may_end(run: Sequence[Token]) -> bool:
    """Whether an allowed word belongs to the name before it: “Ward”, “Trust”, “Road”."""
    word = run[-1].word
    return word in organisations.ENDINGS or word in STREETS or word in NATURE


def _names_nothing(word: str) -> bool:
    """Whether a capitalised word alone is only a kind of place: “Hospital”, “Ward”."""
    return word in organisations.CARE or word in TITLES


def _kind(run: Sequence[Token], text: str) -> tuple[str, str]:
    """The kind of a name, and why it is taken for one."""
    if run[0].word == "the":
        run = run[1:]
    first, last = run[0].word, run[-1].word
    bare = last.removesuffix("'s").removesuffix("’s")
    whole = plain(text[run[0].start : run[-1].end])
    before = text[max(0, run[0].start - 24) : run[0].start].split()
    last_before = before[-1].casefold().strip(",.“”\"'") if before else ""
    if first in TITLES and len(run) > 1:
        return "person", "a title and a name"
    if last_before in TITLES and first not in PLACES:
        return "person", "a name after a title"
    if whole.removesuffix("'s") in _SURE_PLACES:
        return "place", "a place of the UK"
    given = first.removesuffix("'s").removesuffix("’s")
    if len(run) == 2 and given in PLAIN and bare in _SURNAMES_TOO:
        return "person", "a first name"
    if len(run) > 1 and last in STREETS - {"court"}:
        return "place", "ends like a street"
    if len(run) > 1 and first in organisations.OFFICES:
        return "organisation", f"begins like an organisation (“{first}”)"
    if len(run) > 1 and last in organisations.ENDINGS:
        return "organisation", f"ends like an organisation (“{last}”)"
    if len(run) > 1 and first in organisations.BEGINNINGS:
        return "organisation", f"begins like an organisation (“{first}”)"
    if len(run) > 1 and last in NATURE:
        return "place", "ends like a place"
    if whole in organisations.KNOWN or bare in organisations.KNOWN:
        return "organisation", "known by this name"
    if any(token.word in _SURE_PLACES for token in run):
        return "place", "a place of the UK"
    if given in KNOWN:
        return "person", "a first name"
    if bare in SURNAMES or _IRISH.match(bare):
        return "person", "a surname"
    if last_before in _PLACE_BEFORE:
        return "place", f"a capital after “{last_before}”"
    return "capitalised word", "a capital within a sentence, and on no list"
