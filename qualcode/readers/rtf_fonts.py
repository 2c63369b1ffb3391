"""The fonts of an RTF document, as far as they tell which characters its bytes are."""

from qualcode.readers.rtf_words import CODE_PAGES
from qualcode.readers.symbols import symbol

_SYMBOLS = "symbol"  # in place of an encoding: what a code means depends on the font
_NO_FONT = -1


class Fonts:
    """The encoding and the name of each font by its number; `page` is the document's own encoding."""

    def __init__(self) -> None:
        self.page = "cp1252"
        self.usual: int | None = None
        self._charsets: dict[int, str] = {}
        self._names: dict[int, str] = {}

    def name(self, font: int | None, words: str) -> None:
        """Add to a font's name."""
        if font is not None:
            self._names[font] = (self._names.get(font, "") + words)[:100]

    def charset(self, font: int | None, number: int) -> None:
        """Note which characters a font has, by the number that Windows gives them."""
        if font is not None:
            self._charsets[font] = _SYMBOLS if number == 2 else _known(CODE_PAGES.get(number, ""))

    def code_page(self, number: int | None, font: int | None = None) -> None:
        """Note the code page of a font, or of the whole document."""
        known = _known(f"cp{number}")
        if known and font is not None:
            self._charsets[font] = known
        elif known:
            self.page = known

    def decoded(self, data: bytes, font: int | None) -> str:
        """What bytes are in a font."""
        encoding = self._charsets.get(_NO_FONT if font is None else font) or self.page
        if encoding == _SYMBOLS:
            return self.shown("".join(chr(0xF000 + byte) for byte in data), font)
        return data.decode(encoding, "replace")

    def shown(self, words: str, font: int | None) -> str:
        """Words with characters of the private area as the font shows them, or else as Symbol does."""
        if words.isascii() or not any("\uf000" <= sign <= "\uf0ff" for sign in words):
            return words
        name = self._names.get(_NO_FONT if font is None else font, "").strip(" ;")
        return "".join(_shown(name, sign) if "\uf000" <= sign <= "\uf0ff" else sign for sign in words)


def _shown(font: str, sign: str) -> str:
    known = symbol(font, ord(sign)) or symbol("symbol", ord(sign))
    return known or (chr(ord(sign) & 0xFF) if sign < "\uf07f" else "\ufffd")


def _known(encoding: str) -> str:
    """An encoding's name if Python knows it as text, else ""."""
    try:
        return encoding if encoding and "a".encode(encoding) and b"a".decode(encoding) else ""
    except (LookupError, UnicodeError):
        return ""
