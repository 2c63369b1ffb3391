"""A table with a row a participant: a survey or a template review.

Closed items (few words, few different values) are attributes of the participant. Free text becomes a document
a participant: each question a heading, which is nobody's speech, each answer a segment.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qualcode.model.errors import UnreadableFile
from qualcode.model.tables import Table
from qualcode.model.text import Content, Segment, Source
from qualcode.readers.header import find_column

MOST = 10_000
"""Rows of one table of answers."""

PARTICIPANT_NAMES = (
    *("participant", "participant id", "participant name", "participant label", "participant code", "pid"),
    *("participant number", "participant no", "respondent", "respondent id", "interviewee", "interviewee id"),
    *("case", "case id", "informant", "pseudonym", "person", "name", "id", "label", "response id"),
)
_MEAN_WORDS = 8
_MANY_WORDS = 15
_QUESTION_WORDS = 3
_ASKS = re.compile(
    r"\?\s*$|^q\d+|comment|describe|explain|\bwhy\b|reason|detail|feedback|answer|suggest|in your own words",
    re.I,
)


def answers_in(table: Table, format: str, encoding: str) -> tuple[Source, ...]:
    """A source for each row that has an answer in words; none if no column holds free text."""
    person = _person(table)
    columns = [name for name in table.header if name != person]
    free = [name for name in columns if is_free_text(name, _values(table, name))]
    if not free:
        return ()
    if len(table.rows) > MOST:
        raise UnreadableFile(f"{table.file} has more than {MOST:,} rows, too many for a table of answers.")
    closed = [name for name in columns if name not in free]
    sources: list[Source] = []
    unanswered = []
    taken: dict[str, int] = {}
    for row in table.rows:
        name = " ".join(row.cells[person].split()) if person else ""
        name = name or f"row {row.number}"
        answers = [
            (question, row.cells[question].strip()) for question in free if row.cells[question].strip()
        ]
        if not answers:
            unanswered.append(name)
            continue
        taken[name.casefold()] = taken.get(name.casefold(), 0) + 1
        again = taken[name.casefold()]
        sources.append(
            Source(
                file=table.file,
                format=format,
                content=_document(answers),
                encoding=encoding,
                layout=_layout(free, closed),
                part=name if again == 1 else f"{name} ({again})",
                kind="document",
                participant=name,
                attributes=tuple((item, value) for item in closed if (value := row.cells[item].strip())),
                warnings=() if sources else table.notes,
            )
        )
    if sources and unanswered:
        sources[0] = _warned(sources[0], unanswered)
    return tuple(sources)


def _person(table: Table) -> str | None:
    """The column that names the participants: a known name, with a value in nearly every row."""
    column = find_column(table, PARTICIPANT_NAMES)
    if column is None:
        return None
    values = _values(table, column)
    usable = len(values) >= 0.9 * len(table.rows) and len(set(values)) > 0.5 * len(values)
    return column if usable and not is_free_text("", values) else None


def _values(table: Table, name: str) -> list[str]:
    return [value for row in table.rows if (value := row.cells[name].strip())]


def is_free_text(name: str, values: Sequence[str]) -> bool:
    """Whether a column holds answers in words: long ones, or different ones to a question."""
    if not values:
        return False
    words = [len(value.split()) for value in values]
    mean = sum(words) / len(words)
    varied = len({value.casefold() for value in values}) > len(values) / 2
    if mean >= _MEAN_WORDS and (varied or len(values) < 3):
        return True
    return varied and (max(words) >= _MANY_WORDS or (bool(_ASKS.search(name)) and mean >= _QUESTION_WORDS))


def _document(answers: Sequence[tuple[str, str]]) -> Content:
    parts: list[str] = []
    segments = []
    length = 0
    for question, answer in answers:
        heading = f"{question}\n"
        start = length + len(heading)
        parts += [heading, answer, "\n\n"]
        segments.append(Segment("", start, start + len(answer)))
        length = start + len(answer) + 2
    return Content("".join(parts), tuple(segments))


def _layout(free: Sequence[str], closed: Sequence[str]) -> str:
    answers = ", ".join(f"“{name}”" for name in free)
    attributes = f"; attributes in {', '.join(f'“{name}”' for name in closed)}" if closed else ""
    return f"a row a participant: answers in {answers}{attributes}"


def _warned(source: Source, unanswered: Sequence[str]) -> Source:
    shown = ", ".join(unanswered[:5]) + (f" and {len(unanswered) - 5} more" if len(unanswered) > 5 else "")
    rows = "1 row has" if len(unanswered) == 1 else f"{len(unanswered)} rows have"
    return replace(
        source, warnings=(*source.warnings, f"{rows} no answer in words and were left out: {shown}.")
    )
