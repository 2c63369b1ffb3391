"""Bringing files in: a plan of what would come of them, choices, and then all of it as one change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from qualcode.model.errors import NotATranscript, QualcodeError, Refused
from qualcode.model.study import ROLES, TRANSCRIPT_KINDS, Revision, Transcript
from qualcode.model.text import Source
from qualcode.project.draft import Draft
from qualcode.project.import_files import Found, found_files, refuse_none, unnameable
from qualcode.project.import_plan import Choices, Comments, Plan, PlannedFile, Status, refuse_problems
from qualcode.project.import_speakers import Memory, as_chosen, kind_of, speakers_of
from qualcode.project.names import key

if TYPE_CHECKING:
    from qualcode.project.import_writing import Applied
    from qualcode.project.project import Project

Progress = Callable[[int, int, str], None]

_NO_CHOICES: Mapping[str, Choices] = MappingProxyType({})


class Importing:
    """Bringing transcripts in: `plan`, then `choose` as often as one likes, then `apply`."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def plan(
        self,
        paths: Sequence[Path],
        choices: Choices | None = None,
        *,
        by_file: Mapping[str, Choices] = _NO_CHOICES,
        comments: Comments = "memos",
        participants: Path | None = None,
        correct: bool = False,
        progress: Progress = lambda done, of, name: None,
    ) -> Plan:
        """What would come of files, and of all transcripts in folders. Nothing is written.

        `choices` hold for every file, but for those that `by_file` names. A file that can't be read is in the
        plan, with its problem. With `correct`, one that has changed since it was imported gives its
        transcript the new text. Raises UnreadableFile if there is no file at all, or if the table of
        participants can't be read.
        """
        found, aside = found_files(paths)
        refuse_none(found, paths)
        table = self._project.participants.read(participants) if participants else None
        usual = choices or Choices()
        memory = Memory(self._project)
        planned = [PlannedFile(name, Path(name), "left aside") for name in aside]
        for number, file in enumerate(found):
            progress(number, len(found), file.name)
            part = next((each for each in by_file if each.startswith(f"{file.name}/")), file.name)
            read = _read(file, by_file.get(file.name, by_file.get(part, usual)), memory)
            planned += [replace(each, choices=by_file.get(each.name, each.choices)) for each in read]
        progress(len(found), len(found), "")
        if not any(file.source or file.as_read or file.problem for file in planned):
            refuse_none([], paths)
        _check(usual)
        settled = self.settled(Plan(tuple(planned), comments, table, correct))
        _check_labels(settled, usual)
        return settled

    def choose(self, plan: Plan, name: str, **changes: Any) -> Plan:
        """The plan with other choices for a file: fields of `Choices`, each replaced whole.

        The file is read anew where its encoding or layout is chosen. KeyError if no file has that name,
        Refused if there is no such kind or role.
        """
        before = plan.file(name)
        choices = replace(before.choices, **changes)
        _check(choices)
        if not {"encoding", "layout"} & changes.keys():
            files: dict[str, list[PlannedFile]] = {name: [replace(before, choices=choices)]}
        else:
            file = Found(before.file, before.path, named=True)
            again = _read(file, choices, Memory(self._project))
            # A file may hold several transcripts, which are all read so.
            others = {
                each.name: replace(each.choices, encoding=choices.encoding, layout=choices.layout)
                for each in plan.files
                if each.name != name
            }
            again = [replace(each, choices=others.get(each.name, choices)) for each in again]
            files = {each.name: [] for each in plan.files if each.path == before.path}
            files[name] = again
        kept = [new for each in plan.files for new in files.get(each.name, [each])]
        return self.settled(replace(plan, files=tuple(kept)))

    def apply(self, plan: Plan) -> "Applied":
        """Bring in what is planned, as one change; what came of each file.

        Refused, with nothing imported, if any file has a problem.
        """
        return self._write(plan, rehearsal=False)

    def rehearse(self, plan: Plan) -> "Applied":
        """What `apply` would say, with nothing written; Refused as that would be."""
        return self._write(plan, rehearsal=True)

    def _write(self, plan: Plan, *, rehearsal: bool) -> "Applied":
        from qualcode.project.import_writing import write

        plan = self.settled(plan)  # somebody may have changed the project since
        refuse_problems(plan)
        draft = Draft(self._project.find)
        applied = write(self._project, draft, plan)
        if not rehearsal:
            self._project.write(draft)
        return applied

    def settled(self, plan: Plan) -> Plan:
        """The plan with what each file is to the project and to the other files, and who speaks in it."""
        memory = Memory(self._project, [(file.name, file.choices) for file in plan.files])
        there = _There(self._project, correct=plan.correct)
        return replace(plan, files=tuple(_settle(file, memory, there) for file in plan.files))


def _check(choices: Choices) -> None:
    if choices.kind and choices.kind not in TRANSCRIPT_KINDS:
        raise Refused(
            f"“{choices.kind}” is no kind of transcript: choose from {', '.join(TRANSCRIPT_KINDS)}."
        )
    for role in choices.roles.values():
        if role not in ROLES:
            raise Refused(f"“{role}” is no role: choose from {', '.join(ROLES)}.")


def _check_labels(plan: Plan, choices: Choices) -> None:
    """Raise Refused if choices for all files name a label that none of them has."""
    speakers = [speaker for file in plan.files for speaker in file.speakers]
    known = {key(each) for s in speakers for each in (s.label, *s.spellings)}
    named = [label for label in {**choices.same, **choices.roles, **choices.participants} if label]
    if unknown := [label for label in named if key(label) not in known]:
        labels = ", ".join(dict.fromkeys(speaker.label for speaker in speakers if speaker.label))
        raise Refused(f"Nobody is called “{unknown[0]}” in these files: there are {labels or 'no labels'}.")


def _read(file: Found, choices: Choices, memory: Memory) -> list[PlannedFile]:
    """The transcripts that a file holds, or the one entry that says why it can't be read."""
    from qualcode.readers import read_sources

    name, path, named = file
    try:
        layout = choices.layout or memory.layout(name)
        sources = read_sources(path, encoding=choices.encoding, layout=layout)
    except NotATranscript as error:
        if not named:  # a table that lies beside the transcripts
            return [PlannedFile(name, path, "left aside", warnings=(str(error),), file=name)]
        return [PlannedFile(name, path, "unreadable", problem=str(error), choices=choices, file=name)]
    except QualcodeError as error:
        return [PlannedFile(name, path, "unreadable", problem=str(error), choices=choices, file=name)]
    return [
        PlannedFile(
            f"{name}/{source.part}" if source.part else name,
            path,
            "new",
            encoding=source.encoding,
            hypotheses=source.hypotheses,
            choices=choices,
            as_read=source,
            file=name,
        )
        for source in sources
    ]


def _settle(file: PlannedFile, memory: Memory, there: "_There") -> PlannedFile:
    if file.as_read is None:
        unread = file.status in ("unreadable", "left out")
        return replace(file, status="left out" if file.choices.left_out else "unreadable") if unread else file
    source = as_chosen(file.as_read, file.choices, memory.taken_as(file.name))
    kind = file.choices.kind or kind_of(file.file, source, file.choices, memory)
    file = replace(
        file,
        source=source,
        layout=source.hypotheses[0].name if source.hypotheses else "",
        kind=kind,
        speakers=speakers_of(source, kind, file.choices, memory),
        warnings=source.warnings,
        problem="",
    )
    return replace(file, status="left out") if file.choices.left_out else there.place(file, source)


def _earlier(project: "Project") -> Mapping[str, Transcript]:
    """The transcripts that had texts which they haven't any more, by the hash of the text."""
    found: dict[str, Transcript] = {}
    for revision in project.all(Revision).values():
        if (transcript := project.find(Transcript, revision.transcript)) is not None:
            found.update(dict.fromkeys((revision.before, revision.after), transcript))
    return found


class _There:
    """What is in the project, and in the files before: which names and texts are taken."""

    def __init__(self, project: "Project", *, correct: bool) -> None:
        transcripts = project.all(Transcript).values()
        self._correct = correct
        self._store = project.store
        self._earlier = _earlier(project)
        self._by_file = {transcript.file: transcript for transcript in transcripts}
        self._twins = {transcript.content: transcript.file for transcript in transcripts}
        self._seen: dict[str, str] = {}

    def place(self, file: PlannedFile, source: Source) -> PlannedFile:
        """What a file is to the project, and to the files before it."""
        name, digest = file.name, source.content.hash
        if unnamed := unnameable(file.file):
            return replace(file, status="taken", problem=unnamed)
        again = name in self._seen
        if self._seen.setdefault(name, digest) != digest:
            twice = f"two files are called {name}: rename one, or import the folder above both"
            return replace(file, status="taken", problem=twice)
        before = self._by_file.get(name)
        if (earlier := self._earlier.get(digest)) and digest not in self._twins:
            note = f"{earlier.name} had this text before it was corrected; skipped"
            status: Status = "unchanged" if before == earlier else "same text"
            return replace(file, status=status, warnings=(*file.warnings, note))
        if before is not None and before.content != digest and self._correct:
            return replace(file, status="corrected", transcript=before.uid)
        if before is not None and before.content != digest:
            changed = (
                f"{name} has changed since it was imported: take its new text (qualcode import --correct), "
                "or import it under another file name"
            )
            return replace(file, status="changed", problem=changed, transcript=before.uid)
        if digest not in self._twins and self._store.erased_texts([digest]):
            note = "its text was erased from the project for good; skipped"
            return replace(file, status="left aside", warnings=(*file.warnings, note))
        twin = self._twins.setdefault(digest, name)
        if twin == name:
            return replace(file, status="unchanged" if again or before is not None else "new")
        note = f"the text is the same as in {twin}; skipped"
        return replace(file, status="same text", warnings=(*file.warnings, note))
