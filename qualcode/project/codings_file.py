"""Files of codings, compared with what is coded: what is there is left, the rest is made, or nothing is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.errors import BadTable
from qualcode.model.study import Code, Coder, Coding, Memo, Transcript
from qualcode.model.tables import CodingRow, CodingsFile
from qualcode.model.text import Span, place_quote
from qualcode.project.clock import today
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


Place = tuple[str, int, int, str, str]  # transcript, start, end, the code it counts under, coder


def bring_in(
    project: "Project", file: CodingsFile, *, create_codes: bool = False, dry_run: bool = False
) -> Taken:
    """Bring codings in as one change; BadTable, naming each row, if any can't be taken."""
    analysis, mine = project.analysis.uid, ""
    transcripts = project.transcripts.lookup()
    texts = project.contents([t.content for t in project.transcripts.all()])
    codes, coders = project.codebook.codes_by_name(), project.coders.lookup()
    made: dict[str, str] = {}  # codes of this file, by key
    joined: dict[str, str] = {}  # coders of this file, by key
    finals = project.codebook.now.finals
    there = {_place(c, finals): c.uid for c in project.codings.all()}
    said = {
        uid: {*(memo.text for memo in memos), _together(memos)}
        for uid, memos in project.codings.memos().items()
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
            place = (transcript.uid, span.start, span.end, finals.get(code, code), coder)
            uid = there.get(place, "")
            if uid:
                done["already"] += 1
            else:
                uid = there[place] = project.codings.make(draft, code, transcript, span, coder)
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


def rows(
    project: "Project",
    *,
    transcript: Transcript | None = None,
    code: Code | None = None,
    coder: Coder | None = None,
) -> list[list[str | int]]:
    """The codings as rows of a file: transcript, start, end, code, coder, memo, quote.

    All, or those of a transcript, of a code (and of what is merged into it), of a coder. A code or a coder is
    named so that no other is meant: see `Names.sure`.
    """
    finals = project.codebook.now.finals
    wanted = [
        c
        for c in project.codings.all()
        if (transcript is None or c.transcript == transcript.uid)
        and (code is None or code.uid in (c.code, finals.get(c.code)))
        and (coder is None or c.coder == coder.uid)
    ]
    transcripts, codes, coders = project.all(Transcript), project.all(Code), project.all(Coder)
    called, known = project.codebook.codes_by_name(), project.coders.lookup()
    names = {uid: called.sure(codes[uid]) for uid in {c.code for c in wanted}}
    makers = {uid: known.sure(coders[uid]) for uid in {c.coder for c in wanted} if uid in coders}
    memos = project.codings.memos()
    texts = project.contents(list({c.content for c in wanted}))
    return [
        [
            transcripts[c.transcript].file,
            c.start,
            c.end,
            names[c.code],
            makers.get(c.coder, "somebody"),
            _together(memos.get(c.uid, ())),
            texts[c.content].text[c.start : c.end],
        ]
        for c in sorted(
            wanted, key=lambda c: (transcripts[c.transcript].name, c.start, c.end, codes[c.code].name)
        )
    ]


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


def _place(coding: Coding, finals: Mapping[str, str]) -> Place:
    return coding.transcript, coding.start, coding.end, finals.get(coding.code, coding.code), coding.coder
