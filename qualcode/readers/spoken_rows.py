"""Turns in rows, of a table or a list: which column says who speaks, which what is said, and when."""

import math
import re
from collections.abc import Sequence

from qualcode.model.errors import UnreadableFile
from qualcode.model.tables import Table
from qualcode.model.text import Source
from qualcode.readers.files import LINE_LIMIT
from qualcode.readers.header import find_column
from qualcode.readers.speeches import Speech, written_down
from qualcode.readers.times import seconds

TEXT_NAMES = (
    *("text", "speech", "utterance", "said", "what was said", "words", "content", "sentence", "turn text"),
    *("transcription", "caption", "paragraph", "dialogue", "message", "turn", "transcript", "value", "body"),
)
SPEAKER_NAMES = (
    *("speaker", "speaker name", "speaker label", "speaker id", "who", "voice", "spoken by", "talker"),
)
MAYBE_SPEAKER_NAMES = (
    "name",
    "role",
    "person",
    "participant",
    "participant id",
    "label",
    "user",
    "author",
    "from",
)
"""They may as well say whose row it is: believed if they come back."""

START_NAMES = (
    *("start", "start time", "starts", "begin", "begin time", "from", "onset", "time in", "in", "in time"),
    *("timestamp", "timecode", "time", "timespan", "offset", "start s", "start seconds", "start ms"),
)
TRANSCRIPT_NAMES = (
    *("transcript", "transcript id", "transcript name", "interview", "interview id", "session", "session id"),
    *("file", "file name", "document", "recording", "conversation", "conversation id", "source"),
)
_LONGEST = 24 * 3600
_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,9})?")


def turns_in(table: Table, format: str, encoding: str) -> tuple[Source, ...]:
    """The transcripts of a table with a row for each turn; none if it isn't one."""
    text = find_column(table, TEXT_NAMES)
    speaker = find_column(table, SPEAKER_NAMES) or _coming_back(table, MAYBE_SPEAKER_NAMES)
    start = find_column(table, START_NAMES)
    if text is None or (speaker is None and start is None) or text in (speaker, start):
        return ()
    if len(table.rows) > LINE_LIMIT:
        raise UnreadableFile(f"{table.file} has more than {LINE_LIMIT:,} rows, too many for transcripts.")
    which = find_column(table, TRANSCRIPT_NAMES)
    if which in (text, speaker, start):
        which = None
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for row in table.rows:
        words = row.cells[text].strip()
        if words:
            who = row.cells[speaker].strip() if speaker else ""
            when = row.cells[start].strip() if start else ""
            groups.setdefault(row.cells[which].strip() if which else "", []).append((who, words, when))
    columns = ", ".join(f"“{name}”" for name in (speaker, text, start) if name)
    sources: list[Source] = []
    for part, rows in groups.items():
        times = read_times([when for _, _, when in rows])
        speeches = [
            Speech(" ".join(who.split()), words, time)
            for (who, words, _), time in zip(rows, times, strict=True)
        ]
        sources.append(
            Source(
                file=table.file,
                format=format,
                content=written_down(speeches),
                encoding=encoding,
                layout=f"a row a turn, by the columns {columns}",
                part=(part or "no name") if len(groups) > 1 else "",
                warnings=table.notes if not sources else (),
            )
        )
    return tuple(sources)


def _coming_back(table: Table, names: Sequence[str]) -> str | None:
    column = find_column(table, names)
    if column is None:
        return None
    values = [row.cells[column].strip() for row in table.rows if row.cells[column].strip()]
    return column if len(set(values)) < len(values) else None


def read_times(values: Sequence[object]) -> list[float | None]:
    """Times as seconds, each None where it can't be read; numbers too large for seconds are milliseconds."""
    numbers = [_number(value) for value in values]
    known = [number for number in numbers if number is not None]
    scale = 1000 if known and max(known) > _LONGEST else 1
    return [
        seconds(str(value)) if number is None else max(0.0, number / scale)
        for value, number in zip(values, numbers, strict=True)
    ]


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e15 and math.isfinite(value) else None
    plain = str(value).strip().removesuffix("s").strip()
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None
