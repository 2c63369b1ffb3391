"""How operations fold into things: pure, and the same whatever order they arrive in.

A field is a multi-value register. Its heads are the unretracted operations that no unretracted one has
in its transitive `supersedes`; one distinct value is the value, several are an open difference, of which
the latest (by Lamport clock, then id) is shown meanwhile.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from qualcode.model.declare import KINDS, NO_HEADS, Entity, defaults, rules
from qualcode.model.operations import Operation


class Recorded(NamedTuple):
    """An operation with the value of its payload (None where it has none, or it was erased)."""

    operation: Operation
    value: Any


def retracted_groups(operations: Iterable[Operation]) -> frozenset[str]:
    """The groups that are taken back: those with a retraction that isn't itself taken back.

    Only retractions matter; other operations are passed over. Undo, redo, undo again is a chain of them.
    """
    takes_back: dict[str, set[str]] = defaultdict(set)
    for operation in operations:
        if operation.action == "retract":
            takes_back[operation.group].add(operation.entity)
    # How many retractions of each retraction might still stand. Those in a (forged) circle never get to
    # none, so they take nothing back, whatever order they are looked at in.
    doubts = Counter(group for groups in takes_back.values() for group in groups)
    gone: set[str] = set()
    standing = [group for group in takes_back if not doubts[group]]
    while standing:
        for group in takes_back[standing.pop()] - gone:
            gone.add(group)
            for other in takes_back.get(group, ()):
                doubts[other] -= 1
                if not doubts[other] and other in takes_back:
                    standing.append(other)
    return frozenset(gone)


def fold(recorded: Sequence[Recorded], retracted: AbstractSet[str]) -> Entity | None:
    """The thing that the operations about one uid make; None if nothing unretracted made it.

    Operations of a kind that this version doesn't know make nothing. A thing of which everything that was
    said is erased isn't there any more; of one that something is left of, what is erased is as if unsaid.
    """
    live = [r for r in recorded if r.operation.group not in retracted]
    makers = [r.operation for r in live if r.operation.action == "create"]
    if not makers or makers[0].kind not in KINDS or all(r.value is None for r in live):
        return None
    first = min(makers, key=_age)
    cls = KINDS[first.kind]
    if len(live) == 1:
        known = rules(cls)
        given = live[0].value or {}
        values = {name: known[name].restored(value) for name, value in given.items() if name in known}
        return cls(first.entity, first.id, first.coder, first.time, NO_HEADS, (), **values)
    return _fold_fields(cls, first, live, [r.operation for r in recorded])


def _fold_fields(
    cls: type[Entity], first: Operation, live: Sequence[Recorded], every: Sequence[Operation]
) -> Entity:
    registers: dict[str, list[tuple[Operation, Any]]] = defaultdict(list)
    for operation, value in live:
        if operation.action == "create":
            for name, part in (value or {}).items():
                registers[name].append((operation, part))
        else:  # an erased value is as if nothing had been said; what it replaced stays replaced
            said = defaults(cls).get(operation.field) if value is None else value
            registers[operation.field].append((operation, said))

    supersedes = {operation.id: operation.supersedes for operation in every}
    values: dict[str, Any] = {}
    heads: dict[str, tuple[str, ...]] = {}
    differing: list[str] = []
    for name, rule in rules(cls).items():
        writers = registers.get(name)
        if not writers:
            continue
        gone = _replaced((operation for operation, _ in writers), supersedes)
        current = sorted(
            ((operation, rule.restored(value)) for operation, value in writers if operation.id not in gone),
            key=lambda head: _age(head[0]),
        )
        values[name] = current[-1][1]
        ids = tuple(operation.id for operation, _ in current)
        if ids != (first.id,):
            heads[name] = ids
        if not rule.advisory and any(value != current[-1][1] for _, value in current):
            differing.append(name)
    return cls(first.entity, first.id, first.coder, first.time, heads or NO_HEADS, tuple(differing), **values)


def _age(operation: Operation) -> tuple[int, str]:
    return operation.lamport, operation.id


def _replaced(writers: Iterable[Operation], supersedes: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The ids of all operations that these supersede, directly or through others, retracted or not."""
    waiting = [id_ for operation in writers for id_ in operation.supersedes]
    reached: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        if id_ not in reached:
            reached.add(id_)
            waiting.extend(supersedes.get(id_, ()))
    return reached
