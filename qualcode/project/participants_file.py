"""Tables of participants, joined with the project: who is in them, their attributes and their transcripts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.model.errors import BadTable
from qualcode.model.study import Participant, Source, Transcript
from qualcode.model.tables import AttributeColumn, ParticipantTable
from qualcode.model.text import Content
from qualcode.project.attributes import SHOULD_BE, joined
from qualcode.project.draft import Draft
from qualcode.project.names import key
from qualcode.readers.columns import spelt

if TYPE_CHECKING:
    from qualcode.project.project import Project

NO_CONTENTS: Mapping[str, Content] = MappingProxyType({})


@dataclass(frozen=True)
class Joined:
    """What came of a table of participants.

    `without_transcript` are participants whose row names none (or one that isn't imported), with the
    name given; `without_row` are transcripts that no row names. `unlinked` are participants with a transcript
    and label that they had before and that the table doesn't name for them.
    """

    participants: int
    new: int
    attributes: tuple[AttributeColumn, ...]
    links: int
    without_transcript: tuple[tuple[str, str], ...]
    without_row: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())
    unlinked: tuple[tuple[str, str, str], ...] = field(default=())


def bring_in(project: "Project", table: ParticipantTable, *, dry_run: bool = False) -> Joined:
    """Join a table of participants with the project: one change, all rows or none.

    The transcripts that it names for a participant take the place of those they had; not so while one of
    them isn't imported.
    """
    with project.change() as draft:
        found = join(project, draft, table)
        if dry_run:
            draft.changes.clear()
    return found


def join(
    project: "Project",
    draft: Draft,
    table: ParticipantTable,
    coming: Collection[Transcript] = (),
    contents: Mapping[str, Content] = NO_CONTENTS,
    people: dict[str, str] | None = None,
) -> Joined:
    """Put a table of participants into a draft: see `bring_in`. Raises BadTable if a row can't be taken.

    `coming` are transcripts that the draft makes, `contents` their texts by their uids; `people` are the
    participants that it makes, uids by key, to which those of the table are added.
    """
    transcripts = project.transcripts.lookup(coming)
    rows = {source.participant: source.row for source in reversed(table.sources)}
    uids = _known(project, table, rows)
    made = {} if people is None else people
    uids.update({key(name): made[key(name)] for name in table.values if key(name) in made})
    problems: list[str] = []
    missing: list[tuple[str, str]] = []
    named: dict[str, dict[tuple[str, str], None]] = {}  # by participant
    kinds: dict[str, str] = {}
    links = 0
    new = list({key(name): name for name in table.values if key(name) not in uids}.values())
    for name in new:
        uids[key(name)] = made[key(name)] = project.participants.make(draft, name)
    attributes, notes = _join(project, draft, table, uids, rows, problems)
    incomplete = set()
    for row in table.sources:
        uid = uids[key(row.participant)] if row.participant else ""
        transcript = transcripts.get(row.transcript) if row.transcript else None
        if transcript is None:
            if transcripts.all(row.transcript):
                problems.append(f"row {row.row}: {transcripts.problem(row.transcript)}")
            missing.append((row.participant, row.transcript))
            incomplete.update([uid] if row.transcript else [])
            continue
        content = contents.get(transcript.uid) or project.transcripts.content(transcript)
        if row.speaker and row.speaker not in content.speakers:
            problems.append(f"row {row.row}: nobody is called “{row.speaker}” in {transcript.file}")
        if row.kind and kinds.setdefault(transcript.uid, row.kind) != row.kind:
            other = kinds[transcript.uid]
            problems.append(
                f"row {row.row}: {transcript.file} is of the kind {row.kind} here, above of the kind {other}"
            )
        if row.kind and transcript.uid in contents:
            draft.complete(transcript.uid, kind_of_source=row.kind)
        elif row.kind:
            draft.set(transcript, kind_of_source=row.kind)
        those = named.setdefault(uid, {})
        those[transcript.uid, row.speaker] = None
        if uid:
            project.participants.put_source(draft, uid, transcript.uid, row.speaker, len(those))
            links += 1
    if problems:
        raise BadTable(table.file, problems)
    gone = _replaced(project, {uid: those for uid, those in named.items() if uid not in incomplete})
    for source in gone:
        draft.set(source, linked=False)
    kept = [s for s in project.all(Source).values() if s.linked and s.uid not in {g.uid for g in gone}]
    covered = {s.transcript for s in kept}.union(t for those in named.values() for t, _ in those)
    missing += [(name, "") for name in table.values if name not in rows]
    persons, every = project.all(Participant), project.all(Transcript)
    return Joined(
        len(table.values),
        len(new),
        attributes,
        links,
        tuple(missing),
        tuple(t.name for t in (*project.transcripts.all(), *coming) if t.uid not in covered),
        (*table.notes, *notes),
        tuple((persons[s.participant].name, every[s.transcript].name, s.speaker) for s in gone),
    )


def _known(project: "Project", table: ParticipantTable, rows: Mapping[str, int]) -> dict[str, str]:
    """The uids of a table's participants who are there, by key; BadTable if a name may mean several."""
    names = project.participants.lookup()
    problems = [
        f"row {rows.get(name, '?')}: {names.problem(name)}"
        for name in table.values
        if len(names.all(name)) > 1
    ]
    if problems:
        raise BadTable(table.file, problems)
    return {key(name): found.uid for name in table.values if (found := names.get(name))}


def _join(
    project: "Project",
    draft: Draft,
    table: ParticipantTable,
    uids: Mapping[str, str],
    rows: Mapping[str, int],
    problems: list[str],
) -> tuple[tuple[AttributeColumn, ...], list[str]]:
    """Bring a table's attributes and their values in: as what, and what there is to say of it."""
    people = project.materials.everybody
    attributes: list[AttributeColumn] = []
    notes: list[str] = []
    for column in table.attributes:
        said: dict[str, tuple[str, str]] = {}  # by participant: the name in the table, the value
        for name, values in table.values.items():
            value = values.get(column.name, "")
            uid = uids[key(name)]
            if value and said.setdefault(uid, (name, value))[1] != value:
                other = " has ".join(f"“{part}”" for part in said[uid])
                problems.append(f"row {rows.get(name, '?')}: “{name}” has {column.name} “{value}”, {other}")
        there = project.participants.attribute_called(column.name)
        kept = [people.value(uid, there) for uid in people.participants if uid not in said] if there else []
        known = [value for value in kept if value]
        joins, remarks = joined(there, known, column, dict(said.values()))
        attributes.append(joins)
        notes += remarks
        attribute = project.participants.put_attribute(draft, joins)
        for uid, (name, value) in said.items():
            right = spelt(joins.type, value)
            if right is None:
                should = f"“{value}” should be {SHOULD_BE[joins.type]}"
                problems.append(f"row {rows.get(name, '?')}: {column.name} {should}")
            else:
                project.participants.put_value(draft, attribute, uid, right)
    return tuple(attributes), notes


def _replaced(project: "Project", named: Mapping[str, Collection[tuple[str, str]]]) -> list[Source]:
    """The sources of participants that aren't among those that are named for them now."""
    transcripts = project.all(Transcript)
    return [
        source
        for source in project.all(Source).values()
        if source.linked
        and source.transcript in transcripts
        and source.participant in named
        and (source.transcript, source.speaker) not in named[source.participant]
    ]
