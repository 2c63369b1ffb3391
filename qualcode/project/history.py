"""Who changed what and when; undo and redo."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from qualcode.model.declare import KINDS, Entity
from qualcode.model.errors import Refused
from qualcode.model.fold import Recorded
from qualcode.model.study import Analysis, Code, Coder, Erasure, Study, Withdrawal
from qualcode.project.names import several
from qualcode.project.standing import built_on
from qualcode.project.telling import Telling

if TYPE_CHECKING:
    from qualcode.project.project import Project
from qualcode.store.log import Group

_FEW = 24  # things of a change that are looked at to say what it did


@dataclass(frozen=True)
class Change:
    """One user action: who did what, when and why, and whether it stands."""

    group: str
    coder: str
    time: str
    what: str
    rationale: str
    stands: bool


class History:
    """The changes of a project. One undoes one's own last change made in this file."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self, last: int | None = None) -> list[Change]:
        """The changes, latest first; the `last` so many of them."""
        project = self._project
        retracted = project.store.retracted()
        groups = self._newest(last)
        what = self._described([g.uid for g in groups])
        return [
            Change(
                g.uid,
                coder.name if (coder := project.find(Coder, g.coder)) else "somebody",
                g.time,
                what[g.uid],
                g.rationale,
                g.uid not in retracted,
            )
            for g in groups
        ]

    def _newest(self, last: int | None) -> list[Group]:
        store = self._project.store
        if last is None:
            return store.groups()[::-1]
        with store.newest_groups() as newest:
            return list(islice(newest, max(last, 0)))

    def to_undo(self) -> Group | None:
        """The change that undo would take back: none that erased, and none before a withdrawal."""
        last = self._last()
        return None if last is None or last.uid in self._made(Withdrawal) else last

    def _last(self) -> Group | None:
        """The coder's last change that stands: a withdrawal, or one that can be taken back."""
        store, coder = self._project.store, self._project.coder.uid
        withdrawals = self._made(Withdrawal)
        came = {
            op.group for op in (r.operation for r in store.recorded(about=[coder])) if op.action == "create"
        }
        kept = store.retracted() | came | (self._made(Erasure) - withdrawals)
        with store.newest_groups(coder=coder, here=True) as own:
            # The first makes the project itself.
            return next((g for g in own if g.first > 1 and not g.retracts and g.uid not in kept), None)

    def _made(self, kind: type[Entity]) -> set[str]:
        """The changes that made things of a kind."""
        made = self._project.all(kind)
        operations = (r.operation for r in self._project.store.recorded(about=list(made))) if made else ()
        return {op.group for op in operations if op.action == "create"}

    def to_redo(self) -> Group | None:
        """The undo that redo would take back: the last one, unless something was done since."""
        store, coder = self._project.store, self._project.coder.uid
        with store.newest_groups(coder=coder, here=True) as own:
            last = next(own, None)
        if last is None or not last.retracts:
            return None
        retracted, redone = store.retracted(), self._redone()
        with store.newest_groups(coder=coder, here=True) as own:
            for group in own:
                if not group.retracts:
                    return None
                if group.uid not in redone and group.uid not in retracted:
                    return group
        return None

    def _redone(self) -> set[str]:
        """The redos: the groups that take a group back which takes one back itself."""
        retractions = self._project.store.retractions()
        undos = {by for groups in retractions.values() for by in groups}
        return {by for taken, groups in retractions.items() if taken in undos for by in groups}

    def undo(self, *, anyway: bool = False) -> str:
        """Take back the coder's last change; what it was, in words. Refused if there is none.

        Refused too, unless `anyway`, if others' work stands on what the change made: it would be out of
        sight with it.
        """
        group = self._last()
        if group is None:
            raise Refused("There is nothing of yours to undo.")
        if group.uid in self._made(Withdrawal):
            raise Refused(
                "Your last change was a participant's withdrawal, which can't be undone: what it erased is "
                "gone for good."
            )
        if not anyway and (built := built_on(self._project, group.uid)):
            raise Refused(
                f"Others have built on your last change, {self.describe_group(group)} ({built}), and would "
                "lose that: ask them to take it off first, or take yours back with “qualcode history undo "
                "--anyway”."
            )
        return self._retract(group.uid, [group.uid])

    def redo(self) -> str:
        """Do again what was last undone; what it was, in words. Refused if there is nothing.

        What was undone in several copies is done again whole: every undo of it that stands is taken back.
        """
        group = self.to_redo()
        if group is None:
            raise Refused("There is nothing to redo.")
        store = self._project.store
        others = store.retractions()[group.retracts] - store.retracted() - {group.uid}
        return self._retract(group.retracts, [group.uid, *sorted(others)])

    def _retract(self, what: str, groups: Sequence[str]) -> str:
        described = self._described([what])[what]
        with self._project.change() as draft:
            for group in groups:
                draft.retract(group)
        return described

    def describe_group(self, group: Group) -> str:
        """What a group of changes did, in a few words."""
        return self._described([group.uid])[group.uid]

    def _described(self, groups: Sequence[str]) -> Mapping[str, str]:
        """What each of these groups of changes did; values are read only where there are few."""
        store, telling = self._project.store, Telling(self._project)
        tallies = store.tallies(groups)
        few: dict[str, list[Recorded]] = {uid: [] for uid in groups if tallies[uid].total() <= _FEW}
        for recorded in store.recorded_in(few):
            few[recorded.operation.group].append(recorded)
        return {uid: (uid in few and telling.of(few[uid])) or _many(tallies[uid]) for uid in groups}

    def verify(self) -> list[str]:
        """What is wrong with the history, a sentence each; none if it is unaltered."""
        return self._project.store.alterations()


def _many(tally: Counter[tuple[str, str]]) -> str:
    known = Counter({key: number for key, number in tally.items() if key[1] in KINDS})
    said = []
    if ("create", Analysis.kind) in known and ("create", Study.kind) not in known:  # with its codebook
        known = Counter(
            {key: number for key, number in known.items() if key[1] in (Analysis.kind, Code.kind)}
        )
    for (action, kind), number in known.most_common(2):
        said.append(several(number, KINDS[kind].label) + (" changed" if action == "set" else ""))
    return ", ".join(said) or "an undo or redo"
