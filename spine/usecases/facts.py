"""Facts: storing, changing, listing and deleting them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import cast

from spine.domain import times
from spine.domain.fact_states import FactStatus, SetBy
from spine.domain.facts import Fact
from spine.domain.people import Person, people_named
from spine.domain.proposals import Proposal
from spine.errors import Invalid
from spine.schemas.facts import FactBatch, FactFields, StatusChange
from spine.schemas.responses.facts import FactResponse, FactsCounted, FactsStored, StatusChanged
from spine.store.protocol import Create, Replace, Upsert, Write, WriteConflict
from spine.usecases import deletion, keyword_index, organisations, people
from spine.usecases.fact_changes import FactChanges, changes_of
from spine.usecases.idempotency import NO_IDEMPOTENCY_KEY, IdempotencyKey
from spine.usecases.input_warnings import InputWarnings
from spine.usecases.lookup import candidates, locate, locate_tombstone, only
from spine.usecases.service import Service, commit_noting, retry_on_conflict, run_both

REPEATED_WITHIN = timedelta(hours=1)
"""How long after a call that was cut short its repeat may come."""

_INTERNAL_FIELDS = {"hidden", "not_now"}


def present(fact: Fact) -> FactResponse:
    """A fact as clients read it."""
    return cast(FactResponse, fact.model_dump(mode="json", exclude=_INTERNAL_FIELDS))


def store_batch(service: Service, org_id: str, request: FactBatch, idempotency_key: IdempotencyKey) -> FactsStored:
    """Store the facts of a request. Types that are not known are named in `warnings`."""
    stored = store(service, org_id, request.facts, idempotency_key)
    warnings = InputWarnings()
    warnings.add_unknown_types(request.facts, "fact_type")
    return {**stored, "warnings": warnings.listed}


def store(
    service: Service,
    org_id: str,
    batch: Sequence[FactFields],
    idempotency_key: IdempotencyKey = NO_IDEMPOTENCY_KEY,
    participants: Iterable[str] = (),
    by: SetBy = SetBy.PERSON,
) -> FactsCounted:
    """Store facts: new ones whole, of known ones the given fields. A machine changes no status or state of a person's.

    The whole call is checked before the first write. A fact without an id gets one from the organisation, the
    Idempotency-Key, the body and its index, so that the same call again creates nothing twice. Owners and
    `participants` become people that the organisation knows. Raises Invalid with every bad fact named, and
    PartialWrite where writing ended half-way.
    """
    fields = _by_id(org_id, batch, idempotency_key)
    done: list[Write] = []
    named = people_named(org_id, (fact.owner for fact in batch), participants)

    def attempt() -> None:
        now = service.clock()
        known, known_people = run_both(
            service,
            partial(service.store.get_many, Fact, org_id, list(fields)),
            lambda: service.store.get_many(Person, org_id, list(named)) if named else {},
        )
        changes = changes_of(service, org_id, fields, known, times.iso(now), by)
        refresh = keyword_index.due(service, org_id, fact_ids=[fact.fact_id for fact in changes.changed])
        people_writes = people.changes(service, org_id, named, known_people)
        first = [Upsert(refresh)] if changes.changed else []
        _commit(service, org_id, [*first, *changes.writes, *people_writes], done)
        outdated = _possibly_outdated(changes, known, now)
        keyword_index.refresh_keywords_of_facts(service, org_id, outdated, refresh if changes.changed else None)

    retry_on_conflict(service, "One of the facts", attempt)
    inserted = _facts_in(done, Create)
    stored = _counted(org_id, fields, len(inserted), len(_facts_in(done, Replace) - inserted))
    service.track_event("facts_ingested", {name: value for name, value in stored.items() if name != "fact_ids"})
    return stored


def planned(
    service: Service, org_id: str, batch: Sequence[FactFields], by: SetBy
) -> tuple[FactsCounted, dict[str, Fact]]:
    """What storing facts with ids would answer, and the facts as they would then be; nothing is stored."""
    fields = _by_id(org_id, batch, NO_IDEMPOTENCY_KEY)
    known = service.store.get_many(Fact, org_id, list(fields))
    changes = changes_of(service, org_id, fields, known, service.stamp(), by)
    after = known | {fact.fact_id: fact for fact in (*changes.new, *changes.changed)}
    return _counted(org_id, fields, len(changes.new), len(changes.changed)), after


def _counted(org_id: str, fact_ids: Iterable[str], inserted: int, updated: int) -> FactsCounted:
    ids = list(fact_ids)
    unchanged = len(ids) - inserted - updated
    return {"org_id": org_id, "inserted": inserted, "updated": updated, "unchanged": unchanged, "fact_ids": ids}


def _facts_in(writes: Iterable[Write], kind: type[Create | Replace]) -> set[str]:
    """The ids of the facts among some writes of one kind."""
    return {write.document.key for write in writes if isinstance(write, kind) and isinstance(write.document, Fact)}


def _by_id(org_id: str, batch: Sequence[FactFields], idempotency_key: IdempotencyKey) -> dict[str, FactFields]:
    fields: dict[str, FactFields] = {}
    for index, fact in enumerate(batch):
        fact_id = fact.fact_id or idempotency_key.fact_id(org_id, index)
        if fact_id in fields:
            raise Invalid.field(["facts", index, "fact_id"], f"{fact_id!r} is duplicated in this request")
        fields[fact_id] = fact
    return fields


def _commit(service: Service, org_id: str, writes: Sequence[Write], done: list[Write]) -> None:
    """Write the changes; `done` gets what is written. Raises WriteConflict.

    A new fact whose id a deletion still holds completes the deletion.
    """
    if not writes:
        return organisations.ensure(service, org_id)
    try:
        with organisations.ensured(service, org_id):
            commit_noting(service, org_id, writes, done)
    except WriteConflict:
        deletion.complete_under(service, Fact, org_id, sorted(_facts_in(writes, Create)))
        raise


def _possibly_outdated(changes: FactChanges, known: Mapping[str, Fact], now: datetime) -> list[str]:
    """Ids of the facts whose workstreams' keywords may be outdated: the changed, and those changed just before.

    The call before may have been cut short between the facts and the keywords; its repeat then changes no fact.
    """
    changed = [fact.fact_id for fact in changes.changed]
    since = times.iso(now - REPEATED_WITHIN)
    return list(dict.fromkeys([*changed, *(fact.fact_id for fact in known.values() if fact.updated_at >= since)]))


def read(service: Service, fact_id: str, org: str | None) -> FactResponse:
    """One fact. Raises NotFound and AmbiguousId."""
    return present(locate(service, Fact, fact_id, org))


def set_status(service: Service, item_id: str, org: str | None, change: StatusChange) -> StatusChanged:
    """Set how far a fact, or a proposal, has been checked, and whether a fact is still to be dealt with.

    What it has already changes nothing. Raises Invalid for the state of a proposal.
    """

    def attempt() -> StatusChanged:
        found: list[Fact | Proposal] = [
            *candidates(service, Fact, item_id, org),
            *candidates(service, Proposal, item_id, org),
        ]
        known = only(service, found, Fact, item_id)
        if isinstance(known, Proposal) and change.state:
            raise Invalid.field("state", "is for facts; a proposal has none")
        changes = {name: value for name, value in change.provided().items() if getattr(known, name) is not value}
        after = known
        if changes:
            person = {"set_by": SetBy.PERSON} if isinstance(known, Fact) else {}
            after = known.model_copy(update={**changes, **person, "updated_at": service.stamp()})
            _commit_status(service, known, after)
        elif known.status is FactStatus.REJECTED and isinstance(known, Fact):
            keyword_index.refresh_keywords_of_facts(service, known.org_id, [item_id])
        changed: StatusChanged = {"fact_id": item_id, "status": after.status, "updated_at": after.updated_at}
        return {**changed, "state": after.state} if isinstance(after, Fact) else changed

    return retry_on_conflict(service, f"The fact {item_id!r}", attempt)


def _commit_status(service: Service, known: Fact | Proposal, after: Fact | Proposal) -> None:
    """Write a new status. A rejected fact has no words in its workstreams. Raises WriteConflict."""
    org_id, item_id = known.org_id, known.key
    if not isinstance(known, Fact) or FactStatus.REJECTED not in {known.status, after.status}:
        return service.store.commit(org_id, [Replace(after)])
    refresh = keyword_index.due(service, org_id, fact_ids=[item_id])
    service.store.commit(org_id, [Replace(after), Upsert(refresh)])
    return keyword_index.refresh_keywords_of_facts(service, org_id, [item_id], refresh)


def delete(service: Service, fact_id: str, org: str | None) -> None:
    """Delete a fact with its links; completes a deletion that was cut short."""

    def attempt() -> None:
        if found := candidates(service, Fact, fact_id, org):
            deletion.delete_document(service, only(service, found, Fact, fact_id))
        else:
            deletion.complete(service, locate_tombstone(service, Fact, fact_id, org))

    retry_on_conflict(service, f"The fact {fact_id!r}", attempt)
