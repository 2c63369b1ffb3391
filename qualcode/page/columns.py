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


def columns(room: int, turns: int, speakers: tuple[str, ...], timed: int = 0) -> Columns:
    """Share `room` cells among the columns of a transcript with so many turns, spoken by these.

    `timed` is how many cells the longest time takes, where times are known.
    It doesn't depend on the codings: coding a passage never moves the text.
    """
    number = 1 + max(2, len(str(turns)))
    wanted = max((width(name) for name in speakers), default=0) + (1 if speakers else 0)
    wanted = max(wanted, timed + 1 if timed else 0)
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


def gutter(columns: Columns, number: int, speaker: str, time: str = "") -> tuple[str, str]:
    """What stands before a turn's first row: its number and its speaker, each as wide as its column.

    `time` stands behind the speaker, if there is room for both.
    """
    room = columns.speaker - 1
    label = fit(speaker, room) + " " if columns.speaker else ""
    if time and shows_time(columns, speaker, time):
        label = fit(speaker, room - len(time)) + time + " "
    return f"{number:>{columns.number}}"[-columns.number :] + " ", label + " "


def shows_time(columns: Columns, speaker: str, time: str) -> bool:
    """Whether the first row of a turn has room for its time, too."""
    return columns.speaker - 1 >= width(speaker) + len(time) + (1 if speaker else 0)


def clock(seconds: float) -> str:
    """A time in a recording as one reads it: 3:07, 1:03:07."""
    whole = max(0, int(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
