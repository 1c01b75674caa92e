from tests.double.fixtures import cosmos_account, double
from tests.store.conftest import open_store, store

__all__ = ["cosmos_account", "double", "open_store", "store"]
