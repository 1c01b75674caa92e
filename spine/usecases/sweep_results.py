"""What the sweep stored, as clients read it: the snapshots of an organisation, and how far the rollout is."""

from typing import cast

from spine.domain.sweeps import SweepCheckpoint, SweepCounts
from spine.schemas.queries import Paging
from spine.schemas.responses.organisations import SnapshotPage, SnapshotResponse
from spine.schemas.responses.service import Coverage
from spine.usecases.lookup import next_cursor, page_request
from spine.usecases.service import Service
from spine.usecases.sweep_progress import read_checkpoint


def snapshots_of(service: Service, org_id: str, query: Paging) -> SnapshotPage:
    """A page of an organisation's snapshots, newest first."""
    scope = ["snapshots", org_id]
    page = service.store.snapshots(org_id, page_request(query, scope))
    shown = [snapshot.model_dump(mode="json", exclude={"day", "created_at"}) for snapshot in page.items]
    return {
        "org_id": org_id,
        "snapshots": cast(list[SnapshotResponse], shown),
        **next_cursor(page.position, scope),
    }


def coverage(service: Service) -> Coverage:
    """The totals of the last complete sweep."""
    return coverage_of(read_checkpoint(service))


def coverage_of(checkpoint: SweepCheckpoint | None) -> Coverage:
    """How far the rollout is, as of the last complete pass; zeros before the first."""
    totals = checkpoint.totals if checkpoint else SweepCounts()
    return {
        "as_of": checkpoint.as_of if checkpoint else None,
        "orgs": totals.orgs,
        "orgs_with_workstream": totals.orgs_with_workstream,
        "share": _ratio(totals.orgs_with_workstream, totals.orgs),
        "workstreams_per_org": _ratio(totals.workstreams, totals.orgs),
        "facts_per_workstream": _ratio(totals.linked_facts, totals.workstreams),
        "stale_share": _ratio(totals.stale, totals.workstreams),
        "empty_share": _ratio(totals.empty, totals.workstreams),
        "ratings": {"count": totals.ratings, "mean": _ratio(totals.rating_sum, totals.ratings)},
    }


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
