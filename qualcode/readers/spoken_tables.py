"""Transcripts in tables: a row a turn, or a row a participant with a column a question."""

from dataclasses import replace
from pathlib import Path

from qualcode.model.errors import NotATranscript, QualcodeError
from qualcode.model.tables import Table
from qualcode.model.text import Source
from qualcode.readers.answers import answers_in
from qualcode.readers.header import find_column
from qualcode.readers.spoken_rows import turns_in
from qualcode.readers.tables import read_csv_table

_CODES = ("code", "codename", "tag")
_OTHER_TABLES: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = (
    (_CODES, ("definition", "brief", "description", "brief definition"), "codebook import"),
    (_CODES, ("quote", "highlight", "content", "start", "extract"), "codings import"),
    (("extracts",), ("column", "code", "theme"), "summaries import"),
)
"""Tables that are no transcripts: one column of each kind that they have, and the command that takes them."""


def read_csv(path: Path, encoding: str | None = None, layout: str | None = None) -> tuple[Source, ...]:
    """A csv or tsv file. It says itself who speaks, so that `layout` changes nothing."""
    table, used = read_csv_table(path, encoding)
    kind = path.suffix.lower().lstrip(".")
    sources = _spoken(table, kind, used)
    if not sources:
        raise NotATranscript(_no_speech(table))
    return sources


def read_xlsx(path: Path, encoding: str | None = None, layout: str | None = None) -> tuple[Source, ...]:
    """A workbook: each sheet that holds turns or answers. Others are named in a warning."""
    from qualcode.readers.sheets import read_sheets

    problems: dict[str, QualcodeError] = {}
    sheets = read_sheets(path, problems)
    spoken = {name: found for name, table in sheets.items() if (found := _spoken(table, "xlsx", ""))}
    if not spoken:
        if problems:
            raise next(iter(problems.values()))
        empty = Table(path.name, (), ())
        raise NotATranscript(_no_speech(next(iter(sheets.values()), empty)))
    aside = [f"“{name}”" for name in (*sheets, *problems) if name not in spoken]
    sources: list[Source] = []
    for name, found in spoken.items():
        for source in found:
            part = source.part if len(spoken) == 1 else f"{name}: {source.part}" if source.part else name
            sources.append(replace(source, part=part))
    if aside:
        which = "Sheet" if len(aside) == 1 else "Sheets"
        note = f"{which} {', '.join(aside)} left aside: nobody says or answers anything there."
        sources[0] = replace(sources[0], warnings=(*sources[0].warnings, note))
    return tuple(sources)


def _spoken(table: Table, format: str, encoding: str) -> tuple[Source, ...]:
    """The transcripts of a table; none if nobody says anything in it."""
    if _command(table):
        return ()
    return turns_in(table, format, encoding) or answers_in(table, format, encoding)


def _command(table: Table) -> str:
    """The command that takes a table which is known to be no transcript; else ""."""
    for codes, others, command in _OTHER_TABLES:
        if find_column(table, codes) and find_column(table, others):
            return command
    return ""


def _no_speech(table: Table) -> str:
    command = _command(table)
    if command:
        return f"{table.file} is no transcript; bring it in with: qualcode {command}."
    return (
        f"{table.file} holds no transcript: name the columns “speaker” and “text”, with a row for each turn, "
        "or give each question a column and each participant a row. Attributes come in with: "
        "qualcode participants import."
    )
