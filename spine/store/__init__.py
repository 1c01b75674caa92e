"""Where documents live. Only this package knows Cosmos DB and SQLite."""
