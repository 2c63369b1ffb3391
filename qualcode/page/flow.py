"""A text of several voices, wrapped to a width: a passage and, dimmer, what stands around it."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from qualcode.page.cells import drawable
from qualcode.page.wrap import wrap

Voice = TypeVar("Voice")


class Run(NamedTuple, Generic[Voice]):
    """Some text in one voice, whatever a voice is to who draws it."""

    text: str
    voice: Voice


def flowed(runs: Sequence[Run[Voice]], room: int, most: int = 0) -> list[list[Run[Voice]]]:
    """Runs that follow one another, as lines of at most `room` cells; white space is folded into blanks.

    With `most`, no more lines than that: the last one then ends in "…".
    """
    text, ends = "", []
    for run in runs:
        words = " ".join(drawable(run.text).split())
        parts = run.text[:1].isspace(), run.text[-1:].isspace()
        joint = "" if not text or text.endswith(" ") or not parts[0] else " "
        text += joint + words + (" " if words and parts[1] else "")
        ends.append(len(text))
    rows = list(wrap(text, 0, len(text), max(1, room)))
    cut = bool(most) and len(rows) > most
    lines = []
    for start, end, _ in rows[:most] if cut else rows:
        line, at = [], start
        for run, stop in zip(runs, ends, strict=True):
            if at < min(stop, end):
                line.append(Run(text[at : min(stop, end)], run.voice))
                at = min(stop, end)
        lines.append(line)
    if cut and lines[-1]:
        last = lines[-1][-1]
        kept = last.text[:-1] if rows[most - 1][1] - rows[most - 1][0] >= room else last.text
        lines[-1][-1] = last._replace(text=f"{kept.rstrip()}…")
    return lines
