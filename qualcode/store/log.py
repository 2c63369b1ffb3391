"""The operation log in the database: reading it, adding to it, and checking that it is unaltered."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from qualcode.model.declare import KINDS, rules
from qualcode.model.fold import Recorded, retracted_groups
from qualcode.model.operations import Operation, Payload, Position, broken_links
from qualcode.model.text import Content, content_hash, unpack_segments
from qualcode.store.tables import content, operation, payload

AT_ONCE = 500  # values in one IN (…)
_BEYOND = 2**63 - 1  # no operation has so high a number

_OPERATION_FIELDS = (
    "id", "copy", "seq", "previous", "lamport", "coder", "time", "action", "kind", "entity", "field",
    "value", "supersedes", "group", "rationale", "event", "extra",
)  # fmt: skip
_COLUMNS = [operation.c[name] for name in _OPERATION_FIELDS]


def position(connection: Connection, copy: str) -> Position:
    """Where a copy's log stands now."""
    last = connection.execute(
        select(operation.c.seq, operation.c.id)
        .where(operation.c.copy == bytes.fromhex(copy))
        .order_by(operation.c.seq.desc(), operation.c.number.desc())
        .limit(1)
    ).first()
    lamport = connection.execute(select(func.max(operation.c.lamport))).scalar() or 0
    return Position(copy, last.seq if last else 0, last.id.hex() if last else "", lamport)


def add_operations(connection: Connection, operations: Iterable[Operation]) -> None:
    """Append operations, in the order given."""
    connection.exec_driver_sql(
        f"INSERT INTO operation ({', '.join(map(_quoted, _OPERATION_FIELDS))}) "  # noqa: S608 (our own names)
        f"VALUES ({', '.join('?' * len(_OPERATION_FIELDS))})",
        [_packed(op) for op in operations],
    )


def _quoted(name: str) -> str:
    return f'"{name}"'


def _packed(op: Operation) -> tuple[Any, ...]:
    hexed = bytes.fromhex
    return (
        hexed(op.id), hexed(op.copy), op.seq, hexed(op.previous), op.lamport, hexed(op.coder), op.time,
        op.action, op.kind, hexed(op.entity), op.field, hexed(op.value), hexed("".join(op.supersedes)),
        hexed(op.group), op.rationale, hexed(op.event), op.extra,
    )  # fmt: skip


def _unpacked(row: Sequence[Any]) -> Operation:
    (_, copy, seq, previous, lamport, coder, time, action, kind, entity, field, value, supersedes, group,
     rationale, event, extra, *_) = row  # fmt: skip
    text = supersedes.hex()
    return Operation(
        copy.hex(), seq, previous.hex(), lamport, coder.hex(), time, action, kind, entity.hex(), field,
        value.hex(), tuple(text[n : n + 64] for n in range(0, len(text), 64)), group.hex(), rationale,
        event.hex(), extra,
    )  # fmt: skip


PayloadRow = tuple[bytes, bytes | None, str | None]  # hash, salt, value; the last two None once erased


def payload_rows(payloads: Iterable[Payload]) -> list[PayloadRow]:
    """Values as they are kept."""
    return [(bytes.fromhex(p.hash), p.salt, p.value) for p in payloads]


def add_payloads(connection: Connection, rows: Sequence[PayloadRow]) -> None:
    """Keep values; one that is there already, or was erased, stays as it is."""
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO payload (hash, salt, value) VALUES (?, ?, ?)", rows)


def add_contents(connection: Connection, contents: Iterable[Content]) -> None:
    """Keep texts; one that is there already stays as it is."""
    rows = [(bytes.fromhex(c.hash), c.text, c.packed_segments) for c in contents]
    if rows:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO content (hash, text, segments) VALUES (?, ?, ?)", rows
        )


def add_erased_contents(connection: Connection, hashes: Iterable[str]) -> None:
    """Note texts that were erased before they came here; one that is there already stays as it is."""
    rows = [(bytes.fromhex(hash_),) for hash_ in hashes]
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO content (hash) VALUES (?)", rows)


def _recorded_query() -> Select[Any]:
    return select(*_COLUMNS, payload.c.value.label("json")).join_from(
        operation, payload, operation.c.value == payload.c.hash, isouter=True
    )


def _recorded(rows: Iterable[Sequence[Any]]) -> Iterator[Recorded]:
    for row in rows:
        recorded = Recorded(_unpacked(row), None if row[-1] is None else json.loads(row[-1]))
        if recorded.operation.action == "create" and not isinstance(recorded.value, dict | None):
            raise ValueError("a thing was made without fields")
        yield recorded


def all_recorded(connection: Connection) -> list[Recorded]:
    """Every operation with its value, in the order they were added."""
    return list(_recorded(connection.execute(_recorded_query().order_by(operation.c.number))))


def recorded_about(connection: Connection, entities: Iterable[str]) -> list[Recorded]:
    """The operations about these uids, in the order they were added."""
    return _recorded_where(connection, operation.c.entity, entities)


def recorded_in(connection: Connection, groups: Iterable[str]) -> list[Recorded]:
    """The operations of these groups, in the order they were added."""
    return _recorded_where(connection, operation.c.group, groups)


def authors(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The coders of these operations, by the operation's id."""
    keys = [bytes.fromhex(id_) for id_ in ids]
    columns = operation.c
    found: dict[str, str] = {}
    for first in range(0, len(keys), AT_ONCE):
        query = select(columns.id, columns.coder).where(columns.id.in_(keys[first : first + AT_ONCE]))
        found.update((id_.hex(), coder.hex()) for id_, coder in connection.execute(query))
    return found


def _recorded_where(connection: Connection, column: Any, uids: Iterable[str]) -> list[Recorded]:
    keys = [bytes.fromhex(uid) for uid in uids]
    found: list[Recorded] = []
    for first in range(0, len(keys), AT_ONCE):
        query = (
            _recorded_query().where(column.in_(keys[first : first + AT_ONCE])).order_by(operation.c.number)
        )
        found.extend(_recorded(connection.execute(query)))
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """One user action: a group of operations. `retracts` is the (first) group it takes back, or ""."""

    uid: str
    coder: str
    time: str
    rationale: str
    retracts: str
    operations: int
    first: int  # the place of its first operation in the log, from 1


def groups(connection: Connection, *, coder: str = "", copies: Iterable[str] | None = None) -> list[Group]:
    """The groups in the order they were written; a coder's, and those of some copies, where given."""
    columns = operation.c
    query = (
        select(
            columns.group,
            columns.coder,
            columns.time,
            columns.rationale,
            columns.action,
            columns.entity,
            func.count(),
            func.min(columns.number),
        )
        .group_by(columns.group)
        .order_by(func.min(columns.number))
    )
    if coder:
        query = query.where(columns.coder == bytes.fromhex(coder))
    if copies is not None:
        query = query.where(columns.copy.in_([bytes.fromhex(copy) for copy in copies]))
    return [
        Group(uid.hex(), by.hex(), time, why, entity.hex() if action == "retract" else "", number, first)
        for uid, by, time, why, action, entity, number, first in connection.execute(query)
    ]


def newest_groups(
    connection: Connection, *, coder: str = "", copies: Collection[str] | None = None
) -> Iterator[Group]:
    """The groups, the latest first, as `groups` gives them; each is read when it is asked for."""
    fits, values = "", []
    if coder:
        fits += " AND coder = ?"
        values.append(bytes.fromhex(coder))
    if copies is not None:
        # With the plus, SQLite reads backwards until one fits, where its index would have it sort them all.
        fits += f" AND +copy IN ({', '.join('?' * len(copies))})"
        values += [bytes.fromhex(copy) for copy in copies]
    find = f'SELECT "group" FROM operation WHERE number < ?{fits} ORDER BY number DESC LIMIT 1'  # noqa: S608 (no values)
    read = (  # the other columns are those of the first operation, as SQLite has it with one min()
        "SELECT min(number), count(*), coder, time, rationale, action, entity "
        'FROM operation WHERE "group" = ?'
    )
    first = _BEYOND
    while found := connection.exec_driver_sql(find, (first, *values)).first():
        first, number, by, time, why, action, entity = connection.exec_driver_sql(read, tuple(found)).one()
        retracts = entity.hex() if action == "retract" else ""
        yield Group(found[0].hex(), by.hex(), time, why, retracts, number, first)


def tallies(connection: Connection, groups: Iterable[str]) -> dict[str, Counter[tuple[str, str]]]:
    """How many things of each kind each of these groups made, changed and so on, by first appearance."""
    keys = [bytes.fromhex(uid) for uid in groups]
    columns = operation.c
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for first in range(0, len(keys), AT_ONCE):
        query = (
            select(columns.group, columns.action, columns.kind, func.count(columns.entity.distinct()))
            .where(columns.group.in_(keys[first : first + AT_ONCE]))
            .group_by(columns.group, columns.action, columns.kind)
            .order_by(func.min(columns.number))
        )
        for group, action, kind, number in connection.execute(query):
            found[group.hex()][action, kind] = number
    return found


def retracted(connection: Connection) -> frozenset[str]:
    """The groups that are taken back at present."""
    rows = connection.execute(select(*_COLUMNS).where(operation.c.action == "retract"))
    return retracted_groups(_unpacked(row) for row in rows)


def retractions(connection: Connection) -> dict[str, set[str]]:
    """The groups that take others back, by the group that they take back, whether that stands or not."""
    columns = operation.c
    rows = connection.execute(select(columns.entity, columns.group).where(columns.action == "retract"))
    found: dict[str, set[str]] = defaultdict(set)
    for taken, by in rows:
        found[taken.hex()].add(by.hex())
    return found


def ids(connection: Connection) -> list[str]:
    """The ids of all operations, in the order they were added."""
    return [
        id_.hex() for id_ in connection.execute(select(operation.c.id).order_by(operation.c.number)).scalars()
    ]


def recorded_as(connection: Connection, ids: Iterable[str]) -> list[Recorded]:
    """The operations of these ids, in the order of the ids where that is the one they were added in."""
    return _recorded_where(connection, operation.c.id, ids)


def holds(connection: Connection, id_: str) -> bool:
    """Whether an operation is in the log."""
    query = select(operation.c.number).where(operation.c.id == bytes.fromhex(id_))
    return connection.execute(query).first() is not None


def content_rows(connection: Connection, hashes: Iterable[str], *, text: bool) -> dict[str, Content]:
    """Texts with their segments by hash; with `text=False` the segments alone, their text left empty.

    Those that were erased are left out. ValueError if one was altered or taken out.
    """
    keys = [bytes.fromhex(h) for h in hashes]
    columns = [content.c.hash, content.c.segments, *([content.c.text] if text else [])]
    found: dict[str, Content] = {}
    seen = 0
    for first in range(0, len(keys), AT_ONCE):
        query = select(*columns).where(content.c.hash.in_(keys[first : first + AT_ONCE]))
        for row in connection.execute(query):
            seen += 1
            if row.segments is None:  # erased
                continue
            if text and content_hash(row.text or "", row.segments) != row.hash.hex():
                raise ValueError("a text isn't what was imported")
            found[row.hash.hex()] = Content(row.text if text else "", unpack_segments(row.segments))
    if seen < len(set(keys)):
        raise ValueError("a text is missing")
    return found


def alterations(connection: Connection) -> list[str]:
    """What was altered behind the log's back: a sentence each; none if the history is whole."""
    kept = [(row[0].hex(), _unpacked(row)) for row in connection.execute(select(*_COLUMNS))]
    findings = broken_links(kept)
    for hash_, salt, value in connection.execute(select(payload.c.hash, payload.c.salt, payload.c.value)):
        if value is not None and Payload(salt or b"", value).hash != hash_.hex():
            findings.append(f"a value was altered after it was written ({hash_.hex()[:8]})")
    for hash_, text, segments in connection.execute(
        select(content.c.hash, content.c.text, content.c.segments)
    ):
        if text is not None and content_hash(text, segments or "") != hash_.hex():
            findings.append(f"the text of a transcript was altered after it was imported ({hash_.hex()[:8]})")
    missing = connection.execute(
        select(func.count()).select_from(
            select(operation.c.id)
            .join_from(operation, payload, operation.c.value == payload.c.hash, isouter=True)
            .where(operation.c.action != "retract", payload.c.hash.is_(None))
            .subquery()
        )
    ).scalar()
    if missing:
        findings.append(f"the values of {missing} changes are missing")
    if not findings and (texts := _missing_texts(connection)):
        findings.append(f"{texts} texts that were imported are missing")
    return findings


def _missing_texts(connection: Connection) -> int:
    """How many texts that something was ever said to refer to aren't kept. Erased ones are: as empty rows."""
    referred: set[Any] = set()
    said = select(func.json_extract(payload.c.value, bindparam("part"))).distinct()
    said = said.join_from(operation, payload, operation.c.value == payload.c.hash)
    for kind, cls in KINDS.items():
        for name in (name for name, rule in rules(cls).items() if rule.type == "hash"):
            made = said.where(operation.c.action == "create", operation.c.kind == kind)
            changed = said.where(
                operation.c.action == "set", operation.c.kind == kind, operation.c.field == name
            )
            referred.update(connection.execute(made, {"part": f'$."{name}"'}).scalars())
            referred.update(connection.execute(changed, {"part": "$"}).scalars())
    return len(referred - {None, ""} - set(content_hashes(connection)))


def known_before(connection: Connection, last: int) -> set[str]:
    """The uids about which both the log's last operations (that many) and earlier ones are."""
    late, early = operation.alias("late"), operation.alias("early")
    first = select(func.max(operation.c.number) - last).scalar_subquery()
    query = (
        select(late.c.entity)
        .join_from(late, early, (late.c.entity == early.c.entity) & (early.c.number <= first))
        .where(late.c.number > first)
        .distinct()
    )
    return {entity.hex() for entity in connection.execute(query).scalars()}


def content_hashes(connection: Connection) -> list[str]:
    """The hashes of all texts that are kept."""
    return [hash_.hex() for hash_ in connection.execute(select(content.c.hash)).scalars()]


def payloads(connection: Connection, hashes: Iterable[str]) -> list[PayloadRow]:
    """Values as they are kept, by hash; of those that were erased that they were."""
    keys = [bytes.fromhex(h) for h in hashes]
    found: list[PayloadRow] = []
    for first in range(0, len(keys), AT_ONCE):
        query = select(payload).where(payload.c.hash.in_(keys[first : first + AT_ONCE]))
        found += [(hash_, salt, value) for hash_, salt, value in connection.execute(query)]
    return found
