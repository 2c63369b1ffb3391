"""Operations: the recorded changes that a project is made of, their canonical bytes and their chain."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

FORMAT = "qualcode operation 1"

Action = Literal["create", "set", "retract"]

_canonical_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True)
class Operation:
    """One recorded change: the unit of history, undo and bringing copies together.

    `create` makes the `entity` of a `kind`, its value a mapping of field to value; `set` changes one
    `field`; `retract` takes back the group whose uid stands in `entity`. `value` is the hash of a
    payload ("" for a retraction). `previous` is the id of the operation before it in the same copy ("" for
    the first), `supersedes` are the ids of those whose value it replaces. `extra` is what a newer version
    added, kept as canonical JSON.
    """

    copy: str
    seq: int
    previous: str
    lamport: int
    coder: str
    time: str
    action: str
    kind: str
    entity: str
    field: str
    value: str
    supersedes: tuple[str, ...]
    group: str
    rationale: str = ""
    event: str = ""
    extra: str = ""

    @cached_property
    def id(self) -> str:
        """SHA-256 (hex) of the canonical bytes: the operation's identity in every copy."""
        return hashlib.sha256(self.canonical).hexdigest()

    @property
    def canonical(self) -> bytes:
        """The bytes that are hashed: a JSON array of the format mark and every field, in order."""
        fields: list[Any] = [
            FORMAT, self.copy, self.seq, self.previous, self.lamport, self.coder, self.time, self.action,
            self.kind, self.entity, self.field, self.value, self.supersedes, self.group, self.rationale,
            self.event,
        ]  # fmt: skip
        if self.extra:
            fields.append(self.extra)
        return _canonical_json(fields).encode()


@dataclass(frozen=True)
class Payload:
    """A value, apart from the operation that sets it, so that it can be erased while the hash stays."""

    salt: bytes
    value: str

    @cached_property
    def hash(self) -> str:
        """SHA-256 (hex) of salt and value: the salt keeps an erased short value from being guessed."""
        return hashlib.sha256(self.salt + self.value.encode()).hexdigest()

    @classmethod
    def of(cls, value: Any) -> "Payload":
        """A value as canonical JSON, with a fresh salt of 16 bytes."""
        return cls(os.urandom(16), _canonical_json(value))


@dataclass(frozen=True, slots=True)
class Create:
    """Wish to make a thing of a kind with these values."""

    kind: str
    uid: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Set:
    """Wish to change one field, having seen the operations `supersedes` as its heads."""

    kind: str
    uid: str
    field: str
    value: Any
    supersedes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retract:
    """Wish to take back a group of operations."""

    group: str


Change = Create | Set | Retract


@dataclass(frozen=True, slots=True)
class Position:
    """Where a copy's log stands: what the next operation continues."""

    copy: str
    seq: int
    last: str
    lamport: int


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who made a group of changes, when, and why. `event` is the uid of an analysis event, or ""."""

    coder: str
    time: str
    group: str
    rationale: str = ""
    event: str = ""


def record(
    changes: Iterable[Change], after: Position, author: Authorship
) -> tuple[list[Operation], list[Payload]]:
    """The operations (with their payloads) that continue a copy's log with these changes."""
    operations: list[Operation] = []
    payloads: list[Payload] = []
    seq, last, lamport = after.seq, after.last, after.lamport + 1
    payload: Payload | None
    for change in changes:
        match change:
            case Create(kind, uid, values):
                action, name, supersedes = "create", "", ()
                payload = Payload.of(dict(values))
            case Set(kind, uid, name, value, supersedes):
                action = "set"
                payload = Payload.of(value)
            case Retract(uid):
                action, kind, name, supersedes = "retract", "", "", ()
                payload = None
        if payload is not None:
            payloads.append(payload)
        seq += 1
        operation = Operation(
            after.copy, seq, last, lamport, author.coder, author.time, action, kind, uid, name,
            payload.hash if payload else "", supersedes, author.group, author.rationale, author.event,
        )  # fmt: skip
        last = operation.id
        operations.append(operation)
    return operations, payloads


def broken_links(kept: Sequence[tuple[str, Operation]]) -> list[str]:
    """What is wrong with a log: one sentence for each break, none if the history is unaltered.

    `kept` holds each operation with the id under which it was kept.
    """
    known = {operation.id: operation for _, operation in kept}
    findings = []
    for id_, operation in kept:
        place = f"change {operation.seq} of copy {operation.copy[:8]}"
        before = known.get(operation.previous)
        if id_ != operation.id:
            findings.append(f"{place} was altered after it was written")
        elif operation.seq == 1 and operation.previous:
            findings.append(f"{place} says it is the first, yet follows another")
        elif operation.seq > 1 and (
            before is None or before.copy != operation.copy or before.seq != operation.seq - 1
        ):
            findings.append(f"the change before {place} is missing or was altered")
    return findings
