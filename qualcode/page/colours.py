"""Arithmetic of colours: mixing them, and keeping what is written readable on them.

A colour is three numbers from 0 to 255. Contrast is that of WCAG 2: from 1 to 21, and from 4.5 text is
readable.
"""

import hashlib
from functools import lru_cache

Colour = tuple[int, int, int]

READABLE = 4.5
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)

# For codes that nobody has given a colour; no blue, which selections have. A colour never says alone which
# code it is.
PALETTE_NAMES = {
    "#e8974c": "orange",
    "#56b889": "green",
    "#d9719e": "pink",
    "#b9a13a": "ochre",
    "#9b7fe0": "violet",
    "#3fb3b8": "teal",
    "#d9695f": "red",
    "#86b33e": "lime",
    "#b06fc4": "purple",
    "#7f95b8": "slate",
    "#b88a6b": "brown",
}
PALETTE = tuple(PALETTE_NAMES)


@lru_cache(1024)
def parsed(colour: str) -> Colour | None:
    """The colour that "#rrggbb" or "#rgb" means; None for anything else."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        return None
    return red, green, blue


@lru_cache(1024)
def colour_of(uid: str, chosen: str = "") -> Colour:
    """The colour of a code: the one chosen for it, or else always the same one of the palette."""
    own = parsed(chosen)
    if own is not None:
        return own
    number = hashlib.blake2b(uid.encode("utf-8", "replace"), digest_size=2).digest()
    return parsed(PALETTE[int.from_bytes(number, "big") % len(PALETTE)]) or WHITE


@lru_cache(4096)
def mix(under: Colour, over: Colour, share: float) -> Colour:
    """`over` laid on `under` with that share, from 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(under, over, strict=True))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """How bright a colour is to the eye, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast between two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(4096)
def readable(ink: Colour, ground: Colour, least: float = READABLE) -> Colour:
    """An ink, moved as little as needed towards black or white to be read on a ground."""
    if contrast(ink, ground) >= least:
        return ink
    pole = max(WHITE, BLACK, key=lambda pole: contrast(pole, ground))
    low, high = 0.0, 1.0
    for _ in range(7):
        middle = (low + high) / 2
        if contrast(mix(ink, pole, middle), ground) >= least:
            high = middle
        else:
            low = middle
    return mix(ink, pole, high)


def tint(ground: Colour, over: Colour, share: float, ink: Colour, least: float = READABLE) -> Colour:
    """A ground tinted with a colour: as strongly as `share` says, or less where the ink would suffer."""
    while share > 0.04 and contrast(ink, mix(ground, over, share)) < least:
        share -= 0.03
    return mix(ground, over, max(share, 0.0))
