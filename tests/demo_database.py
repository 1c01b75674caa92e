"""The demo organisations in a test's database: seeded once in a process, and copied."""

import os
from contextlib import closing
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from spine import bootstrap
from spine.config import read
from spine.operations import seeding
from spine.store.sqlite.store import SqliteStore
from spine.usecases.service import Service
from tests.clock import NOON


def seed(store: str) -> Service:
    """Put the demo organisations, as of NOON, into the empty store of this kind that the app's settings name."""
    if store == "sqlite":
        copy_to(Path(os.environ["SPINE_DB_PATH"]))
    else:
        seeding.seed_demo(bootstrap.service())
    return bootstrap.service()


def copy_to(file: Path, now: datetime = NOON) -> None:
    """Make a database file with the demo organisations, seeded at some moment."""
    assert not file.exists()
    file.write_bytes(_seeded(now))


@cache
def _seeded(now: datetime) -> bytes:
    numbers = count()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "demo.sqlite3"
        with closing(SqliteStore(str(file))) as store:
            seeding.seed_demo(Service(store, read({}), lambda: now, lambda: _token(next(numbers))))
        assert list(Path(folder).iterdir()) == [file]  # no write is left in a log beside it
        return file.read_bytes()


def _token(number: int) -> str:
    """A token of the seeding; a service that counts its own from 0 makes no equal one."""
    return sha256(str(number).encode()).hexdigest()[:16]
