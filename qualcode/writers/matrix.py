"""One matrix as csv, to open anywhere, or as json, with everything a cell has."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qualcode.model.charts import Column, Extract, Matrix, Row
from qualcode.writers.cells import safe_text
from qualcode.writers.tables import atomically, write_csv


def write_matrix_csv(matrix: Matrix, path: Path) -> list[str]:
    """Write a row a participant: name, attributes, and a cell for each column.

    A cell holds the summary, or the word that says why there is none. Returns what had to be changed.
    """
    header = ("participant", *matrix.attributes, *(column.name for column in matrix.columns))
    rows = (
        [row.name, *row.attributes, *(matrix.cell(row, column).shown for column in matrix.columns)]
        for row in matrix.rows
    )
    return list(write_csv(path, header, rows))


def write_matrix_json(matrix: Matrix, path: Path) -> list[str]:
    """Write the matrix as `matrix_json` gives it."""
    with atomically(path) as beside:
        beside.write_text(_dumped(matrix_json(matrix)), encoding="utf-8")
    return []


def matrix_json(matrix: Matrix) -> dict[str, Any]:
    """The matrix in json's types: analysis, attributes, filter, columns, rows with a cell for each column."""
    return {
        "analysis": matrix.analysis,
        "attributes": list(matrix.attributes),
        "of": matrix.of,
        "filter": matrix.filter,
        "columns": [_column(column) for column in matrix.columns],
        "rows": [_row(matrix, row) for row in matrix.rows],
    }


def _column(column: Column) -> dict[str, Any]:
    return asdict(column)


def _row(matrix: Matrix, row: Row) -> dict[str, Any]:
    return {
        "uid": row.uid,
        "participant": row.name,
        "attributes": dict(zip(matrix.attributes, row.attributes, strict=True)),
        "portrait": row.portrait,
        "cells": [_cell(matrix, row, column) for column in matrix.columns],
    }


def _cell(matrix: Matrix, row: Row, column: Column) -> dict[str, Any]:
    cell = matrix.cell(row, column)
    return {
        "column": column.name,
        "text": cell.text,
        "content": cell.content,
        "progress": cell.progress,
        "comment": cell.comment,
        "checked_by": cell.checked_by,
        "check_again": cell.again,
        "passages": cell.passages,
        "extracts": [extract_json(extract) for extract in cell.extracts],
    }


def extract_json(extract: Extract) -> dict[str, Any]:
    """An extract in json's types."""
    return asdict(extract)


def _dumped(value: object) -> str:
    """As json, in characters that UTF-8 holds: a lone surrogate is replaced, all else stays."""
    return safe_text(json.dumps(value, ensure_ascii=False, indent=2))[0] + "\n"
