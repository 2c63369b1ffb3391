"""Characters of the fonts Symbol and Wingdings, as Unicode has them."""

_BULLET = "•"
_SYMBOLS = {
    ("symbol", 0xB7): _BULLET,
    **{("symbol", code): letter for code, letter in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", start=0x41)},
    **{("symbol", code): letter for code, letter in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ", start=0x61)},
    ("symbol", 0xD9): "∧",
    ("symbol", 0xDA): "∨",
    ("symbol", 0xAE): "→",
    ("symbol", 0xAC): "←",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB1): "±",
    ("wingdings", 0x4A): "🙂",
    ("wingdings", 0xA7): _BULLET,
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗",
}


def symbol(font: str, code: int) -> str | None:
    """The character that a font shows for a code, which may stand in the private area; None if unknown."""
    return _SYMBOLS.get((font.casefold(), code & 0xFF if code >= 0xF000 else code))
