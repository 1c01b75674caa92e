"""Organisations: their settings, how they stand as of the last sweep, creating and deleting them.

See docs/data-model.md#organisations.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from itertools import batched
from typing import cast

from spine.domain.organisations import Organisation
from spine.domain.reading.organisation_names import name_key
from spine.domain.sweeps import SweepCheckpoint, SweepCounts
from spine.errors import Invalid, NotFound, Unavailable
from spine.schemas.organisations import OrganisationFields
from spine.schemas.queries import Paging
from spine.schemas.responses.organisations import OrganisationPage, OrganisationResponse, SnapshotPage, SnapshotResponse
from spine.schemas.responses.service import Coverage
from spine.store.protocol import Create, Delete, Page, PageRequest, Replace, WriteConflict
from spine.usecases.cursors import next_cursor, page_request
from spine.usecases.service import Service, retry_on_conflict
from spine.usecases.sweep_progress import read_checkpoint

DELETION_BATCH = 500
DELETION_LIMIT = timedelta(seconds=60)
_CLEARED: dict[str, object] = {
    "name": None, "aliases": (), "language": None, "time_zone": None, "macro_mode": None, "context_text": None,
}  # fmt: skip

_INTERNAL_FIELDS = {"name_keys", "dismissed_facts"}


def present(organisation: Organisation) -> OrganisationResponse:
    """An organisation as clients read it."""
    return cast(OrganisationResponse, organisation.model_dump(mode="json", exclude=_INTERNAL_FIELDS))


def visible(service: Service, query: Paging) -> OrganisationPage:
    """A page of the organisations that the caller may see and that have a document, each page by id."""
    org_ids = None if service.caller.visible is None else sorted(service.caller.visible)
    scope = ["organisations", org_ids]
    wanted = page_request(query, scope)
    page = (
        service.store.organisations_across_partitions(wanted) if org_ids is None else _among(service, org_ids, wanted)
    )
    return {
        "orgs": [{"org_id": one.org_id, "name": one.name} for one in sorted(page.items, key=lambda one: one.org_id)],
        **next_cursor(page.position, scope),
    }


def _among(service: Service, org_ids: Sequence[str], wanted: PageRequest) -> Page[Organisation]:
    """The page of some organisations, by their sorted ids: a read for each costs less than a query over all."""
    following = (org_id for org_id in org_ids if wanted.position is None or org_id > wanted.position)
    found: list[Organisation] = []
    for some in batched(following, wanted.limit + 1, strict=False):
        reads = [partial(service.store.get, Organisation, org_id, org_id) for org_id in some]
        found += filter(None, service.store.run_concurrently(*reads))
        if len(found) > wanted.limit:
            return Page(found[: wanted.limit], found[wanted.limit - 1].org_id)
    return Page(found)


def read(service: Service, org_id: str) -> OrganisationResponse:
    """One organisation's settings. Raises NotFound while it has no document."""
    organisation = service.store.get(Organisation, org_id, org_id)
    if organisation is None:
        raise NotFound(f"No organisation {org_id!r}.")
    return present(organisation)


def put(service: Service, org_id: str, fields: OrganisationFields) -> OrganisationResponse:
    """Set all settings of an organisation; those not given are cleared."""
    return _write(service, org_id, {**_CLEARED, **_settings(org_id, fields)})


def patch(service: Service, org_id: str, fields: OrganisationFields) -> OrganisationResponse:
    """Set the given settings of an organisation; null clears one."""
    return _write(service, org_id, _settings(org_id, fields))


def dismiss(service: Service, org_id: str, fact_ids: Iterable[str]) -> None:
    """Remember facts of suggestions that a person dismissed. That is no change of a setting."""
    dismissed = list(fact_ids)

    def attempt() -> None:
        known = service.store.get(Organisation, org_id, org_id)
        changed = (known or _new(org_id, service.stamp())).with_dismissed(dismissed)
        service.store.commit(org_id, [Replace(changed) if known else Create(changed)])

    retry_on_conflict(service, f"The organisation {org_id!r}", attempt)


def _settings(org_id: str, fields: OrganisationFields) -> dict[str, object]:
    settings = fields.provided_or_null()
    check_same(org_id, settings.pop("org_id", None))
    return {name: _CLEARED[name] if value is None else value for name, value in settings.items()}


def check_same(org_id: str, in_body: str | None) -> None:
    """Raises Invalid where the body of a request names another organisation than its path."""
    if in_body not in (None, org_id):
        raise Invalid.field("org_id", "must match the organisation in the path")


def _write(service: Service, org_id: str, changes: Mapping[str, object]) -> OrganisationResponse:
    def attempt() -> OrganisationResponse:
        known, now = service.store.get(Organisation, org_id, org_id), service.stamp()
        changed = named((known or _new(org_id, now)).model_copy(update={**changes, "updated_at": now}))
        service.store.commit(org_id, [Replace(changed) if known else Create(changed)])
        return present(changed)

    return retry_on_conflict(service, f"The organisation {org_id!r}", attempt)


def _new(org_id: str, now: str) -> Organisation:
    return named(Organisation(org_id=org_id, created_at=now, updated_at=now))


def named(organisation: Organisation) -> Organisation:
    """The organisation with the keys that the words of a request are compared with: its id, name and aliases."""
    keys = dict.fromkeys(filter(None, map(name_key, organisation.names)))
    return organisation.model_copy(update={"name_keys": tuple(keys)})


def ensure(service: Service, org_id: str) -> None:
    """Create the organisation's document where it has none: the first accepted write does so."""
    if service.store.get(Organisation, org_id, org_id) is None:
        with suppress(WriteConflict):  # another call has created it meanwhile
            service.store.commit(org_id, [Create(_new(org_id, service.stamp()))])


@contextmanager
def ensured(service: Service, org_id: str) -> Iterator[None]:
    """The organisation has its document when the writes inside begin, so that a call cut short leaves none without it.

    It has one when they end, too: another call may have deleted the organisation meanwhile.
    """
    ensure(service, org_id)
    yield
    ensure(service, org_id)


def delete(service: Service, org_id: str, confirm: str) -> None:
    """Delete an organisation with everything in it; its own document goes last. What others write meanwhile goes, too.

    Raises Invalid without the confirmation, NotFound for an unknown organisation, and Unavailable with `removed`
    after 60 s of work: a repeat continues.
    """
    if confirm != org_id:
        raise Invalid.field("confirm", "must repeat the organisation's id, as a confirmation")
    if not service.store.organisation_exists(org_id):
        raise NotFound(f"No organisation {org_id!r}.")
    removed, end = 0, service.clock() + DELETION_LIMIT
    try:
        has_document = True
        while has_document:  # what others wrote before it went is still there
            while batch := service.store.delete_batch(org_id, DELETION_BATCH):
                removed += batch
                if service.clock() >= end:
                    raise Unavailable(f"{removed} documents were removed and more remain; repeat the request to go on.")
            has_document = _delete_document(service, org_id)
    except Unavailable as error:
        error.extra["removed"] = removed
        raise


def _delete_document(service: Service, org_id: str) -> bool:
    """Delete the organisation's own document; whether there was one."""
    organisation = service.store.get(Organisation, org_id, org_id)
    service.store.commit(org_id, [Delete(organisation)] if organisation else [])
    return organisation is not None


def snapshots_of(service: Service, org_id: str, query: Paging) -> SnapshotPage:
    """A page of an organisation's snapshots, newest first."""
    scope = ["snapshots", org_id]
    page = service.store.snapshots(org_id, page_request(query, scope))
    shown = [snapshot.model_dump(mode="json", exclude={"day", "created_at", "expires_at"}) for snapshot in page.items]
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
