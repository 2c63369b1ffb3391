"""What a file of rows says, before it is compared with a project: participants, codes, codings.

These are plain values between readers, project and writers. Every text is stripped of white space at its
ends, but for quotes; "" stands for an empty cell; `row` is the row number as a user sees it in a
spreadsheet (the header is row 1), or the number of the entry in a yaml or json list (from 1).
`notes` are sentences for the user on what was guessed or left aside. Words such as ATTRIBUTE_TYPES and
CODE_KINDS stand in `study`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class TableRow(NamedTuple):
    """One row: its number as the user sees it, and its cells as text by column name."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A sheet or csv file as text: every row has every column of `header`; empty rows are left out."""

    file: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()


class AttributeColumn(NamedTuple):
    """An attribute of participants: `type` is one of ATTRIBUTE_TYPES, guessed from all its values.

    `name` is "site" or "participant_type" where the column is one of these under another spelling;
    `header` is what the file calls it. `categories` are the distinct values by first appearance (for
    the type "categories"); `note` says in words why this type.
    """

    name: str
    type: str
    categories: tuple[str, ...] = ()
    note: str = ""
    header: str = ""


class SourceRow(NamedTuple):
    """A transcript of a participant; `participant` is "" for a field note, `transcript` where not known.

    `speaker` is the participant's label in a transcript of several; `kind` is one of SOURCE_KINDS or "".
    """

    row: int
    participant: str
    transcript: str = ""
    speaker: str = ""
    kind: str = ""


@dataclass(frozen=True)
class ParticipantTable:
    """Participants with their attributes and transcripts.

    `values` has every participant, in order of appearance, with the attributes that have a value; dates are
    ISO, yes/no is "yes" or "no", numbers are written as Python's `int` and `float` read them.
    """

    file: str
    attributes: tuple[AttributeColumn, ...]
    sources: tuple[SourceRow, ...]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class CodeEntry(NamedTuple):
    """A code as a codebook file gives it, with MacQueen's fields. "" where the file says nothing."""

    name: str
    brief: str = ""
    full: str = ""
    use: str = ""
    avoid: str = ""
    example: str = ""
    kind: str = ""
    origin: str = ""
    source: str = ""
    status: str = ""
    merged_into: str = ""
    former_names: tuple[str, ...] = ()
    colour: str = ""


class ThemeEntry(NamedTuple):
    """A theme with the names of its codes, in order; `parent` names the theme it is in, or is ""."""

    name: str
    short: str = ""
    definition: str = ""
    status: str = ""
    parent: str = ""
    former_names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodebookFile:
    """A codebook: names are unique (upper and lower case apart), parents and members exist, no cycles.

    `places` says where in the file a theme or code stands ("row 3", "code 2"), by kind and name.
    """

    file: str
    themes: tuple[ThemeEntry, ...]
    codes: tuple[CodeEntry, ...]
    notes: tuple[str, ...] = ()
    places: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False)

    def place(self, entry: ThemeEntry | CodeEntry) -> str:
        """Where an entry stands, to begin a sentence with ("row 3: "); "" where that isn't known."""
        found = self.places.get(("code" if isinstance(entry, CodeEntry) else "theme", entry.name), "")
        return f"{found}: " if found else ""


class CodingRow(NamedTuple):
    """A code on a passage: by place (code points, end exclusive), by quote, or by both."""

    row: int
    transcript: str
    start: int | None
    end: int | None
    code: str
    coder: str = ""
    memo: str = ""
    quote: str = ""


@dataclass(frozen=True)
class CodingsFile:
    """Coded passages. Whether transcripts, codes and places exist is for the project to say."""

    file: str
    rows: tuple[CodingRow, ...]
    notes: tuple[str, ...] = ()


class ExtractRow(NamedTuple):
    """An extract linked to a summary: `relation` is one of RELATIONS; found by place, quote or both."""

    relation: str
    transcript: str
    start: int | None = None
    end: int | None = None
    quote: str = ""


class SummaryRow(NamedTuple):
    """The charted text of a participant and a column (the name of a code or a theme).

    `content` is one of CONTENTS, `progress` one of PROGRESSES, or "" where the file says nothing.
    """

    row: int
    participant: str
    column: str
    text: str = ""
    content: str = ""
    progress: str = ""
    checked_by: str = ""
    comment: str = ""
    extracts: tuple[ExtractRow, ...] = ()


@dataclass(frozen=True)
class SummariesFile:
    """Summaries of a file; a pair of participant and column stands in it once."""

    file: str
    rows: tuple[SummaryRow, ...]
    notes: tuple[str, ...] = ()


class MemoRow(NamedTuple):
    """A memo: `about` says what kind of thing it is on, `name` which one; `date` is ISO or "".

    On a passage or a coded passage, `name` is the transcript's and the place is given as in `CodingRow`; the
    coding is the one of `made_by` under `code`. In a cell, `name` is the participant, `code` the code or
    theme.
    """

    row: int
    about: str
    name: str
    coder: str
    kind: str
    date: str
    text: str
    code: str = ""
    made_by: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""


@dataclass(frozen=True)
class MemosFile:
    """Memos of a file, in its order."""

    file: str
    rows: tuple[MemoRow, ...]
    notes: tuple[str, ...] = ()
