"""Memos in tables: each is on something that the table names exactly."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.model.declare import Entity
from qualcode.model.errors import BadTable
from qualcode.model.study import Code, Coder, Coding, Memo, Participant, Study, Summary, Theme, Transcript
from qualcode.model.tables import MemoRow, MemosFile
from qualcode.model.text import Span, place_quote
from qualcode.project.about import NAMED, Abouts, Found
from qualcode.project.clock import today
from qualcode.project.names import Names, several

if TYPE_CHECKING:
    from qualcode.project.project import Project

_HEADER = ("about", "name", "start", "end", "code", "made by", "coder", "kind", "date", "text", "quote")

Target = tuple[Entity, Span | None]


def bring_in(project: "Project", file: MemosFile, *, dry_run: bool = False) -> int:
    """Bring memos in as one change; how many are new. BadTable if any is on nothing the project has."""
    coders = project.coders.lookup()
    named = _Named(project)
    abouts = Abouts(project)
    there = {key for memo in project.memos.all() for key in _keys(memo, abouts.uid(memo))}
    problems: list[str] = []
    new = 0
    with project.change() as draft:
        for row in file.rows:
            coder = coders.get(row.coder) if row.coder else project.coder
            if coder is None:
                problems.append(f"row {row.row}: {coders.problem(row.coder)}")
                continue
            target = named.target(row, coder)
            if isinstance(target, str):
                problems.append(f"row {row.row}: {target}")
                continue
            about, span = target
            fields: dict[str, Any] = {
                "analysis": project.analysis.uid, "about_kind": about.kind, "about": about.uid,
                "coder": coder.uid, "date": row.date or today(), "kind_of_memo": row.kind or "analytic",
                "text": row.text,
            }  # fmt: skip
            if span is not None and isinstance(about, Transcript):
                fields |= {"content": about.content, "start": span.start, "end": span.end}
            if there.isdisjoint(_keys(Memo("", **fields), about.uid)):
                if isinstance(about, Summary):
                    pair = {name: getattr(about, name) for name in ("analysis", "participant", "column")}
                    draft.put(Summary, about.uid, pair)
                draft.create(Memo, **fields)
                new += 1
        if problems:
            raise BadTable(file.file, problems)
        if dry_run:
            draft.changes.clear()
    return new


def _keys(memo: Memo, about: str) -> list[tuple[object, ...]]:
    """What makes two rows one memo. A file of codings knows neither the date nor the kind of theirs."""
    if memo.about_kind == Coding.kind:
        return [(about, memo.coder, memo.text)]
    return [(about, memo.coder, memo.date, memo.kind_of_memo, memo.text, memo.start, memo.end)]


class _Named:
    """Finds what rows are on, by name and place."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self.names = {about: project.memos.names(about) for about in NAMED}
        self.columns = project.codebook.columns_by_name()
        self.coders = project.coders.lookup()
        finals = project.codebook.now.finals
        self._finals = finals
        self._codings: Mapping[tuple[str, int, int, str, str], Coding] = {
            (c.transcript, c.start, c.end, finals.get(c.code, c.code), c.coder): c
            for c in project.codings.all()
        }

    def target(self, row: MemoRow, coder: Coder) -> Target | str:
        """What a row's memo is on, and where in it; or why that isn't known, in words."""
        match row.about:
            case "passage" | "coded passage":
                return self._passage(row, coder)
            case "cell":
                person = self._one(self.names["participant"], row.name)
                column = self._one(self.columns, row.code)
                if isinstance(person, str) or isinstance(column, str):
                    return person if isinstance(person, str) else str(column)
                return self._project.memos.cell(person, column), None
            case about if about in self.names:
                thing = self._one(self.names[about], row.name)
                return thing if isinstance(thing, str) else (thing, None)
            case "" | "project":
                return self._project.study, None
        return f"a memo on a {row.about} can't be brought in"

    def _one(self, names: Names[Any], name: str) -> Any:
        """The thing of a name, or why there is none, in words."""
        found = names.get(name)
        return names.problem(name) if found is None else found

    def _passage(self, row: MemoRow, coder: Coder) -> Target | str:
        transcript = self._one(self.names["transcript"], row.name)
        if isinstance(transcript, str):
            return transcript
        span = self._span(row, transcript)
        if isinstance(span, str) or row.about == "passage":
            return span if isinstance(span, str) else (transcript, span)
        code = self._one(self.names["code"], row.code)
        maker = self._one(self.coders, row.made_by) if row.made_by else coder
        if isinstance(code, str) or isinstance(maker, str):
            return code if isinstance(code, str) else str(maker)
        final = self._finals.get(code.uid, code.uid)
        coding = self._codings.get((transcript.uid, span.start, span.end, final, maker.uid))
        if coding is None:
            place = f"{transcript.name} {span.start}–{span.end}"
            return f"{maker.name} has not coded {place} as “{code.name}”"
        return coding, None

    def _span(self, row: MemoRow, transcript: Transcript) -> Span | str:
        text = self._project.transcripts.content(transcript).text
        if row.start is not None and row.end is not None:
            inside = 0 <= row.start < row.end <= len(text)
            if inside and (not row.quote or _same(text[row.start : row.end], row.quote)):
                return Span(row.start, row.end)
            if not row.quote:
                return f"there is no text from {row.start} to {row.end} in {transcript.name}"
        found = place_quote(text, row.quote)
        if found is None:
            return f"“{row.quote[:40]}” isn't, or stands more than once, in {transcript.name}"
        return found


def _same(text: str, quote: str) -> bool:
    """Whether a quote is of this text: spreadsheets change what ends a line."""
    return text.split() == quote.split()


def export(project: "Project", path: Path) -> Sequence[str]:
    """Write the memos to csv or xlsx; notes on what was left out or changed.

    What another memo, or nothing that is there, is called like is left out: it would come back elsewhere.
    """
    from qualcode.writers.tables import write_table

    named, abouts = _Named(project), Abouts(project)
    rows: list[list[str | int]] = []
    left = 0
    for found in project.memos.search():
        memo = found.memo
        thing, coder = abouts.thing(memo), project.find(Coder, memo.coder)
        row = _row(project, named, found, thing)
        back = named.target(row, coder) if row is not None and coder is not None else ""
        span = Span(memo.start, memo.end) if memo.start is not None and memo.end is not None else None
        if row is None or isinstance(back, str) or (back[0], back[1]) != (thing, span):
            left += 1
            continue
        who = named.coders.sure(coder) if coder else found.coder
        place: list[str | int] = ["", ""] if row.start is None or row.end is None else [row.start, row.end]
        rows.append(
            [row.about, row.name, *place, row.code, row.made_by, who, memo.kind_of_memo, memo.date,
             memo.text, row.quote]
        )  # fmt: skip
    out = f"{several(left, 'Memo')} on what was undone or changed since left out."
    return [*write_table(path, list(_HEADER), rows, sheet="Memos"), *([out] if left else [])]


def _row(project: "Project", named: _Named, found: Found, thing: Entity | None) -> MemoRow | None:
    """A memo as a row that names what it is on, as exactly as can be; None if that isn't there."""
    memo = found.memo

    def row(name: str, **where: Any) -> MemoRow:
        return MemoRow(0, found.about, name, "", memo.kind_of_memo, memo.date, memo.text, **where)

    match thing:
        case Study():
            return row("")
        case Coding():
            transcript, code = project.find(Transcript, thing.transcript), project.find(Code, thing.code)
            maker = project.find(Coder, thing.coder)
            if thing.removed or transcript is None or code is None or maker is None:
                return None
            return row(
                named.names["transcript"].sure(transcript),
                code=named.names["code"].sure(code),
                made_by=named.coders.sure(maker),
                start=thing.start, end=thing.end, quote=found.quote,
            )  # fmt: skip
        case Transcript():
            if memo.start is not None and memo.content != thing.content:
                return None
            place = {} if memo.start is None else {"start": memo.start, "end": memo.end, "quote": found.quote}
            return row(named.names["transcript"].sure(thing), **place)
        case Summary():
            person = project.find(Participant, thing.participant)
            column = project.find(Code, thing.column) or project.find(Theme, thing.column)
            if person is None or column is None:
                return None
            return row(named.names["participant"].sure(person), code=named.columns.sure(column))
        case Code() | Theme() | Participant():
            return row(named.names[thing.kind].sure(thing))
    return None
