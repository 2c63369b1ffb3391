"""A framework matrix as Markdown: a table for each theme, to read or to paste into a document."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.model.charts import EMPTY_CELL, Cell, Charts, ThemeChart
from qualcode.writers.cells import safe_text
from qualcode.writers.tables import atomically

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])|^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def write_markdown(charts: Charts, path: Path) -> list[str]:
    """Write the themes' tables to a Markdown file. Returns sentences on what had to be changed.

    Raises Refused if the file can't be written.
    """
    text, changed = safe_text("\n".join(markdown_lines(charts)) + "\n")
    with atomically(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    return [f"{sentence}." for sentence in changed]


def markdown_lines(charts: Charts) -> Iterator[str]:
    """The lines of the file."""
    matrix = charts.overview
    yield f"# {_said(charts.study or 'Framework matrix')}"
    yield ""
    yield "**Confidential.** This file holds what participants said. Share it only with the team."
    yield ""
    yield f"- Analysis: {_said(charts.analysis or 'not named')}"
    yield f"- Date: {_said(charts.date or 'not dated')}"
    yield f"- Rows: {len(matrix.rows)} of {matrix.of} participants. Filter: {_said(matrix.filter or 'none')}."
    yield from (f"- Please check: {_said(warning)}" for warning in charts.warnings)
    for chart in charts.themes:
        yield from _theme(chart, charts.attributes)


def _theme(chart: ThemeChart, attributes: Sequence[str]) -> Iterator[str]:
    matrix = chart.matrix
    name = f"{chart.number} {chart.theme.name}" if chart.theme.name else "Participants by themes"
    yield ""
    yield f"## {_said(name)}"
    yield ""
    if chart.theme.definition:
        yield _said(chart.theme.definition)
        yield ""
    yield from (
        f"- **{_said(column.name)}**: {_said(column.definition or 'Not yet defined')}"
        for column in matrix.columns
    )
    yield ""
    last = ["Analyst's comment"] if chart.theme.name else []
    headers = ["Participant", *attributes, *(column.name for column in matrix.columns), *last]
    yield _row(headers)
    yield _line("---" for _ in headers)
    for row in matrix.rows:
        comment = [chart.wholes.get(row.uid, EMPTY_CELL).comment or "No comment"] if last else []
        yield _row(
            [
                row.name,
                *(value or "Not known" for value in row.attributes),
                *(_cell(matrix.cell(row, column)) for column in matrix.columns),
                *comment,
            ]
        )


def _cell(cell: Cell) -> str:
    parts = [cell.shown]
    if cell.again:
        parts.append(f"Check again: {cell.again}")
    if cell.comment.strip():
        parts.append(f"Comment: {cell.comment}")
    if cell.checked_by:
        parts.append(f"Checked by {cell.checked_by}")
    return "\n".join(parts)


def _row(texts: Sequence[str]) -> str:
    return _line(_said(text) for text in texts)


def _line(texts: Sequence[str] | Iterator[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _said(text: str) -> str:
    """The text on one line, with nothing in it that Markdown or HTML would take for its own."""
    escaped = _SPECIAL.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text.strip())
    return "<br>".join(line.strip() for line in escaped.replace("&", "&amp;").splitlines())
