"""Bringing back a matrix workbook that somebody edited in a spreadsheet program.

Each cell is compared three ways: as it was exported, as it is in the workbook, and as the project has it now.
What only they changed is taken; what both changed is a difference, to be decided.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.model.charts import EMPTY_CELL, Cell, Column
from qualcode.model.edits import EditedCell, EditedWorkbook, text_hash
from qualcode.model.errors import Refused
from qualcode.model.study import CONTENTS, Code, Participant, Theme

if TYPE_CHECKING:
    from qualcode.project.project import Project

Pair = tuple[str, str]  # uids of a participant and of a code or theme

_TO_CHART = EMPTY_CELL.shown
_CONTENTS = {word.capitalize(): word for word in CONTENTS if word != "charted"}
_PART_OF_ROW = re.compile(r": \d+ of \d+$")


class Edit(NamedTuple):
    """What somebody changed: in which cell, of whom, under what; what it says here, and what there.

    `fields` are those of the summary of the pair that it changes.
    """

    place: str
    participant: str
    column: str
    part: str
    ours: str
    theirs: str
    pair: Pair
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Edits:
    """What a workbook brings: `clean` edits, and those `differing` from what we have changed since.

    `problems` say of cells why they can't be taken, `notes` what isn't in the workbook any more.
    """

    file: str
    clean: tuple[Edit, ...]
    differing: tuple[Edit, ...]
    unchanged: int
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def edits_in(project: "Project", path: Path) -> Edits:
    """What a workbook brings. Refused if none of its participants is in the project."""
    from qualcode.readers.workbook import read_edits

    return _Compared(project, read_edits(path)).edits


def bring_in(project: "Project", edits: Iterable[Edit]) -> None:
    """Write edits, as one change."""
    written: dict[Pair, dict[str, Any]] = defaultdict(dict)
    for edit in edits:
        written[edit.pair].update(edit.fields)
    project.charting.write_all(written)


class _Compared:
    """The edits of a workbook beside what the project has."""

    def __init__(self, project: "Project", book: EditedWorkbook) -> None:
        self._project = project
        self._matrices = [project.matrix.show("codes"), project.matrix.show("themes")]
        self._columns = {column.uid: column for made in self._matrices for column in made.columns}
        self._people = project.materials.people.participants
        self._clean: list[Edit] = []
        self._differing: list[Edit] = []
        self._problems = list(book.problems)
        if book.cells and not any(cell.participant in self._people for cell in book.cells):
            raise Refused(f"{book.file} was exported from another project, or from another analysis.")
        known = [cell for cell in book.cells if self._is_known(cell)]
        for part, look in (
            ("summary", self._summary),
            ("comment", self._comment),
            ("checked by", self._check),
        ):
            for cell in known:
                if cell.part == part:
                    look(cell)
        self.edits = Edits(
            book.file,
            tuple(self._clean),
            tuple(self._differing),
            book.unchanged,
            tuple(self._problems),
            book.notes,
        )

    def _is_known(self, cell: EditedCell) -> bool:
        project = self._project
        if cell.participant not in self._people:
            gone = project.find(Participant, cell.participant)
            whose = f"{gone.name} is in no analysis here" if gone else "its participant isn't in this project"
            self._problems.append(f"{cell.place}: {whose}")
            return False
        if cell.column and cell.column not in self._columns:
            thing = project.find(Code, cell.column) or project.find(Theme, cell.column)
            what = (
                f"“{thing.name}” is no longer in use" if thing else "its code or theme isn't in this project"
            )
            self._problems.append(f"{cell.place}: {what}")
            return False
        return True

    def _cell(self, pair: Pair) -> Cell:
        return next((made.cells[pair] for made in self._matrices if pair in made.cells), EMPTY_CELL)

    def _row(self, cell: EditedCell) -> list[tuple[Column, Cell]]:
        """The summaries of a cell's row, as they are now; what is no longer in use is left out."""
        uids = [uid for uid, _ in cell.beside if uid in self._columns]
        return [(self._columns[uid], self._cell((cell.participant, uid))) for uid in uids]

    def _add(
        self, cell: EditedCell, column: str, is_ours: bool, ours: str, theirs: str, **fields: Any
    ) -> None:
        """Note an edit; `is_ours` says whether the project has what was exported."""
        edit = Edit(
            cell.place, self._people[cell.participant].name, self._columns[column].name, cell.part,
            ours, theirs, (cell.participant, column), fields,
        )  # fmt: skip
        (self._clean if is_ours else self._differing).append(edit)

    def _summary(self, cell: EditedCell) -> None:
        here = self._cell((cell.participant, cell.column))
        ours, theirs = "" if here.shown == _TO_CHART else here.shown.strip(), cell.text.strip()
        if theirs in (_TO_CHART, ""):
            theirs, fields = "", {"text": "", "content": ""}
        elif theirs in _CONTENTS:
            fields = {"text": "", "content": _CONTENTS[theirs]}
        else:
            fields = {"text": theirs}
        if theirs != ours:  # what is still to chart with us can't be lost
            self._add(cell, cell.column, not ours or _was(cell, here.shown), ours, theirs, **fields)

    def _comment(self, cell: EditedCell) -> None:
        from qualcode.writers.workbook.themes import NO_COMMENT, comments

        row = self._row(cell)
        whole = self._cell((cell.participant, cell.column))
        now = comments(whole, [each for _, each in row], tuple(column for column, _ in row)) or NO_COMMENT
        text = "" if cell.text.strip() == NO_COMMENT else cell.text
        theirs = _by_code(text, cell.beside)
        if theirs[""] and not cell.column:
            self._problems.append(f"{cell.place}: say on which code: “On CODE: …”")
            return
        for uid in dict.fromkeys([cell.column, *(column.uid for column, _ in row)]):
            ours = self._cell((cell.participant, uid)).comment.strip()
            their = theirs["" if uid == cell.column else uid]
            if uid and their != ours:
                self._add(cell, uid, _was(cell, now), ours, their, comment=their)

    def _check(self, cell: EditedCell) -> None:
        from qualcode.writers.workbook.themes import UNCHECKED, checks

        row = self._row(cell)
        whole = self._cell((cell.participant, cell.column))
        now = checks(whole, [each for _, each in row], tuple(column for column, _ in row)) or UNCHECKED
        theirs = [line for line in _said(cell.text) if line != UNCHECKED]
        if theirs == [line for line in _said(now) if line != UNCHECKED]:
            return
        if len(theirs) > 1 or (theirs and _PART_OF_ROW.search(theirs[0])):
            self._problems.append(f"{cell.place}: write one name, of who checked the whole row")
            return
        name = theirs[0] if theirs else ""
        rewritten = {edit.pair for edit in (*self._clean, *self._differing) if edit.fields.get("text")}
        charted = [
            (column.uid, each)
            for column, each in ((self._columns.get(cell.column), whole), *row)
            if column and (each.text or each.content or (cell.participant, column.uid) in rewritten)
        ]
        if name and not charted:
            self._problems.append(f"{cell.place}: nothing is charted in this row that could be checked")
        for uid, each in charted:
            if each.checked_by != name or (cell.participant, uid) in rewritten:
                progress = "checked" if name else "drafted"
                self._add(
                    cell, uid, _was(cell, now), each.checked_by, name, progress=progress, checked_by=name
                )


def _was(cell: EditedCell, text: str) -> bool:
    """Whether this is what was exported."""
    from qualcode.writers.cells import safe_text

    return text_hash(safe_text(text)[0]) == cell.exported


def _by_code(text: str, beside: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A row's comment in its parts: what is said on the whole (""), and on each code, by its uid."""
    marks = sorted(((f"On {heading}: ", uid) for uid, heading in beside), key=lambda mark: -len(mark[0]))
    found: dict[str, list[str]] = defaultdict(list)
    at = ""
    for line in text.split("\n"):
        mark = next((mark for mark in marks if line.startswith(mark[0])), None)
        if mark:
            at, line = mark[1], line[len(mark[0]) :]
        found[at].append(line)
    return defaultdict(str, {uid: "\n".join(lines).strip() for uid, lines in found.items()})


def _said(text: str) -> list[str]:
    """The lines on who checked, without those on what to check again."""
    lines = (line.strip() for line in text.split("\n"))
    return [line for line in lines if line and not line.startswith("Check again:")]
