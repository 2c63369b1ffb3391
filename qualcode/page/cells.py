"""How many cells of a terminal a text takes, and which characters can be drawn as they are.

Terminals disagree about some scripts. What counts is that one rule is used everywhere: this one follows
Unicode's tables and the library that composes the screens.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# One cell each, and sure of it. Whatever is outside takes the slower way.
_ODD = re.compile("[^\x00-\xac\xae-\u02ff\u0370-\u0377\u0384-\u0482\u048a-\u052f\u2010-\u2027\u20ac]")
_FOLLOWED = "\ufe0f"  # asks for the emoji's picture
_JOINER = "\u200d"
_REPLACEMENT = "\ufffd"
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours; presentation forms; the old scripts.
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Takes no cell, and ends what is written from right to left: numbers behind it stay behind it.
LEFT_TO_RIGHT = "\u200e"

_NOTHING = ((0x1160, 0x11FF), (0x3164, 0x3164), (0xFFA0, 0xFFA0), (0xD7B0, 0xD7FB), (0x1F3FB, 0x1F3FF))
_ARABIC_SIGNS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_TWO = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D376))
# Emoji are added every year; Python learns of them later than terminals do.
_EMOJI = (0x1FA70, 0x1FAFF)
# Signs that take two cells when their picture is asked for.
_WIDENED = re.compile(
    "["
    "#*0-9\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u2328\u23cf\u23ed-\u23ef"
    "\u23f1\u23f2\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb\u25fc\u2600-\u2604\u260e\u2611\u2618"
    "\u261d\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u265f\u2660\u2663"
    "\u2665\u2666\u2668\u267b\u267e\u2692\u2694-\u2697\u2699\u269b\u269c\u26a0\u26a7\u26b0\u26b1\u26c8"
    "\u26cf\u26d1\u26d3\u26e9\u26f0\u26f1\u26f4\u26f7-\u26f9\u2702\u2708\u2709\u270c\u270d\u270f\u2712"
    "\u2714\u2716\u271d\u2721\u2733\u2734\u2744\u2747\u2763\u2764\u27a1\u2934\u2935\u2b05-\u2b07"
    "\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f321\U0001f324-\U0001f32c\U0001f336\U0001f37d"
    "\U0001f396\U0001f397\U0001f399-\U0001f39b\U0001f39e\U0001f39f\U0001f3cb-\U0001f3ce"
    "\U0001f3d4-\U0001f3df\U0001f3f3\U0001f3f5\U0001f3f7\U0001f43f\U0001f441\U0001f4fd"
    "\U0001f549\U0001f54a\U0001f56f\U0001f570\U0001f573-\U0001f579\U0001f587\U0001f58a-\U0001f58d"
    "\U0001f590\U0001f5a5\U0001f5a8\U0001f5b1\U0001f5b2\U0001f5bc\U0001f5c2-\U0001f5c4"
    "\U0001f5d1-\U0001f5d3\U0001f5dc-\U0001f5de\U0001f5e1\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3"
    "\U0001f5fa\U0001f6cb\U0001f6cd-\U0001f6cf\U0001f6e0-\U0001f6e5\U0001f6e9\U0001f6f0\U0001f6f3"
    "]"
)
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


@lru_cache(8192)
def _size(character: str) -> int:
    """Cells of one character: 0, 1 or 2."""
    code = ord(character)
    if _within(code, _NOTHING):
        return 0
    if unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf"):
        return int(character in _ARABIC_SIGNS or code in (0x110BD, 0x110CD))
    if _within(code, _TWO) or unicodedata.east_asian_width(character) in "WF":
        return 2
    return 2 if _EMOJI[0] <= code <= _EMOJI[1] and unicodedata.category(character) == "Cn" else 1


@lru_cache(2048)
def _stand_in(character: str) -> str:
    """What is drawn for a character: itself, unless it would move or turn what stands around it."""
    code = ord(character)
    if character in "\n\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character == "\xad":
        return "\u2010"
    if character in _TURNING:
        return _REPLACEMENT
    category = unicodedata.category(character)
    if category in ("Cc", "Cs") or (category == "Cn" and not _EMOJI[0] <= code <= _EMOJI[1]):
        return _REPLACEMENT
    return character


def drawable(text: str) -> str:
    """The text as it can be drawn, of the same length: without control characters and line ends."""
    for character in set(text):
        if (drawn := _stand_in(character)) != character:
            text = text.replace(character, drawn)
    return text


def is_plain(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every character between two offsets of a drawable text surely takes one cell."""
    return _ODD.search(text, start, len(text) if end is None else end) is None


def clusters(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, int]]:
    """What a reader sees as one character each: (start, end, cells). Together they cover the text."""
    end = len(text) if end is None else end
    while start < end:
        character = text[start]
        cells = _size(character)
        stop = start + 1
        paired = "\U0001f1e6" <= character <= "\U0001f1ff"
        if paired and stop < end and "\U0001f1e6" <= text[stop] <= "\U0001f1ff":
            cells += _size(text[stop])  # two letters make a flag
            stop += 1
        if character == _JOINER:
            stop = min(stop + 1, end)
        widened = False
        while stop < end and character != " ":  # a row may break at any space, whatever follows it
            follower = text[stop]
            if follower == _JOINER:
                stop = min(stop + 2, end)
            elif follower == _FOLLOWED:
                widened = True
                stop += 1
            elif _size(follower) == 0:
                stop += 1
            else:
                break
        if widened and cells == 1 and _WIDENED.match(character):
            cells = 2
        yield start, stop, cells
        start = stop


def begins_character(text: str, place: int) -> bool:
    """Whether at an offset surely begins what a reader sees as one character, whatever stands before it."""
    if place == 0:
        return True
    character, before = text[place], text[place - 1]
    if character == " ":
        return before != _JOINER
    paired = "\U0001f1e6" <= character <= "\U0001f1ff"
    return before != _JOINER and not paired and _size(character) > 0


def turns(text: str, start: int, end: int) -> bool:
    """Whether some of a text is written from right to left; terminals may carry that on."""
    return _FROM_RIGHT.search(text, start, end) is not None


def width(text: str) -> int:
    """Cells of a drawable text."""
    return len(text) if is_plain(text) else sum(cells for _, _, cells in clusters(text))


def clip(text: str, room: int) -> str:
    """As much of a text as has room, ending in "…" if something is missing."""
    if is_plain(text):
        return text if len(text) <= room else text[: max(0, room - 1)].rstrip() + "…" * (room > 0)
    if width(text) <= room:
        return text
    used = 0
    for start, _, cells in clusters(text):
        if used + cells > room - 1:
            return text[:start].rstrip() + "…" * (room > 0)
        used += cells
    return text


def clip_words(text: str, room: int) -> str:
    """As `clip`, but of the last word all or nothing, if there is more than one."""
    clipped = clip(text, room)
    if clipped == text:
        return text
    kept = clipped[:-1]
    whole = kept if text[len(kept) : len(kept) + 1] == " " else kept.rpartition(" ")[0]
    return f"{whole.rstrip(' ,')}…" if whole else clipped


def fit(text: str, room: int) -> str:
    """A text clipped or padded with spaces to exactly `room` cells."""
    shown = clip(text, room).rstrip(_JOINER)  # it would join the space behind it
    return shown + " " * (room - width(shown))
