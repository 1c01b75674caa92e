"""`python -m spine`: what an operator does from a shell."""

import argparse
import sys

from spine import demo
from spine.assembly import service
from spine.errors import SpineError
from spine.usecases import repair as repairing
from spine.usecases import sweep as sweeping


def init() -> str:
    """Make the tables, or bring them to the version of today."""
    desk = service()
    desk.store.migrate()
    return f"The {desk.store.name} store is up to date."


def rollback() -> str:
    """Remove the guide's three tables: workstreams, workstream_facts and account_snapshots."""
    dropped = service().store.rollback()
    return f"Removed {', '.join(dropped)}." if dropped else "There was nothing to remove."


def repair() -> str:
    """Bring what the guide's service wrote into shape: links without organisation, missing fields."""
    return repairing.repair(service())


def seed() -> str:
    """Load the demo organisations; one that is there already is left alone."""
    return "\n".join(
        f"{one.org_id}: {one.workstreams} workstreams and {one.facts} facts."
        if one.facts
        else f"{one.org_id} is there already; it was left alone."
        for one in demo.seed(service())
    )


def sweep() -> str:
    """Flag neglected workstreams and take a picture of each account: a whole pass, whatever the timer does."""
    return sweeping.sweep_whole(service())


COMMANDS = {"init": init, "repair": repair, "rollback": rollback, "seed": seed, "sweep": sweep}


def main() -> int:
    """Run one command; 1 with one line on standard error where it fails."""
    parser = argparse.ArgumentParser(prog="python -m spine", description="Operate Spine from a shell.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=command.__doc__)
    removal = commands.choices["rollback"]
    removal.add_argument("--yes", action="store_true", help="do not ask")
    asked = parser.parse_args()
    if asked.command == "rollback" and not asked.yes and not _confirmed():
        return 1
    try:
        print(COMMANDS[asked.command]())
    except SpineError as error:
        print(f"spine: {error.detail}", file=sys.stderr)
        return 1
    return 0


def _confirmed() -> bool:
    answer = input("This removes workstreams, workstream_facts and account_snapshots with all rows. Type yes: ")
    return answer.strip().lower() == "yes"


if __name__ == "__main__":
    sys.exit(main())
