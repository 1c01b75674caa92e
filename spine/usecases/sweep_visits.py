"""What a sweep does at each organisation, workstream and cut-short deletion that it comes to."""

import logging
from collections.abc import Iterable
from itertools import batched

from spine.domain import times
from spine.domain.documents import Tombstone
from spine.domain.organisations import Organisation
from spine.domain.snapshots import OrganisationState, Snapshot, says_the_same, snapshot_of
from spine.domain.staleness import days_since_update, is_stale
from spine.domain.sweeps import SweepCounts
from spine.domain.workstreams import WorkstreamSummary
from spine.errors import PartitionFull, Unavailable
from spine.store.protocol import Delete, PageRequest, Upsert
from spine.usecases import deletion
from spine.usecases.rate_limiter import RateLimiter
from spine.usecases.service import Service

logger = logging.getLogger("spine.sweep")

STANDINGS_AT_ONCE = 1000
COUNTED_AT_ONCE = 10
"""Of how many workstreams the facts are counted before the sweep looks at its pace again."""


class SweepTimeout(Exception):
    """The end of the sweep came within a visit; the next one begins with it."""


class Visits:
    """The visits of one sweep, and what they counted."""

    def __init__(self, service: Service, pace: RateLimiter, tally: SweepCounts) -> None:
        self._service, self._store, self._pace = service, service.store, pace
        self._after_days = service.settings.stale_after_days
        self.tally = tally

    def organisation(self, org_id: str) -> None:
        """Flag its neglected workstreams and take its picture; one that was deleted meanwhile is passed over."""
        organisation = self._store.get(Organisation, org_id, org_id)
        if organisation is None:
            return
        account = self._account(organisation)
        self._flag_all(account.workstream_summaries)
        if self._keep_picture(account):
            self.tally = self.tally.with_account(account, self._service.clock(), self._after_days)

    def workstream(self, standing: WorkstreamSummary) -> None:
        """Flag a neglected workstream of an organisation that has no document, and so no visit of its own."""
        if self._store.get(Organisation, standing.org_id, standing.org_id) is None:
            self._flag_all([standing])

    def tombstone(self, stone: Tombstone) -> None:
        """Complete a deletion that was cut short."""
        deletion.complete(self._service, stone, self._rest)
        self.tally = self.tally.plus(deletions=1)

    def failed(self, what: str, fault: Exception) -> None:
        """Log and count what could not be dealt with; the sweep goes on."""
        logger.error("The stale sweep passes over %s: %s", what, type(fault).__name__)
        self.tally = self.tally.plus(failed=1)

    def _rest(self) -> None:
        self._pace.keep()
        if self._pace.is_over:
            raise SweepTimeout

    def _account(self, organisation: Organisation) -> OrganisationState:
        org_id = organisation.org_id
        workstream_summaries = self._standings(org_id)
        counts = self._store.counts(org_id, times.iso(self._service.clock())[:10])
        linked: dict[str, int] = {}
        for some in batched((one.workstream_id for one in workstream_summaries), COUNTED_AT_ONCE, strict=False):
            linked |= self._store.count_linked_facts(org_id, some)
            self._pace.keep()
        return OrganisationState(org_id, workstream_summaries, linked, counts, organisation.language)

    def _standings(self, org_id: str) -> list[WorkstreamSummary]:
        page = self._store.workstream_summaries(org_id, PageRequest(STANDINGS_AT_ONCE))
        workstream_summaries = page.items
        while page.position is not None:
            self._pace.keep()
            page = self._store.workstream_summaries(org_id, PageRequest(STANDINGS_AT_ONCE, page.position))
            workstream_summaries += page.items
        return workstream_summaries

    def _flag_all(self, workstream_summaries: Iterable[WorkstreamSummary]) -> None:
        for standing in workstream_summaries:
            try:
                self._flag(standing)
            except Exception as fault:  # one bad record does not stop the run
                if is_away(fault):
                    raise
                self.failed(f"workstream {standing.workstream_id}", fault)

    def _flag(self, standing: WorkstreamSummary) -> None:
        now, after_days = self._service.clock(), self._after_days
        if standing.stale_flagged_at is not None or not is_stale(standing, now, after_days):
            return
        flagged = self._store.flag_stale(standing, times.iso(now))
        self._pace.keep()
        if not flagged:  # somebody updated, flagged or deleted it meanwhile
            return
        self.tally = self.tally.plus(flagged=1)
        logger.warning("Workstream %s stale (%d+ days)", standing.workstream_id, after_days)
        self._service.track_event(
            "workstream_flagged_stale",
            {
                "org_id": standing.org_id,
                "workstream_id": standing.workstream_id,
                "days_idle": days_since_update(standing, now, after_days),
            },
        )

    def _keep_picture(self, account: OrganisationState) -> bool:
        """Store the day's picture where it says something new; False, and none, where the organisation is gone."""
        picture = snapshot_of(account, self._service.clock(), self._after_days)
        stored = self._store.get(Snapshot, account.org_id, picture.day)
        if says_the_same(picture, stored):
            return True
        first = stored.created_at if stored else picture.created_at
        self._store.commit(account.org_id, [Upsert(picture.model_copy(update={"created_at": first}))])
        if self._store.get(Organisation, account.org_id, account.org_id) is not None:
            return True
        self._store.commit(account.org_id, [Delete(picture)])
        return False


def is_away(fault: Exception) -> bool:
    """Whether a fault says something of the database, not of the one record."""
    return isinstance(fault, Unavailable) and not isinstance(fault, PartitionFull)
