"""The tables folded from the log: written in the same transaction, droppable, and compared by `check`."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from qualcode.model.declare import KINDS, NO_HEADS, Entity, Rule, defaults, rules
from qualcode.model.fold import Recorded, fold
from qualcode.store import identity, log
from qualcode.store.tables import cache, cached

Folded = Mapping[str, Entity | None]  # by uid; None where nothing is (any more)

_DECLARED = "declared"  # the name under which the file notes the digest
_ROWS = 1_000  # read at once: one by one takes longer, all together more memory


def refold(connection: Connection) -> None:
    """Drop the cache and fold it anew from the log."""
    cache.drop_all(connection)
    cache.create_all(connection)
    _write(connection, [thing for thing in _fold_all(connection).values() if thing is not None])
    identity.write_meta(connection, _DECLARED, declared())


def declared() -> str:
    """A digest of all kinds and fields, as far as the cache depends on them."""
    said = {
        kind: {
            name: (rule.type, rule.advisory, repr(defaults(cls)[name])) for name, rule in rules(cls).items()
        }
        for kind, cls in KINDS.items()
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def is_current(connection: Connection) -> bool:
    """Whether the cache was folded by the kinds and fields that this version declares, into its columns."""
    query = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    present = {(table, column) for table, column in connection.exec_driver_sql(query)}
    needed = {(table.name, column.name) for table in cached.values() for column in table.columns}
    return needed <= present and identity.read_meta(connection, _DECLARED) == declared()


def _fold_all(connection: Connection) -> dict[str, Entity | None]:
    return _fold_each(log.all_recorded(connection), log.retracted(connection))


def _fold_each(recorded: Iterable[Recorded], retracted: Collection[str]) -> dict[str, Entity | None]:
    about: dict[str, list[Recorded]] = defaultdict(list)
    for each in recorded:
        if each.operation.action != "retract":
            about[each.operation.entity].append(each)
    gone = frozenset(retracted)
    return {uid: fold(those, gone) for uid, those in about.items()}


def update(connection: Connection, new: Collection[Recorded], also: Collection[str] = ()) -> Folded:
    """Fold the things that new operations (already in the log) touch; what each is now, by uid.

    `also` are the uids of things of which something was erased.
    """
    touched = {r.operation.entity for r in new if r.operation.action != "retract"}
    touched.update(also)
    retractions = [r.operation.entity for r in new if r.operation.action == "retract"]
    while retractions:
        within = [r.operation for r in log.recorded_in(connection, retractions)]
        touched |= {op.entity for op in within if op.action != "retract"}
        retractions = [op.entity for op in within if op.action == "retract"]
    # A thing made just now, about which the log held nothing before, needs no look into the log.
    older = touched if len(touched) < log.AT_ONCE else touched - _first_heard_of(connection, new)
    older = older.union(also)
    recorded = [r for r in new if r.operation.entity not in older and r.operation.action != "retract"]
    recorded += log.recorded_about(connection, older)
    folded = _fold_each(recorded, log.retracted(connection))
    _remove(connection, recorded, folded)
    _write(connection, [thing for thing in folded.values() if thing is not None])
    return folded


def _first_heard_of(connection: Connection, new: Collection[Recorded]) -> set[str]:
    """The uids about which the log holds nothing but the new operations, which are its last."""
    return {each.operation.entity for each in new} - log.known_before(connection, len(new))


def _remove(connection: Connection, recorded: Iterable[Recorded], folded: Folded) -> None:
    gone = {
        (r.operation.kind, r.operation.entity) for r in recorded if folded.get(r.operation.entity) is None
    }
    for kind, table in cached.items():
        if rows := [(uid,) for of, uid in gone if of == kind]:
            connection.exec_driver_sql(f'DELETE FROM "{table.name}" WHERE uid = ?', rows)  # noqa: S608 (our own name)


def _write(connection: Connection, things: Iterable[Entity]) -> None:
    by_kind: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    packers = {kind: _packer(kind) for kind in KINDS}
    for thing in things:
        by_kind[thing.kind].append(packers[thing.kind](thing))
    for kind, rows in by_kind.items():
        rows.sort(key=itemgetter(0))  # as the table is: SQLite then fills one page after another
        columns = ", ".join(f'"{column.name}"' for column in cached[kind].columns)
        marks = ", ".join("?" * len(rows[0]))
        connection.exec_driver_sql(
            f'INSERT OR REPLACE INTO "{cached[kind].name}" ({columns}) VALUES ({marks})',  # noqa: S608 (our own)
            rows,
        )


def _packer(kind: str) -> Callable[[Any], tuple[Any, ...]]:
    names = list(rules(KINDS[kind]))
    as_json = {name for name, rule in rules(KINDS[kind]).items() if rule.type == "data"}

    def pack(thing: Any) -> tuple[Any, ...]:
        heads = _dumped(dict(thing.heads)) if thing.heads else None
        differing = _dumped(thing.open) if thing.open else None
        values = [
            _dumped(getattr(thing, name)) if name in as_json else getattr(thing, name) for name in names
        ]
        return (thing.uid, thing.made, thing.by, thing.at, heads, differing, *values)

    return pack


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(connection: Connection, kind: str) -> dict[str, Any]:
    """All things of a kind by uid, in the order they were made."""
    cls, table = KINDS[kind], cached[kind]
    once = _Once()
    restore = [None, None, once.__getitem__, None, _heads, _open]
    restore += [_restorer(rule, once) for rule in rules(cls).values()]
    found: dict[str, Any] = {}
    for rows in connection.execute(select(table).order_by(table.c.at, table.c.uid)).partitions(_ROWS):
        uids, *_ = columns = list(zip(*rows, strict=True))
        values = (
            map(each, column) if each else column for each, column in zip(restore, columns, strict=True)
        )
        found.update(zip(uids, map(cls, *values), strict=True))
    return found


class _Once(dict[str, str]):
    """Each uid once, however many things refer to it."""

    def __missing__(self, uid: str) -> str:
        self[uid] = uid
        return uid


def _restorer(rule: Rule, once: _Once) -> Callable[[Any], Any] | None:
    """What makes a field's value from what is stored; None where that is the value."""
    match rule.type:
        case "ref":
            return once.__getitem__
        case "flag":
            return bool
        case "data":
            return lambda stored: rule.restored(json.loads(stored)) if stored is not None else None
    return None


def _heads(stored: str | None) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(ids) for name, ids in json.loads(stored).items()} if stored else NO_HEADS


def _open(stored: str | None) -> tuple[str, ...]:
    return tuple(json.loads(stored)) if stored else ()


def differences_from_log(connection: Connection) -> list[str]:
    """Where the cache isn't what the log folds to: a sentence each."""
    expected = {uid: thing for uid, thing in _fold_all(connection).items() if thing is not None}
    present = {uid: thing for kind in KINDS for uid, thing in load(connection, kind).items()}
    findings = [
        f"{thing.label} {uid[:8]} isn't as the history says"
        for uid, thing in expected.items()
        if present.get(uid) != thing
    ]
    findings += [
        f"{thing.label} {uid[:8]} stands in no history"
        for uid, thing in present.items()
        if uid not in expected
    ]
    return findings
