"""What analysis makes and writers print: extracts, matrices, counts, and the sheets of a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Extract:
    """A passage as quoted.

    `reference` is the turn in the participant's sources, such as "t12" or "S2 t12". `question` is what the
    interviewer said last before it. `participants` are the uids of those who speak in it, `attributes`
    the values of the matrix's attributes (in its order) of the first of them.
    """

    transcript: str  # uid
    start: int
    end: int
    text: str
    question: str
    speaker: str
    source: str  # the transcript's name
    reference: str
    participants: tuple[str, ...]
    participant: str  # name of the first participant, "" if nobody's
    attributes: tuple[str, ...]
    code: str  # name
    themes: tuple[str, ...]  # names
    coders: tuple[str, ...]  # names
    relation: str  # supports, complicates, contradicts, or "" where it isn't linked to a summary
    attribution: str  # "Care coordinator 3, Hazel (Wales)"
    quotable: bool


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn around an extract, whole. `asked` marks the interviewer's.

    `start` is its place in the transcript. `parts` are the stretches spoken, each with its place: labels that
    stand between are in none. There are none where it is `withheld`: somebody speaks in it whose words
    aren't for others.
    """

    number: int  # 0 for a stretch that is in no turn
    speaker: str  # the participant's name, "Interviewer", or the label in the transcript
    asked: bool
    start: int
    parts: tuple[tuple[int, str], ...]
    withheld: bool = False

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return self.parts[-1][0] + len(self.parts[-1][1]) if self.parts else self.start

    @property
    def text(self) -> str:
        """What is said."""
        return " ".join(text for _, text in self.parts)


Surroundings = Mapping[tuple[str, int, int], tuple[SpokenTurn, ...]]
"""By transcript, start and end of an extract: the question before it, and the turns that it stands in."""


@dataclass(frozen=True, slots=True)
class Column:
    """A code or a theme, as a column. `theme` is the name of the theme a code stands under."""

    uid: str
    kind: Literal["code", "theme"]
    name: str
    short: str
    definition: str
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A participant, as a row: `attributes` are values in the matrix's order, "" where not known."""

    uid: str
    name: str
    attributes: tuple[str, ...]
    portrait: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is charted for a participant under a column.

    `content` is "charted", "nothing said", "not asked", "not applicable", or "" where it is still to chart.
    `again` says what changed since the summary was written ("" if nothing did). `passages` counts
    the passages of the participant under the column; `extracts` are those asked for, linked ones first.
    """

    text: str = ""
    content: str = ""
    progress: str = "to do"
    comment: str = ""
    checked_by: str = ""
    again: str = ""
    passages: int = 0
    extracts: tuple[Extract, ...] = ()

    @property
    def shown(self) -> str:
        """The summary, or the word that says why there is none. Never empty."""
        if self.content in ("charted", "") and self.text:
            return self.text
        return self.content.capitalize() if self.content not in ("charted", "") else "To chart"


EMPTY_CELL = Cell()


@dataclass(frozen=True)
class Matrix:
    """Participants by codes or themes. `cells` holds those that aren't empty, by (row, column) uid."""

    attributes: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], Cell]
    of: int  # how many participants there are without the filter
    filter: str = ""  # in words; "" for none
    analysis: str = ""  # what it is called

    def cell(self, row: Row, column: Column) -> Cell:
        """The cell of a row under a column."""
        return self.cells.get((row.uid, column.uid), EMPTY_CELL)


@dataclass(frozen=True, slots=True)
class Count:
    """Who spoke about a thing, of how many asked; then passages; then codings as made."""

    participants: int = 0
    of: int = 0
    passages: int = 0
    codings: int = 0


@dataclass(frozen=True, slots=True)
class CountRow:
    """The counts of one code within one group: `group` holds a value for each attribute counted by."""

    theme: str
    code: str
    group: tuple[str, ...]
    count: Count


@dataclass(frozen=True)
class CountTable:
    """Codes by groups: `groups` with the number of participants in each, `cells` by (code uid, group).

    `groups` holds (label, value or "", N) per column: first all, then each value of each attribute.
    """

    codes: tuple[Column, ...]
    groups: tuple[tuple[str, str, int], ...]  # (attribute or "All", value, N)
    cells: Mapping[tuple[str, str, str], Count]  # by (code uid, attribute, value)


@dataclass(frozen=True, slots=True)
class CodebookRow:
    """A code under a theme, as the Codebook sheet shows it."""

    theme: str
    code: str
    brief: str
    full: str
    use: str
    avoid: str
    example: str
    kind: str
    came_from: str
    merged_from: str
    participants: int
    passages: int


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A participant, as the Participants sheet shows it. `others` are the values of the chosen attributes."""

    name: str
    attributes: tuple[str, ...]
    sources: tuple[str, ...]
    words: int
    read_by: tuple[str, ...]
    coded_by: tuple[str, ...]
    charted_by: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of participants (one value of each attribute) and, per theme uid, who spoke about it."""

    group: tuple[str, ...]
    participants: int
    spoke: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision on record."""

    date: str
    decision: str
    reason: str
    disagreement: str
    who: str
    version: str


@dataclass(frozen=True)
class ThemeChart:
    """One theme's matrix, its codes as columns; `wholes` are the theme's own cells by row uid.

    In a matrix asked for with its columns as themes, the one chart has no theme and its columns are themes.
    """

    number: int
    theme: Column
    matrix: Matrix
    wholes: Mapping[str, Cell]


@dataclass(frozen=True)
class Charts:
    """Everything that a framework matrix workbook holds. `keys` leads back from each cell to its pair."""

    study: str
    analysis: str
    date: str
    version: str  # of the codebook, "" if none was closed
    attributes: tuple[str, ...]  # names of the attributes that order the rows, as shown
    other_attributes: tuple[str, ...]
    overview: Matrix  # participants by themes
    themes: tuple[ThemeChart, ...]
    groups: tuple[GroupRow, ...]
    extracts: tuple[Extract, ...]
    counts: CountTable
    codebook: tuple[CodebookRow, ...]
    participants: tuple[ParticipantRow, ...]
    decisions: tuple[DecisionRow, ...]
    warnings: tuple[str, ...]  # small groups that identify people, participants not to be quoted
    extracts_per_cell: int = 0
