"""Pictures of screens as text: small, and read in a diff line by line.

A drawing (SVG) of one screen has 120 KB, differs with fonts and versions, and says in a diff only that
something changed. Here a picture is what the screen says, then where its styles change, then what the styles
are. It holds all the themes at once, for what differs between them is colours: a letter stands for a style
together with what becomes of it under each theme.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from rich.color import Color
from rich.style import Style
from textual.app import App

from qualcode.page.cells import width
from tests.tui.drawn import lines

Looks = list[tuple[str, list[str]]]
"""A screen: each line as text, and the style of each of its cells."""

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKS = ("bold", "dim", "italic", "underline", "underline2", "reverse", "strike")


def taken(app: App[Any]) -> Looks:
    """The screen on top as it is now."""
    return [
        (
            "".join(run.text for run in runs),
            [_said(run.style) for run in runs for _ in range(width(run.text))],
        )
        for runs in lines(app)
    ]


def _said(style: Style) -> str:
    marks = [mark for mark in _MARKS if getattr(style, mark)]
    return " ".join([_colour(style.color), "on", _colour(style.bgcolor), *marks])


def _colour(colour: Color | None) -> str:
    if colour is None:
        return "default"
    return colour.triplet.hex if colour.triplet is not None else colour.name


def picture(looks: Mapping[str, Looks]) -> str:
    """The picture of a screen from its looks under several themes, by their names.

    It has the texts of the first; of the others, the lines that differ.
    """
    named = list(looks.items())
    texts = [[text.rstrip() for text, _ in look] for look in looks.values()]
    parts = ["\n".join(texts[0])]
    for (name, _), other in zip(named[1:], texts[1:], strict=True):
        pairs = enumerate(zip(texts[0], other, strict=True))
        if differing := [f"{number:>3}: {there}" for number, (here, there) in pairs if here != there]:
            parts.append("\n".join([f"Instead, under {name}:", *differing]))
    letters: dict[tuple[str, ...], str] = {}
    rows = []
    for number, styles in enumerate(zip(*(([s for _, s in look]) for look in looks.values()), strict=True)):
        runs = []
        for style, cells in groupby(zip(*styles, strict=True)):
            letter = letters.setdefault(style, _letter(len(letters)))
            runs.append(f"{letter}{len(list(cells))}")
        rows.append(f"{number:>3}: {' '.join(runs)}")
    parts.append("\n".join(rows))
    legend = [f"{letter:>3} = {' | '.join(style)}" for style, letter in letters.items()]
    parts.append("\n".join([f"      {' | '.join(looks)}", *legend]))
    return "\n\n".join(parts) + "\n"


def _letter(number: int) -> str:
    more, number = divmod(number, len(_LETTERS))
    return _LETTERS[number] + "'" * more
