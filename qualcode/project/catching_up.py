"""Copies and participants who withdrew: what is still said of them comes in erased, or is erased."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.model.declare import pair_uid
from qualcode.model.fold import Recorded
from qualcode.model.study import Transcript, Withdrawal
from qualcode.project.theirs import Log, Shared, Voice
from qualcode.project.withdrawn_text import without
from qualcode.store.erasing import Hashes

if TYPE_CHECKING:
    from qualcode.project.project import Project
    from qualcode.project.revisions import Revised

REASON = "What a copy still said of somebody who withdrew"


def unwanted(project: "Project", incoming: Iterable[Recorded]) -> Hashes:
    """What comes in from a copy about participants who withdrew, here or there.

    Not so the texts that another withdrawal left: of two such, one is made (`catch_up`).
    """
    incoming = list(incoming)
    made = {r.operation.entity for r in incoming if r.operation.kind == Withdrawal.kind}
    if not made and not project.all(Withdrawal):
        return Hashes()
    log = Log([*project.store.recorded(), *incoming])
    left = _left_of_them(log)
    return Hashes(left.contents - _left_by_any(log), left.payloads)


def catch_up(project: "Project") -> None:
    """Erase what is still said of participants who withdrew; go on with a text that has nobody's of them."""
    withdrawals = project.withdrawal.all()
    if not withdrawals:
        return
    log = Log(project.store.recorded())
    left = project.store.held(_left_of_them(log))
    with project.change(REASON, unless=withdrawals[-1].by) as draft:
        kept: set[str] = set()
        for transcript, before, revised in _settled(project, log):
            kept.add(revised.content.hash)
            if revised.content.hash != before:
                project.revisions.put(draft, [revised], reason="withdrawal")
            else:
                draft.set(transcript, content=before)
        if left.contents - kept or left.payloads:
            project.erasing.put(draft, contents=left.contents - kept, payloads=left.payloads, reason=REASON)


def _withdrawals(log: Log) -> Iterator[tuple[str, Mapping[str, Sequence[str]]]]:
    for uid in [uid for uid in log.about if log.kind(uid) == Withdrawal.kind]:
        yield uid, dict(log.said(uid))


def _left_of_them(log: Log) -> Hashes:
    """All that is said of participants who withdrew, and the texts of before."""
    uids: set[str] = set()
    contents: set[str] = set()
    for uid, said in _withdrawals(log):
        whole = set(said.get("transcripts", ()))
        theirs = {str(said.get("participant", "")), *whole, *said.get("things", ())}
        uids |= log.hanging_on(theirs - {""})
        for transcript in whole:
            contents |= log.texts_of(transcript)
        for transcript in said.get("shared", ()):
            contents |= log.texts_of(transcript) - _texts_since(log, uid, transcript)
    return Hashes(frozenset(contents), log.values(uids))


def _left_by_any(log: Log) -> set[str]:
    """The texts that withdrawals left of shared transcripts."""
    return {
        text
        for uid, said in _withdrawals(log)
        for transcript in said.get("shared", ())
        for text in _texts_since(log, uid, transcript)
    }


def _texts_since(log: Log, withdrawal: str, transcript: str) -> set[str]:
    """The texts that a transcript got with a withdrawal, or from those who had taken note of it."""
    group = log.about[withdrawal][0].operation.group
    sets = [r for r in log.about.get(transcript, ()) if r.operation.field == "content"]
    after: dict[str, list[Recorded]] = defaultdict(list)
    for each in sets:
        for id_ in each.operation.supersedes:
            after[id_].append(each)
    good = [each for each in sets if each.operation.group == group]
    for each in good:  # grows while it is gone through
        good += [later for later in after[each.operation.id] if later not in good]
    return {str(each.value) for each in good if each.value}


def _settled(project: "Project", log: Log) -> Iterator[tuple[Transcript, str, "Revised"]]:
    """Shared transcripts of which copies have several texts: the one to go on with, of which text it is made.

    It is the one that most withdrawals have left their mark on; those of the others are made up for.
    """
    from qualcode.project.revisions import Revised

    withdrawals = project.withdrawal.all()
    for transcript in project.all(Transcript).values():
        sharing = [w for w in withdrawals if transcript.uid in w.shared]
        if not sharing or "content" not in transcript.open:
            continue
        since = {w.uid: _texts_since(log, w.uid, transcript.uid) for w in sharing}
        heads = transcript.heads_of("content")
        texts = [
            str(r.value)
            for r in log.about[transcript.uid]
            if r.operation.id in heads and r.operation.field == "content" and r.value
        ]
        best = max(texts, key=lambda text: sum(text in each for each in since.values()), default="")
        if not any(best in each for each in since.values()):
            continue
        revised = Revised(dataclasses.replace(transcript, content=best), project.content(best))
        for withdrawal in sharing:
            if best not in since[withdrawal.uid]:
                revised = _without(revised, withdrawal)
        yield transcript, best, revised


def _without(revised: "Revised", withdrawal: Withdrawal) -> "Revised":
    """A text without what is said under the labels of somebody who withdrew in another copy."""
    content, uid = revised.content, revised.transcript.uid
    gone = set(withdrawal.things)
    labels = {label for label in content.speakers if pair_uid("speaker", uid, label) in gone}
    segments = tuple(s for s in content.segments if s.speaker in labels and s.start < s.end)
    voice = Voice({}, frozenset(), "")
    shared = Shared(revised.transcript, content, voice, segments, frozenset())
    return dataclasses.replace(revised, content=without(shared, withdrawal.name)[0])
