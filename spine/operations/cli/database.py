"""Commands about the database itself: making it, taking macro planning out of it, sweeping it."""

import sys
from typing import Annotated

import typer

from spine.bootstrap import service
from spine.operations.cli.exit_codes import Refused
from spine.operations.cli.printing import AsJson, answer
from spine.operations.cli.progress import bar
from spine.usecases import sweep as sweeping
from spine.usecases.sweep_progress import read_checkpoint

GUIDES_TABLES = "workstreams, workstream_facts and account_snapshots"


def init(as_json: AsJson = False) -> None:
    """Make the database ready, or bring it up to date.

    It makes the tables, or migrates them to the version of today. Running it again changes nothing. With Cosmos DB it
    checks that the container is there.
    """
    desk = service()
    desk.store.migrate()
    answer({"store": desk.store.name}, f"The {desk.store.name} store is up to date.", as_json=as_json)


def rollback(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take macro planning out of the database.

    Its three tables go, with all rows: workstreams, workstream_facts and account_snapshots. Facts, proposals and
    organisations stay. Spine then plans without workstreams, and makes the tables anew, empty, on first use.
    """
    desk = service()
    if not yes:
        _ask(f"This removes {GUIDES_TABLES} with all rows from the {desk.store.name} store. Go on?")
    dropped = desk.store.rollback()
    said = f"Removed {', '.join(dropped)}." if dropped else "There was nothing to remove."
    answer({"store": desk.store.name, "removed": dropped}, said, as_json=as_json)


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise Refused("this removes data, and nobody is there to be asked: give --yes to do it; nothing was removed")
    if not typer.confirm(question, err=True):
        raise Refused("nothing was removed")


def sweep(as_json: AsJson = False) -> None:
    """Flag neglected workstreams: a whole stale sweep.

    It also takes the day's picture of each organisation, completes deletions that were cut short, and counts how far
    the rollout is. The app's timer does the same by itself.
    """
    desk = service()
    before = read_checkpoint(desk)
    with bar("Sweeping", before.totals.orgs or None if before else None) as shown:
        checkpoint = sweeping.sweep_whole(
            desk, observer=lambda checkpoint: shown.reached(checkpoint.tally.orgs, checkpoint.place.phase.value)
        )
    answer(
        checkpoint.tally.model_dump() | {"worked_ms": checkpoint.worked_ms},
        sweeping.summary(checkpoint),
        as_json=as_json,
    )
