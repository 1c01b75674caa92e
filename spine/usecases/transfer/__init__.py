"""Moving organisations: a store to a file, a file to a store, and the old service's database to a file."""
