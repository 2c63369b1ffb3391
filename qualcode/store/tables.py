"""The tables of a project file: `operation`, `payload`, `content` and `meta` are the truth, the rest a cache.

Ids are hex text in Python and in the cache, and bytes in the truth, where there are most of them.
"""

from typing import Any

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

from qualcode.model import study  # noqa: F401  (declares the kinds)
from qualcode.model.declare import KINDS, Rule, rules

truth = MetaData()
cache = MetaData()


def _column(name: str, type_: Any, *, nullable: bool = False, **options: Any) -> Column[Any]:
    return Column(name, type_, nullable=nullable, **options)


def _table(name: str, metadata: MetaData, *parts: SchemaItem, **options: Any) -> Table:
    """A table whose columns hold what they are declared for: SQLite otherwise takes anything anywhere.

    What else comes there is refused, or found when the file is opened rather than where it is used.
    """
    return Table(name, metadata, *parts, sqlite_strict=True, **options)


meta = _table(
    "meta",
    truth,
    _column("name", Text, primary_key=True),
    _column("value", Text),
)

operation = _table(
    "operation",
    truth,
    _column("number", Integer, primary_key=True),
    _column("id", LargeBinary(32), unique=True),
    _column("copy", LargeBinary(16)),
    _column("seq", Integer),
    _column("previous", LargeBinary(32)),
    _column("lamport", Integer, index=True),
    _column("coder", LargeBinary(16)),
    _column("time", Text),
    _column("action", Text),
    _column("kind", Text),
    _column("entity", LargeBinary(16), index=True),
    _column("field", Text),
    _column("value", LargeBinary(32)),
    _column("supersedes", LargeBinary),
    _column("group", LargeBinary(16), index=True),
    _column("rationale", Text),
    _column("event", LargeBinary(16)),
    _column("extra", Text),
    Index("operation_copy_seq", "copy", "seq"),
    Index("operation_action", "action", sqlite_where=Column("action") == "retract"),
)

payload = _table(
    "payload",
    truth,
    _column("hash", LargeBinary(32), primary_key=True),
    _column("salt", LargeBinary(16), nullable=True),
    _column("value", Text, nullable=True),
)

content = _table(
    "content",
    truth,
    _column("hash", LargeBinary(32), primary_key=True),
    _column("text", Text, nullable=True),
    _column("segments", Text, nullable=True),
)

# What was written never changes: history is only added to. Values and texts can be erased, which empties
# their row by an update, but the row with its hash stays.
_GUARDED = (("operation", "UPDATE"), ("operation", "DELETE"), ("payload", "DELETE"), ("content", "DELETE"))
GUARDS = [
    f"""CREATE TRIGGER IF NOT EXISTS {table}_keeps_{verb} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was written is never changed'); END"""
    for table, verb in _GUARDED
]


def _field(name: str, rule: Rule) -> Column[Any]:
    return _column(name, Integer if rule.type in ("integer", "flag") else Text, nullable=True)


def _cache_table(kind: str) -> Table:
    """The cache of one kind: a row a thing. `heads` and `open` are JSON, NULL where there are none."""
    columns = [_field(name, rule) for name, rule in rules(KINDS[kind]).items()]
    return _table(
        f"the_{kind}",
        cache,
        _column("uid", Text, primary_key=True),
        _column("made", Text),
        _column("by", Text),
        _column("at", Text),
        _column("heads", Text, nullable=True),
        _column("open", Text, nullable=True),
        *columns,
        sqlite_with_rowid=False,
    )


cached = {kind: _cache_table(kind) for kind in KINDS}

__all__ = ["GUARDS", "cache", "cached", "content", "meta", "operation", "payload", "truth"]
