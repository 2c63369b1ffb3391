"""Participants, their attributes and their transcripts from a table."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from qualcode.model.errors import BadTable
from qualcode.model.study import PARTICIPANT_TYPE, SITE, TRANSCRIPT_KINDS
from qualcode.model.tables import AttributeColumn, ParticipantTable, SourceRow, Table
from qualcode.readers.columns import Column, column_of
from qualcode.readers.header import find_column, shown_columns
from qualcode.readers.tables import read_table

MOST = 10_000
"""Rows of one table of participants."""

PARTICIPANT_NAMES = (
    *("participant", "participant id", "participant label", "participant name", "participant code"),
    *(
        "participant number",
        "participant no",
        "pid",
        "label",
        "case",
        "case id",
        "respondent",
        "respondent id",
    ),
    *("interviewee", "interviewee id", "name", "id", "pseudonym", "person", "informant"),
)
TRANSCRIPT_NAMES = (
    *("transcript", "transcript file", "transcript name", "file", "file name", "source", "source file"),
    *("document", "interview file", "interview transcript"),
)
SPEAKER_NAMES = ("speaker", "speaker label", "label in transcript", "speaker in transcript")
KIND_NAMES = ("kind", "kind of source", "source kind", "kind of transcript", "transcript kind", "source type")
SITE_NAMES = (
    *("site", "location", "centre", "center", "study site", "site name", "research site", "place"),
    *("trust", "hospital", "clinic", "setting"),
)
TYPE_NAMES = (
    *("participant type", "type of participant", "type", "role", "participant role", "group"),
    *("participant group", "stakeholder group", "stakeholder", "stakeholder type", "category", "job role"),
)
_KINDS = {
    **{kind: kind for kind in TRANSCRIPT_KINDS},
    "individual interview": "interview",
    "joint": "joint interview",
    "dyad": "joint interview",
    "dyadic interview": "joint interview",
    "group": "focus group",
    "group interview": "focus group",
    "fieldnote": "field note",
    "field notes": "field note",
    "fieldnotes": "field note",
    "observation": "field note",
    "care plan review": "document",
    "documents": "document",
}


def read_participants(path: Path, *, sheet: str | None = None) -> ParticipantTable:
    """Participants from a csv or xlsx file, a row a participant or a row a transcript.

    One participant may have several rows (several transcripts), and one transcript several (a joint
    interview, by speaker). A row with a transcript and no participant is a source that is nobody's.
    Raises BadTable with each problem by its row.
    """
    table = read_table(path, sheet=sheet)
    person = find_column(table, PARTICIPANT_NAMES)
    if person is None:
        shown = shown_columns(table)
        raise BadTable(
            table.file, [f"no column names the participants; call one “participant” (there are {shown})"]
        )
    if len(table.rows) > MOST:
        raise BadTable(table.file, [f"it has {len(table.rows):,} rows, and no study {MOST:,} participants"])
    places = {
        "participant": person,
        "transcript": find_column(table, TRANSCRIPT_NAMES),
        "speaker": find_column(table, SPEAKER_NAMES),
        "kind": find_column(table, KIND_NAMES),
    }
    taken = {name for name in places.values() if name}
    names = _attribute_names(table, [name for name in table.header if name not in taken])
    problems: list[str] = []
    sources = _sources(table, places, problems)
    columns = {name: column_of([row.cells[name] for row in table.rows]) for name in names}
    values = _values(table, person, names, columns, problems)
    if problems:
        raise BadTable(table.file, problems)
    attributes = tuple(_attribute(name, header, columns[header]) for header, name in names.items())
    return ParticipantTable(table.file, attributes, sources, values, (*table.notes, *_notes(person, names)))


def _attribute(name: str, header: str, column: Column) -> AttributeColumn:
    """The attribute of a column; site and participant type are categories, however few rows there are."""
    if name in (SITE, PARTICIPANT_TYPE) and column.type != "categories":
        distinct = tuple(dict.fromkeys(value for value in column.values if value))
        return AttributeColumn(name, "categories", distinct, "participants are grouped by it", header)
    return AttributeColumn(name, column.type, column.categories, column.note, header)


def _attribute_names(table: Table, free: Sequence[str]) -> dict[str, str]:
    """The attribute each free column holds: `site` and `participant_type` under their usual spellings."""
    left = Table(table.file, tuple(free), ())
    found = {find_column(left, SITE_NAMES): SITE, find_column(left, TYPE_NAMES): PARTICIPANT_TYPE}
    return {header: found.get(header, header) for header in free}


def _notes(person: str, names: Mapping[str, str]) -> list[str]:
    notes = [f"Participants are named by the column “{person}”."]
    for header, name in names.items():
        if header != name:
            notes.append(f"The column “{header}” was taken as {name}.")
    return notes


def _sources(table: Table, places: Mapping[str, str | None], problems: list[str]) -> tuple[SourceRow, ...]:
    def cell(cells: Mapping[str, str], what: str) -> str:
        column = places[what]
        return " ".join(cells[column].split()) if column else ""

    sources = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in table.rows:
        participant, transcript = cell(cells, "participant"), cell(cells, "transcript")
        kind = cell(cells, "kind").casefold()
        if not participant and not transcript:
            problems.append(f"row {number} names neither a participant nor a transcript")
            continue
        if kind and kind not in _KINDS:
            problems.append(f"row {number}: the kind “{kind}” is none of {', '.join(TRANSCRIPT_KINDS)}")
        pair = (participant, transcript)
        if pair in seen:
            problems.append(
                f"row {number} says the same as row {seen[pair]}: {participant} {transcript}".rstrip()
            )
        seen.setdefault(pair, number)
        speaker = cell(cells, "speaker")
        sources.append(SourceRow(number, participant, transcript, speaker, _KINDS.get(kind, "")))
    return tuple(sources)


def _values(
    table: Table,
    person: str,
    names: Mapping[str, str],
    columns: Mapping[str, Column],
    problems: list[str],
) -> dict[str, dict[str, str]]:
    """The attributes of each participant; the same one may be said again, but not otherwise."""
    values: dict[str, dict[str, str]] = {}
    said: dict[tuple[str, str], int] = {}
    for index, (number, cells) in enumerate(table.rows):
        participant = " ".join(cells[person].split())
        if not participant:
            continue
        own = values.setdefault(participant, {})
        for header, name in names.items():
            value = columns[header].values[index]
            if not value:
                continue
            if own.setdefault(name, value) != value:
                problems.append(
                    f"row {number}: {participant} has {header} “{value}”, "
                    f"but “{own[name]}” in row {said[participant, name]}"
                )
            said.setdefault((participant, name), number)
    return values
