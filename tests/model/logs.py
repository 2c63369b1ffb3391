"""Operations made by hand: a log of one copy, and logs of several, with times and clocks that are known."""

import json
from collections.abc import Sequence
from typing import Any

from qualcode.model.fold import Recorded, fold, retracted_groups
from qualcode.model.operations import Authorship, Change, Create, Operation, Position, Retract, Set, record

ANN, BEN = "a" * 32, "b" * 32
CODE = "c0de" * 8


class Log:
    """The operations of one copy, continued group by group."""

    def __init__(self, copy: str = "1" * 32, coder: str = ANN, seen: Sequence[Recorded] = ()) -> None:
        self.copy, self.coder = copy, coder
        self.recorded = list(seen)
        self._groups = 0

    def write(self, *changes: Change) -> list[Operation]:
        """Write one group; its operations. Values go through JSON, as a store's do."""
        self._groups += 1
        own = [r.operation for r in self.recorded if r.operation.copy == self.copy]
        lamport = max((r.operation.lamport for r in self.recorded), default=0)
        position = Position(self.copy, len(own), own[-1].id if own else "", lamport)
        group = f"{self.copy[-16:]}{self._groups:016x}"
        author = Authorship(self.coder, f"2026-01-{self._groups:02d}T10:00:00.000Z", group)
        operations, payloads = record(changes, position, author)
        values = {payload.hash: json.loads(payload.value) for payload in payloads}
        self.recorded += [Recorded(op, values.get(op.value)) for op in operations]
        return operations

    def make(self, kind: str = "code", uid: str = CODE, **values: Any) -> Operation:
        return self.write(Create(kind, uid, values))[0]

    def set(self, field: str, value: Any, *over: Operation, uid: str = CODE) -> Operation:
        return self.write(Set("code", uid, field, value, tuple(op.id for op in over)))[0]

    def retract(self, operation: Operation) -> Operation:
        return self.write(Retract(operation.group))[0]


def united(*logs: Log) -> list[Recorded]:
    """The union of logs, each operation once."""
    return list({r.operation.id: r for log in logs for r in log.recorded}.values())


def thing(recorded: Sequence[Recorded], uid: str = CODE) -> Any:
    """What the operations about a uid make."""
    retracted = retracted_groups(r.operation for r in recorded)
    about = [r for r in recorded if r.operation.entity == uid and r.operation.action != "retract"]
    return fold(about, retracted)
