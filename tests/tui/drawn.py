"""What is on the screen: every text and its colours, as the terminal is told to draw them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.color import Color
from rich.style import Style
from textual.app import App

from qualcode.page.cells import width
from qualcode.page.colours import BLACK, READABLE, WHITE, Colour, contrast


class Run(NamedTuple):
    """Some text of one line in one style, from a column on."""

    column: int
    text: str
    style: Style


def lines(app: App[Any]) -> list[list[Run]]:
    """The lines of the screen on top, with what shines through from those below it."""
    drawn = []
    for strip in app.screen._compositor.render_strips(app.size):
        column, runs = 0, []
        for text, style, control in strip:
            if text and not control:
                runs.append(Run(column, text, style or Style()))
                column += width(text)
        drawn.append(runs)
    return drawn


def texts(app: App[Any]) -> list[str]:
    """The lines of the screen as text."""
    return ["".join(run.text for run in runs).rstrip() for runs in lines(app)]


def colours(app: App[Any], style: Style) -> tuple[Colour, Colour]:
    """What a style writes with, and on what. Where a theme leaves that to the terminal, the usual."""
    dark = app.current_theme.dark
    ink, ground = (
        _rgb(app, style.color, WHITE if dark else BLACK),
        _rgb(app, style.bgcolor, BLACK if dark else WHITE),
    )
    return (ground, ink) if style.reverse else (ink, ground)


def _rgb(app: App[Any], colour: Color | None, otherwise: Colour) -> Colour:
    if colour is None or colour.is_default:
        return otherwise
    red, green, blue = colour.get_truecolor(app.ansi_theme)
    return red, green, blue


def written(app: App[Any]) -> Iterator[tuple[int, Run]]:
    """The runs in which something is written, each with its line's number; not what only fills or divides."""
    for number, runs in enumerate(lines(app)):
        for run in runs:
            if any(c.isalnum() or c in _SIGNS for c in run.text):
                yield number, run


# Beside letters and digits: what says something by itself. Rules, bars and rims of a frame only divide.
_SIGNS = "●◐○›▸✓“”…?/"


def unreadable(app: App[Any], least: float = READABLE) -> Iterator[str]:
    """What is written without enough contrast: its theme, line, words, colours and contrast."""
    for number, run in written(app):
        ink, ground = colours(app, run.style)
        found = contrast(ink, ground)
        if found < least:
            yield f"{app.theme}, line {number}: {run.text.strip()!r} {ink} on {ground} has {found:.2f}"
