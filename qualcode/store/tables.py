"""The tables of a project file: `operation`, `payload`, `content` and `meta` are the truth, the rest a cache.

Ids are hex text in Python and in the cache, and bytes in the truth, where there are most of them.
"""

from typing import Any

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

from qualcode.model import study  # noqa: F401  (declares the kinds)
from qualcode.model.declare import KINDS, Rule, rules

truth = MetaData()
cache = MetaData()

meta = Table(
    "meta",
    truth,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

operation = Table(
    "operation",
    truth,
    Column("number", Integer, primary_key=True),
    Column("id", LargeBinary(32), nullable=False, unique=True),
    Column("copy", LargeBinary(16), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("previous", LargeBinary(32), nullable=False),
    Column("lamport", Integer, nullable=False, index=True),
    Column("coder", LargeBinary(16), nullable=False),
    Column("time", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("entity", LargeBinary(16), nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("value", LargeBinary(32), nullable=False),
    Column("supersedes", LargeBinary, nullable=False),
    Column("group", LargeBinary(16), nullable=False, index=True),
    Column("rationale", Text, nullable=False),
    Column("event", LargeBinary(16), nullable=False),
    Column("extra", Text, nullable=False),
    Index("operation_copy_seq", "copy", "seq"),
    Index("operation_action", "action", sqlite_where=Column("action") == "retract"),
)

payload = Table(
    "payload",
    truth,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("salt", LargeBinary(16)),
    Column("value", Text),
)

content = Table(
    "content",
    truth,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("text", Text),
    Column("segments", Text),
)

# What was written never changes: history is only added to. Values and texts can be erased, which empties
# their row by an update, but the row with its hash stays.
_GUARDED = (("operation", "UPDATE"), ("operation", "DELETE"), ("payload", "DELETE"), ("content", "DELETE"))
GUARDS = [
    f"""CREATE TRIGGER IF NOT EXISTS {table}_keeps_{verb} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was written is never changed'); END"""
    for table, verb in _GUARDED
]


def _column(name: str, rule: Rule) -> Column[Any]:
    return Column(name, Integer if rule.type in ("integer", "flag") else Text, nullable=True)


def _cache_table(kind: str) -> Table:
    """The cache of one kind: a row a thing. `heads` and `open` are JSON, NULL where there are none."""
    columns = [_column(name, rule) for name, rule in rules(KINDS[kind]).items()]
    return Table(
        f"the_{kind}",
        cache,
        Column("uid", Text, primary_key=True),
        Column("made", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("heads", Text),
        Column("open", Text),
        *columns,
        sqlite_with_rowid=False,
    )


cached = {kind: _cache_table(kind) for kind in KINDS}

Index("coding_place", cached["coding"].c.transcript, cached["coding"].c.start, cached["coding"].c.end)
Index("coding_code", cached["coding"].c.code, cached["coding"].c.transcript)

__all__ = ["GUARDS", "cache", "cached", "content", "meta", "operation", "payload", "truth"]
