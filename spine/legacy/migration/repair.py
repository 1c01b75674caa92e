"""Bringing what the legacy service wrote into shape, once, before the first plan. It may be repeated at any time."""

from collections.abc import Callable, Iterable

from spine.legacy.migration.report import RepairReport
from spine.operations.paging import pages
from spine.usecases import organisations, people
from spine.usecases.keyword_index import refresh_keywords
from spine.usecases.service import Service


def repair(service: Service, on_organisation: Callable[[str], None] = lambda org_id: None) -> RepairReport:
    """Move links to their organisations, complete documents, create the organisations' own, and make people anew.

    `on_organisation` is called with each organisation that is worked on, some more than once. In SQLite only the
    people are made.
    """
    from spine.legacy.migration.cosmos_repair import CosmosRepair  # the driver is loaded only if it is used
    from spine.store.cosmos.store import CosmosStore

    def refresh(org_id: str, workstream_ids: Iterable[str]) -> None:
        on_organisation(org_id)
        refresh_keywords(service, org_id, workstream_ids)

    report = RepairReport()
    if isinstance(service.store, CosmosStore):
        report = CosmosRepair(service.store, refresh).run()
    for org_id in sorted(report.organisations):
        on_organisation(org_id)
        organisations.ensure(service, org_id)
    for page in pages(service.store.registered_organisations_across_partitions):
        for org_id in page.items:
            on_organisation(org_id)
            people.make_anew(service, org_id)
    return report


def summary(report: RepairReport) -> str:
    """A repair's report in one sentence."""
    return (
        f"{report.moved} links were moved, {report.completed} documents completed and {len(report.organisations)} "
        f"organisations created; {report.left} documents could not be repaired."
    )
