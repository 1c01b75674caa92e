"""Use cases on both stores."""

from tests.double.fixtures import cosmos_account, double
from tests.store.fixtures import open_store, store

__all__ = ["cosmos_account", "double", "open_store", "store"]
