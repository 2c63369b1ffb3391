"""The lines of a text, and what a layout finds in them: marks and gaps."""

from typing import NamedTuple


class Line(NamedTuple):
    """A line that isn't blank: where it begins in the text (`at`), where its words do, and these."""

    start: int
    text: str
    at: int


class Gap(NamedTuple):
    """A stretch that is nobody's speech; `time` is that of what is said behind it, where it says one."""

    start: int
    end: int
    time: float | None = None


class Mark(NamedTuple):
    """Where somebody's speech begins: the offsets of the label's line and of the speech, and the label.

    `unlabelled` is where it begins if the label is none, -1 where it begins there in any case.
    """

    line: int
    speech: int
    label: str
    time: float | None
    unlabelled: int = -1

    def of(self, label: str) -> "Mark":
        """The same as somebody else's, so that what looked like a label is speech."""
        return self._replace(label=label, speech=self.speech if self.unlabelled < 0 else self.unlabelled)


class Marked(NamedTuple):
    """What one layout makes of a page: marks, gaps of its own, and the lines it accounts for besides.

    Where it is `nameless`, its marks count though nobody is named.
    """

    marks: list[Mark]
    gaps: list[Gap]
    lines: set[int]
    nameless: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines of a text that aren't blank."""
    lines = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            lines.append(Line(start, line, start))
        start += len(line) + 1
    return lines


def wraps(text: str, above: Line, line: Line) -> bool:
    """Whether a line goes on with the paragraph of the one above it, which was broken at a fixed width."""
    between = text[above.start + len(above.text.rstrip()) : line.start]
    return 50 <= len(above.text) <= 100 and between.count("\n") == 1 and not between.strip()
