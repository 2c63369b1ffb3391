"""Participants, their attributes and which transcripts they speak in."""

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from qualcode.analysis.participants import key_of
from qualcode.model.declare import pair_uid
from qualcode.model.errors import Refused
from qualcode.model.study import Attribute, Participant, Source, Transcript, Value
from qualcode.model.tables import AttributeColumn, ParticipantTable
from qualcode.project.attributes import checked, with_new
from qualcode.project.draft import NOW, Draft, Seen
from qualcode.project.names import Names, by_name, key

if TYPE_CHECKING:
    from qualcode.project.participants_file import Joined
    from qualcode.project.project import Project


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
            uid = self.make(draft, name)
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
            self.put_source(draft, participant.uid, transcript.uid, speaker, 1)

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
        attributes = ((self.attribute_called(name), value) for name, value in values.items())
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
                    self.put_value(draft, attribute.uid, uid, checked(named, value))
            if type_ == "categories":
                draft.set(attribute, categories=with_new(attribute.categories, values.values()))

    def attribute_called(self, name: str) -> Attribute | None:
        """The attribute of a name, if there is one already."""
        return self._project.find(Attribute, pair_uid("attribute", key_of(name)))

    # Tables

    def bring_in(self, table: ParticipantTable, *, dry_run: bool = False) -> "Joined":
        """Join a table of participants with the project: one change, all rows or none.

        The transcripts that it names for a participant take the place of those they had; not so while one of
        them isn't imported.
        """
        from qualcode.project.participants_file import bring_in

        return bring_in(self._project, table, dry_run=dry_run)

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

    # What drafts are filled with

    def make(self, draft: Draft, name: str) -> str:
        """Make a participant; the uid."""
        uid = pair_uid("participant", key(name))
        if withdrew := self._project.withdrawal.withdrew(uid):
            raise Refused(
                f"Somebody called “{name}” withdrew on {withdrew.date}: leave them out, or choose "
                "another name."
            )
        return draft.create(Participant, "" if self._project.find(Participant, uid) else uid, name=name)

    def put_attribute(self, draft: Draft, column: AttributeColumn) -> str:
        """Make an attribute, or change it to be as a column says; its uid."""
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
            there = self.attribute_called(name)
            right = checked(there, value) if there is not None else value
            type_ = there.type if there is not None else "text"
            categories = with_new(there.categories, [right]) if there and type_ == "categories" else ()
            attribute = self.put_attribute(draft, AttributeColumn(name, type_, tuple(categories)))
            self.put_value(draft, attribute, participant, right, seen)

    def put_value(
        self, draft: Draft, attribute: str, participant: str, value: str, seen: Value | Seen | None = NOW
    ) -> None:
        """Give a participant a value of an attribute, both by uid."""
        uid = pair_uid("value", attribute, participant)
        draft.put(Value, uid, {"attribute": attribute, "participant": participant}, seen=seen, value=value)

    def put_source(
        self, draft: Draft, participant: str, transcript: str, speaker: str, position: int
    ) -> None:
        """Say that a participant speaks in a transcript, both by uid, under a label or under any ("")."""
        uid = pair_uid("source", participant, transcript, speaker)
        fixed = {"participant": participant, "transcript": transcript, "speaker": speaker}
        draft.put(Source, uid, fixed, position=position, linked=True)

    def _check_speaker(self, transcript: Transcript, speaker: str) -> None:
        if speaker and speaker not in self._project.transcripts.content(transcript).speakers:
            raise Refused(f"Nobody is called “{speaker}” in {transcript.name}.")
