"""Withdrawal of a participant: what would go, what of theirs stands elsewhere, and taking it out for good."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.model.declare import KINDS, pair_uid
from qualcode.model.errors import NoSuchThing, Refused
from qualcode.model.fold import Recorded
from qualcode.model.operations import Authorship
from qualcode.model.study import Participant, Source, Speaker, Stage, Transcript, Withdrawal
from qualcode.project.clock import today
from qualcode.project.draft import Draft
from qualcode.project.elsewhere import WITHDRAWN, Elsewhere, Match
from qualcode.project.erasing import OUTSIDE, names_of
from qualcode.project.handed_out import HandedOut
from qualcode.project.names import several
from qualcode.project.theirs import Shared, Theirs
from qualcode.project.withdrawn_text import without
from qualcode.store.erasing import Hashes

if TYPE_CHECKING:
    from qualcode.project.project import Project

LEAVE = "leave"
NO_DECISIONS: Mapping[str, str] = MappingProxyType({})

# What isn't told of: it goes with what it is said of.
_SILENT = (Participant.kind, Transcript.kind, Speaker.kind, Source.kind, Stage.kind)


@dataclass(frozen=True)
class Spoken:
    """A transcript they speak in: how many segments and words of it are theirs, and who else speaks there.

    `inseparable` are others who speak under the same label: their words there go too.
    """

    uid: str
    name: str
    segments: int
    words: int
    others: tuple[str, ...] = ()
    inseparable: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What withdrawing a participant would take out, and what of theirs is elsewhere.

    `transcripts` go as a whole; in the `shared` ones “[withdrawn]” stands in place of their words. `counts`
    are the other things that go, in words. `matches` are to be decided about. `reasons` are reasons once
    given for changes in which their words or name stand: these can't be erased. `backups` will be deleted,
    `copies` are out and still hold it all, as do the files `beside` the project.
    """

    participant: str
    becomes: str
    transcripts: tuple[Spoken, ...]
    shared: tuple[Spoken, ...]
    counts: tuple[tuple[str, int], ...]
    matches: tuple[Match, ...]
    reasons: tuple[str, ...]
    backups: tuple[Path, ...]
    copies: tuple[HandedOut, ...]
    beside: tuple[Path, ...] = ()
    outside: str = OUTSIDE

    @property
    def sentences(self) -> tuple[str, ...]:
        """What goes, and what is left to do, a sentence each."""
        said = []
        if self.transcripts:
            words = sum(each.words for each in self.transcripts)
            names = ", ".join(f"“{each.name}”" for each in self.transcripts)
            said.append(f"{_sum(self.transcripts)} ({words:,} words) will be erased: {names}.")
        for each in self.shared:
            with_ = f", where {', '.join(each.others)} also speak{'s' * (len(each.others) == 1)}" * bool(
                each.others
            )
            said.append(
                f"In “{each.name}”{with_}, “{WITHDRAWN}” will stand in place of "
                f"{several(each.segments, 'segment')} ({each.words:,} words)."
            )
            if each.inseparable:
                names = " and ".join(each.inseparable)
                said.append(f"There, {names} can't be told from them, and what they say goes too.")
        if self.counts:
            said.append(f"Erased with them: {', '.join(several(n, label) for label, n in self.counts)}.")
        if self.matches:
            said.append(
                f"Their words or name stand in {several(len(self.matches), 'other place')}: "
                "decide what to do about each."
            )
            if short := sum(match.is_short for match in self.matches):
                said.append(f"In {short:,} of these it is no more than a few words, by chance perhaps.")
        if self.reasons:
            said.append(
                f"{several(len(self.reasons), 'reason')} given for changes can't be erased, and may tell of "
                "them."
            )
        if self.backups:
            said.append(
                f"{several(len(self.backups), 'backup')} beside the project will be deleted, after a new one "
                "is made."
            )
        if self.copies:
            out = "; ".join(copy.words for copy in self.copies)
            said.append(f"These copies still hold it all until they bring this project in: {out}.")
        if self.beside:
            said.append(f"These files beside the project hold it too, and stay: {names_of(self.beside)}.")
        said.append(self.outside)
        return tuple(said)


def _sum(transcripts: Sequence[Spoken]) -> str:
    return several(len(transcripts), "transcript")


class Withdrawals:
    """Who withdrew, and withdrawing."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self) -> list[Withdrawal]:
        """The withdrawals on record, in the order they were made."""
        return sorted(self._project.all(Withdrawal).values(), key=lambda w: (w.at, w.uid))

    def withdrew(self, participant: str) -> Withdrawal | None:
        """The withdrawal of the participant of a uid, if they withdrew."""
        return self._project.find(Withdrawal, pair_uid("withdrawal", participant))

    def preview(self, participant: Participant) -> Preview:
        """What withdrawing a participant would do. Nothing is changed."""
        return _Case(self._project, participant).preview()

    def withdraw(
        self, participant: Participant, reason: str, also: Mapping[str, str] = NO_DECISIONS
    ) -> Preview:
        """Erase all that is a participant's, as one change that can't be undone; what went, and what is left.

        `also` are decisions about matches, by their ids: "leave" (the default), "redact" or "erase". Refused
        without a reason, or if it names the participant: it stays in the history. Unfinished, with the change
        saved, if pages or backups can't be cleaned yet.
        """
        if not reason.strip():
            raise Refused("The history says why somebody withdrew: give a reason, without naming them.")
        case = _Case(self._project, participant)
        if case.elsewhere.tells(reason):
            raise Refused(
                "The reason stays in the history for good: give one that doesn't name or quote them."
            )
        preview = case.preview()
        known = {match.id: match for match in preview.matches}
        for id_, how in also.items():
            if id_ not in known:
                raise NoSuchThing(f"There is no place “{id_}” to decide about: look at the preview again.")
            if how not in (LEAVE, *known[id_].choices):
                raise Refused(f"{known[id_].where}: “{how}” can't be done there, only read.")
        case.carry_out(reason, also)
        return preview

    # Copies

    def unwanted(self, incoming: Iterable[Recorded]) -> Hashes:
        """What comes in from a copy about participants who withdrew, here or there: it comes in erased."""
        from qualcode.project.catching_up import unwanted

        return unwanted(self._project, incoming)

    def author_of_erasing(self, incoming: Iterable[Recorded]) -> Authorship:
        """Who erases what a copy says of somebody who withdrew: who brings it in, else who recorded that."""
        from qualcode.project.catching_up import REASON

        recorded = [*(w.by for w in self.all()), *(r.operation.coder for r in _withdrawals(incoming))]
        return self._project.authorship(REASON, unless=recorded[-1] if recorded else "")

    def catch_up(self) -> None:
        """Erase what a copy that was brought in, or this one, still says of participants who withdrew."""
        from qualcode.project.catching_up import catch_up

        catch_up(self._project)


def _withdrawals(incoming: Iterable[Recorded]) -> Iterator[Recorded]:
    return (r for r in incoming if r.operation.kind == Withdrawal.kind)


class _Case:
    """One participant who withdraws."""

    def __init__(self, project: "Project", participant: Participant) -> None:
        self._project = project
        self._participant = participant
        self._theirs = Theirs(project, participant)
        self._becomes = f"Withdrawn {len(project.all(Withdrawal)) + 1}"

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """What of theirs stands elsewhere."""
        return Elsewhere(self._project, self._theirs)

    def preview(self) -> Preview:
        """What would be done."""
        project, theirs = self._project, self._theirs
        whole, shared = theirs.transcripts
        counts = [(KINDS[k].label, n) for k, n in theirs.counts.items() if k in KINDS and k not in _SILENT]
        return Preview(
            self._participant.name,
            self._becomes,
            tuple(
                Spoken(
                    each.transcript.uid, each.transcript.name, len(each.content.segments), each.content.words
                )
                for each in whole
            ),
            tuple(self._spoken(each) for each in shared if each.segments),
            tuple(sorted(counts, key=lambda counted: (-counted[1], counted[0]))),
            tuple(self.elsewhere.matches()),
            self._reasons(),
            tuple(project.store.backups_with(Hashes(theirs.contents, theirs.values))),
            tuple(project.copies.handed_out()),
            tuple(project.store.others_with(Hashes(theirs.contents, theirs.values))),
        )

    def _spoken(self, shared: Shared) -> Spoken:
        people = self._project.all(Participant)
        content = shared.content
        others = {uid for uids in shared.voice.claims.values() for uid in uids} - {self._participant.uid}
        return Spoken(
            shared.transcript.uid,
            shared.transcript.name,
            len(shared.segments),
            sum(len(content.text[s.start : s.end].split()) for s in shared.segments),
            tuple(sorted(people[uid].name for uid in others if uid in people)),
            tuple(sorted(people[uid].name for uid in shared.inseparable if uid in people)),
        )

    def _reasons(self) -> tuple[str, ...]:
        """Reasons once given for changes in which they are quoted or named."""
        given = {
            r.operation.group: r.operation for about in self._theirs.log.about.values() for r in about
        }.values()
        told = {operation.rationale: operation.time[:10] for operation in given if operation.rationale}
        return tuple(f"{day}: {text}" for text, day in told.items() if self.elsewhere.tells(text))

    def carry_out(self, reason: str, also: Mapping[str, str]) -> None:
        """Write all of it, as one change."""
        project, theirs = self._project, self._theirs
        from qualcode.project.revisions import Revised

        whole, shared = theirs.transcripts
        with project.change(reason) as draft:
            revised = []
            for each in shared:
                if each.segments:
                    content, offsets = without(each, self._becomes)
                    revised.append(Revised(each.transcript, content, offsets))
            project.revisions.put(draft, revised, reason="withdrawal")
            self._forget_new_sources(draft)
            reworded = self.elsewhere.apply(draft, also)
            kept = {each.content.hash for each in revised}
            kept |= {t.content for t in project.all(Transcript).values() if t.uid not in theirs.voices}
            draft.create(
                Withdrawal,
                pair_uid("withdrawal", self._participant.uid),
                participant=self._participant.uid,
                name=self._becomes,
                date=today(),
                reason=reason,
                transcripts=sorted(each.transcript.uid for each in whole),
                shared=sorted(each.transcript.uid for each in revised),
                things=sorted(theirs.things),
                erased=dict(theirs.counts),
            )
            project.erasing.put(
                draft, contents=theirs.contents - kept, payloads=theirs.values | reworded, reason=reason
            )

    def _forget_new_sources(self, draft: Draft) -> None:
        """A new label for nobody's words is no place where they speak."""
        mine = self._participant.uid
        draft.leave_out(Source, lambda values: values.get("participant") == mine)
