"""`import --from-old-service`: the SQLite database of the legacy service."""
