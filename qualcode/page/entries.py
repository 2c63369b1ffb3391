"""Codes and themes as a list shows them, and which of them somebody means who types a few letters."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from qualcode.model.hits import Hit
from qualcode.page.cells import clip, drawable, width


class CodeEntry(NamedTuple):
    """A code in a list.

    `key` is the pinned key that applies it, `note` a word on its status, if any, `mark` the letter that
    stands for it beside texts.
    """

    uid: str
    name: str
    definition: str = ""
    themes: tuple[str, ...] = ()
    passages: int = 0
    participants: int = 0
    key: str = ""
    colour: str = ""
    note: str = ""
    use: str = ""
    avoid: str = ""
    mark: str = ""


class ThemeEntry(NamedTuple):
    """A theme in a list, with its codes; `depth` counts the themes it stands in."""

    uid: str
    name: str
    codes: tuple[CodeEntry, ...] = ()
    depth: int = 0
    definition: str = ""


class Line(NamedTuple):
    """A line of the codebook: a theme, or a code under it."""

    kind: Literal["theme", "code"]
    theme: ThemeEntry
    code: CodeEntry | None = None

    @property
    def uid(self) -> str:
        """The uid of the code or theme."""
        return self.code.uid if self.code else self.theme.uid


def listed(themes: Iterable[ThemeEntry], folded: Iterable[str] = ()) -> list[Line]:
    """The lines of the codebook; of a folded theme, its own line only."""
    closed = frozenset(folded)
    lines: list[Line] = []
    for theme in themes:
        lines.append(Line("theme", theme))
        if theme.uid not in closed:
            lines += [Line("code", theme, code) for code in theme.codes]
    return lines


def fitting(themes: Iterable[ThemeEntry], typed: str) -> list[ThemeEntry]:
    """The themes with those codes that have what was typed in name, theme or definition; others are left out.

    A theme whose own name has it keeps all its codes.
    """
    words = plain_letters(typed).split()
    found = []
    for theme in themes:
        name = plain_letters(theme.name)
        if all(word in name for word in words):
            found.append(theme)
        elif codes := tuple(code for code in theme.codes if _rank(code, " ".join(words), words) is not None):
            found.append(theme._replace(codes=codes))
    return found


def numbered(name: str, count: str, room: int) -> tuple[str, str]:
    """A name and a number at the right edge, together exactly `room` cells wide."""
    name = _kept_apart(drawable(name), max(1, room - len(count) - 1))
    return name, " " * (room - width(name) - len(count)) + count


def _kept_apart(name: str, room: int) -> str:
    """A name cut to fit: one of two parts (“care – as work”) within the first, as many names begin alike."""
    first, dash, rest = name.partition(" – ")
    left = room - width(dash + rest)
    if dash and width(name) > room and left > 3:
        return clip(first, left) + dash + rest
    return clip(name, room)


@lru_cache(8192)
def plain_letters(text: str) -> str:
    """A text without case and accents, as one types it in a hurry; dashes count as spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\s‐-―-]+", " ", bare).strip()


def ranked(entries: Sequence[CodeEntry], typed: str, recent: Sequence[str] = ()) -> list[CodeEntry]:
    """The codes that what was typed may mean, likeliest first.

    First those whose name begins so, then with a word that begins so, then with the letters anywhere, then
    by theme, then by definition. Every word typed must be found. Among equals, those used last (`recent`, by
    uid) come first, then the codebook's order.
    """
    words = plain_letters(typed).split()
    age = {uid: number for number, uid in enumerate(recent)}
    whole = " ".join(words)
    found: list[tuple[int, int, int, CodeEntry]] = []
    for number, entry in enumerate(entries):
        rank = _rank(entry, whole, words) if words else 0
        if rank is not None:
            found.append((rank, age.get(entry.uid, len(age)), number, entry))
    found.sort(key=lambda hit: hit[:3])
    return [hit[3] for hit in found]


def _rank(entry: CodeEntry, whole: str, words: list[str]) -> int | None:
    name = plain_letters(entry.name)
    if name.startswith(whole):
        return 0
    worst = 0
    for word in words:
        if _begins_word(name, word):
            rank = 1
        elif word in name:
            rank = 2
        elif any(word in plain_letters(theme) for theme in entry.themes):
            rank = 3
        elif word in plain_letters(entry.definition):
            rank = 4
        else:
            return None
        worst = max(worst, rank)
    return worst


def _begins_word(text: str, word: str) -> bool:
    at = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at >= 0


def is_new(entries: Iterable[CodeEntry], typed: str) -> bool:
    """Whether what was typed is the name of no code there."""
    wanted = plain_letters(typed)
    return bool(wanted) and all(plain_letters(entry.name) != wanted for entry in entries)


class PassageEntry(NamedTuple):
    """A coded passage in a list: whose transcript, where in it, by whom, and the words around it."""

    uid: str
    heading: str
    where: str
    hit: Hit
    code: str = ""
    """The name of the code, where several are listed."""
