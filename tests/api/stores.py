"""Which stores a test of the API runs on; without a mark it runs on every one."""

import pytest

ON_SQLITE = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
"""For what only a file has: tables that a person can drop, positions that are plain text; and for what is refused
before any store is asked."""
