"""Charting: summaries, the extracts they rest on, and what is to be checked again."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.analysis.charting import NOTHING, basis_of, check_again
from qualcode.analysis.extracts import Quoter
from qualcode.analysis.matrix import cell_extracts, passages_under
from qualcode.model.charts import Column, Extract
from qualcode.model.declare import pair_uid
from qualcode.model.errors import BadTable, NoSuchThing
from qualcode.model.study import Code, Link, Participant, Summary, Theme, Transcript
from qualcode.model.tables import ExtractRow, SummariesFile, SummaryRow
from qualcode.model.text import Span, place_quote
from qualcode.project.codings import trimmed
from qualcode.project.draft import NOW, Draft, Seen
from qualcode.project.names import Names

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Charted:
    """What came of a file of summaries."""

    summaries: int
    links: int
    unchanged: int
    notes: tuple[str, ...]


class LinkedExtract(NamedTuple):
    """An extract that a summary rests on, in words: its bearing, the transcript's file, place and quote."""

    relation: str
    transcript: str
    start: int
    end: int
    quote: str


class Shown(NamedTuple):
    """A summary with the names of its pair, what is to be checked again ("" if nothing), its extracts."""

    participant: str
    column: str
    summary: Summary
    again: str
    extracts: tuple[LinkedExtract, ...]


class Charting:
    """The summaries of the analysis that is worked on."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def uid(self, participant: Participant, column: Code | Theme | Column) -> str:
        """The uid of the pair's summary, written or not."""
        return pair_uid("summary", self._project.analysis.uid, participant.uid, column.uid)

    def summary(self, participant: Participant, column: Code | Theme | Column) -> Summary | None:
        """The summary of a participant and a code or theme, if anything is charted."""
        return self._project.find(Summary, self.uid(participant, column))

    def write(
        self,
        participant: Participant,
        column: Code | Theme | Column,
        *,
        seen: Summary | Seen | None = NOW,
        **fields: Any,
    ) -> Summary:
        """Write a summary's `text`, or set its content, progress, comment or checked_by.

        A new text charts the cell, is to be checked anew, and notes what it rests on; so does checking it.
        A text taken away leaves the cell to chart. `seen` is the summary that whoever writes had before them
        (None: there was none): what a copy has brought in since stands beside it as an open difference.
        Refused for a participant whom the analysis isn't about: it would not be seen.
        """
        self._project.analyses.check_about(participant)
        self._project.analyses.check_has(column)
        with self._project.change() as draft:
            links = self._links()[self.uid(participant, column)]
            self._write(draft, participant.uid, column.uid, fields, links, seen)
        found = self.summary(participant, column)
        assert found is not None
        return found

    def write_all(self, written: Mapping[tuple[str, str], dict[str, Any]]) -> None:
        """Write several summaries, as one change: the fields of each, by uid of participant and column."""
        standing = self._links()
        analysis = self._project.analysis.uid
        with self._project.change() as draft:
            for pair, fields in written.items():
                links = standing[pair_uid("summary", analysis, *pair)]
                self._write(draft, *pair, dict(fields), links)

    def _write(
        self,
        draft: Draft,
        participant: str,
        column: str,
        fields: dict[str, Any],
        links: Sequence[Link],
        seen: Summary | Seen | None = NOW,
    ) -> None:
        analysis = self._project.analysis.uid
        uid = pair_uid("summary", analysis, participant, column)
        before = draft.as_seen(Summary, uid, seen)
        text = fields.get("text")
        rewritten = text is not None and text != (before.text if before else "")
        if rewritten:
            fields.setdefault("content", "charted" if text else "")
            fields.setdefault("progress", "drafted" if text else "to do")
            if fields["progress"] != "checked":
                fields.setdefault("checked_by", "")
        if fields.get("progress") == "checked":
            fields.setdefault("checked_by", self._project.coder.name)
        said = fields.get("content", "") not in ("", before.content if before else "")
        if rewritten or said or fields.get("progress") == "checked":
            charted = self._charted(participant)
            fields["basis"] = basis_of(
                self._project.codebook.now, column, links, charted, self._corrected.get(uid, NOTHING)
            )
        fixed = {"analysis": analysis, "participant": participant, "column": column}
        draft.put(Summary, uid, fixed, seen=seen, **fields)

    def writers(self) -> Mapping[str, list[str]]:
        """Who wrote the text of each summary as it stands, by its uid: several, where copies differ on it."""
        heads = {s.uid: s.heads_of("text") for s in self._project.all(Summary).values() if s.text}
        authors = self._project.store.authors(id_ for ids in heads.values() for id_ in ids)
        return {uid: [authors[id_] for id_ in ids] for uid, ids in heads.items()}

    def _charted(self, participant: str) -> frozenset[str]:
        """The codes under which a participant has a summary."""
        summaries = self._project.all(Summary).values()
        return frozenset(s.column for s in summaries if s.participant == participant and s.text)

    def _links(self) -> Mapping[str, list[Link]]:
        """The links that stand, by summary."""
        found: dict[str, list[Link]] = defaultdict(list)
        transcripts = self._project.all(Transcript)
        for link in self._project.all(Link).values():
            about = transcripts.get(link.transcript)
            if link.linked and (about is None or about.content == link.content):
                found[link.summary].append(link)
        return found

    def again(self, summary: Summary) -> str:
        """What changed since a summary was written; "" if nothing did."""
        return self._again(summary, self._links()[summary.uid])

    def _again(self, summary: Summary, links: Sequence[Link]) -> str:
        corrected = self._corrected.get(summary.uid, NOTHING)
        now = basis_of(self._project.codebook.now, summary.column, links, corrected=corrected)
        return check_again(summary, now)

    @property
    def _corrected(self) -> Mapping[str, Mapping[str, str]]:
        return self._project.placing.corrected_links()

    def link(
        self,
        participant: Participant,
        column: Code | Theme | Column,
        transcript: Transcript,
        start: int,
        end: int,
        relation: str = "supports",
        instead_of: Sequence[Link] = (),
    ) -> None:
        """Let a summary rest on a passage that supports, complicates or contradicts it.

        With `instead_of`, it no longer rests on those places, such as parts of the passage. A link that is
        one of them is changed as it was seen there. Refused where `write` would be.
        """
        self._project.analyses.check_about(participant)
        self._project.analyses.check_has(column)
        with self._project.change() as draft:
            summary = self.uid(participant, column)
            if self._project.find(Summary, summary) is None:
                self._write(draft, participant.uid, column.uid, {}, ())
            span = trimmed(self._project.transcripts.content(transcript).text, start, end)
            link = self._link(draft, summary, transcript, span, relation, instead_of)
            for other in instead_of:
                if other.uid != link.uid:
                    draft.set(other, linked=False)

    def linked(
        self, participant: Participant, column: Code | Theme, transcript: Transcript, span: Span
    ) -> Link:
        """The link of a summary to a passage; NoSuchThing if it doesn't rest on it."""
        for link in self._links()[self.uid(participant, column)]:
            if (link.transcript, link.start, link.end) == (transcript.uid, *span):
                return link
        place = f"{transcript.name} {span.start}–{span.end}"
        raise NoSuchThing(f"The summary of {participant.name}, {column.name} doesn't rest on {place}.")

    def unlink(self, *links: Link) -> None:
        """Let summaries not rest on these passages any more."""
        with self._project.change() as draft:
            for link in links:
                draft.set(link, linked=False)

    def _link(
        self,
        draft: Draft,
        summary: str,
        transcript: Transcript,
        span: Span,
        relation: str,
        seen: Sequence[Link] = (),
    ) -> Link:
        place = (transcript.content, str(span.start), str(span.end))
        uid = self._project.placing.link_at(summary, transcript, span) or pair_uid("link", summary, *place)
        fixed = {
            "summary": summary, "transcript": transcript.uid, "content": transcript.content,
            "start": span.start, "end": span.end,
        }  # fmt: skip
        before = next((link for link in seen if link.uid == uid), NOW)
        draft.put(Link, uid, fixed, seen=before, relation=relation, linked=True)
        return Link(uid, relation=relation, start=span.start, end=span.end, summary=summary, linked=True)

    def extracts(self, participant: Participant, column: Column) -> tuple[Extract, ...]:
        """The passages of a participant under a column: those linked to the summary first."""
        material = self._project.materials.material()
        passages = [p for p in passages_under(material, column) if participant.uid in p.participants]
        return tuple(cell_extracts(material, participant.uid, column, passages, Quoter(material)))

    # Files

    def read(self, path: Path) -> SummariesFile:
        """Read summaries from csv or xlsx."""
        from qualcode.readers.summaries import read_summaries

        return read_summaries(path)

    def bring_in(self, file: SummariesFile, *, dry_run: bool = False) -> Charted:
        """Bring summaries with their linked extracts in, as one change; BadTable if any can't be taken."""
        project = self._project
        people, columns = project.participants.lookup(), project.codebook.columns_by_name()
        standing = self._links()
        transcripts = project.transcripts.lookup()
        problems: list[str] = []
        done: Counter[str] = Counter()
        with project.change() as draft:
            for row in file.rows:
                person, column = people.get(row.participant), columns.get(row.column)
                if person is None:
                    problems.append(f"row {row.row}: {people.problem(row.participant)}")
                if column is None:
                    problems.append(f"row {row.row}: {columns.problem(row.column)}")
                if person is None or column is None:
                    continue
                if person.uid not in project.materials.people.participants:
                    problems.append(f"row {row.row}: the analysis isn't about {person.name}")
                    continue
                before = len(draft.changes)
                summary = self.uid(person, column)
                links = standing[summary]
                for extract in row.extracts:
                    place = self._place(extract, transcripts)
                    if isinstance(place, str):
                        problems.append(f"row {row.row}: {place}")
                        continue
                    transcript, span = place
                    link = self._link(draft, summary, transcript, span, extract.relation)
                    links = [*(k for k in links if k.uid != link.uid), link]
                    done["links"] += 1
                fields = _fields(row, project.find(Summary, summary))
                self._write(draft, person.uid, column.uid, fields, links)
                done["summaries"] += len(draft.changes) > before
                done["unchanged"] += len(draft.changes) == before
            if problems:
                raise BadTable(file.file, problems)
            if dry_run:
                draft.changes.clear()
        return Charted(done["summaries"], done["links"], done["unchanged"], file.notes)

    def _place(self, extract: ExtractRow, transcripts: Names[Transcript]) -> tuple[Transcript, Span] | str:
        transcript = transcripts.get(extract.transcript)
        if transcript is None:
            return transcripts.problem(extract.transcript)
        text = self._project.transcripts.content(transcript).text
        near = (extract.start, extract.end) if extract.start is not None and extract.end is not None else ()
        if near and not extract.quote:
            inside = 0 <= near[0] < near[1] <= len(text)
            return (transcript, Span(*near)) if inside else f"there is no text at {near[0]}–{near[1]}"
        # In a file, an extract over several lines stands on one.
        if near and text[slice(*near)].split() == extract.quote.split():
            return transcript, Span(*near)
        span = place_quote(text, extract.quote, near)
        if span is None:
            return f"“{extract.quote[:40]}” isn't, or stands more than once, in {transcript.name}"
        return transcript, span

    def export(self, path: Path) -> Sequence[str]:
        """Write all summaries to csv or xlsx; notes on what was changed."""
        from qualcode.writers.tables import write_table

        header = ["participant", "column", "text", "content", "progress", "checked_by", "comment", "extracts"]
        notes = write_table(path, header, self.rows(), sheet="Summaries")
        return [*notes, *self._project.identifiers.notes(written=["summary"])]

    def rows(self) -> list[list[str]]:
        """The summaries as rows of a file, in the order of participants and codebook.

        A participant or a column is named so that no other is meant: see `Names.sure`.
        """
        project = self._project
        people, columns = project.participants.lookup(), project.codebook.columns_by_name()
        under: dict[str, Code | Theme] = {**project.all(Code), **project.all(Theme)}
        return [
            [
                people.sure(project.all(Participant)[summary.participant]),
                columns.sure(under[summary.column]),
                summary.text, summary.content, summary.progress, summary.checked_by,
                summary.comment,
                "\n".join(
                    f"{e.relation} | {e.transcript} | {e.start}-{e.end} | {e.quote}" for e in extracts
                ),
            ]
            for _, _, summary, _, extracts in self.shown()
        ]  # fmt: skip

    def shown(
        self, *, participant: Participant | None = None, column: Code | Theme | None = None
    ) -> list[Shown]:
        """The summaries in the order of participants and codebook: all, or those of one of either."""
        project = self._project
        book = project.codebook.now
        people = [participant] if participant else project.analyses.participants()
        retired = sorted((c for c in book.codes.values() if not book.in_use(c)), key=lambda c: c.name)
        columns: list[Code | Theme] = (
            [column] if column else [*book.ordered_themes, *book.ordered_codes, *retired]
        )
        links = self._links()
        return [
            Shown(
                person.name,
                under.name,
                summary,
                self._again(summary, links[summary.uid]),
                self._quoted(links[summary.uid]),
            )
            for person in people
            for under in columns
            if (summary := self.summary(person, under)) is not None
        ]

    def _quoted(self, links: Sequence[Link]) -> tuple[LinkedExtract, ...]:
        transcripts = self._project.all(Transcript)
        return tuple(
            LinkedExtract(
                link.relation,
                transcripts[link.transcript].file,
                link.start,
                link.end,
                self._project.content(link.content).text[link.start : link.end].replace("\n", " "),
            )
            for link in sorted(links, key=lambda k: (k.transcript, k.start))
            if link.transcript in transcripts
        )


def _fields(row: SummaryRow, before: Summary | None) -> dict[str, Any]:
    """What a row says anew: what it leaves empty, or says as it stands, is not said."""
    fields = {
        "text": row.text, "content": row.content, "progress": row.progress, "comment": row.comment,
        "checked_by": row.checked_by,
    }  # fmt: skip
    if before is not None and row.text in ("", before.text):
        return {name: value for name, value in fields.items() if value and value != getattr(before, name)}
    return {name: value for name, value in fields.items() if value}
