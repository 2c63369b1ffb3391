"""How the reader's width is shared between turn and speaker, text, lanes and names of codes."""

from typing import NamedTuple

from qualcode.page.cells import fit, width

MEASURE = 92  # cells; longer rows are hard to read on
NARROW = 84  # below it the names are folded away

_LANES, _NAMES, _SPEAKER = 5, 18, 18


class Columns(NamedTuple):
    """The widths of the reader's columns in cells; together they are its width.

    `number` holds the turn's number with the space before it, `speaker` the label; `lanes` is how many are
    drawn, two cells each; `names` is 0 where they are folded away.
    """

    number: int
    speaker: int
    text: int
    lanes: int
    names: int
    rest: int

    @property
    def gutter(self) -> int:
        """The cells before the text, the space between included."""
        return self.number + self.speaker + 2

    @property
    def margin(self) -> int:
        """The cells after the text."""
        return 2 + 2 * self.lanes + self.names + self.rest


def columns(room: int, turns: int, speakers: tuple[str, ...]) -> Columns:
    """Share `room` cells among the columns of a transcript with so many turns, spoken by these.

    It doesn't depend on the codings: coding a passage never moves the text.
    """
    number = 1 + max(2, len(str(turns)))
    wanted = max((width(name) for name in speakers), default=0) + (1 if speakers else 0)
    narrow = room < NARROW
    speaker = min(wanted, 10 if room < 60 else 13 if narrow else _SPEAKER)
    lanes = 2 if room < 60 else 4 if narrow else _LANES
    names = 0 if narrow else min(_NAMES + max(0, room - NARROW) // 3, 40)
    text = room - number - speaker - 2 - 2 - 2 * lanes - names
    rest = max(0, text - MEASURE)
    if names and rest:
        more = min(rest, 40 - names)
        names, rest = names + more, rest - more
    return Columns(number, speaker, max(1, text - max(0, text - MEASURE)), lanes, names, rest)


def gutter(columns: Columns, number: int, speaker: str) -> tuple[str, str]:
    """What stands before a turn's first row: its number and its speaker, each as wide as its column."""
    label = fit(speaker, columns.speaker - 1) + " " if columns.speaker else ""
    return f"{number:>{columns.number}}"[-columns.number :] + " ", label + " "
