"""Memos: dated notes on anything."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.model.declare import KINDS, Entity
from qualcode.model.errors import BadTable, NoSuchThing
from qualcode.model.study import Code, Coder, Coding, Memo, Study, Transcript
from qualcode.model.tables import MemosFile
from qualcode.project.clock import today
from qualcode.project.names import Names, several

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
        analysis = self._project.analysis.uid
        found = [
            m
            for m in self._project.all(Memo).values()
            if not m.removed and m.analysis == analysis and (about is None or m.about == about.uid)
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
        """What a memo is on, by kind and name; NoSuchThing if there is none, or several."""
        if about in ("", "project"):
            return self._project.study
        if about not in _NAMED:
            raise NoSuchThing(f"There is no {about} “{name}”.")
        found: Entity = self._names(about).one(name)
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
        """Bring memos in as one change; how many are new. BadTable if any is on nothing the project has."""
        project = self._project
        coders = project.coders.lookup()
        names = {about: self._names(about) for about in _NAMED}
        there = {_said(memo) for memo in self.all()}
        problems: list[str] = []
        with project.change() as draft:
            for row in file.rows:
                known = names.get(row.about)
                about = known.get(row.name) if known else project.study
                coder = coders.get(row.coder) if row.coder else project.coder
                if row.about not in ("", "project", *_NAMED):
                    problems.append(f"row {row.row}: a memo on a {row.about} can't be brought in")
                elif known and about is None:
                    problems.append(f"row {row.row}: {known.problem(row.name)}")
                if coder is None:
                    problems.append(f"row {row.row}: {coders.problem(row.coder)}")
                if about is None or coder is None or problems:
                    continue
                fields: dict[str, Any] = {
                    "analysis": project.analysis.uid, "about_kind": about.kind, "about": about.uid,
                    "coder": coder.uid, "date": row.date or today(), "kind_of_memo": row.kind or "analytic",
                    "text": row.text,
                }  # fmt: skip
                if _said(Memo("", **fields)) not in there:
                    draft.create(Memo, **fields)
            if problems:
                raise BadTable(file.file, problems)
            return len(draft.changes)

    def export(self, path: Path) -> Sequence[str]:
        """Write the memos to csv or xlsx; notes on what was left out or changed.

        Memos on coded passages stand in the table of these.
        """
        from qualcode.writers.tables import write_table

        header = ["about", "name", "coder", "kind", "date", "text"]
        coders = self._project.coders.lookup()
        names = {about: self._names(about) for about in _NAMED}
        rows = []
        left = 0
        for memo, listed in zip(self.all(), self.listed(), strict=True):
            known, cls = names.get(memo.about_kind), KINDS.get(memo.about_kind)
            thing = self._project.find(cls, memo.about) if cls else None
            name = known.sure(thing) if known and thing else ""
            if thing is None or (cls is not Study if known is None else known.get(name) != thing):
                left += 1
                continue
            coder = self._project.find(Coder, memo.coder)
            who = coders.sure(coder) if coder else listed.coder
            rows.append([listed.about, name, who, memo.kind_of_memo, memo.date, memo.text])
        out = f"{several(left, 'Memo')} on coded passages, summaries or what was undone left out."
        return [*write_table(path, header, rows, sheet="Memos"), *([out] if left else [])]

    def _names(self, about: str) -> Names[Any]:
        """The things of a kind that memos may be on, by name."""
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


_NAMED = ("transcript", "code", "theme", "participant")


def _said(memo: Memo) -> tuple[str, ...]:
    """What makes two rows one memo."""
    return memo.about, memo.coder, memo.date, memo.kind_of_memo, memo.text
