"""What came back in a workbook of ours that somebody edited, and what leads from its cells to the project.

The writer of the workbook and its reader agree here on the hidden sheet of keys.
"""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

KEYS = "Keys"
"""The title of the sheet of keys."""

PARTICIPANT, ROW_KEY = "Participant", "Key"
"""The headings of the column of participants' names, and of the hidden one with their uids."""

KEY_HEADINGS = (
    "Participant", "Column", "Part", "Sheet", "Cell", "Hash", "Whole text", "Row", "Heading"
)  # fmt: skip

PARTS = ("summary", "comment", "checked by")
"""The parts of a pair that a cell may hold."""


class Key(NamedTuple):
    """A row of the sheet of keys: uids of participant and column, and where they stood, as text."""

    participant: str
    column: str
    part: str
    sheet: str
    cell: str
    hash: str
    whole: str
    row: str
    heading: str


class EditedCell(NamedTuple):
    """A cell that says something else than when it was exported. `place` is where it stands now.

    `beside` are the summaries of its row on its sheet: the uid of the code or theme of each, and its heading.
    """

    place: str
    participant: str  # uid
    column: str  # uid
    part: str  # one of PARTS
    text: str
    exported: str  # the hash of what was exported
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EditedWorkbook:
    """The edits of a workbook. `problems` say of cells why they can't be taken, `notes` what isn't there."""

    file: str
    cells: tuple[EditedCell, ...]
    unchanged: int
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def text_hash(text: str) -> str:
    """The first 32 hexadecimal digits of the SHA-256 of a cell's text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
