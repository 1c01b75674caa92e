"""The store of production: one Cosmos DB container, partitioned by organisation."""
