"""Memos: dated notes on anything."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qualcode.model.declare import KINDS, Entity
from qualcode.model.errors import BadTable, NoSuchThing
from qualcode.model.study import Code, Coder, Coding, Memo, Study, Transcript
from qualcode.model.tables import MemosFile
from qualcode.project.clock import today

if TYPE_CHECKING:
    from qualcode.project.project import Project


class Listed(NamedTuple):
    """A memo in words: when, by whom, of what kind, on what kind of thing and which, and its text."""

    date: str
    coder: str
    kind: str
    about: str
    name: str
    text: str


class Memos:
    """The memos of the analysis that is worked on."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self, about: Entity | None = None) -> list[Memo]:
        """The memos, oldest first; those on one thing, if it is given."""
        found = [
            m
            for m in self._project.all(Memo).values()
            if not m.removed and (about is None or m.about == about.uid)
        ]
        return sorted(found, key=lambda m: (m.date, m.at, m.uid))

    def listed(self) -> list[Listed]:
        """The memos in words, oldest first."""
        coders = self._project.all(Coder)
        return [
            Listed(
                m.date,
                coders[m.coder].name if m.coder in coders else "somebody",
                m.kind_of_memo,
                *self._about(m),
                m.text,
            )
            for m in self.all()
        ]

    def _about(self, memo: Memo) -> tuple[str, str]:
        """On what kind of thing a memo is, and on which, in words."""
        project = self._project
        cls = KINDS.get(memo.about_kind)
        thing = project.find(cls, memo.about) if cls else None
        if cls is Study:
            return "project", ""
        if isinstance(thing, Coding):
            code, transcript = project.find(Code, thing.code), project.find(Transcript, thing.transcript)
            names = f"{code.name if code else ''}, {transcript.name if transcript else ''}"
            return "coded passage", f"{names} {thing.start}–{thing.end}"
        return memo.about_kind, str(getattr(thing, "name", ""))

    def thing(self, about: str, name: str) -> Entity:
        """What a memo is on, by kind and name; NoSuchThing if there is none."""
        found = self._thing(about, name)
        if found is None:
            raise NoSuchThing(f"There is no {about} “{name}”.")
        return found

    def add(self, about: Entity, text: str, kind: str = "analytic") -> Memo:
        """Write a memo on something."""
        project = self._project
        with project.change() as draft:
            uid = draft.create(
                Memo,
                analysis=project.analysis.uid,
                about_kind=about.kind,
                about=about.uid,
                coder=project.coder.uid,
                date=today(),
                kind_of_memo=kind,
                text=text,
            )
        return project.all(Memo)[uid]

    def change(self, memo: Memo, text: str) -> None:
        """Write a memo anew."""
        with self._project.change() as draft:
            draft.set(memo, text=text)

    def remove(self, memo: Memo) -> None:
        """Take a memo away. Undo brings it back."""
        with self._project.change() as draft:
            draft.set(memo, removed=True)

    def read(self, path: Path) -> MemosFile:
        """Read memos from csv or xlsx."""
        from qualcode.readers.memos import read_memos

        return read_memos(path)

    def bring_in(self, file: MemosFile) -> int:
        """Bring memos in as one change; how many. BadTable if any is on nothing the project has."""
        project = self._project
        coders: Mapping[str, Coder] = {c.name.casefold(): c for c in project.coders.all()}
        problems = []
        with project.change() as draft:
            for row in file.rows:
                about = self._thing(row.about, row.name)
                coder = coders.get(row.coder.casefold()) if row.coder else project.coder
                if about is None or coder is None:
                    what = f"coder “{row.coder}”" if coder is None else f"{row.about} “{row.name}”"
                    problems.append(f"row {row.row}: there is no {what}")
                    continue
                draft.create(
                    Memo,
                    analysis=project.analysis.uid,
                    about_kind=about.kind,
                    about=about.uid,
                    coder=coder.uid,
                    date=row.date or today(),
                    kind_of_memo=row.kind or "analytic",
                    text=row.text,
                )
            if problems:
                raise BadTable(file.file, problems)
        return len(file.rows)

    def _thing(self, about: str, name: str) -> Entity | None:
        project = self._project
        wanted = " ".join(name.split()).casefold()
        things: list[Entity]
        match about:
            case "project" | "":
                return project.study
            case "transcript":
                return project.transcripts.lookup().get(wanted)
            case "code":
                things = list(project.codebook.now.codes.values())
            case "theme":
                things = list(project.codebook.now.ordered_themes)
            case "participant":
                things = list(project.participants.all())
            case _:
                return None
        return next((t for t in things if str(getattr(t, "name", "")).casefold() == wanted), None)
