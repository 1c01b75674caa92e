"""Facts: storing, changing, listing and deleting them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from spine.domain import times
from spine.domain.facts import Entity, Evidence, Fact, FactStatus
from spine.domain.identifiers import derived
from spine.domain.proposals import Proposal
from spine.errors import FieldError, Invalid
from spine.schemas.facts import EntityFields, EvidenceFields, FactFields
from spine.schemas.queries import FactList
from spine.store.protocol import Create, FactFilter, Replace, Write, WriteConflict
from spine.usecases import deletion, organisations, pages
from spine.usecases.idempotency import NO_IDEMPOTENCY_KEY, IdempotencyKey
from spine.usecases.keyword_index import refresh_keywords_of_facts
from spine.usecases.lookup import candidates, locate, locate_tombstone, only
from spine.usecases.service import Service, retry_on_conflict

REPEATED_WITHIN = timedelta(hours=1)
"""How long after a call that was cut short its repeat may come."""

_MACHINE_FIELDS = {"hidden"}
_TIMES = {"created_at", "updated_at"}


@dataclass(frozen=True)
class Storing:
    """What storing some facts comes to, before anything is written."""

    made: list[Fact]
    changed: list[Fact]

    @property
    def writes(self) -> list[Write]:
        """The writes, new facts first."""
        return [*map(Create, self.made), *map(Replace, self.changed)]


def present(fact: Fact) -> dict[str, Any]:
    """A fact as clients read it."""
    return fact.model_dump(mode="json", exclude=_MACHINE_FIELDS)


def store(
    service: Service, org_id: str, given: Sequence[FactFields], idempotency_key: IdempotencyKey = NO_IDEMPOTENCY_KEY
) -> dict[str, Any]:
    """Store facts: new ones whole, of known ones the given fields.

    The whole call is checked before the first write. A fact without an id gets one from the organisation, the
    Idempotency-Key, the body and its place, so that the same call again makes nothing twice. Raises Invalid with
    every bad fact named, and CutShort where writing ended half-way.
    """
    service.caller.must_cover(org_id)
    fields = _by_id(org_id, given, idempotency_key)
    outcomes: dict[str, str] = {}

    def attempt() -> dict[str, Any]:
        known = service.store.get_many(Fact, org_id, list(fields))
        storing = _storing(service, org_id, fields, known)
        _note(outcomes, storing, list(fields))
        organisations.ensure(service, org_id)
        _write(service, org_id, storing)
        refresh_keywords_of_facts(service, org_id, _worth_signing(service, storing, known))
        return _counted(org_id, outcomes)

    answer = retry_on_conflict(service, "One of the facts", attempt)
    told = ("org_id", "inserted", "updated", "unchanged")
    service.track_event("facts_ingested", {name: answer[name] for name in told})
    return answer


def _note(outcomes: dict[str, str], storing: Storing, fact_ids: Sequence[str]) -> None:
    """What becomes of each fact. One that an attempt cut short has stored already keeps what it was then."""
    changed = dict.fromkeys((fact.fact_id for fact in storing.changed), "updated")
    made = dict.fromkeys((fact.fact_id for fact in storing.made), "inserted")
    for fact_id in fact_ids:
        outcomes.setdefault(fact_id, "unchanged")
    outcomes |= made | changed


def _worth_signing(service: Service, storing: Storing, known: Mapping[str, Fact]) -> list[str]:
    """Ids of the facts whose workstreams' words may be behind: the changed, and those changed just before.

    The call before may have been cut short between the facts and the words; a repeat then finds nothing to change.
    """
    changed = [fact.fact_id for fact in storing.changed]
    since = times.iso(service.clock() - REPEATED_WITHIN)
    return list(dict.fromkeys([*changed, *(i for i, fact in known.items() if fact.updated_at >= since)]))


def _by_id(org_id: str, given: Sequence[FactFields], idempotency_key: IdempotencyKey) -> dict[str, FactFields]:
    fields: dict[str, FactFields] = {}
    for place, fact in enumerate(given):
        fact_id = fact.fact_id or derived("fact", org_id, idempotency_key.key or "", idempotency_key.body, str(place))
        if fact_id in fields:
            raise Invalid.field(["facts", place, "fact_id"], f"{fact_id!r} stands twice in this call")
        fields[fact_id] = fact
    return fields


def _storing(service: Service, org_id: str, fields: Mapping[str, FactFields], known: Mapping[str, Fact]) -> Storing:
    storing, errors = Storing([], []), []
    for place, (fact_id, given) in enumerate(fields.items()):
        before = known.get(fact_id)
        after = _merged(service, org_id, fact_id, given, before)
        errors += [FieldError(loc=["facts", place, name], msg=msg) for name, msg in _faults(given, before, after)]
        if before is None:
            storing.made.append(after)
        elif _says(after) != _says(before):
            storing.changed.append(after)
    if errors:
        raise Invalid.fields(errors)
    return storing


def _faults(given: FactFields, before: Fact | None, after: Fact) -> Iterable[tuple[str, str]]:
    if not after.fact_type:
        yield "fact_type", "is required for a new fact"
    if before and before.text.strip() and not after.text.strip():
        yield "text", "must not be blank"
    elif not after.words:
        yield "text", "must not be blank" if given.text is not None else "or title is required for a new fact"


def _merged(service: Service, org_id: str, fact_id: str, given: FactFields, before: Fact | None) -> Fact:
    now, fields = service.stamp(), given.given()
    fields["evidence"] = _evidence(given.evidence) if given.evidence is not None else None
    fields["entities"] = _entities(given.entities) if given.entities is not None else None
    fields = {name: value for name, value in fields.items() if value is not None}
    if before:
        fields.pop("created_at", None)
        return before.model_copy(update=fields | {"updated_at": now})
    new = {"fact_type": "", "text": "", "created_at": now, **fields, "fact_id": fact_id, "updated_at": now}
    return Fact(org_id=org_id, **new)


def _evidence(given: Sequence[EvidenceFields]) -> tuple[Evidence, ...]:
    """Evidence with ids that are unique inside the fact; one without an id gets the next number that is free."""
    taken = {evidence.evidence_id for evidence in given if evidence.evidence_id}
    free = (f"ev_{n}" for n in count(1) if f"ev_{n}" not in taken)
    return tuple(
        Evidence(**{**evidence.given(), "evidence_id": evidence.evidence_id or next(free)}) for evidence in given
    )


def _entities(given: Sequence[EntityFields]) -> tuple[Entity, ...]:
    return tuple(Entity(**entity.given()) for entity in given)


def _says(fact: Fact) -> dict[str, Any]:
    return fact.model_dump(exclude=_TIMES)


def _write(service: Service, org_id: str, storing: Storing) -> None:
    try:
        service.store.commit_in_parts(org_id, storing.writes)
    except WriteConflict:
        deletion.complete_all_under(service, Fact, org_id, [fact.fact_id for fact in storing.made])
        raise


def _counted(org_id: str, outcomes: Mapping[str, str]) -> dict[str, Any]:
    counts = Counter(outcomes.values())
    return {
        "org_id": org_id,
        **{name: counts[name] for name in ("inserted", "updated", "unchanged")},
        "fact_ids": list(outcomes),
    }


def of_organisation(service: Service, org_id: str, query: FactList) -> dict[str, Any]:
    """A page of an organisation's facts, newest first."""
    scope = ["facts", org_id, sorted(query.types), sorted(query.status), query.since]
    wanted = FactFilter(query.types, [status.value for status in query.status], query.since)
    page = service.store.facts(service.caller.must_cover(org_id), wanted, pages.request(query, scope))
    answer = {"org_id": org_id, "facts": [present(fact) for fact in page.items]}
    return pages.with_cursor(answer, page.position, scope)


def read(service: Service, fact_id: str, org: str | None) -> dict[str, Any]:
    """One fact. Raises NotFound and AmbiguousId."""
    return present(locate(service, Fact, fact_id, org))


def set_status(service: Service, item_id: str, org: str | None, status: FactStatus) -> dict[str, Any]:
    """Say how far a fact, or a proposal, has been checked; the status it has already changes nothing."""

    def attempt() -> dict[str, Any]:
        found: list[Fact | Proposal] = [
            *candidates(service, Fact, item_id, org),
            *candidates(service, Proposal, item_id, org),
        ]
        known = only(found, Fact, item_id)
        after = known
        if known.status is not status:
            after = known.model_copy(update={"status": status, "updated_at": service.stamp()})
            service.store.commit(known.org_id, [Replace(after)])
        if FactStatus.REJECTED in {known.status, status} and isinstance(known, Fact):
            refresh_keywords_of_facts(service, known.org_id, [item_id])
        return {"fact_id": item_id, "status": status.value, "updated_at": after.updated_at}

    return retry_on_conflict(service, f"The fact {item_id!r}", attempt)


def delete(service: Service, fact_id: str, org: str | None) -> None:
    """Delete a fact with its links; completes a deletion that was cut short."""

    def attempt() -> None:
        if found := candidates(service, Fact, fact_id, org):
            deletion.delete_document(service, only(found, Fact, fact_id))
        else:
            deletion.complete(service, locate_tombstone(service, Fact, fact_id, org))

    retry_on_conflict(service, f"The fact {fact_id!r}", attempt)
