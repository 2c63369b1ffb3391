"""The colours: three calm themes with one accent. The participant's words are the brightest thing in each."""

from textual.theme import Theme


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

# What other themes (a user may choose any) lack; the command palette shows itself under these, too.
DEFAULTS = {"quiet": "#8f97a2", "line": "#6a6f77", "alarm": "#c77b30"}
