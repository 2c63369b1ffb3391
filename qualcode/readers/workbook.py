"""A matrix workbook of ours that somebody edited: which cells say something else than when it was exported.

Rows are found by their hidden key, or else by the participant's name; columns by their heading. So rows may
be sorted or left out, columns moved or hidden, and sheets added.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.edits import (
    KEY_HEADINGS,
    KEYS,
    PARTICIPANT,
    PARTS,
    ROW_KEY,
    EditedCell,
    EditedWorkbook,
    Key,
    text_hash,
)
from qualcode.model.errors import UnreadableFile
from qualcode.readers.decoding import without_controls
from qualcode.readers.plain import plain_xlsx_text
from qualcode.readers.sheets import cell_text, open_book

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER_ROWS = 30  # rows from the top among which the headings are looked for


def read_edits(path: Path) -> EditedWorkbook:
    """The cells of a workbook that were edited. Formulas are never worked out.

    Raises UnreadableFile if it is no workbook, or has no sheet of keys.
    """
    book = open_book(path, whole=True)
    keys, problems = _keys(book, path.name)
    cells: list[EditedCell] = []
    notes: list[str] = []
    unchanged = 0
    for title, here in _by_sheet(keys).items():
        if title not in book.sheetnames:
            notes.append(f"There is no sheet “{title}” any more: nothing of it changes.")
            continue
        sheet = _Sheet(book[title], here)
        cells += sheet.edited
        unchanged += sheet.unchanged
        problems += sheet.problems
        notes += sheet.notes
    return EditedWorkbook(path.name, tuple(cells), unchanged, tuple(problems), tuple(notes))


def _keys(book: "Workbook", file: str) -> tuple[list[Key], list[str]]:
    rows = book[KEYS].iter_rows(values_only=True) if KEYS in book.sheetnames else iter(())
    if tuple(next(rows, ())[: len(KEY_HEADINGS)]) != KEY_HEADINGS:
        raise UnreadableFile(
            f"{file} has no sheet “{KEYS}” that leads from its cells to the project; "
            "export the matrix again, and edit that file."
        )
    keys: list[Key] = []
    broken = []
    for number, row in enumerate(rows, start=2):
        values = [cell_text(value) for value in row[: len(KEY_HEADINGS)]]
        if not any(values):
            continue
        key = Key(*(plain_xlsx_text(value) for value in values))
        if key.participant and key.part in PARTS and len(key.hash) == len(text_hash("")):
            keys.append(key)
        else:
            broken.append(f"{KEYS}!{number} was altered: it leads nowhere")
    return keys, broken


def _by_sheet(keys: Iterable[Key]) -> Mapping[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        found[key.sheet].append(key)
    return found


class _Sheet:
    """The edits of one sheet."""

    def __init__(self, sheet: "Worksheet", keys: Sequence[Key]) -> None:
        self._sheet = sheet
        self._title = sheet.title
        self.edited: list[EditedCell] = []
        self.unchanged = 0
        self.problems: list[str] = []
        self.notes: list[str] = []
        headings = {key.heading for key in keys}
        summaries = (key for key in keys if key.part == "summary")
        self._beside = tuple(dict.fromkeys((key.column, key.heading) for key in summaries))
        header = self._header(headings)
        if header is None:
            self.problems.append(
                f"{self._title}: its row of headings is gone, so no cell can be told from another"
            )
            return
        columns = self._columns(header, headings)
        rows = self._rows(header, keys)
        self._gone(
            headings - columns.keys(),
            {key.participant: key.row for key in keys if key.participant not in rows},
        )
        for key in keys:
            if key.heading in columns and key.participant in rows:
                self._look(key, rows[key.participant], columns[key.heading])

    def _header(self, headings: set[str]) -> int | None:
        """The number of the row that holds most of the headings; None where none holds any."""
        best, most = None, 0
        for number, row in enumerate(self._sheet.iter_rows(max_row=_HEADER_ROWS), start=1):
            found = len(headings.intersection(map(_words, row)))
            if found > most:
                best, most = number, found
        return best

    def _columns(self, header: int, headings: set[str]) -> dict[str, int]:
        """The column of each heading; of two with the same heading neither is taken."""
        found: dict[str, int] = {}
        twice = set()
        for column, cell in enumerate(self._sheet[header], start=1):
            words = _words(cell)
            if words in found:
                twice.add(words)
            found[words] = column
        for words in sorted(twice & headings):
            self.problems.append(f"{self._title}: two columns are headed “{words}”, so neither is taken")
            del found[words]
        self._key_column, self._name_column = found.get(ROW_KEY), found.get(PARTICIPANT)
        return {words: column for words, column in found.items() if words in headings}

    def _rows(self, header: int, keys: Sequence[Key]) -> dict[str, list[int]]:
        """The rows of each participant, by uid."""
        names = {key.participant: key.row for key in keys}
        by_name: dict[str, list[str]] = defaultdict(list)
        for uid, name in names.items():
            by_name[name].append(uid)
        rows: dict[str, list[int]] = defaultdict(list)
        for number in range(header + 1, self._sheet.max_row + 1):
            uid = self._at(number, self._key_column)
            name = self._at(number, self._name_column)
            named = by_name.get(name, [])
            if uid in names:
                if name and names[uid] != name:
                    self.problems.append(
                        f"{self._title}!{number}: the row is {names[uid]}'s, but says “{name[:40]}”"
                    )
                    rows[uid] += []
                    continue
                rows[uid].append(number)
            elif len(named) == 1 and not uid:
                rows[named[0]].append(number)
            elif named:
                self.problems.append(f"{self._title}!{number}: it can't be told whose row this is")
                for each in named:
                    rows[each] += []
        return dict(rows)

    def _at(self, row: int, column: int | None) -> str:
        return _words(self._sheet.cell(row, column)) if column else ""

    def _gone(self, headings: Iterable[str], rows: Mapping[str, str]) -> None:
        for words in sorted(headings):
            self.notes.append(f"“{self._title}” has no column “{words}” any more: nothing of it changes.")
        if rows:
            named = ", ".join(sorted(rows.values())[:5]) + (
                f" and {len(rows) - 5} more" if len(rows) > 5 else ""
            )
            self.notes.append(f"“{self._title}” has no row of {named} any more: nothing of it changes.")

    def _look(self, key: Key, rows: Sequence[int], column: int) -> None:
        """Take what a key's cell says now; where it was copied, what the copies say that were edited."""
        found = {}
        for row in rows:
            cell = self._sheet.cell(row, column)
            place = f"{self._title}!{cell.coordinate}"
            problem = _problem(cell)
            text = "" if problem else _text(cell)
            if problem:
                self.problems.append(f"{place}: {problem}")
            elif text_hash(text) == key.hash:
                self.unchanged += 1
            elif key.whole != "yes":
                self.problems.append(
                    f"{place}: it held only the beginning of its text; edit that one in Qualcode"
                )
            else:
                found[text] = EditedCell(
                    place, key.participant, key.column, key.part, text, key.hash, self._beside
                )
        if len(found) > 1:
            places = ", ".join(edited.place for edited in found.values())
            self.problems.append(f"{places}: they say two things of the same participant")
        else:
            self.edited += found.values()


def _problem(cell: "Cell | MergedCell") -> str:
    """Why what a cell holds can't be taken; "" if it can."""
    from openpyxl.cell import MergedCell

    if isinstance(cell, MergedCell):
        return "it was merged into another cell"
    if cell.data_type == "f":
        return "it holds a formula, and formulas aren't worked out; write its words"
    if cell.data_type == "e":
        return f"it holds the error {cell.value}"
    return ""


def _text(cell: "Cell | MergedCell") -> str:
    text = plain_xlsx_text(cell_text(cell.value)).replace("\r\n", "\n").replace("\r", "\n")
    return without_controls(text)[0]


def _words(cell: "Cell | MergedCell") -> str:
    return "" if _problem(cell) else _text(cell).strip()
