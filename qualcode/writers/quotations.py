"""The quotations in an analyst's text: the words between quotation marks."""

import re
from typing import NamedTuple


class Run(NamedTuple):
    """A part of a text, in italics or not."""

    text: str
    italic: bool


LEFT_OUT = "[not quoted]"

_MARKS = re.compile('[“”"\n]')


def quotations(text: str) -> list[Run]:
    """The text in runs, the words between quotation marks in italics.

    A “quotation” may hold another, and runs on over line ends; one that is never closed is not one.
    Straight marks count where they open before a word and close after one.
    """
    runs: list[Run] = []
    done = 0
    for start, end in _quoted(text):
        if start > done:
            runs.append(Run(text[done:start], False))
        runs.append(Run(text[start:end], True))
        done = end
    if done < len(text):
        runs.append(Run(text[done:], False))
    return runs


def without_quotations(text: str) -> str:
    """The text with a mark in place of each quotation, and of what follows one that is never closed."""
    kept = "".join(LEFT_OUT if run.italic else run.text for run in quotations(text))
    before, mark, after = kept.rpartition("“")
    if mark and "”" not in after:
        return f"{before}{mark}{LEFT_OUT}"
    return kept


def _quoted(text: str) -> list[tuple[int, int]]:
    """Starts and ends of the words within outermost quotation marks."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    straight = -1
    for match in _MARKS.finditer(text):
        mark, place = match.group(), match.start()
        if mark == "“":
            opened.append(place)
        elif mark == "”" and opened:
            start = opened.pop()
            found = [pair for pair in found if pair[0] < start]
            found.append((start + 1, place))
        elif mark == "\n":
            straight = -1
        elif mark == '"' and not opened:
            if straight < 0 and _opens(text, place):
                straight = place
            elif straight >= 0:
                found.append((straight + 1, place))
                straight = -1
    return [pair for pair in found if pair[1] > pair[0]]


def _opens(text: str, place: int) -> bool:
    before = text[place - 1 : place]
    after = text[place + 1 : place + 2]
    return (not before or before.isspace() or before in "([–—") and bool(after) and not after.isspace()
