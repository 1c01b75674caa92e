"""The operator's commands for the move from the legacy service. The command line names them in two places: `repair` in
its table, and `--from-old-service` at `import`.
"""

from dataclasses import asdict
from pathlib import Path

from spine import bootstrap
from spine.legacy.migration import repair as repairing
from spine.legacy.migration.conversion import migrate
from spine.operations.cli.output import AsJson, answer, bar, phase_bars
from spine.operations.transfer.conflict_policy import Policy


def repair(as_json: AsJson = False) -> None:
    """Bring the former service's documents into shape.

    Run it once, before the first plan on that service's container. It may be repeated at any time.
    """
    with bar("Repairing") as progress:
        report = repairing.repair(bootstrap.service(), lambda org_id: progress.advance(at=org_id))
    document = asdict(report) | {"organisations": sorted(report.organisations)}
    answer(document, repairing.summary(report), as_json=as_json)


def import_database(file: Path, policy: Policy, *, as_json: bool) -> None:
    """Bring the legacy service's own SQLite database into the store."""
    with phase_bars() as progress:
        result, report = migrate(bootstrap.service(), file, policy, progress)
    document = result.document | {"from_old_service": vars(report)}
    answer(document, "\n".join([*result.lines, *report.lines]), as_json=as_json)
