"""Commands about the database itself: creating it, taking macro planning out of it, sweeping it."""

import sys
from typing import Annotated

import typer

from spine import bootstrap
from spine.operations.cli.output import AsJson, answer, bar
from spine.operations.errors import Refused
from spine.usecases import sweep as sweeping
from spine.usecases.sweep_progress import read_checkpoint


def init(as_json: AsJson = False) -> None:
    """Create the database's tables, or migrate them.

    Running it again changes nothing. With Cosmos DB it checks that the container exists.
    """
    store = bootstrap.service().store
    store.migrate()
    answer({"store": store.name}, f"The {store.name} store is up to date.", as_json=as_json)


def rollback(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
    as_json: AsJson = False,
) -> None:
    """Remove macro planning from the database.

    Removes three tables with all rows: workstreams, workstream_facts and account_snapshots. Facts, proposals and
    organisations stay. Spine then plans without workstreams, and creates the tables again, empty, on first use.
    """
    store = bootstrap.service().store
    if not yes:
        if not sys.stdin.isatty():
            raise Refused("nothing was removed: without a terminal to ask, give --yes")
        tables = "workstreams, workstream_facts and account_snapshots"
        if not typer.confirm(f"This removes {tables} with all rows from the {store.name} store. Continue?", err=True):
            raise Refused("nothing was removed")
    removed = store.rollback()
    text = f"Removed {', '.join(removed)}." if removed else "There was nothing to remove."
    answer({"store": store.name, "removed": removed}, text, as_json=as_json)


def sweep(as_json: AsJson = False) -> None:
    """Flag stale workstreams: run a complete stale sweep.

    It also stores one snapshot per organisation and day, completes interrupted deletions, and counts rollout
    coverage. The app's timer does the same.
    """
    service = bootstrap.service()
    before = read_checkpoint(service)
    with bar("Sweeping", before.totals.orgs or None if before else None) as progress:
        checkpoint = sweeping.sweep_whole(
            service, observer=lambda checkpoint: progress.reach(checkpoint.tally.orgs, checkpoint.place.phase.value)
        )
    document = checkpoint.tally.model_dump() | {"worked_ms": checkpoint.worked_ms}
    answer(document, sweeping.summary(checkpoint), as_json=as_json)
