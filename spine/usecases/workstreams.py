"""Workstreams: creating, changing, listing and deleting them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, cast

from spine.domain.owners import NOBODY
from spine.domain.planning.keywords import with_keywords
from spine.domain.workstream_states import WorkstreamState
from spine.domain.workstreams import AT_REST, Workstream, days_since_update, effective_status, is_stale, stale_cutoff
from spine.errors import Invalid, StaleRevision
from spine.schemas.queries import WorkstreamList
from spine.schemas.responses.workstreams import WorkstreamPage, WorkstreamResponse, WorkstreamSaved
from spine.schemas.workstreams import WorkstreamChanges, WorkstreamFields
from spine.store.errors import BadPosition
from spine.store.protocol import Create, Page, PageRequest, Replace, WorkstreamFilter, WriteConflict
from spine.usecases import deletion, organisations, people
from spine.usecases.cursors import next_cursor, page_request
from spine.usecases.idempotency import NO_IDEMPOTENCY_KEY, IdempotencyKey
from spine.usecases.keyword_index import first_facts
from spine.usecases.lookup import candidates, locate, locate_tombstone, only
from spine.usecases.service import Service, retry_on_conflict

_REQUIRED = ("title", "status", "priority", "state")
_READ_ONLY = ("workstream_id", "org_id", "created_at")
_OWN_WORDS = ("title", "description", "tags")
_INTERNAL_FIELDS = {"rev", "made_by", "stems", "weights", "length", "words_version", "verdicts"}


def present(service: Service, workstream: Workstream) -> WorkstreamResponse:
    """A workstream as clients read it, with what follows from its age today."""
    return present_all([workstream], service.clock(), service.settings.stale_after_days)[0]


def present_saved(service: Service, workstream: Workstream) -> WorkstreamSaved:
    """A workstream after a request; its fields are read in one way only, so there is nothing to warn of."""
    return {**present(service, workstream), "warnings": []}


def present_all(workstreams: Iterable[Workstream], now: datetime, after_days: int) -> list[WorkstreamResponse]:
    """Workstreams as clients read them, with what follows from their age at a moment."""
    shown = [
        workstream.model_dump(mode="json", exclude=_INTERNAL_FIELDS)
        | {
            "stale": is_stale(workstream, now, after_days),
            "days_since_update": days_since_update(workstream, now, after_days),
            "effective_status": effective_status(workstream, now, after_days).value,
        }
        for workstream in workstreams
    ]
    return cast(list[WorkstreamResponse], shown)


def save(
    service: Service, org_id: str, fields: WorkstreamFields, idempotency_key: IdempotencyKey = NO_IDEMPOTENCY_KEY
) -> Workstream:
    """Create a workstream, or change the given fields of a known one.

    Without an id and with an Idempotency-Key, the id is derived from the key: the same call again changes nothing,
    and the key with another body is Invalid.
    """
    values = _with_owner(fields.provided())
    organisations.check_same(org_id, values.pop("org_id", None))
    id_from_key = None if "workstream_id" in values else idempotency_key.workstream_id(org_id)
    workstream_id = values.pop("workstream_id", None) or id_from_key or _new_id(service)

    def attempt() -> Workstream:
        known = service.store.get(Workstream, org_id, workstream_id)
        if known and id_from_key:
            idempotency_key.check_repeated(known.made_by)
            return known
        if known:
            changes = {name: value for name, value in values.items() if name not in _READ_ONLY}
            saved = _changed(service, known, changes)
        else:
            saved = _new(service, org_id, workstream_id, values, idempotency_key.body_hash if id_from_key else None)
        with organisations.ensured(service, org_id):
            return _stored(service, saved, known)

    return retry_on_conflict(service, f"The workstream {workstream_id!r}", attempt)


def _new_id(service: Service) -> str:
    """An id that sorts behind those made before: of equally important workstreams the one made first comes first."""
    milliseconds = int(service.clock().timestamp() * 1000)
    return f"ws_{milliseconds:011x}{service.token()[-5:]}"


def _with_owner(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a request, where an owner who is nobody is none."""
    return {**values, "owner": None} if values.get("owner") == NOBODY else values


def _new(
    service: Service, org_id: str, workstream_id: str, values: Mapping[str, object], made_by: str | None
) -> Workstream:
    if "title" not in values:
        raise Invalid.field("title", "is required for a new workstream")
    now = service.stamp()
    made = {"updated_at": now, "rev": service.token(), "made_by": made_by or None}
    fields = {"org_id": org_id, "workstream_id": workstream_id, "created_at": now, **values, **made}
    return with_keywords(Workstream.model_validate(fields), ())


def _changed(service: Service, known: Workstream, changes: Mapping[str, object]) -> Workstream:
    """The workstream as a person changed it: somebody looked after it, so it is neither stale nor flagged."""
    update = {"updated_at": service.stamp(), "rev": service.token(), "stale_flagged_at": None}
    changed = known.model_copy(update={**changes, **update})
    if all(getattr(changed, name) == getattr(known, name) for name in _OWN_WORDS):
        return changed
    return with_keywords(changed, first_facts(service, known.org_id, known.workstream_id))


def _stored(service: Service, saved: Workstream, known: Workstream | None) -> Workstream:
    """Write it, and make its owner known. Raises WriteConflict.

    A new one whose id a deletion still holds completes the deletion.
    """
    is_owner_new = known is None or saved.owner != known.owner
    owner = people.changes_for_owner(service, saved.org_id, saved.owner) if is_owner_new else []
    try:
        service.store.commit(saved.org_id, [Replace(saved) if known else Create(saved), *owner])
    except WriteConflict:
        deletion.complete_under(service, Workstream, saved.org_id, [saved.workstream_id])
        raise
    return saved


def patch(
    service: Service, workstream_id: str, org: str | None, fields: WorkstreamChanges, if_match: frozenset[str] | None
) -> Workstream:
    """Change the given fields; null clears an optional one.

    Raises StaleRevision where `if_match` (revisions, None for any) does not hold the one that is stored.
    """
    changes = _with_owner(fields.provided_or_null())
    for name in _REQUIRED:
        if name in changes and changes[name] is None:
            raise Invalid.field(name, "is required and cannot be cleared")
    if changes.get("tags", ()) is None:
        changes["tags"] = ()

    def attempt() -> Workstream:
        known = locate(service, Workstream, workstream_id, org)
        check_revision(known, if_match)
        return _stored(service, _changed(service, known, changes), known)

    return retry_on_conflict(service, f"The workstream {workstream_id!r}", attempt)


def check_revision(known: Workstream, if_match: frozenset[str] | None) -> None:
    """Raises StaleRevision where the stored revision is none of those that the caller expects."""
    if if_match is not None and known.rev not in if_match and "*" not in if_match:
        raise StaleRevision(f"The workstream {known.workstream_id!r} was changed since you read it.")


def read(service: Service, workstream_id: str, org: str | None) -> Workstream:
    """One workstream. Raises NotFound and AmbiguousId."""
    return locate(service, Workstream, workstream_id, org)


def delete(service: Service, workstream_id: str, org: str | None, if_match: frozenset[str] | None) -> None:
    """Delete a workstream with its links; completes a deletion that was cut short."""

    def attempt() -> None:
        found = candidates(service, Workstream, workstream_id, org)
        if not found:
            return deletion.complete(service, locate_tombstone(service, Workstream, workstream_id, org))
        known = only(service, found, Workstream, workstream_id)
        check_revision(known, if_match)
        return deletion.delete_document(service, known)

    retry_on_conflict(service, f"The workstream {workstream_id!r}", attempt)


def of_organisation(service: Service, org_id: str, query: WorkstreamList) -> WorkstreamPage:
    """A page of an organisation's workstreams: active ones, then paused and closed ones.

    Each group goes by priority, status in alphabetical order, latest update, id.
    """
    scope = ["workstreams", org_id, query.status, query.min_priority, query.stale]
    now, after_days = service.clock(), service.settings.stale_after_days
    cutoff = stale_cutoff(now, after_days)
    wanted = WorkstreamFilter(status=query.status.value if query.status else None, min_priority=query.min_priority)
    active = replace(
        wanted,
        states=(WorkstreamState.ACTIVE,),
        updated_until=cutoff if query.stale is True else None,
        updated_after=cutoff if query.stale is False else None,
    )
    groups = [active] if query.stale else [active, replace(wanted, states=AT_REST)]
    page = _page_of_groups(partial(service.store.workstreams, org_id), groups, page_request(query, scope))
    return {
        "org_id": org_id,
        "workstreams": present_all(page.items, now, after_days),
        **next_cursor(page.position, scope),
    }


def _page_of_groups(
    read: Callable[[WorkstreamFilter, PageRequest], Page[Workstream]],
    groups: Sequence[WorkstreamFilter],
    request: PageRequest,
) -> Page[Workstream]:
    """A page of a list in groups, one after the other; its position is the number of the group and that in it."""
    first, position = _position_in_groups(request.position, len(groups))
    items: list[Workstream] = []
    for number in range(first, len(groups)):
        if len(items) == request.limit:
            has_more = bool(read(groups[number], PageRequest(1)).items)
            return Page(items, str(number) if has_more else None)
        page = read(groups[number], PageRequest(request.limit - len(items), position))
        items += page.items
        if page.position is not None:
            return Page(items, f"{number}{page.position}")
        position = None
    return Page(items)


def _position_in_groups(position: str | None, groups: int) -> tuple[int, str | None]:
    """The number of the group that a page begins in, and the position there. Raises BadPosition."""
    if position is None:
        return 0, None
    if position[:1] not in {str(number) for number in range(groups)}:
        raise BadPosition
    return int(position[0]), position[1:] or None
