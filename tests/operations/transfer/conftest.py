from tests.double.fixtures import cosmos_account, cosmos_container, double
from tests.store.fixtures import open_store, store

__all__ = ["cosmos_account", "cosmos_container", "double", "open_store", "store"]
