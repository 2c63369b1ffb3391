"""Participants, their attributes and which transcripts they speak in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.analysis.participants import key_of, natural
from qualcode.model.declare import pair_uid
from qualcode.model.errors import BadTable, Refused
from qualcode.model.study import Attribute, Participant, Source, Transcript, Value
from qualcode.model.tables import AttributeColumn, ParticipantTable
from qualcode.project.draft import Draft
from qualcode.project.names import Names, by_name, key

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Joined:
    """What came of a table of participants.

    `without_transcript` are participants whose row names none (or one that isn't imported), with the
    name given; `without_row` are transcripts that no row names.
    """

    participants: int
    new: int
    attributes: tuple[AttributeColumn, ...]
    links: int
    without_transcript: tuple[tuple[str, str], ...]
    without_row: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())


class Participants:
    """The participants of a project."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self) -> list[Participant]:
        """The participants in the usual order: country, site, type, number, name."""
        people = self._project.materials.people
        return [people.participants[uid] for uid in people.ordered((), people.participants)]

    def named(self, name: str) -> Participant:
        """The participant of a name; NoSuchThing if there is none, or several."""
        return self.lookup().one(name)

    def lookup(self) -> Names[Participant]:
        """The participants by name."""
        return Names(self._project, "participant", by_name(self.all()))

    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes, those above others first."""
        return self._project.materials.people.ordered_attributes

    def values(self, participant: Participant) -> Mapping[str, str]:
        """A participant's known values by attribute name."""
        people = self._project.materials.people
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

    def set_value(self, participant: Participant, attribute: str, value: str) -> None:
        """Give a participant a value of an attribute, which is made if need be."""
        self.describe(participant, {attribute: value})

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

    # Tables

    def bring_in(self, table: ParticipantTable, *, dry_run: bool = False) -> Joined:
        """Join a table of participants with the project: one change, all rows or none."""
        project = self._project
        known = project.transcripts.lookup()
        uids = {key(p.name): p.uid for p in self.all()}
        problems: list[str] = []
        missing: list[tuple[str, str]] = []
        named: set[str] = set()
        links = 0
        with project.change() as draft:
            new = list({key(name): name for name in table.values if key(name) not in uids}.values())
            for name in new:
                uids[key(name)] = self._new(draft, name)
            for column in table.attributes:
                attribute = self._attribute(draft, column)
                for name, values in table.values.items():
                    if values.get(column.name):
                        self._value(draft, attribute, uids[key(name)], values[column.name])
            position: dict[str, int] = {}
            for row in table.sources:
                transcript = known.get(row.transcript) if row.transcript else None
                if transcript is None:
                    missing.append((row.participant, row.transcript))
                    continue
                named.add(transcript.uid)
                if row.speaker and row.speaker not in project.transcripts.content(transcript).speakers:
                    problems.append(f"row {row.row}: nobody is called “{row.speaker}” in {transcript.file}")
                if row.kind:
                    draft.set(transcript, kind_of_source=row.kind)
                if row.participant:
                    uid = uids[key(row.participant)]
                    position[uid] = position.get(uid, 0) + 1
                    self._link(draft, uid, transcript.uid, row.speaker, position[uid])
                    links += 1
            if problems:
                raise BadTable(table.file, problems)
            if dry_run:
                draft.changes.clear()
        linked = {s.transcript for s in project.all(Source).values() if s.linked}
        without_row = [t.name for t in project.transcripts.all() if t.uid not in named | linked]
        have = {name for name in table.values if any(r.participant == name for r in table.sources)}
        missing += [(name, "") for name in table.values if name not in have]
        return Joined(
            len(table.values),
            len(new),
            table.attributes,
            links,
            tuple(missing),
            tuple(without_row),
            table.notes,
        )

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
        there = self._project.find(Attribute, uid)
        # The categories that come in first are put in order; those that come later go behind them.
        known = there.categories if there is not None else ()
        categories = dict.fromkeys([*known, *sorted(column.categories, key=natural)])
        type_ = there.type if there is not None and there.type != "text" else column.type
        return draft.put(Attribute, uid, {"name": column.name}, type=type_, categories=list(categories))

    def _values(self, draft: Draft, participant: str, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            attribute = self._attribute(draft, AttributeColumn(name, "text"))
            self._value(draft, attribute, participant, value)

    def _value(self, draft: Draft, attribute: str, participant: str, value: str) -> None:
        uid = pair_uid("value", attribute, participant)
        draft.put(Value, uid, {"attribute": attribute, "participant": participant}, value=value)

    def _link(self, draft: Draft, participant: str, transcript: str, speaker: str, position: int) -> None:
        uid = pair_uid("source", participant, transcript, speaker)
        fixed = {"participant": participant, "transcript": transcript, "speaker": speaker}
        draft.put(Source, uid, fixed, position=position, linked=True)

    def _check_speaker(self, transcript: Transcript, speaker: str) -> None:
        if speaker and speaker not in self._project.transcripts.content(transcript).speakers:
            raise Refused(f"Nobody is called “{speaker}” in {transcript.name}.")
