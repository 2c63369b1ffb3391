"""Charted summaries from csv and xlsx."""

import re
from pathlib import Path

from qualcode.model.errors import BadTable
from qualcode.model.study import CONTENTS, PROGRESSES, RELATIONS
from qualcode.model.tables import ExtractRow, SummariesFile, SummaryRow
from qualcode.readers.codings import span
from qualcode.readers.rows import known_columns
from qualcode.readers.tables import read_table

_COLUMNS = {
    "participant": ("participant", "participant id", "case", "label", "name"),
    "column": ("column", "code", "theme", "code or theme"),
    "text": ("text", "summary"),
    "content": ("content", "what was said"),
    "progress": ("progress", "status"),
    "checked_by": ("checked by", "reviewed by"),
    "comment": ("comment", "analyst's comment", "analyst comment"),
    "extracts": ("extracts", "linked extracts"),
}


def read_summaries(path: Path) -> SummariesFile:
    """Summaries, a row a participant and column (a code or a theme).

    The cell of extracts has a line each: `relation | transcript | start-end | quote`, where start-end or
    quote may be empty. Raises BadTable with each problem by row.
    """
    table = read_table(path)
    columns, notes = known_columns(table, _COLUMNS, ("participant", "column"))
    problems: list[str] = []
    rows = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in table.rows:
        said = {field: cells[name].strip() for field, name in columns.items()}
        content, progress = said.get("content", "").casefold(), said.get("progress", "").casefold()
        pair = (said["participant"], said["column"])
        found = []
        if not all(pair):
            found.append("the participant or the column is missing")
        elif pair in seen:
            found.append(f"{pair[0]} and “{pair[1]}” stand in row {seen[pair]} already")
        seen.setdefault(pair, number)
        if content and content not in CONTENTS:
            found.append(f"the content “{content}” is none of {', '.join(CONTENTS)}")
        if progress and progress not in PROGRESSES:
            found.append(f"the progress “{progress}” is none of {', '.join(PROGRESSES)}")
        extracts = []
        for line in filter(str.strip, said.get("extracts", "").split("\n")):
            extract, problem = read_extract(line)
            extracts.append(extract)
            if problem:
                found.append(problem)
        problems += [f"row {number}: {problem}" for problem in found]
        rows.append(
            SummaryRow(
                number,
                *pair,
                text=said.get("text", ""),
                content=content,
                progress=progress,
                checked_by=said.get("checked_by", ""),
                comment=said.get("comment", ""),
                extracts=tuple(extracts),
            )
        )
    if problems:
        raise BadTable(table.file, problems)
    return SummariesFile(table.file, tuple(rows), (*table.notes, *notes))


def read_extract(line: str) -> tuple[ExtractRow, str]:
    """An extract out of a line `relation | transcript | start-end | quote`, and what is wrong with it."""
    # The quote comes last, so that it may hold bars itself.
    relation, transcript, place, quote = ([part.strip() for part in line.split("|", 3)] + [""] * 4)[:4]
    relation = relation.casefold() or "supports"
    start_cell, _, end_cell = re.sub(r"[–—]", "-", place).partition("-")
    start, end, problem = span(start_cell, end_cell)
    if relation not in RELATIONS:
        problem = f"an extract's relation “{relation}” is none of {', '.join(RELATIONS)}"
    elif not transcript:
        problem = (
            f"an extract is not written “relation | transcript | start-end | quote”: “{line.strip()[:60]}”"
        )
    elif not problem and start is None and not quote:
        problem = f"an extract from {transcript} has neither a place nor a quote"
    return ExtractRow(relation, transcript, start, end, quote), problem
