"""Leaving out of files what participants don't want to be quoted. It is still shown, and still counted."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from qualcode.model.charts import Cell, Charts, Extract, Matrix


def to_quote(extracts: Iterable[Extract]) -> tuple[list[Extract], list[str]]:
    """The extracts that may be quoted; and a note on how many may not, if there are any."""
    kept, left_out = [], 0
    for extract in extracts:
        if extract.quotable:
            kept.append(extract)
        else:
            left_out += 1
    return kept, notes(left_out)


def notes(left_out: int) -> list[str]:
    """What is said of extracts that were left out of a file; nothing if none was."""
    if not left_out:
        return []
    one = left_out == 1
    whose = "the participant's" if one else "participants'"
    return [f"{left_out:,} extract{'' if one else 's'} not quoted, at {whose} wish; counted as before."]


def matrix_to_quote(matrix: Matrix) -> tuple[Matrix, int]:
    """A matrix without the extracts that may not be quoted; and how many those are."""
    cells = {place: _cell_to_quote(cell) for place, cell in matrix.cells.items()}
    left_out = sum(len(cell.extracts) - len(cells[place].extracts) for place, cell in matrix.cells.items())
    return dataclasses.replace(matrix, cells=cells) if left_out else matrix, left_out


def _cell_to_quote(cell: Cell) -> Cell:
    kept = tuple(extract for extract in cell.extracts if extract.quotable)
    return cell if len(kept) == len(cell.extracts) else dataclasses.replace(cell, extracts=kept)


def charts_to_quote(charts: Charts) -> tuple[Charts, list[str]]:
    """Everything that a workbook holds, without the extracts that may not be quoted; and a note on them."""
    kept, said = to_quote(charts.extracts)
    themes = tuple(
        dataclasses.replace(
            chart,
            matrix=matrix_to_quote(chart.matrix)[0],
            wholes={row: _cell_to_quote(cell) for row, cell in chart.wholes.items()},
        )
        for chart in charts.themes
    )
    overview = matrix_to_quote(charts.overview)[0]
    return dataclasses.replace(charts, overview=overview, themes=themes, extracts=tuple(kept)), said


def without_quotations(
    charts: Charts, of: Collection[str], shortened: Callable[[str], str]
) -> tuple[Charts, list[str]]:
    """Charts whose texts about some participants (uids) quote nothing; and a note on how many changed.

    `shortened` leaves the quotations out of a text.
    """
    changed = 0

    def text_of(text: str) -> str:
        nonlocal changed
        made = shortened(text)
        changed += made != text
        return made

    def cell_of(cell: Cell) -> Cell:
        return dataclasses.replace(cell, text=text_of(cell.text), comment=text_of(cell.comment))

    def matrix_of(matrix: Matrix) -> Matrix:
        rows = tuple(
            dataclasses.replace(row, portrait=text_of(row.portrait)) if row.uid in of else row
            for row in matrix.rows
        )
        cells = _changed(matrix.cells, lambda place: place[0] in of, cell_of)
        return dataclasses.replace(matrix, rows=rows, cells=cells)

    if not of:
        return charts, []
    overview = matrix_of(charts.overview)
    themes = tuple(
        dataclasses.replace(
            chart,
            matrix=matrix_of(chart.matrix),
            wholes=_changed(chart.wholes, lambda row: row in of, cell_of),
        )
        for chart in charts.themes
    )
    made = dataclasses.replace(charts, overview=overview, themes=themes)
    note = "Quotations are left out of what is written on participants who aren't to be quoted."
    return made, [note] if changed else []


_Key = TypeVar("_Key")


def _changed(
    cells: Mapping[_Key, Cell], which: Callable[[_Key], bool], change: Callable[[Cell], Cell]
) -> dict[_Key, Cell]:
    return {key: change(cell) if which(key) else cell for key, cell in cells.items()}
