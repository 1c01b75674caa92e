"""The operator's commands for what the legacy service wrote."""

from dataclasses import asdict

from spine.bootstrap import service
from spine.legacy import repair as repairing
from spine.operations.cli.printing import AsJson, answer
from spine.operations.cli.progress import bar


def repair(as_json: AsJson = False) -> None:
    """Bring the former service's documents into shape.

    Run it once, before the first plan on that service's container. It may be repeated at any time.
    """
    with bar("Repairing") as shown:
        report = repairing.repair(service(), lambda org_id: shown.moved(at=org_id))
    document = asdict(report) | {"organisations": sorted(report.organisations)}
    answer(document, repairing.summary(report), as_json=as_json)
