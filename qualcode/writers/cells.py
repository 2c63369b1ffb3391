"""Text that is safe in a spreadsheet's cell, and stays what it is.

Measured with openpyxl 3.1.5: control characters raise, lone surrogates fail only at save, a text that starts
with "=" becomes a formula and "#REF!" an error, and a string over 32,767 characters is cut silently.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell

CELL_LIMIT = 32_767
"""What a cell holds, in UTF-16 code units, as Excel counts."""

REPLACEMENT = "\ufffd"

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# With wide letters too, as they are typed in East Asia, and behind a line end, which some programs skip.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_TAKEN_FOR_A_FORMULA = re.compile(r"[=+\-@\t'#]")
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def safe_text(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with LF as its only line end, and every character a sheet can't hold replaced by U+FFFD.

    Returns the text and what was changed, as sentences without a full stop (empty if nothing was).
    """
    text = _LINE_ENDS.sub("\n", text)
    if not _UNSAFE.search(text):
        return text, ()
    text, count = _UNSAFE.subn(REPLACEMENT, text)
    things = "control character was" if count == 1 else "control characters were"
    return text, (f"{count} {things} replaced by {REPLACEMENT}",)


def csv_text(text: str) -> str:
    """The text with an apostrophe in front if a spreadsheet would take it for a formula.

    A text that already has apostrophes in front of such a sign gets one more, so that
    `plain_csv_text` gives exactly this text back.
    """
    return "'" + text if _FORMULA.match(text) else text


def put_text(cell: "Cell", text: str) -> None:
    """Put a safe text into an xlsx cell as text, whatever it looks like.

    Call it after the cell's style is set (a named style would take the quote prefix away again). The
    text must be one piece of `pieces`, already cleaned by `safe_text`.
    """
    cell.value = stored_text(text)
    cell.data_type = "s"
    if taken_for_formula(text):
        cell.quotePrefix = True


def stored_text(text: str) -> str:
    """The text as an xlsx file stores it: Excel reads _x0041_ as the letter A."""
    return _ESCAPE_LOOKALIKE.sub("_x005F_", text) if "_x" in text else text


def taken_for_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text, typed by hand, for a formula, an error or a quoted text."""
    return _TAKEN_FOR_A_FORMULA.match(text) is not None


def pieces(text: str, limit: int = CELL_LIMIT) -> list[str]:
    """The text in pieces a cell can hold; joined with nothing between them they are the text again.

    Pieces end after a line end or a space where there is one in the last quarter.
    """
    if _units(text) <= limit:
        return [text]
    found = []
    start = 0
    while start < len(text):
        end = _longest_end(text, start, limit)
        if end < len(text):
            floor = start + (end - start) * 3 // 4
            cut = text.rfind("\n", floor, end)
            cut = cut if cut >= 0 else text.rfind(" ", floor, end)
            end = cut + 1 if cut >= 0 else end
        found.append(text[start:end])
        start = end
    return found


def too_long(text: str) -> bool:
    """Whether a cell can't hold the text."""
    return _units(text) > CELL_LIMIT


def _units(text: str) -> int:
    """UTF-16 code units of the text as `put_text` writes it."""
    units = len(text)
    if not text.isascii():
        units += sum(1 for character in text if ord(character) > 0xFFFF)
    if "_x" in text:
        units += 6 * len(_ESCAPE_LOOKALIKE.findall(text))
    return units


def _longest_end(text: str, start: int, limit: int) -> int:
    """The last end such that the piece from `start` fits, with one code point in it at least."""
    end = min(len(text), start + limit)
    over = _units(text[start:end]) - limit
    while over > 0 and end > start + 1:
        end -= max(1, over // 2)
        over = _units(text[start:end]) - limit
    return end
