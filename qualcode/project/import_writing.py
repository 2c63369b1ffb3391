"""A plan of files put into a draft: transcripts, who speaks in them, what is known of those, comments."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.model.declare import pair_uid
from qualcode.model.study import Speaker, Transcript
from qualcode.model.tables import AttributeColumn, ParticipantTable
from qualcode.project.draft import Draft
from qualcode.project.import_comments import Commenting
from qualcode.project.import_plan import Plan, PlannedFile, PlannedSpeaker
from qualcode.project.names import key
from qualcode.project.participants_file import Joined, join
from qualcode.project.revisions import Corrected, Revised
from qualcode.readers.columns import column_of

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Imported:
    """What came, or would come, of one file: `status` is that of a planned file.

    `layout` says in words how speakers were found, `why` what speaks for it, `runner_up` what else it may be.
    `voices` are its speakers with their roles and participants, `document` what it says of itself.
    """

    file: str
    status: str
    words: int
    segments: int
    turns: int
    speakers: tuple[str, ...]
    format: str
    encoding: str
    layout: str
    warnings: tuple[str, ...]
    kind: str = ""
    layout_name: str = ""
    why: str = ""
    runner_up: str = ""
    voices: tuple[PlannedSpeaker, ...] = ()
    document: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Applied:
    """What came of a plan: of each file, and of the table of participants that was joined with them.

    `corrected` has what came of what is coded in the transcripts that were given new texts.
    """

    files: tuple[Imported, ...]
    joined: Joined | None = None
    corrected: tuple[Corrected, ...] = ()


def write(project: "Project", draft: Draft, plan: Plan) -> Applied:
    """Put all that is new in a plan into a draft; what would come of it."""
    new = [file for file in plan.new if file.source is not None]
    made = _transcripts(project, draft, new)
    people: dict[str, str] = {}
    joined = None
    contents = {made[f.name].uid: f.source.content for f in new if f.source}
    if plan.participants is not None:
        joined = join(project, draft, plan.participants, made.values(), contents, people)
    if answers := _answers(new):
        join(project, draft, answers, made.values(), contents, people)
    for file in new:
        _voices(project, draft, file, made[file.name], people)
    commenting = Commenting(project, draft, plan.comments)
    notes = {file.name: commenting.take(file.source, made[file.name]) for file in new if file.source}
    corrected = project.revisions.put(
        draft,
        [
            Revised(project.all(Transcript)[file.transcript], file.source.content, file=file.name)
            for file in plan.corrections
            if file.source is not None
        ],
    )
    files = tuple(imported(file, notes.get(file.name, ())) for file in plan.files)
    return Applied(files, joined, tuple(corrected))


def _transcripts(project: "Project", draft: Draft, new: Iterable[PlannedFile]) -> dict[str, Transcript]:
    """The new transcripts, by their file's name."""
    names = {transcript.name for transcript in project.all(Transcript).values()}
    made = {}
    for file in new:
        assert file.source is not None
        content = file.source.content
        draft.keep(content)
        title = _title(file, names)
        names.add(title)
        values: dict[str, Any] = {"name": title, "file": file.name, "content": content.hash}
        if file.kind != "interview":
            values["kind_of_source"] = file.kind
        if file.choices.layout:
            values["layout"] = file.choices.layout
        uid = draft.create(Transcript, pair_uid("transcript", content.hash), **values)
        made[file.name] = Transcript(uid, **values)
    return made


def _title(file: PlannedFile, names: Iterable[str]) -> str:
    """What a new transcript is called: its part of the file, or the file without its ending."""
    short = str(Path(file.name).with_suffix("")).replace("\\", "/")
    if file.source and file.source.part:
        part = " ".join(file.source.part.split())
        short = str(Path(file.path.name).with_suffix("")) + f" {part}" if part in names else part
    return file.name if short in names else short


def _voices(
    project: "Project", draft: Draft, file: PlannedFile, transcript: Transcript, people: dict[str, str]
) -> None:
    """The speakers of a transcript with their roles, and the participants who they are."""
    places: dict[str, int] = {}
    same = file.choices.same
    for speaker in file.speakers:
        if speaker.label:
            spellings = [spelling for spelling in speaker.spellings if spelling in same]
            draft.create(
                Speaker,
                pair_uid("speaker", transcript.uid, speaker.label),
                transcript=transcript.uid,
                name=speaker.label,
                role=speaker.role,
                **({"spellings": spellings} if spellings else {}),
            )
        for name in speaker.participants:
            uid = _person(project, draft, name, people)
            position = places[uid] = places.get(uid, 0) + 1
            project.participants.put_source(draft, uid, transcript.uid, speaker.label, position)


def _person(project: "Project", draft: Draft, name: str, people: dict[str, str]) -> str:
    """The uid of the participant of a name, who is made if need be."""
    if key(name) not in people:
        names = project.participants.lookup()
        there = names.one(name) if names.all(name) else None
        people[key(name)] = there.uid if there else project.participants.make(draft, name)
    return people[key(name)]


def _answers(new: Iterable[PlannedFile]) -> ParticipantTable | None:
    """What tables of answers say of participants beside their words, as a table of attributes."""
    rows = [
        (file.speakers[0].participants[0] if file.speakers and file.speakers[0].participants else "", file)
        for file in new
        if file.source and file.source.attributes
    ]
    said = {name: dict(file.source.attributes) for name, file in rows if name and file.source}
    if not said:
        return None
    columns = dict.fromkeys(column for values in said.values() for column in values)
    found = {column: column_of([values.get(column, "") for values in said.values()]) for column in columns}
    values = {
        name: {column: kept for column in columns if (kept := found[column].values[n])}
        for n, name in enumerate(said)
    }
    attributes = tuple(
        AttributeColumn(column, found[column].type, found[column].categories, found[column].note, column)
        for column in columns
        if any(found[column].values)
    )
    return ParticipantTable(rows[0][1].path.name, attributes, (), values)


def imported(file: PlannedFile, notes: Iterable[str] = ()) -> Imported:
    """What is told of a planned file."""
    if file.source is None:
        aside = file.warnings or ("not a transcript format; left aside",)
        return Imported(file.name, file.status, 0, 0, 0, (), "", "", "", aside)
    source = file.source
    best = file.hypotheses[0] if file.hypotheses else None
    others = [hypothesis for hypothesis in file.hypotheses[1:] if hypothesis.score]
    return Imported(
        file.name, file.status, file.words, file.segments, file.turns, source.content.speakers,
        source.format, source.encoding, source.layout, (*file.warnings, *notes),
        kind=file.kind,
        layout_name=file.layout,
        why=best.why if best else "",
        runner_up=f"{others[0].words} ({others[0].name})" if others else "",
        voices=file.speakers,
        document=source.properties,
    )  # fmt: skip
