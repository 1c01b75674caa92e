"""What a sweep does for each organisation, each workstream and each deletion that was cut short."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import batched

from spine.domain import times
from spine.domain.documents import KeywordRefresh, Tombstone, expiry
from spine.domain.organisations import Organisation
from spine.domain.snapshots import OrganisationState, Snapshot, snapshot_of
from spine.domain.workstreams import WorkstreamSummary, days_since_update, is_stale
from spine.errors import is_database_away
from spine.store.protocol import Delete, PageRequest, Upsert
from spine.usecases import deletion, keyword_index
from spine.usecases.service import Service
from spine.usecases.sweep_progress import Progress, RateLimiter

logger = logging.getLogger("spine.sweep")

SUMMARIES_AT_ONCE = 1000
LONGEST_CALL = timedelta(minutes=5)
COUNTED_AT_ONCE = 10
"""Of how many workstreams the facts are counted in one step."""


class SweepTimeout(Exception):
    """The end of the sweep came within a visit; the next sweep begins with this visit."""


class Visits:
    """The visits of one sweep; what they count goes into its progress."""

    def __init__(self, service: Service, limiter: RateLimiter, progress: Progress) -> None:
        self._service, self._store, self._limiter, self._progress = service, service.store, limiter, progress
        self._after_days = service.settings.stale_after_days

    def organisation(self, org_id: str) -> None:
        """Flag its stale workstreams and take its snapshot; an organisation deleted meanwhile is skipped."""
        organisation = self._store.get(Organisation, org_id, org_id)
        if organisation is None:
            return
        state = self._state(organisation)
        self._flag_stale(state.workstreams)
        now = self._service.clock()
        if self._take_snapshot(state, now):
            self._progress.counts = self._progress.counts.with_organisation(state, now, self._after_days)

    def workstream(self, workstream: WorkstreamSummary) -> None:
        """Flag a stale workstream of an organisation that has no document, and so no visit of its own."""
        if self._store.get(Organisation, workstream.org_id, workstream.org_id) is None:
            self._flag_stale([workstream])

    def tombstone(self, tombstone: Tombstone) -> None:
        """Complete a deletion that was cut short. Raises SweepTimeout."""

        def end_step() -> None:
            self._limiter.end_step()
            if self._limiter.is_past_end:
                raise SweepTimeout

        deletion.complete(self._service, tombstone, end_step)
        self._progress.count(deletions=1)

    def keyword_refresh(self, stored: KeywordRefresh) -> None:
        """Complete a change of links or facts that was cut short; the call of a new one may still be at work."""
        if times.parse(stored.created_at) <= self._service.clock() - LONGEST_CALL:
            keyword_index.complete(self._service, stored)

    def failed(self, what: str, error: Exception) -> None:
        """Log and count an item that failed; the sweep continues."""
        logger.error("The stale sweep skips %s: %s", what, type(error).__name__)
        self._progress.count(failed=1)

    def _state(self, organisation: Organisation) -> OrganisationState:
        org_id = organisation.org_id
        page = self._store.workstream_summaries(org_id, PageRequest(SUMMARIES_AT_ONCE))
        workstreams = page.items
        while page.position is not None:
            self._limiter.end_step()
            page = self._store.workstream_summaries(org_id, PageRequest(SUMMARIES_AT_ONCE, page.position))
            workstreams += page.items
        counts = self._store.counts(org_id, times.iso(self._service.clock())[:10])
        facts_linked: dict[str, int] = {}
        for batch in batched((workstream.workstream_id for workstream in workstreams), COUNTED_AT_ONCE, strict=False):
            facts_linked |= self._store.count_linked_facts(org_id, batch)
            self._limiter.end_step()
        return OrganisationState(org_id, workstreams, facts_linked, counts, organisation.language)

    def _flag_stale(self, workstreams: Iterable[WorkstreamSummary]) -> None:
        """Flag those of some workstreams that are stale and have no flag."""
        for workstream in workstreams:
            now = self._service.clock()
            if workstream.stale_flagged_at is not None or not is_stale(workstream, now, self._after_days):
                continue
            try:
                self._flag(workstream, now)
            except Exception as error:  # one bad record does not stop the run
                if is_database_away(error):
                    raise
                self.failed(f"workstream {workstream.workstream_id}", error)

    def _flag(self, workstream: WorkstreamSummary, now: datetime) -> None:
        is_flagged = self._store.flag_stale(workstream, times.iso(now))
        self._limiter.end_step()
        if not is_flagged:  # somebody updated, flagged or deleted it meanwhile
            return
        self._progress.count(flagged=1)
        logger.warning("Workstream %s stale (%d+ days)", workstream.workstream_id, self._after_days)
        self._service.track_event(
            "workstream_flagged_stale",
            {
                "org_id": workstream.org_id,
                "workstream_id": workstream.workstream_id,
                "days_idle": days_since_update(workstream, now, self._after_days),
            },
        )

    def _take_snapshot(self, state: OrganisationState, now: datetime) -> bool:
        """Store the day's snapshot where its content is new; False, and no snapshot, where the organisation is gone."""
        org_id, snapshot = state.org_id, snapshot_of(state, now, self._after_days)
        stored = self._store.get(Snapshot, org_id, snapshot.day)
        if stored and snapshot.has_same_content(stored):
            return True
        created_at = stored.created_at if stored else snapshot.created_at
        expires_at = expiry(snapshot.as_of_iso, self._service.settings.snapshot_retention_days)
        kept = snapshot.model_copy(update={"created_at": created_at, "expires_at": expires_at})
        self._store.commit(org_id, [Upsert(kept)])
        if self._store.get(Organisation, org_id, org_id) is not None:
            return True
        self._store.commit(org_id, [Delete(snapshot)])
        return False
