"""Bringing transcripts in, and reading them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.declare import pair_uid
from qualcode.model.errors import Refused
from qualcode.model.study import TRANSCRIPT_KINDS, Source, Speaker, Stage, Transcript
from qualcode.model.text import Content, Span, place_quote
from qualcode.project.draft import NOW, Seen
from qualcode.project.import_plan import Choices
from qualcode.project.names import Names, called, file_key

if TYPE_CHECKING:
    from qualcode.project.import_writing import Imported
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Listed:
    """A transcript in the list of transcripts. Places and words are of its present text."""

    uid: str
    name: str
    file: str
    kind: str
    words: int
    segments: int
    turns: int
    speakers: tuple[str, ...]
    participants: tuple[str, ...]


class Transcripts:
    """The transcripts of a project."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self) -> list[Transcript]:
        """The transcripts by name."""
        from qualcode.analysis.participants import natural

        return sorted(self._project.all(Transcript).values(), key=lambda t: (natural(t.name), t.uid))

    def named(self, name: str) -> Transcript:
        """The transcript of a name or file name; NoSuchThing if there is none, or several."""
        return self.lookup().one(name)

    def lookup(self, coming: Collection[Transcript] = ()) -> Names[Transcript]:
        """Transcripts by what people call them: name, file, file name without folder or ending.

        What several are called stands for none of them: better a refusal than the wrong interview. Those that
        are `coming` in are among them.
        """
        transcripts = [*self.all(), *coming]
        groups = (called(transcripts, name, file_key) for name in _NAMES)
        return Names(self._project, "transcript", *groups, as_=file_key)

    def content(self, transcript: Transcript) -> Content:
        """The text of a transcript as it is now, with its segments."""
        return self._project.content(transcript.content)

    def passage(
        self, transcript: Transcript, quote: str = "", start: int | None = None, end: int | None = None
    ) -> Span:
        """The place of a passage given by its words, by start and end, or by both.

        Refused if its words don't stand there, or where no place is given, not exactly once.
        """
        text = self.content(transcript).text
        if start is None or end is None:
            if start is not None or end is not None or not quote:
                raise Refused("Say which passage: its words, or both its start and its end.")
            found = place_quote(text, quote)
            if found is None:
                many = text.count(quote)
                stands = f"stands {many} times" if many else "doesn't stand"
                raise Refused(
                    f"“{quote}” {stands} in {transcript.name}: give more of its words, or its start and end."
                )
            return found
        if not 0 <= start < end <= len(text):
            raise Refused(
                f"There is no text from {start} to {end} in {transcript.name}: it ends at {len(text)}."
            )
        if quote and text[start:end] != quote:
            raise Refused(f"“{quote}” doesn't stand from {start} to {end} in {transcript.name}.")
        return Span(start, end)

    def listed(self) -> list[Listed]:
        """The transcripts by name, with what is in them and whose they are."""
        people = self._project.materials.everybody.participants
        voices: dict[str, dict[str, None]] = {}
        for source in self._project.all(Source).values():
            if source.linked and source.participant in people:
                voices.setdefault(source.transcript, {})[people[source.participant].name] = None
        contents = self._project.contents([t.content for t in self.all()])
        return [
            Listed(
                t.uid,
                t.name,
                t.file,
                t.kind_of_source,
                content.words,
                len(content.segments),
                len(content.turns),
                content.speakers,
                tuple(sorted(voices.get(t.uid, ()))),
            )
            for t in self.all()
            for content in (contents[t.content],)
        ]

    def roles(self, transcript: Transcript) -> Mapping[str, str]:
        """The role of each speaker of a transcript: "interviewer" or "participant"."""
        speakers = self._project.all(Speaker).values()
        return {s.name: s.role for s in speakers if s.transcript == transcript.uid}

    # Bringing in

    def bring_in(
        self,
        paths: Sequence[Path],
        *,
        encoding: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int, int, str], None] = lambda done, of, name: None,
    ) -> list["Imported"]:
        """Import files, and all transcripts in folders, as one change; what came of each.

        A file that is in the project as it stands is skipped. Refused, with nothing imported, if one has
        changed since, or can't be read. See `project.importing` for what can be chosen.
        """
        importing = self._project.importing
        plan = importing.plan(paths, Choices(encoding=encoding), progress=progress)
        return list((importing.rehearse(plan) if dry_run else importing.apply(plan)).files)

    # Changing

    def rename(self, transcript: Transcript, name: str) -> None:
        """Give a transcript another name; its file is called as before. Refused if another is called so."""
        wanted, others = file_key(name), (t for t in self.all() if t.uid != transcript.uid)
        if any(file_key(called_so(other)) == wanted for other in others for called_so in _NAMES):
            raise Refused(f"There is a transcript “{name}” already: two need two names.")
        with self._project.change() as draft:
            draft.set(transcript, name=name)

    def set_kind(self, transcript: Transcript, kind: str) -> None:
        """Say what kind of source a transcript is."""
        if kind not in TRANSCRIPT_KINDS:
            raise Refused(f"“{kind}” is no kind of transcript: choose from {', '.join(TRANSCRIPT_KINDS)}.")
        with self._project.change() as draft:
            draft.set(transcript, kind_of_source=kind)

    def speaker(self, transcript: Transcript, label: str) -> Speaker | None:
        """What is said of a speaker of a transcript."""
        return self._project.find(Speaker, pair_uid("speaker", transcript.uid, label))

    def set_role(
        self, transcript: Transcript, label: str, role: str, *, seen: Speaker | Seen | None = NOW
    ) -> None:
        """Say whether a speaker of a transcript, as `seen`, is an interviewer or a participant."""
        uid = pair_uid("speaker", transcript.uid, label)
        if label not in self.content(transcript).speakers:
            raise Refused(f"Nobody is called “{label}” in {transcript.name}.")
        with self._project.change() as draft:
            draft.put(Speaker, uid, {"transcript": transcript.uid, "name": label}, seen=seen, role=role)

    def stage(self, transcript: Transcript) -> Stage | None:
        """How far the coder is with a transcript in this analysis, if that was ever said."""
        return self._project.find(Stage, pair_uid("stage", *self._staged(transcript).values()))

    def mark(
        self,
        transcript: Transcript,
        *,
        seen: Stage | Seen | None = NOW,
        read: bool | None = None,
        coded: bool | None = None,
        version: int | None = None,
    ) -> None:
        """Say how far the coder is with a transcript: read, coded, under which version of the codebook.

        What isn't said stays as it is. `seen` is what was said before, as whoever says it saw it.
        """
        fixed = self._staged(transcript)
        stage = {"read": read, "coded": coded, "version": version}
        said = {name: value for name, value in stage.items() if value is not None}
        with self._project.change() as draft:
            draft.put(Stage, pair_uid("stage", *fixed.values()), fixed, seen=seen, **said)

    def _staged(self, transcript: Transcript) -> dict[str, str]:
        """What the coder's progress on a transcript stands between."""
        project = self._project
        return {
            "analysis": project.analysis.uid, "transcript": transcript.uid, "coder": project.coder.uid,
        }  # fmt: skip


_NAMES: tuple[Callable[[Transcript], str], ...] = (
    lambda transcript: transcript.name,
    lambda transcript: transcript.file,
    lambda transcript: Path(transcript.file).name,
    lambda transcript: Path(transcript.file).stem,
)
"""What a transcript may be called, from the strictest to the loosest."""
