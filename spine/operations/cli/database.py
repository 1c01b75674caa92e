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
    """Make the database ready, or bring it up to date.

    It makes the tables, or migrates them to the version of today. Running it again changes nothing. With Cosmos DB it
    checks that the container is there.
    """
    store = bootstrap.service().store
    store.migrate()
    answer({"store": store.name}, f"The {store.name} store is up to date.", as_json=as_json)


def rollback(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take macro planning out of the database.

    Its three tables go, with all rows: workstreams, workstream_facts and account_snapshots. Facts, proposals and
    organisations stay. Spine then plans without workstreams, and makes the tables anew, empty, on first use.
    """
    store = bootstrap.service().store
    if not yes:
        if not sys.stdin.isatty():
            raise Refused(
                "this removes data, and nobody is there to be asked: give --yes to do it; nothing was removed"
            )
        tables = "workstreams, workstream_facts and account_snapshots"
        if not typer.confirm(f"This removes {tables} with all rows from the {store.name} store. Go on?", err=True):
            raise Refused("nothing was removed")
    removed = store.rollback()
    text = f"Removed {', '.join(removed)}." if removed else "There was nothing to remove."
    answer({"store": store.name, "removed": removed}, text, as_json=as_json)


def sweep(as_json: AsJson = False) -> None:
    """Flag neglected workstreams: a whole stale sweep.

    It also takes the day's picture of each organisation, completes deletions that were cut short, and counts how far
    the rollout is. The app's timer does the same by itself.
    """
    service = bootstrap.service()
    before = read_checkpoint(service)
    with bar("Sweeping", before.totals.orgs or None if before else None) as progress:
        checkpoint = sweeping.sweep_whole(
            service, observer=lambda checkpoint: progress.reach(checkpoint.tally.orgs, checkpoint.place.phase.value)
        )
    document = checkpoint.tally.model_dump() | {"worked_ms": checkpoint.worked_ms}
    answer(document, sweeping.summary(checkpoint), as_json=as_json)
