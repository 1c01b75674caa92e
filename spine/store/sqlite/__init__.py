"""The store of local runs: one SQLite file, made and migrated on first use."""
