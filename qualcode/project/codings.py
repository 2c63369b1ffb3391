"""Coded passages: applying, adjusting and removing codes, jumping between them, files in and out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.errors import NoSuchThing, Refused
from qualcode.model.hits import Hit
from qualcode.model.study import Code, Coder, Coding, Memo, Transcript
from qualcode.model.tables import CodingsFile
from qualcode.model.text import Span
from qualcode.project.draft import Draft

if TYPE_CHECKING:
    from qualcode.project.codings_file import Taken
    from qualcode.project.project import Project

Place = tuple[Transcript, Span]


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

    def under(self, code: Code) -> list[Coding]:
        """The codings of a code and of what was merged into it, in the order of the shelf and of place."""
        from qualcode.project.search import on_the_shelf

        finals = self._project.codebook.now.finals
        place = {transcript.uid: n for n, transcript in enumerate(on_the_shelf(self._project))}
        return sorted(
            (c for c in self.all() if code.uid in (c.code, finals.get(c.code)) and c.transcript in place),
            key=lambda c: (place[c.transcript], c.start, -c.end, c.uid),
        )

    def context(self, coding: Coding, room: int = 40) -> Hit:
        """A coded passage with up to `room` characters before it, and after it."""
        from qualcode.analysis.search import in_context

        return in_context(self._project.content(coding.content), coding.transcript, _span(coding), room)

    def contexts(self, codings: Sequence[Coding], room: int = 40) -> list[Hit]:
        """Coded passages, each as `context` has it; of many, quicker than one by one."""
        from qualcode.analysis.search import all_in_context

        texts = self._project.contents(list({coding.content for coding in codings}))
        by_text: dict[tuple[str, str], list[Coding]] = defaultdict(list)
        for coding in codings:
            by_text[coding.content, coding.transcript].append(coding)
        found = {
            coding.uid: hit
            for (content, transcript), those in by_text.items()
            for coding, hit in zip(
                those, all_in_context(texts[content], transcript, map(_span, those), room), strict=True
            )
        }
        return [found[coding.uid] for coding in codings]

    def places(self, hits: Sequence[Hit], *, sentences: bool = True) -> list[Place]:
        """The places of hits to be coded: each sentence with any in it once, or each hit as it was found."""
        from qualcode.analysis.search import sentences_around

        transcripts = self._project.all(Transcript)
        spans: dict[str, list[Span]] = defaultdict(list)
        for hit in hits:
            spans[hit.transcript].append(hit.span)
        found: list[Place] = []
        for uid, those in spans.items():
            content = self._project.transcripts.content(transcripts[uid])
            wanted = sentences_around(content, those) if sentences else those
            found += [(transcripts[uid], span) for span in dict.fromkeys(wanted)]
        return found

    def shown_code(self, coding: Coding) -> Code | None:
        """The code a coding counts under: its own, or what that was merged into."""
        book = self._project.codebook.now
        return book.codes.get(book.finals.get(coding.code, ""))

    def there(self, code: Code, transcript: Transcript, span: Span, coder: Coder) -> Coding:
        """The coding of a coder on exactly this passage; NoSuchThing, naming whose there are, if none."""
        text = self._project.transcripts.content(transcript).text
        as_said, span = span, trimmed(text, *span)
        # A file's passages stand as they were written there, with white space at their ends or without.
        here = [c for place in dict.fromkeys((as_said, span)) for c in self._on(code, transcript, place)]
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

    # Applying and taking off

    def apply(self, code: Code, transcript: Transcript, start: int, end: int, *, uid: str = "") -> Coding:
        """Code a passage. The same coder's same code on the same span is not made twice.

        `uid` is what the coding will be known by, where somebody shows it already.
        """
        project = self._project
        project.analyses.check_has(code)
        text = project.transcripts.content(transcript).text
        span = trimmed(text, start, end)
        there = self._same(code, transcript, span)
        if there is not None:
            return there
        with project.change() as draft:
            uid = self.make(draft, code.uid, transcript, span, project.coder.uid, uid=uid)
        return project.all(Coding)[uid]

    def apply_new(
        self, name: str, transcript: Transcript, start: int, end: int, *, kind: str = "", uid: str = ""
    ) -> Coding:
        """Make a code and code a passage with it, as one change. Refused where such a code can't be made.

        `kind` is the code's kind ("in vivo"), where it isn't the usual one; `uid`: see `apply`.
        """
        project = self._project
        span = trimmed(project.transcripts.content(transcript).text, start, end)
        fields = {"kind_of_code": kind} if kind else {}
        with project.change() as draft:
            code = project.codebook.make(draft, name, **fields)
            uid = self.make(draft, code, transcript, span, project.coder.uid, uid=uid)
        return project.all(Coding)[uid]

    def apply_all(self, code: Code, places: Sequence[Place]) -> int:
        """Code passages as one change; how many are new. What the coder has coded so already is left."""
        self._project.analyses.check_has(code)
        new = self.not_yet(code, places)
        with self._project.change() as draft:
            for transcript, span in new:
                self.make(draft, code.uid, transcript, span, self._project.coder.uid)
        return len(new)

    def not_yet(self, code: Code, places: Sequence[Place]) -> list[Place]:
        """Those of some passages that the coder hasn't coded so: each once, no white space at its ends."""
        project, coder = self._project, self._project.coder.uid
        project.contents(list({transcript.content for transcript, _ in places}))
        finals = project.codebook.now.finals
        final = finals.get(code.uid, code.uid)
        there = {
            (c.transcript, _span(c)) for c in self.all() if c.coder == coder and finals.get(c.code) == final
        }
        new: dict[tuple[str, Span], Place] = {}
        for transcript, given in places:
            span = trimmed(project.transcripts.content(transcript).text, given.start, given.end)
            if (transcript.uid, span) not in there:
                new.setdefault((transcript.uid, span), (transcript, span))
        return list(new.values())

    def toggle(
        self, code: Code, transcript: Transcript, start: int, end: int, *, uid: str = ""
    ) -> Coding | None:
        """Code a passage, or take the coder's same coding off it (None). `uid`: see `apply`."""
        there = self.own(code, transcript, start, end)
        if there is not None:
            self.remove([there])
            return None
        return self.apply(code, transcript, start, end, uid=uid)

    def own(self, code: Code, transcript: Transcript, start: int, end: int) -> Coding | None:
        """The coder's own coding of exactly this passage with this code, if there is one."""
        span = trimmed(self._project.transcripts.content(transcript).text, start, end)
        return self._same(code, transcript, span)

    def remove(self, codings: Sequence[Coding]) -> None:
        """Take codings off, or what has replaced them since; those that are off already stay as they are."""
        with self._project.change() as draft:
            for coding in codings:
                now = self._project.find(Coding, coding.uid)
                if (now is not None and not now.removed) or self.heirs(coding):
                    draft.set(self.as_it_stands(coding), removed=True)

    def make(
        self, draft: Draft, code: str, transcript: Transcript, span: Span, coder: str, *, uid: str = ""
    ) -> str:
        """Put a new coding in a draft; its uid. Whether it is there already is for the caller to know."""
        self._project.analyses.check_holds(transcript)
        return draft.create(
            Coding,
            uid,
            analysis=self._project.analysis.uid,
            transcript=transcript.uid,
            content=transcript.content,
            start=span.start,
            end=span.end,
            coder=coder,
            code=code,
        )

    # Adjusting

    def recode(self, coding: Coding, code: Code) -> None:
        """Give a passage another code. Refused if its coder has coded it so already."""
        now = self.as_it_stands(coding)
        self._project.analyses.check_has(code)
        self._check_single(now, code, _span(now))
        with self._project.change() as draft:
            draft.set(now, code=code.uid)

    def stretch(self, coding: Coding, start: int, end: int) -> Coding:
        """Give a coded passage other ends: a new coding of the same coder, which replaces the one before.

        Where others have adjusted it too, in their copies, each new passage stands. Refused if its coder has
        coded the other passage so already, or copies differ on its code.
        """
        project = self._project
        now = self.as_it_stands(coding)
        now = project.all(Coding)[now.uid]  # with the code that it has by now: of that, new ends say nothing
        span = trimmed(project.content(now.content).text, start, end)
        if span == _span(now):
            return now
        code, transcript = project.all(Code)[now.code], project.all(Transcript)[now.transcript]
        if "code" in now.open:
            raise Refused(
                f"Copies say differently which code {transcript.name} {now.start}–{now.end} has: "
                "settle that first (“qualcode differences” lists it)."
            )
        self._check_single(now, code, span)
        with project.change() as draft:
            draft.set(now, removed=True)
            uid = draft.create(
                Coding,
                analysis=now.analysis,
                transcript=now.transcript,
                content=now.content,
                start=span.start,
                end=span.end,
                coder=now.coder,
                code=now.code,
                replaces=now.uid,
            )
        return project.all(Coding)[uid]

    def replaced(self, coding: Coding) -> list[str]:
        """The uids of the codings that this one replaces, through all adjustments, latest first."""
        known, found = self._project.all(Coding), [coding.uid]
        before: Coding | None = coding
        while before is not None and before.replaces and before.replaces not in found:
            found.append(before.replaces)
            before = known.get(before.replaces)
        return found[1:]

    def heirs(self, coding: Coding) -> list[Coding]:
        """The codings that stand in the place of one that was adjusted; itself, if it stands."""
        followers: dict[str, list[Coding]] = defaultdict(list)
        for other in self._project.all(Coding).values():
            if other.replaces:
                followers[other.replaces].append(other)
        now = self._project.find(Coding, coding.uid)
        reached = {coding.uid: now or coding}
        waiting = [coding.uid]
        while waiting:
            for other in followers[waiting.pop()]:
                if other.uid not in reached:
                    reached[other.uid] = other
                    waiting.append(other.uid)
        known = self._project.all(Coding)
        return [each for uid, each in reached.items() if uid in known and not each.removed]

    def as_it_stands(self, coding: Coding) -> Coding:
        """A coding as it was seen, or the one that has replaced it since; Refused if none or several have."""
        now = self._project.find(Coding, coding.uid)
        if now is not None and not now.removed:
            return coding
        heirs = self.heirs(coding)
        if len(heirs) != 1:
            raise Refused("This coded passage isn't there any more as you saw it: look at it again.")
        return heirs[0]

    def _check_single(self, coding: Coding, code: Code, span: Span) -> None:
        """Refuse to make a coding what another of its coder is."""
        project = self._project
        transcript = project.all(Transcript)[coding.transcript]
        others = (c for c in self._on(code, transcript, span) if c.uid != coding.uid)
        if any(other.coder == coding.coder for other in others):
            coder = project.find(Coder, coding.coder)
            place = f"{transcript.name} {span.start}–{span.end}"
            raise Refused(
                f"{coder.name if coder else 'Somebody'} has coded {place} as “{code.name}” already."
            )

    def _same(self, code: Code, transcript: Transcript, span: Span) -> Coding | None:
        coder = self._project.coder.uid
        return next((c for c in self._on(code, transcript, span) if c.coder == coder), None)

    def _on(self, code: Code, transcript: Transcript, span: Span) -> list[Coding]:
        """The codings of exactly this passage that count under a code: made with it, or merged into it."""
        finals = self._project.codebook.now.finals
        final = finals.get(code.uid, code.uid)
        return [
            c for c in self._project.materials.coded.at(transcript.uid, *span) if finals.get(c.code) == final
        ]

    # Memos and files

    def memos(self) -> Mapping[str, list[Memo]]:
        """The memos on codings, by the coding's uid: with those on what an adjusted one replaces."""
        found: dict[str, list[Memo]] = defaultdict(list)
        for memo in self._project.all(Memo).values():
            if memo.about_kind == Coding.kind and not memo.removed:
                found[memo.about].append(memo)
        adjusted = [c for c in self._project.all(Coding).values() if c.replaces] if found else []
        inherited = {c.uid: _together(found, [c.uid, *self.replaced(c)]) for c in adjusted}
        return {**found, **{uid: memos for uid, memos in inherited.items() if memos}}

    def read(self, path: Path) -> CodingsFile:
        """Read codings from csv or xlsx."""
        from qualcode.readers.codings import read_codings

        return read_codings(path)

    def bring_in(self, file: CodingsFile, *, create_codes: bool = False, dry_run: bool = False) -> "Taken":
        """Bring codings in as one change; BadTable, naming each row, if any can't be taken."""
        from qualcode.project.codings_file import bring_in

        return bring_in(self._project, file, create_codes=create_codes, dry_run=dry_run)

    def export(self, path: Path) -> Sequence[str]:
        """Write the codings to csv or xlsx, with their quotes; notes on what was changed."""
        from qualcode.writers.tables import write_table

        header = ["transcript", "start", "end", "code", "coder", "memo", "quote"]
        notes = write_table(path, header, self.rows(), sheet="Codings")
        return [*notes, *self._project.identifiers.notes(passages=True)]

    def rows(
        self, *, transcript: Transcript | None = None, code: Code | None = None, coder: Coder | None = None
    ) -> list[list[str | int]]:
        """The codings as rows of a file: transcript, start, end, code, coder, memo, quote.

        All, or those of a transcript, of a code (and of what is merged into it), of a coder.
        """
        from qualcode.project.codings_file import rows

        return rows(self._project, transcript=transcript, code=code, coder=coder)


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


def _span(coding: Coding) -> Span:
    return Span(coding.start, coding.end)


def _together(memos: Mapping[str, Sequence[Memo]], about: Iterable[str]) -> list[Memo]:
    """The memos on several codings, oldest first."""
    return sorted((memo for uid in about for memo in memos.get(uid, ())), key=lambda m: (m.date, m.at, m.uid))
