"""The colours: three calm themes with one accent. The participant's words are the brightest thing in each."""

from functools import cache

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from qualcode.page.colours import BLACK, READABLE, WHITE, Colour, mix, parsed, readable


def _theme(name: str, *, dark: bool, ground: str, raised: str, ink: str, quiet: str, accent: str, alarm: str,
           line: str) -> Theme:  # fmt: skip
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=alarm,
        error=alarm,
        success=accent,
        foreground=ink,
        background=ground,
        surface=ground,
        panel=raised,
        variables={
            "quiet": quiet,
            "line": line,
            "alarm": alarm,
            "input-selection-background": f"{accent} 35%",
            "block-cursor-background": accent,
            "block-cursor-foreground": ground,
            "block-cursor-text-style": "bold",
            "border": line,
            "border-blurred": line,
        },
    )


DARK = _theme(
    "qualcode-dark", dark=True, ground="#15181d", raised="#1d2128", ink="#ece9e2", quiet="#a8b0ba",
    accent="#7db4ee", alarm="#f0a868", line="#343a43",
)  # fmt: skip
LIGHT = _theme(
    "qualcode-light", dark=False, ground="#fbfaf7", raised="#f0eee8", ink="#1b1e23", quiet="#495059",
    accent="#1d5fa8", alarm="#9a4a00", line="#d5d1c7",
)  # fmt: skip
CONTRAST = _theme(
    "qualcode-contrast", dark=True, ground="#000000", raised="#101010", ink="#ffffff", quiet="#d0d0d0",
    accent="#ffd84d", alarm="#ff9d6b", line="#7a7a7a",
)  # fmt: skip

THEMES = (DARK, LIGHT, CONTRAST)


def _adapted(theme: Theme) -> Theme:
    """Another theme in the shape of ours: its colours, moved as little as needed to be readable."""
    ground = _rgb(theme.background, (0x12, 0x12, 0x12) if theme.dark else (0xF5, 0xF5, 0xF5))
    ink = _rgb(theme.foreground, WHITE if theme.dark else BLACK)
    accent = _rgb(theme.primary, (0x4C, 0x8D, 0xFF))
    raised = mix(ground, ink, 0.06)
    for place in (ground, raised):
        for share in (0.0, 0.2, 0.2):  # on the line one is on, too: that has some of the accent
            accent = readable(accent, mix(place, accent, share))
    places = [ground, raised, *(mix(place, accent, 0.2) for place in (ground, raised))]

    def legible(colour: Colour) -> Colour:
        for place in places:
            colour = readable(colour, place, READABLE + 0.2)  # colours are rounded when laid on others
        return colour

    ink = legible(ink)
    return _theme(
        theme.name, dark=theme.dark, ground=_hex(ground), raised=_hex(raised), ink=_hex(ink),
        quiet=_hex(legible(mix(ground, ink, 0.75))), accent=_hex(accent),
        alarm=_hex(legible(_rgb(theme.warning, (0xC7, 0x7B, 0x30)))), line=_hex(mix(ground, ink, 0.25)),
    )  # fmt: skip


def _rgb(colour: str | None, otherwise: Colour) -> Colour:
    return parsed(Color.parse(colour).hex) or otherwise if colour else otherwise


def _hex(colour: Colour) -> str:
    return "#" + bytes(colour).hex()


@cache
def other(name: str) -> Theme | None:
    """One of Textual's themes, any of which a user may choose; None if there is none of that name.

    Those that leave their colours to the terminal stay as they are.
    """
    theme = BUILTIN_THEMES.get(name)
    return theme if theme is None or theme.ansi else _adapted(theme)


def named(name: str) -> str:
    """The name of a theme in full: ours may be called "dark", "light" and "contrast". "" if there is none."""
    own = f"qualcode-{name}"
    return next((n for n in (name, own) if n in BUILTIN_THEMES or n in {t.name for t in THEMES}), "")


# What a theme that leaves its colours to the terminal lacks. Nobody knows what is readable there, except
# that its own ink is.
DEFAULTS = {"quiet": "ansi_default", "line": "ansi_bright_black", "alarm": "ansi_default"}
