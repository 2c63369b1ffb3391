"""Coded passages: applying and removing codes, jumping between them, files in and out."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.errors import BadTable, NoSuchThing, Refused
from qualcode.model.study import Code, Coder, Coding, Memo, Transcript
from qualcode.model.tables import CodingRow, CodingsFile
from qualcode.model.text import Span, place_quote
from qualcode.project.clock import today
from qualcode.project.draft import Draft
from qualcode.project.names import key

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Taken:
    """What came of a file of codings. `placed` says which rows were found by their quote alone."""

    codings: int
    already: int
    memos: int
    new_coders: tuple[str, ...]
    new_codes: tuple[str, ...]
    placed: tuple[str, ...]
    notes: tuple[str, ...]


Place = tuple[str, int, int, str, str]  # transcript, start, end, code, coder


class Codings:
    """The coded passages of the analysis that is worked on."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self) -> list[Coding]:
        """Every coding that stands: of a code and a transcript that aren't undone themselves."""
        return self._project.materials.coded.all()

    def of(self, transcript: Transcript) -> list[Coding]:
        """The codings of a transcript, in order of place."""
        those = self._project.materials.coded.in_transcript(transcript.uid)
        return sorted(those, key=lambda c: (c.start, -c.end, c.uid))

    def shown_code(self, coding: Coding) -> Code | None:
        """The code a coding counts under: its own, or what that was merged into."""
        book = self._project.codebook.now
        return book.codes.get(book.finals.get(coding.code, ""))

    def apply(self, code: Code, transcript: Transcript, start: int, end: int) -> Coding:
        """Code a passage. The same coder's same code on the same span is not made twice."""
        project = self._project
        text = project.transcripts.content(transcript).text
        span = trimmed(text, start, end)
        there = self._same(code, transcript, span)
        if there is not None:
            return there
        with project.change() as draft:
            uid = self._make(draft, code.uid, transcript, span, project.coder.uid)
        return project.all(Coding)[uid]

    def toggle(self, code: Code, transcript: Transcript, start: int, end: int) -> Coding | None:
        """Code a passage, or take the coder's same coding off it (None)."""
        span = trimmed(self._project.transcripts.content(transcript).text, start, end)
        there = self._same(code, transcript, span)
        if there is not None:
            self.remove([there])
            return None
        return self.apply(code, transcript, span.start, span.end)

    def there(self, code: Code, transcript: Transcript, span: Span, coder: Coder) -> Coding:
        """The coding of a coder on exactly this passage; NoSuchThing, naming whose there are, if none."""
        span = trimmed(self._project.transcripts.content(transcript).text, span.start, span.end)
        here = self._on(code, transcript, span)
        own = next((c for c in here if c.coder == coder.uid), None)
        if own is not None:
            return own
        names = sorted(self._project.all(Coder)[c.coder].name for c in here)
        made = f"; {', '.join(names)} did" if names else ""
        place = f"{transcript.name} {span.start}–{span.end}"
        raise NoSuchThing(f"{coder.name} has not coded {place} as “{code.name}”{made}.")

    def by_coder(self) -> Mapping[str, int]:
        """How many codings that stand each coder has made, by the coder's uid."""
        return Counter(c.coder for c in self.all())

    def remove(self, codings: Sequence[Coding]) -> None:
        """Take codings off."""
        with self._project.change() as draft:
            for coding in codings:
                draft.set(coding, removed=True)

    def recode(self, coding: Coding, code: Code) -> None:
        """Give a passage another code."""
        with self._project.change() as draft:
            draft.set(coding, code=code.uid)

    def _same(self, code: Code, transcript: Transcript, span: Span) -> Coding | None:
        coder = self._project.coder.uid
        return next((c for c in self._on(code, transcript, span) if c.coder == coder), None)

    def _on(self, code: Code, transcript: Transcript, span: Span) -> list[Coding]:
        """The codings of exactly this passage that count under a code: made with it, or merged into it."""
        finals = self._project.codebook.now.finals
        final = finals.get(code.uid, code.uid)
        return [
            c
            for c in self._project.materials.coded.in_transcript(transcript.uid)
            if (c.start, c.end) == span and finals.get(c.code) == final
        ]

    def _make(self, draft: Draft, code: str, transcript: Transcript, span: Span, coder: str) -> str:
        return draft.create(
            Coding,
            analysis=self._project.analysis.uid,
            transcript=transcript.uid,
            content=transcript.content,
            start=span.start,
            end=span.end,
            coder=coder,
            code=code,
        )

    # Files

    def read(self, path: Path) -> CodingsFile:
        """Read codings from csv or xlsx."""
        from qualcode.readers.codings import read_codings

        return read_codings(path)

    def bring_in(self, file: CodingsFile, *, create_codes: bool = False, dry_run: bool = False) -> Taken:
        """Bring codings in as one change; BadTable, naming each row, if any can't be taken."""
        project = self._project
        analysis, mine = project.analysis.uid, ""
        transcripts = project.transcripts.lookup()
        texts = project.contents([t.content for t in project.transcripts.all()])
        codes, coders = project.codebook.codes_by_name(), project.coders.lookup()
        made: dict[str, str] = {}  # codes of this file, by key
        joined: dict[str, str] = {}  # coders of this file, by key
        there = {_place(c): c.uid for c in self.all()}
        said = {
            uid: {*(memo.text for memo in memos), _together(memos)} for uid, memos in self.memos().items()
        }
        new_coders: list[str] = []
        new_codes: list[str] = []
        problems: list[str] = []
        placed: list[str] = []
        done: Counter[str] = Counter()
        date = today()
        with project.change() as draft:
            for row in file.rows:
                transcript = transcripts.get(row.transcript)
                if transcript is None:
                    problems.append(f"row {row.row}: {transcripts.problem(row.transcript)}")
                    continue
                found = _find(row, texts[transcript.content].text)
                if isinstance(found, str):
                    problems.append(f"row {row.row}: {found}")
                    continue
                span, by_quote = found
                if by_quote:
                    placed.append(
                        f"row {row.row}: found by its quote at {span.start}–{span.end} in {transcript.name}"
                    )
                those, them = codes.all(row.code), coders.all(row.coder)
                if len(those) > 1 or len(them) > 1:
                    several = codes.problem(row.code) if len(those) > 1 else coders.problem(row.coder)
                    problems.append(f"row {row.row}: {several}")
                    continue
                code = those[0].uid if those else made.get(key(row.code), "")
                if not code and not create_codes:
                    problems.append(f"row {row.row}: there is no code “{row.code}” (--create-codes makes it)")
                    continue
                if not code:
                    code = made[key(row.code)] = draft.create(Code, analysis=analysis, name=row.code)
                    new_codes.append(row.code)
                if row.coder:
                    coder = them[0].uid if them else joined.get(key(row.coder), "")
                    if not coder:
                        coder = joined[key(row.coder)] = draft.create(Coder, name=row.coder)
                        new_coders.append(row.coder)
                else:
                    coder = mine = mine or project.coder.uid
                place = (transcript.uid, span.start, span.end, code, coder)
                uid = there.get(place, "")
                if uid:
                    done["already"] += 1
                else:
                    uid = there[place] = self._make(draft, code, transcript, span, coder)
                    done["codings"] += 1
                if row.memo and row.memo not in said.get(uid, ()):
                    done["memos"] += 1
                    draft.create(
                        Memo, analysis=analysis, about_kind=Coding.kind, about=uid, coder=coder, date=date,
                        text=row.memo,
                    )  # fmt: skip
            if problems:
                raise BadTable(file.file, problems)
            if dry_run:
                draft.changes.clear()
        return Taken(
            done["codings"], done["already"], done["memos"], tuple(new_coders), tuple(new_codes),
            tuple(placed), file.notes,
        )  # fmt: skip

    def export(self, path: Path) -> Sequence[str]:
        """Write the codings to csv or xlsx, with their quotes; notes on what was changed."""
        from qualcode.writers.tables import write_table

        header = ["transcript", "start", "end", "code", "coder", "memo", "quote"]
        return write_table(path, header, self.rows(), sheet="Codings")

    def rows(
        self, *, transcript: Transcript | None = None, code: Code | None = None, coder: Coder | None = None
    ) -> list[list[str | int]]:
        """The codings as rows of a file: transcript, start, end, code, coder, memo, quote.

        All, or those of a transcript, of a code (and of what is merged into it), of a coder.
        """
        project = self._project
        finals = project.codebook.now.finals
        wanted = [
            c
            for c in self.all()
            if (transcript is None or c.transcript == transcript.uid)
            and (code is None or code.uid in (c.code, finals.get(c.code)))
            and (coder is None or c.coder == coder.uid)
        ]
        transcripts, codes, coders = project.all(Transcript), project.all(Code), project.all(Coder)
        memos = self.memos()
        texts = project.contents(list({c.content for c in wanted}))
        return [
            [
                transcripts[c.transcript].file,
                c.start,
                c.end,
                codes[c.code].name,
                coders[c.coder].name if c.coder in coders else "somebody",
                _together(memos.get(c.uid, ())),
                texts[c.content].text[c.start : c.end],
            ]
            for c in sorted(
                wanted, key=lambda c: (transcripts[c.transcript].name, c.start, c.end, codes[c.code].name)
            )
        ]

    def memos(self) -> Mapping[str, list[Memo]]:
        """The memos on codings, by the coding's uid."""
        found: dict[str, list[Memo]] = defaultdict(list)
        for memo in self._project.all(Memo).values():
            if memo.about_kind == Coding.kind and not memo.removed:
                found[memo.about].append(memo)
        return found


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without white space at its ends; Refused if nothing is left or it lies outside the text."""
    if not 0 <= start <= end <= len(text):
        raise Refused(f"There is no text from {start} to {end}: it has {len(text)} characters.")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise Refused("Nothing is selected: select some words first.")
    return Span(start, end)


def _find(row: CodingRow, text: str) -> tuple[Span, bool] | str:
    """Where a row's passage stands and whether its quote had to be looked up; or what is wrong."""
    if row.start is not None and row.end is not None:
        inside = 0 <= row.start < row.end <= len(text)
        if inside and (not row.quote or text[row.start : row.end] == row.quote):
            return Span(row.start, row.end), False
        if not row.quote:
            return f"there is no text from {row.start} to {row.end} (it has {len(text)} characters)"
    elif not row.quote:
        return "it has neither start and end nor a quote"
    found = place_quote(text, row.quote)
    if found is not None:
        return found, True
    many = text.count(row.quote)
    where = f"stands {many} times" if many else "isn't"
    return f"its quote {where} in the transcript"


def _together(memos: Sequence[Memo]) -> str:
    """Memos as they stand in one cell of a file."""
    return "\n".join(memo.text for memo in memos)


def _place(coding: Coding) -> Place:
    return coding.transcript, coding.start, coding.end, coding.code, coding.coder
