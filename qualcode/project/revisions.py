"""Corrections of transcripts: a new text for each, and what becomes of all that stands on the old one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.model.declare import Entity, pair_uid
from qualcode.model.errors import Refused
from qualcode.model.revisions import Edit, OffsetMap, edited
from qualcode.model.speakers import is_interviewer
from qualcode.model.study import Revision, Source, Speaker, Transcript
from qualcode.model.text import Content, Span
from qualcode.project.draft import Draft
from qualcode.project.import_plan import PlannedFile
from qualcode.project.placing import PLACED, is_there, span_of, transcript_of
from qualcode.project.reviewing import Reviewing

Progress = Callable[[int, int, str], None]
_Standing = Mapping[str, Sequence[tuple[Entity, Span]]]


@dataclass(frozen=True)
class Revised:
    """A new text for a transcript as it was seen; with its map, where that is known better than by comparing.

    `file` is the name of the file that it comes from, if it does.
    """

    transcript: Transcript
    content: Content
    offsets: OffsetMap | None = None
    file: str = ""


@dataclass(frozen=True)
class Corrected:
    """What came, or would come, of a correction: how many coded passages, extracts and memos went how.

    `status` is "corrected" or "unchanged"; `kept` went along with their words, `changed` have other words
    now, `moved` stand elsewhere than what was around them, `unplaced` have no place. `relabelled` are the
    speakers who are called otherwise; `warnings` are those of the file.
    """

    transcript: str
    file: str
    status: str
    words: int = 0
    kept: int = 0
    changed: int = 0
    moved: int = 0
    unplaced: int = 0
    relabelled: tuple[tuple[str, str], ...] = ()
    new_speakers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Revisions(Reviewing):
    """Correcting transcripts, and looking at what that left."""

    def revise(
        self,
        revised: Iterable[Revised],
        *,
        reason: str = "correction",
        erase: bool = False,
        rationale: str = "",
    ) -> list[Corrected]:
        """Give transcripts new texts, as one change; what came of each. What has the text already is left.

        With `erase`, all earlier texts of these transcripts are taken out for good, and only their maps stay.
        """
        with self._project.change(rationale) as draft:
            return self.put(draft, revised, reason=reason, erase=erase, rationale=rationale)

    def put(
        self,
        draft: Draft,
        revised: Iterable[Revised],
        *,
        reason: str = "correction",
        erase: bool = False,
        rationale: str = "",
    ) -> list[Corrected]:
        """Have a draft do what `revise` does, together with what else it does."""
        wanted = list(revised)
        standing = self.standing()
        done = [self._put(draft, each, reason, standing) for each in wanted]
        if erase:
            gone = self._earlier([each.transcript for each in wanted])
            gone.difference_update(each.content.hash for each in wanted)
            self._project.erasing.put(draft, contents=gone, reason=rationale or reason)
        return done

    def _put(self, draft: Draft, revised: Revised, reason: str, standing: _Standing) -> Corrected:
        project, transcript, content = self._project, revised.transcript, revised.content
        if content.hash == transcript.content and "content" not in transcript.open:
            return Corrected(transcript.name, revised.file, "unchanged", content.words)
        offsets, counted = self._compared(revised, [span for _, span in standing.get(transcript.uid, ())])
        draft.keep(content)
        draft.set(transcript, content=content.hash)
        if content.hash != transcript.content:
            uid = pair_uid("revision", transcript.uid, transcript.content, content.hash)
            if project.find(Revision, uid) is None:
                draft.create(
                    Revision, uid, transcript=transcript.uid, before=transcript.content, after=content.hash,
                    reason=reason, file=revised.file, **offsets.rows,
                )  # fmt: skip
        before = project.content(transcript.content)
        relabelled, new = relabelling(before, content, offsets)
        self._speakers(draft, transcript, relabelled, new)
        return Corrected(
            transcript.name,
            revised.file,
            "corrected",
            content.words,
            counted["same"] + counted["name"],
            counted["changed"],
            counted["moved"],
            counted[""],
            tuple(relabelled.items()),
            tuple(label for label in new if label not in relabelled.values()),
        )

    def _compared(self, revised: Revised, spans: Sequence[Span]) -> tuple[OffsetMap, Counter[str]]:
        """The map to a new text, and how many things go along with it how ("" for nowhere)."""
        offsets = revised.offsets
        if offsets is None:
            from qualcode.model.diff import offsets_between
            from qualcode.model.torn import keeping_together

            before = self._project.content(revised.transcript.content).text
            offsets = offsets_between(before, revised.content.text)
            offsets = keeping_together(offsets, before, revised.content.text, spans)
        anchored = [offsets.anchor(span) for span in spans]
        return offsets, Counter(each.how if each.span else "" for each in anchored)

    def standing(self) -> Mapping[str, list[tuple[Entity, Span]]]:
        """All that stands on the texts of transcripts, in any analysis, with its place: by transcript."""
        found: dict[str, list[tuple[Entity, Span]]] = defaultdict(list)
        transcripts = self._project.all(Transcript)
        for cls in PLACED.values():
            for thing in self._project.all(cls).values():
                transcript, span = transcripts.get(transcript_of(thing)), span_of(thing)
                if transcript is None or span is None or not is_there(thing):
                    continue
                if getattr(thing, "content", "") == transcript.content:
                    found[transcript.uid].append((thing, span))
        return found

    def _earlier(self, transcripts: Collection[Transcript]) -> set[str]:
        """All texts that transcripts have, or ever had, unless another one has it too."""
        uids = {transcript.uid for transcript in transcripts}
        found = {transcript.content for transcript in transcripts}
        for revision in self._project.all(Revision).values():
            if revision.transcript in uids:
                found |= {revision.before, revision.after}
        others = {t.content for t in self._project.all(Transcript).values() if t.uid not in uids}
        return found - others

    def _speakers(
        self, draft: Draft, transcript: Transcript, relabelled: Mapping[str, str], new: Sequence[str]
    ) -> None:
        """Say of labels that a text didn't have who they are: as before, where only the label changed."""
        project = self._project
        formerly = {label: before for before, label in relabelled.items()}
        for label in new:
            uid = pair_uid("speaker", transcript.uid, label)
            before = project.transcripts.speaker(transcript, formerly.get(label, ""))
            usual = "interviewer" if is_interviewer(label) else "participant"
            role = before.role if before else usual
            if project.find(Speaker, uid) is None:
                draft.create(Speaker, uid, transcript=transcript.uid, name=label, role=role)
        for source in list(project.all(Source).values()):
            if source.transcript == transcript.uid and source.linked and source.speaker in relabelled:
                label = relabelled[source.speaker]
                project.participants.put_source(
                    draft, source.participant, transcript.uid, label, source.position
                )

    # From files, and on the screen

    def correct(
        self,
        paths: Sequence[Path],
        *,
        transcript: Transcript | None = None,
        encoding: str | None = None,
        dry_run: bool = False,
        progress: Progress = lambda done, of, name: None,
    ) -> list[Corrected]:
        """Take the texts of files for those of the transcripts that are called so, as one change.

        With a `transcript`, the one file is of that, whatever it is called. Refused, with nothing changed, if
        a file can't be read, or there is no transcript of it.
        """
        from qualcode.project.import_plan import Choices, refuse_problems

        plan = self._project.importing.plan(paths, Choices(encoding=encoding), progress=progress)
        files = [file for file in plan.files if file.source is not None or file.status == "unreadable"]
        if transcript is not None and len(files) != 1:
            raise Refused(f"{transcript.name} is corrected by one file: {len(files)} were named.")
        if unreadable := [file for file in files if file.status == "unreadable"]:
            refuse_problems(type(plan)(tuple(unreadable)))
        known = [(file, transcript or self._called(file)) for file in files]
        if unknown := [file.name for file, of in known if of is None]:
            raise Refused(
                f"There is no transcript to correct by {', '.join(unknown)}: import it, or say of which "
                "transcript it is (--transcript NAME)."
            )
        draft = Draft(self._project.find)
        done = self.put(
            draft,
            [
                Revised(of, file.source.content, file=file.name)
                for file, of in known
                if file.source is not None and of is not None
            ],
        )
        if not dry_run:
            self._project.write(draft)
        return [
            replace(each, warnings=file.source.warnings if file.source else ())
            for each, (file, _) in zip(done, known, strict=True)
        ]

    def _called(self, file: PlannedFile) -> Transcript | None:
        """The transcript that a file is of: by its name."""
        found = [t for t in self._project.all(Transcript).values() if t.file == file.name]
        return found[0] if len(found) == 1 else self._project.transcripts.lookup().get(file.name)

    def edit(self, transcript: Transcript, span: Span, words: str, rationale: str = "") -> Corrected:
        """Put other words in place of a passage's, which lies in what one speaker says without a break.

        Refused where it doesn't, or where they are the words that stand there.
        """
        content = self._project.transcripts.content(transcript)
        if not 0 <= span.start <= span.end <= len(content.text):
            raise Refused(f"There is no text from {span.start} to {span.end} in {transcript.name}.")
        if words == content.text[span.start : span.end]:
            raise Refused("These are the words that stand there: nothing was changed.")
        touched = [s for s in content.segments if s.start < span.end and span.start < s.end]
        within = len(touched) == 1 and touched[0].start <= span.start and span.end <= touched[0].end
        if not within and touched:
            raise Refused(
                "Only what one speaker says without a break can be corrected here, without the label: "
                "correct the file, and import that with --correct."
            )
        new, offsets = edited(content, small_edits(content.text, span, words))
        return self.revise([Revised(transcript, new, offsets)], reason="edit", rationale=rationale)[0]


def small_edits(text: str, span: Span, words: str) -> list[Edit]:
    """What is to be changed for other words to stand in a span: no more than differs, or all of it.

    Where little is left of the words, those that happen to be in both say nothing of what became what.
    """
    from qualcode.model.diff import offsets_between

    old = text[span.start : span.end]
    edits = []
    done = to = 0
    common = offsets_between(old, words).kept
    if 2 * sum(kept.end - kept.start for kept in common) < len(old):
        return [Edit(span, words)]
    for kept in common:
        if kept.moved:
            continue
        if kept.start > done or kept.to > to:
            edits.append(Edit(Span(span.start + done, span.start + kept.start), words[to : kept.to]))
        done, to = kept.end, kept.to_end
    return edits


def relabelling(
    before: Content, after: Content, offsets: OffsetMap
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Which speakers are called otherwise in a new text, and the labels that it has and the other hadn't.

    Somebody whose label is gone is called as most of what they said is labelled now, if that label is new.
    """
    new = tuple(label for label in after.speakers if label not in before.speakers)
    gone = set(before.speakers).difference(after.speakers)
    if not new or not gone:
        return {}, new
    starts = {segment.start: segment.speaker for segment in after.segments}
    votes: dict[str, Counter[str]] = {label: Counter() for label in before.speakers if label in gone}
    for segment in before.segments:
        if segment.speaker in votes:
            there = offsets.anchor(Span(segment.start, segment.end)).span
            if there is not None and (label := starts.get(there.start, "")) in new:
                votes[segment.speaker][label] += segment.end - segment.start
    return {label: said.most_common(1)[0][0] for label, said in votes.items() if said}, new
