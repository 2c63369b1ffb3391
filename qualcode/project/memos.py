"""Memos: dated notes on anything."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.model.declare import Entity
from qualcode.model.errors import NoSuchThing, Refused
from qualcode.model.study import Code, Coding, Memo, Participant, Summary, Theme, Transcript
from qualcode.model.tables import MemosFile
from qualcode.model.text import Span
from qualcode.project.about import NAMED, Abouts, Found
from qualcode.project.clock import today
from qualcode.project.codings import trimmed
from qualcode.project.names import Names, key

if TYPE_CHECKING:
    from qualcode.project.project import Project


class Memos:
    """The memos of the analysis that is worked on."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self, about: Entity | None = None) -> list[Memo]:
        """The memos, oldest first; those on one thing, if it is given, and on the codings it replaced.

        Those on a transcript are on the whole of it: see `search` for those on its passages.
        """
        analysis = self._project.analysis.uid
        uids: list[str] = [about.uid] if about is not None else []
        if isinstance(about, Coding):
            uids += self._project.codings.replaced(about)
        found = [
            m
            for m in self._project.all(Memo).values()
            if not m.removed
            and m.analysis == analysis
            and (about is None or (m.about in uids and m.start is None))
        ]
        return sorted(found, key=lambda m: (m.date, m.at, m.uid))

    def on_passages(self, transcript: Transcript) -> list[Memo]:
        """The memos on passages of a transcript that need not be coded, by place."""
        analysis = self._project.analysis.uid
        found = [
            m
            for m in self._project.all(Memo).values()
            if m.about == transcript.uid
            and m.start is not None
            and m.analysis == analysis
            and not m.removed
            and m.content == transcript.content
        ]
        return sorted(found, key=lambda m: (m.start or 0, m.end or 0, m.at, m.uid))

    def places(self, transcript: Transcript) -> list[Span]:
        """The passages of a transcript that memos are on, coded or not, by place."""
        analysis = self._project.analysis.uid
        about = {
            m.about for m in self._project.all(Memo).values() if m.analysis == analysis and not m.removed
        }
        codings = self._project.codings
        coded = (
            Span(coding.start, coding.end)
            for coding in codings.of(transcript)
            if coding.uid in about or (coding.replaces and about.intersection(codings.replaced(coding)))
        )
        passages = (Span(m.start or 0, m.end or 0) for m in self.on_passages(transcript))
        return sorted({*coded, *passages})

    def search(
        self, words: str = "", *, kind: str = "", about_kind: str = "", coder: str = ""
    ) -> list[Found]:
        """The memos with what they are on, oldest first, in which, or in the names of which, all words are.

        `kind` is one of MEMO_KINDS, `about_kind` one of MEMO_SUBJECTS, `coder` the name of who wrote it.
        """
        wanted = key(words).split()
        who = self._project.coders.named(coder).uid if coder else ""
        abouts = Abouts(self._project)
        found = (
            abouts.found(memo)
            for memo in self.all()
            if (not kind or memo.kind_of_memo == kind) and (not who or memo.coder == who)
        )
        return [
            each
            for each in found
            if (not about_kind or each.about == about_kind) and all(word in _said(each) for word in wanted)
        ]

    def named(self, beginning: str) -> Memo:
        """The memo whose uid begins so (with 4 digits at least); NoSuchThing if there is none, or several."""
        found = [m for m in self.all() if len(beginning) >= 4 and m.uid.startswith(beginning.casefold())]
        if len(found) == 1:
            return found[0]
        many = f"{len(found)} memos are" if found else "No memo is"
        raise NoSuchThing(f"{many} called “{beginning}”: “qualcode memos list” shows what each is called.")

    def thing(self, about: str, name: str) -> Entity:
        """What a memo is on, by kind and name; NoSuchThing if there is none, or several."""
        if about in ("", "project"):
            return self._project.study
        if about not in NAMED:
            raise NoSuchThing(f"There is no {about} “{name}”.")
        found: Entity = self.names(about).one(name)
        return found

    def names(self, about: str) -> Names[Any]:
        """The things of one of the kinds NAMED, by name."""
        project = self._project
        match about:
            case "transcript":
                return project.transcripts.lookup()
            case "code":
                return project.codebook.codes_by_name()
            case "theme":
                return project.codebook.themes_by_name()
            case _:
                return project.participants.lookup()

    def cell(self, participant: Participant, column: Code | Theme) -> Summary:
        """The cell of a matrix, for a memo on it, whether anything is charted there or not."""
        project = self._project
        there = project.charting.summary(participant, column)
        uid = project.charting.uid(participant, column)
        analysis = project.analysis.uid
        return there or Summary(uid, analysis=analysis, participant=participant.uid, column=column.uid)

    # Writing

    def add(self, about: Entity, text: str, kind: str = "analytic", span: Span | None = None) -> Memo:
        """Write a memo on something: with a `span`, on that passage of a transcript."""
        project = self._project
        place: dict[str, Any] = {}
        if span is not None:
            if not isinstance(about, Transcript):
                raise Refused("Only a transcript has passages: name the transcript of this one.")
            start, end = trimmed(project.transcripts.content(about).text, *span)
            place = {"content": about.content, "start": start, "end": end}
        with project.change() as draft:
            if isinstance(about, Summary) and project.find(Summary, about.uid) is None:
                pair = {"analysis": about.analysis, "participant": about.participant, "column": about.column}
                draft.create(Summary, about.uid, **pair)
            uid = draft.create(
                Memo,
                analysis=project.analysis.uid,
                about_kind=about.kind,
                about=about.uid,
                coder=project.coder.uid,
                date=today(),
                kind_of_memo=kind,
                text=_written(text),
                **place,
            )
        return project.all(Memo)[uid]

    def change(self, memo: Memo, text: str, kind: str | None = None) -> None:
        """Write a memo anew, or of another kind."""
        with self._project.change() as draft:
            draft.set(memo, text=_written(text), **({"kind_of_memo": kind} if kind else {}))

    def remove(self, memo: Memo) -> None:
        """Take a memo away. Undo brings it back."""
        with self._project.change() as draft:
            draft.set(memo, removed=True)

    # Files

    def read(self, path: Path) -> MemosFile:
        """Read memos from csv or xlsx."""
        from qualcode.readers.memos import read_memos

        return read_memos(path)

    def bring_in(self, file: MemosFile, *, dry_run: bool = False) -> int:
        """Bring memos in as one change; how many are new. BadTable if any is on nothing the project has."""
        from qualcode.project.memo_file import bring_in

        return bring_in(self._project, file, dry_run=dry_run)

    def export(self, path: Path) -> Sequence[str]:
        """Write the memos to csv or xlsx; notes on what was left out or changed."""
        from qualcode.project.memo_file import export

        return [*export(self._project, path), *self._project.identifiers.notes(written=["memo"])]


def _written(text: str) -> str:
    if not text.strip():
        raise Refused("A memo needs some words.")
    return text


def _said(found: Found) -> str:
    """All in which a memo is searched."""
    return key(" ".join((found.text, found.about, found.name, found.code, *found.participants, found.quote)))
