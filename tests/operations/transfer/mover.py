"""A process that exports or imports, and can be killed: export|import STORE FILE [GATE].

STORE is the path of a SQLite file, or endpoint|key|database|container of Cosmos DB. With GATE it kills itself, by
SIGKILL, at the n-th time that it comes to a place where a process may die: before or behind a line of the file, its
checkpoint, its renaming, a commit, a part of a commit (Cosmos DB) or a row inside a transaction (SQLite).
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from spine.operations.transfer import export, importing
from spine.operations.transfer.resumable_file import Checkpoint, ResumableFile
from spine.store.protocol import Store
from tests.operations.transfer.filling import service_of
from tests.processes import command


def mover(*arguments: str) -> list[str]:
    """The command line of such a process."""
    return command("tests.operations.transfer.mover", *arguments)


def opened(where: str, gate: "Gate") -> Store:
    """The store of this name, with gates where it writes."""
    if "|" in where:
        from spine.store.cosmos import container as containers
        from spine.store.cosmos.client import Account
        from spine.store.cosmos.store import CosmosStore

        containers.Container.write = gate.around(containers.Container.write)  # type: ignore[method-assign]
        endpoint, key, database, container = where.split("|")
        return CosmosStore(Account(endpoint, database, container, key), missing_retry_seconds=0)
    from spine.store.sqlite import writes
    from spine.store.sqlite.store import SqliteStore

    writes._insert = gate.around(writes._insert)
    return SqliteStore(where)


class Gate:
    """Counts the places where the process may die, and dies at one of them."""

    def __init__(self, last: int) -> None:
        self.passed, self._last = 0, last

    def __call__(self) -> None:
        self.passed += 1
        if self.passed == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The call between two such places."""

        def gated(*args: Any, **kwargs: Any) -> Any:
            self()
            done = call(*args, **kwargs)
            self()
            return done

        return gated


def main(what: str, where: str, path: str, last: str = "0") -> None:
    """Do it, and print how many places it came through."""
    gate = Gate(int(last))
    store = opened(where, gate)
    store.commit_in_parts = gate.around(store.commit_in_parts)  # type: ignore[method-assign]
    for owner, name in ((ResumableFile, "_append"), (Checkpoint, "save"), (ResumableFile, "finish")):
        setattr(owner, name, gate.around(getattr(owner, name)))
    if what == "export":
        export.export(service_of(store), Path(path))
    else:
        importing.load(service_of(store), Path(path))
    print(gate.passed)


if __name__ == "__main__":
    main(*sys.argv[1:])
