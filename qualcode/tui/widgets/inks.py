"""Styles for what the page describes: colours from the theme and the codes, always readable."""

from collections.abc import Mapping

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from qualcode.page.colours import BLACK, WHITE, Colour, colour_of, mix, readable, tint
from qualcode.page.looks import UNKNOWN, CodeLook
from qualcode.page.paint import Ink

_TINT = 0.30  # how strongly a code colours its passages
_VOICES = {"participant": 1.0, "interviewer": 0.66, "aside": 0.55}


class Inks:
    """The styles of one widget under one theme. Asked for the same thing again, it gives the same style.

    Where there are to be no colours, what is selected is reversed, and the place one is on underlined, too.
    """

    def __init__(
        self,
        ground: Colour,
        ink: Colour,
        accent: Colour,
        looks: Mapping[str, CodeLook],
        colourless: bool = False,
    ) -> None:
        self.colourless = colourless
        self.ground = ground
        self.ink = readable(ink, ground)
        self.accent = accent
        self.looks = looks
        self._styles: dict[object, Style] = {}

    def look(self, code: str) -> CodeLook:
        """How a code looks."""
        return self.looks.get(code, UNKNOWN)

    def colour(self, code: str) -> Colour:
        """A code's own colour."""
        return colour_of(code, self.look(code).colour)

    def plain(self) -> Style:
        """Empty ground, and text as bright as the participant's."""
        return self._kept("plain", self.ink, self.ground)

    def quiet(self, share: float = 0.5, bold: bool = False) -> Style:
        """Text that keeps in the background, but can be read."""
        key = ("quiet", share, bold)
        return self._kept(key, readable(mix(self.ground, self.ink, share), self.ground), self.ground, bold)

    def name(self, code: str) -> Style:
        """A code's name in its colour."""
        return self._kept(("name", code), readable(self.colour(code), self.ground), self.ground)

    def stripe(self, code: str, saved: bool = True) -> Style:
        """A lane's cell, filled with the code's colour, and its letter on it; dimmed until it is on disk."""
        colour = mix(self.ground, self.colour(code), 0.8 if saved else 0.35)
        return self._kept(("stripe", code, saved), readable(self.ground, colour), colour, bold=saved)

    def accented(self) -> Style:
        """The accent as a ground: the word, cell or line one is on."""
        return self._kept("accented", readable(self.ground, self.accent), self.accent, bold=True)

    def accent_text(self) -> Style:
        """Text in the accent's colour: what asks for a look."""
        return self._kept("accent text", readable(self.accent, self.ground), self.ground)

    def marked(self, share: float = 0.3) -> Style:
        """A ground with some of the accent: what is selected, or the place in a panel without focus."""
        ground = mix(self.ground, self.accent, share)
        return self._kept(("marked", share), readable(self.ink, ground), ground)

    def raised(self, share: float = 0.06, bold: bool = False) -> Style:
        """A ground a little nearer to the text: heads of columns, the line of a picker."""
        ground = mix(self.ground, self.ink, share)
        return self._kept(("raised", share, bold), readable(self.ink, ground), ground, bold)

    def of(self, ink: Ink, focused: bool) -> Style:
        """A run of a transcript."""
        key = (ink, focused)
        if (style := self._styles.get(key)) is None:
            style = self._styles[key] = self._run(ink, focused)
        return style

    def _run(self, ink: Ink, focused: bool) -> Style:
        text = readable(mix(self.ground, self.ink, _VOICES[ink.voice]), self.ground)
        ground = self.ground
        if ink.state == "here":
            ground = mix(ground, self.ink, 0.09)
        if ink.code:
            ground = tint(ground, self.colour(ink.code), _TINT, self.ink)
        if ink.hit:
            ground = mix(ground, self.ink, 0.22)
            text = self.ink
        if ink.state == "selected":
            ground = mix(ground, self.accent, 0.5)
        elif ink.state == "cursor":
            ground = mix(ground, self.accent, 1.0 if focused else 0.45)
            text = self.ground if focused else self.ink
        # Without colours a ground says too little; the terminal turns text and ground round.
        reverse = self.colourless and ink.state in ("selected", "cursor")
        if reverse:
            ground = self.ground
            text = mix(ground, self.ink, 1.0 if ink.state == "cursor" else 0.7)
        return _style(
            readable(text, ground),
            ground,
            bold=(ink.state == "cursor" or ink.hit) or None,
            italic=(ink.voice == "aside" or ink.state == "pending") or None,
            underline=(ink.depth == 2 or (self.colourless and ink.state == "cursor")) or None,
            underline2=ink.depth > 2 or None,
            reverse=reverse or None,
        )

    def _kept(self, key: object, text: Colour, ground: Colour, bold: bool = False) -> Style:
        if (style := self._styles.get(key)) is None:
            style = self._styles[key] = _style(text, ground, bold=bold or None)
        return style


def _style(
    text: Colour,
    ground: Colour,
    bold: bool | None = None,
    italic: bool | None = None,
    underline: bool | None = None,
    underline2: bool | None = None,
    reverse: bool | None = None,
) -> Style:
    return Style(
        color=RichColor.from_rgb(*text),
        bgcolor=RichColor.from_rgb(*ground),
        bold=bold,
        italic=italic,
        underline=underline,
        underline2=underline2,
        reverse=reverse,
    )


def inks_of(widget: Widget, accent: str, looks: Mapping[str, CodeLook]) -> Inks:
    """The styles of a widget under the theme; `accent` is the component class that has its colour."""
    _, _, background, foreground = widget.colors
    dark = widget.app.current_theme.dark
    ground = _colour(background, BLACK if dark else WHITE)
    ink = _colour(foreground, WHITE if dark else BLACK)
    chosen = widget.get_component_styles(accent).color
    return Inks(
        ground, ink, _colour(chosen, mix(ground, (0x4C, 0x8D, 0xFF), 0.8)), looks, widget.app.no_color
    )


def _colour(colour: Color, otherwise: Colour) -> Colour:
    """A colour of the theme; where the theme leaves it to the terminal, what it most likely is."""
    return otherwise if colour.ansi is not None else colour.rgb
