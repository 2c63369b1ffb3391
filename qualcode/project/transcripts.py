"""Bringing transcripts in, and reading them."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.declare import pair_uid
from qualcode.model.errors import Refused, UnreadableFile
from qualcode.model.speakers import is_interviewer
from qualcode.model.study import TRANSCRIPT_KINDS, Source, Speaker, Stage, Transcript
from qualcode.model.text import Content, Span, place_quote
from qualcode.model.text import Source as Read
from qualcode.project.draft import NOW, Seen
from qualcode.project.names import Names, called, file_key

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Imported:
    """What came, or would come, of one file: "new", "unchanged", or "same text" as another transcript."""

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

    def lookup(self) -> Names[Transcript]:
        """Transcripts by what people call them: name, file, file name without folder or ending.

        What several are called stands for none of them: better a refusal than the wrong interview.
        """
        transcripts = self.all()
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
    ) -> list[Imported]:
        """Import files, and all transcripts in folders, as one change; what came of each.

        A file that is in the project as it stands is skipped. Refused, with nothing imported, if one has
        changed since, or can't be read.
        """
        files, aside = _files(paths)
        if not files:
            shown = ", ".join(str(path) for path in paths) or "no path"
            raise UnreadableFile(f"{shown}: no transcripts there (txt, docx, vtt or srt).")
        results = [_left_aside(name) for name in aside]
        read = self._read(files, encoding, progress)
        known_files = {t.file: t for t in self._project.all(Transcript).values()}
        names = {t.name for t in known_files.values()}
        seen: dict[str, str] = {}
        by_hash = {t.content: t for t in known_files.values()}
        problems = []
        with self._project.change() as draft:
            for name, source in read:
                content = source.content
                if unnamed := _unnameable(name):
                    problems.append(unnamed)
                    continue
                if seen.setdefault(name, content.hash) != content.hash:
                    problems.append(
                        f"two files are called {name}: rename one, or import the folder above both"
                    )
                    continue
                before = known_files.get(name)
                if before is not None and before.content != content.hash:
                    problems.append(
                        f"{name} has changed since it was imported: import it under another file name"
                    )
                    continue
                twin = by_hash.get(content.hash)
                if twin is None:
                    draft.keep(content)
                    uid = pair_uid("transcript", content.hash)
                    short = str(Path(name).with_suffix("")).replace("\\", "/")
                    title = name if short in names else short
                    names.add(title)
                    draft.create(Transcript, uid, name=title, file=name, content=content.hash)
                    by_hash[content.hash] = Transcript(uid, file=name, name=title, content=content.hash)
                    for label in content.speakers:
                        role = "interviewer" if is_interviewer(label) else "participant"
                        draft.create(
                            Speaker, pair_uid("speaker", uid, label), transcript=uid, name=label, role=role
                        )
                same = (
                    f"the text is the same as in {twin.file}; skipped" if twin and twin.file != name else ""
                )
                status = "new" if twin is None else "same text" if same else "unchanged"
                results.append(_imported(name, status, source, same))
            if problems:
                raise Refused("Nothing was imported. " + "; ".join(problems) + ".")
            if dry_run:
                draft.changes.clear()
        return results

    def _read(
        self,
        files: Sequence[tuple[str, Path]],
        encoding: str | None,
        progress: Callable[[int, int, str], None],
    ) -> Iterator[tuple[str, Read]]:
        from qualcode.readers import read_source

        for number, (name, path) in enumerate(files):
            progress(number, len(files), name)
            yield name, read_source(path, encoding=encoding)
        progress(len(files), len(files), "")

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


def _imported(name: str, status: str, source: Read, note: str) -> Imported:
    content = source.content
    return Imported(
        name, status, content.words, len(content.segments), len(content.turns), content.speakers,
        source.format, source.encoding, source.layout, (*source.warnings, *([note] if note else [])),
    )  # fmt: skip


def _unnameable(name: str) -> str:
    """Why no transcript can be called after a file of this name; "" if one can."""
    if not Path(name).with_suffix("").name.strip():
        return f"“{name}” has no name before its ending: give the file one"
    readable = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "" if readable == name else f"“{readable}” is no name in UTF-8: give the file another"


def _left_aside(name: str) -> Imported:
    return Imported(name, "left aside", 0, 0, 0, (), "", "", "", ("not a transcript format; left aside",))


def _files(paths: Iterable[Path]) -> tuple[list[tuple[str, Path]], list[str]]:
    """The files to read, each with the name it will have; and those in folders that are no transcripts."""
    from qualcode.readers import FORMATS

    files: dict[Path, str] = {}
    aside: list[str] = []
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
                if not file.is_file() or hidden:
                    continue
                name = file.relative_to(path).as_posix()
                if file.suffix.casefold() in FORMATS:
                    files.setdefault(file.resolve(), name)
                else:
                    aside.append(name)
        else:
            files.setdefault(path.resolve() if path.exists() else path, path.name)
    return [(name, path) for path, name in files.items()], aside
