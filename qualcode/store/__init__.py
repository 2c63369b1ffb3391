"""One project in one SQLite file: its operations (the truth), and tables folded from them (a cache)."""

from qualcode.store.store import Store

__all__ = ["Store"]
