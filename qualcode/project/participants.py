"""Participants, their attributes and which transcripts they speak in."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from qualcode.analysis.participants import key_of
from qualcode.model.declare import pair_uid
from qualcode.model.errors import BadTable, Refused
from qualcode.model.study import Attribute, Participant, Source, Transcript, Value
from qualcode.model.tables import AttributeColumn, ParticipantTable
from qualcode.project.attributes import SHOULD_BE, checked, joined, with_new
from qualcode.project.draft import NOW, Draft, Seen
from qualcode.project.names import Names, by_name, key
from qualcode.readers.columns import spelt

if TYPE_CHECKING:
    from qualcode.project.project import Project


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


class Participants:
    """The participants of a project."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self) -> list[Participant]:
        """The participants in the usual order: country, site, type, number, name."""
        people = self._project.materials.everybody
        return [people.participants[uid] for uid in people.ordered((), people.participants)]

    def named(self, name: str) -> Participant:
        """The participant of a name; NoSuchThing if there is none, or several."""
        return self.lookup().one(name)

    def lookup(self) -> Names[Participant]:
        """The participants by name."""
        return Names(self._project, "participant", by_name(self.all()))

    def with_values(self, where: Sequence[tuple[str, str]]) -> list[Participant]:
        """The participants with these values of attributes; values of one attribute are alternatives."""
        people = self._project.materials.everybody
        return [people.participants[uid] for uid in people.ordered((), people.chosen(where))]

    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes, those above others first."""
        return self._project.materials.everybody.ordered_attributes

    def attribute(self, name: str) -> Attribute:
        """The attribute of a name; NoSuchThing if there is none."""
        return self._project.materials.everybody.attribute(name)

    def values(self, participant: Participant) -> Mapping[str, str]:
        """A participant's known values by attribute name."""
        people = self._project.materials.everybody
        found = {a.name: people.value(participant.uid, a) for a in people.ordered_attributes}
        return {name: value for name, value in found.items() if value}

    def sources(self, participant: Participant) -> list[tuple[Transcript, str]]:
        """The transcripts that a participant speaks in, in order, with the label there ("" for any)."""
        transcripts = self._project.all(Transcript)
        linked = [
            s
            for s in self._project.all(Source).values()
            if s.participant == participant.uid and s.linked and s.transcript in transcripts
        ]
        linked.sort(key=lambda s: (s.position, transcripts[s.transcript].name, s.speaker))
        return [(transcripts[s.transcript], s.speaker) for s in linked]

    def add(self, name: str, values: Mapping[str, str] = MappingProxyType({})) -> Participant:
        """Add a participant, with values of attributes."""
        if any(key(p.name) == key(name) for p in self.all()):
            raise Refused(f"There is a participant “{name}” already.")
        with self._project.change() as draft:
            uid = self._new(draft, name)
            self._values(draft, uid, values)
        return self._project.all(Participant)[uid]

    def describe(
        self,
        participant: Participant,
        values: Mapping[str, str],
        *,
        portrait: str | None = None,
        quotable: bool | None = None,
    ) -> None:
        """Say several things of a participant as one change; attributes are made if need be."""
        said = {"portrait": portrait, "quotable": quotable}
        with self._project.change() as draft:
            self._values(draft, participant.uid, values)
            draft.set(participant, **{name: value for name, value in said.items() if value is not None})

    def value(self, participant: Participant, attribute: str) -> Value | None:
        """What is said of a participant under an attribute, if anything was."""
        uid = pair_uid("attribute", key_of(attribute))
        return self._project.find(Value, pair_uid("value", uid, participant.uid))

    def set_value(
        self, participant: Participant, attribute: str, value: str, *, seen: Value | Seen | None = NOW
    ) -> None:
        """Give a participant a value of an attribute, which is made if need be.

        `seen` is the value that is replaced, as whoever gives this one saw it.
        """
        with self._project.change() as draft:
            self._values(draft, participant.uid, {attribute: value}, seen)

    def set_portrait(self, participant: Participant, text: str) -> None:
        """Write a participant's pen portrait."""
        with self._project.change() as draft:
            draft.set(participant, portrait=text)

    def set_quotable(self, participant: Participant, quotable: bool) -> None:
        """Say whether a participant may be quoted."""
        with self._project.change() as draft:
            draft.set(participant, quotable=quotable)

    def link(self, participant: Participant, transcript: Transcript, speaker: str = "") -> None:
        """Say that a participant speaks in a transcript: under a label, or wherever no interviewer does."""
        self._check_speaker(transcript, speaker)
        with self._project.change() as draft:
            self._link(draft, participant.uid, transcript.uid, speaker, 1)

    def unlink(self, participant: Participant, transcript: Transcript, speaker: str | None = None) -> None:
        """Say that a participant doesn't speak in a transcript after all: under a label, or (None) under any.

        Refused if that was never said. What is coded in the transcript stays.
        """
        those = [
            source
            for source in self._project.all(Source).values()
            if source.linked
            and (source.participant, source.transcript) == (participant.uid, transcript.uid)
            and speaker in (None, source.speaker)
        ]
        if not those:
            label = f" as “{speaker}”" if speaker else ""
            raise Refused(f"{participant.name} isn't said to speak in {transcript.name}{label}.")
        with self._project.change() as draft:
            for source in those:
                draft.set(source, linked=False)

    # Attributes

    def new_categories(self, values: Mapping[str, str]) -> list[str]:
        """What values would be new categories of their attributes, a sentence each: a slip, perhaps."""
        attributes = ((self._attribute_named(name), value) for name, value in values.items())
        return [
            f"{attribute.name} has a new category “{value}”; there are {', '.join(attribute.categories)}"
            for attribute, value in attributes
            if attribute is not None
            and (attribute.type == "categories" and attribute.categories)
            and checked(attribute, value) not in ("", *attribute.categories)
        ]

    def set_type(self, attribute: Attribute, type_: str) -> None:
        """Change the type of an attribute; Refused if a participant has a value that isn't of that type."""
        people = self._project.materials.everybody
        named = dataclasses.replace(attribute, type=type_)
        with self._project.change() as draft:
            draft.set(attribute, type=type_)
            values = {uid: people.value(uid, attribute) for uid in people.ordered((), people.participants)}
            for uid, value in values.items():
                if value:
                    self._value(draft, attribute.uid, uid, checked(named, value))
            if type_ == "categories":
                draft.set(attribute, categories=with_new(attribute.categories, values.values()))

    def _attribute_named(self, name: str) -> Attribute | None:
        return self._project.find(Attribute, pair_uid("attribute", key_of(name)))

    # Tables

    def bring_in(self, table: ParticipantTable, *, dry_run: bool = False) -> Joined:
        """Join a table of participants with the project: one change, all rows or none.

        The transcripts that it names for a participant take the place of those they had; not so while one of
        them isn't imported.
        """
        project = self._project
        transcripts = project.transcripts.lookup()
        rows = {source.participant: source.row for source in reversed(table.sources)}
        uids = self._known(table, rows)
        problems: list[str] = []
        missing: list[tuple[str, str]] = []
        named: dict[str, dict[tuple[str, str], None]] = {}  # by participant
        kinds: dict[str, str] = {}
        links = 0
        with project.change() as draft:
            new = list({key(name): name for name in table.values if key(name) not in uids}.values())
            for name in new:
                uids[key(name)] = self._new(draft, name)
            attributes, notes = self._join(draft, table, uids, rows, problems)
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
                if row.speaker and row.speaker not in project.transcripts.content(transcript).speakers:
                    problems.append(f"row {row.row}: nobody is called “{row.speaker}” in {transcript.file}")
                if row.kind and kinds.setdefault(transcript.uid, row.kind) != row.kind:
                    other = kinds[transcript.uid]
                    problems.append(
                        f"row {row.row}: {transcript.file} is of the kind {row.kind} here, "
                        f"above of the kind {other}"
                    )
                if row.kind:
                    draft.set(transcript, kind_of_source=row.kind)
                those = named.setdefault(uid, {})
                those[transcript.uid, row.speaker] = None
                if uid:
                    self._link(draft, uid, transcript.uid, row.speaker, len(those))
                    links += 1
            if problems:
                raise BadTable(table.file, problems)
            gone = self._replaced({uid: those for uid, those in named.items() if uid not in incomplete})
            for source in gone:
                draft.set(source, linked=False)
            if dry_run:
                draft.changes.clear()
        kept = [s for s in project.all(Source).values() if s.linked and s.uid not in {g.uid for g in gone}]
        covered = {s.transcript for s in kept}.union(t for those in named.values() for t, _ in those)
        missing += [(name, "") for name in table.values if name not in rows]
        people, every = project.all(Participant), project.all(Transcript)
        return Joined(
            len(table.values),
            len(new),
            attributes,
            links,
            tuple(missing),
            tuple(t.name for t in project.transcripts.all() if t.uid not in covered),
            (*table.notes, *notes),
            tuple((people[s.participant].name, every[s.transcript].name, s.speaker) for s in gone),
        )

    def _known(self, table: ParticipantTable, rows: Mapping[str, int]) -> dict[str, str]:
        """The uids of a table's participants who are there, by key; BadTable if a name may mean several."""
        names = self.lookup()
        problems = [
            f"row {rows.get(name, '?')}: {names.problem(name)}"
            for name in table.values
            if len(names.all(name)) > 1
        ]
        if problems:
            raise BadTable(table.file, problems)
        return {key(name): found.uid for name in table.values if (found := names.get(name))}

    def _join(
        self,
        draft: Draft,
        table: ParticipantTable,
        uids: Mapping[str, str],
        rows: Mapping[str, int],
        problems: list[str],
    ) -> tuple[tuple[AttributeColumn, ...], list[str]]:
        """Bring a table's attributes and their values in: as what, and what there is to say of it."""
        people = self._project.materials.everybody
        attributes: list[AttributeColumn] = []
        notes: list[str] = []
        for column in table.attributes:
            said: dict[str, tuple[str, str]] = {}  # by participant: the name in the table, the value
            for name, values in table.values.items():
                value = values.get(column.name, "")
                uid = uids[key(name)]
                if value and said.setdefault(uid, (name, value))[1] != value:
                    other = " has ".join(f"“{part}”" for part in said[uid])
                    problems.append(
                        f"row {rows.get(name, '?')}: “{name}” has {column.name} “{value}”, {other}"
                    )
            there = self._attribute_named(column.name)
            kept = (
                [people.value(uid, there) for uid in people.participants if uid not in said] if there else []
            )
            known = [value for value in kept if value]
            joins, remarks = joined(there, known, column, dict(said.values()))
            attributes.append(joins)
            notes += remarks
            attribute = self._attribute(draft, joins)
            for uid, (name, value) in said.items():
                right = spelt(joins.type, value)
                if right is None:
                    should = f"“{value}” should be {SHOULD_BE[joins.type]}"
                    problems.append(f"row {rows.get(name, '?')}: {column.name} {should}")
                else:
                    self._value(draft, attribute, uid, right)
        return tuple(attributes), notes

    def _replaced(self, named: Mapping[str, Collection[tuple[str, str]]]) -> list[Source]:
        """The sources of participants that aren't among those that are named for them now."""
        transcripts = self._project.all(Transcript)
        return [
            source
            for source in self._project.all(Source).values()
            if source.linked
            and source.transcript in transcripts
            and source.participant in named
            and (source.transcript, source.speaker) not in named[source.participant]
        ]

    def read(self, path: Path) -> ParticipantTable:
        """Read a table of participants from csv or xlsx."""
        from qualcode.readers.participants import read_participants

        return read_participants(path)

    def template(self, path: Path) -> Sequence[str]:
        """Write a spreadsheet that lists the transcripts, to be filled in with participants."""
        from qualcode.writers.tables import write_table

        header = ["participant", "transcript", "speaker", "kind", "site", "participant_type"]
        rows = []
        for transcript in self._project.transcripts.all():
            content = self._project.transcripts.content(transcript)
            roles = self._project.transcripts.roles(transcript)
            voices = [label for label in content.speakers if roles.get(label) != "interviewer"]
            for speaker in voices if len(voices) > 1 else [""]:
                rows.append(["", transcript.file, speaker, transcript.kind_of_source, "", ""])
        return write_table(path, header, rows, sheet="Participants")

    # One field at a time

    def _new(self, draft: Draft, name: str) -> str:
        uid = pair_uid("participant", key(name))
        return draft.create(Participant, "" if self._project.find(Participant, uid) else uid, name=name)

    def _attribute(self, draft: Draft, column: AttributeColumn) -> str:
        uid = pair_uid("attribute", key_of(column.name))
        categories: dict[str, Any] = {"categories": list(column.categories)} if column.categories else {}
        return draft.put(Attribute, uid, {"name": column.name}, type=column.type, **categories)

    def _values(
        self,
        draft: Draft,
        participant: str,
        values: Mapping[str, str],
        seen: Value | Seen | None = NOW,
    ) -> None:
        for name, value in values.items():
            there = self._attribute_named(name)
            right = checked(there, value) if there is not None else value
            type_ = there.type if there is not None else "text"
            categories = with_new(there.categories, [right]) if there and type_ == "categories" else ()
            attribute = self._attribute(draft, AttributeColumn(name, type_, tuple(categories)))
            self._value(draft, attribute, participant, right, seen)

    def _value(
        self, draft: Draft, attribute: str, participant: str, value: str, seen: Value | Seen | None = NOW
    ) -> None:
        uid = pair_uid("value", attribute, participant)
        draft.put(Value, uid, {"attribute": attribute, "participant": participant}, seen=seen, value=value)

    def _link(self, draft: Draft, participant: str, transcript: str, speaker: str, position: int) -> None:
        uid = pair_uid("source", participant, transcript, speaker)
        fixed = {"participant": participant, "transcript": transcript, "speaker": speaker}
        draft.put(Source, uid, fixed, position=position, linked=True)

    def _check_speaker(self, transcript: Transcript, speaker: str) -> None:
        if speaker and speaker not in self._project.transcripts.content(transcript).speakers:
            raise Refused(f"Nobody is called “{speaker}” in {transcript.name}.")
