"""The limits that every store keeps."""

MAX_ATOMIC_WRITES = 100
"""The most writes of one `commit`: Cosmos DB's limit for a transactional batch."""

MAX_ORGANISATIONS_NAMED = 20
"""The most organisations that `organisations_named` returns for a key."""

MAX_NAMED_READ = 1000
"""How many organisations of some names are read to find these. If more have the names, any of them are read."""

MAX_PEOPLE_FOUND = 300
"""The most people that `people_with_names` returns."""
