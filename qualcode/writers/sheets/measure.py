"""How much room a text takes in a cell: its lines at a column's width, and the height of a row.

Wrapped rows overlap or clip unless their height is set, and only the spreadsheet program knows the font it
will find. So widths are estimated, in ems of Calibri, a little on the wide side.
"""

import math
import re
import unicodedata
from functools import lru_cache

TALLEST = 409.0
"""The greatest height of a row, in points. What needs more can't be seen."""

_PADDING = 6.0
_LINE = 1.28  # times the font's size
_SAFETY = 0.96  # of a column's width: programs differ in rounding
_HALF_A_WORD = 1.6  # ems lost at the end of a line, on average and a little more
_BROAD = re.compile("[\u2e80-\U0010ffff]")
_EXACT = 160  # characters up to which words are put on lines one by one

# fmt: off
_ASCII = (  # hundredths of an em, from the space on
    23, 33, 40, 50, 51, 71, 68, 22, 30, 30, 50, 50, 25, 31, 25, 39,
    51, 51, 51, 51, 51, 51, 51, 51, 51, 51, 27, 27, 50, 50, 50, 46,
    89, 58, 54, 53, 62, 49, 46, 63, 62, 25, 32, 52, 42, 85, 65, 66,
    52, 67, 54, 46, 49, 64, 57, 89, 52, 49, 47, 31, 39, 31, 50, 50,
    29, 48, 53, 42, 53, 50, 31, 47, 53, 23, 24, 45, 23, 80, 53, 53,
    53, 53, 35, 39, 33, 53, 45, 71, 43, 45, 40, 31, 46, 31, 50,
)
# fmt: on


def _widths() -> bytes:
    table = bytearray([60] * 256)
    table[32 : 32 + len(_ASCII)] = bytes(_ASCII)
    table[ord("\t")] = 180
    for index in range(0xA0, 0x100):
        plain = ord(unicodedata.normalize("NFD", chr(index))[0])
        table[index] = table[plain] if plain < 0x80 else 66
    return bytes(table)


_WIDTHS = _widths()


def extent(text: str) -> float:
    """Width of a text on one line, in ems."""
    # Characters beyond Latin-1 count as question marks, of average width, and the broad ones once more.
    total = sum(text.encode("latin-1", "replace").translate(_WIDTHS))
    if not text.isascii() and _BROAD.search(text):
        total += 56 * len(_BROAD.findall(text))
    return total / 100


_word_extent = lru_cache(maxsize=20_000)(extent)


def room(width: float, size: float) -> float:
    """Ems of a font of `size` points on one line of a column of `width` (in digits of the normal font)."""
    return (width * 7 - 3) * 0.75 / size * _SAFETY


def lines(text: str, room: float) -> int:
    """Lines that a text takes when wrapped in a room of so many ems. One for an empty text."""
    if "\n" in text:
        return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))
    return _wrapped(text, room)


def height(lines: int, size: float) -> float:
    """Height of a row for so many lines of a font of `size` points, in points; never above `TALLEST`."""
    return min(TALLEST, math.ceil(lines * size * _LINE + _PADDING))


def most_lines(size: float) -> int:
    """Lines of a font of `size` points that the tallest row shows."""
    return int((TALLEST - _PADDING) / (size * _LINE))


def _wrapped(paragraph: str, room: float) -> int:
    whole = extent(paragraph)
    if whole <= room:
        return 1
    if len(paragraph) > _EXACT:
        return max(2, math.ceil(whole / max(room - _HALF_A_WORD, room / 2)))
    count, used = 1, 0.0
    for word in paragraph.split(" "):
        width = _word_extent(word)
        if used and used + 0.23 + width > room:
            count, used = count + 1, 0.0
        elif used:
            used += 0.23
        if width > room:  # broken inside
            more = math.ceil(width / room) - 1
            count, width = count + more, width - more * room
        used += width
    return count
