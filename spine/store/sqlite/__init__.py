"""The store of local runs: one SQLite file, made and migrated on first use."""

from spine.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
