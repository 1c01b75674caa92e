"""Organisations: their settings, making them on the first write, deleting them with everything in them."""

from datetime import timedelta
from typing import Any

from spine.domain.organisations import Organisation
from spine.domain.reading.parties import name_key
from spine.errors import Invalid, NotFound, Unavailable
from spine.schemas.organisations import OrganisationFields
from spine.store.protocol import Create, Delete, Replace, Write, WriteConflict
from spine.usecases.service import Service, retry_on_conflict

ERASED_AT_ONCE = 500
DELETION_LIMIT = timedelta(seconds=60)
_CLEARED: dict[str, Any] = {
    "name": None, "aliases": (), "language": None, "macro_mode": None, "context_text": None,
}  # fmt: skip


def present(organisation: Organisation) -> dict[str, Any]:
    """An organisation as clients read it."""
    return organisation.model_dump(mode="json", exclude={"name_keys"})


def read(service: Service, org_id: str) -> dict[str, Any]:
    """One organisation's settings. Raises NotFound while it has no document."""
    organisation = service.store.get(Organisation, service.caller.must_cover(org_id), org_id)
    if organisation is None:
        raise NotFound(f"There is no organisation {org_id!r}.")
    return present(organisation)


def put(service: Service, org_id: str, fields: OrganisationFields) -> dict[str, Any]:
    """Set all settings of an organisation; those not given are cleared."""
    return _write(service, org_id, _CLEARED | _settings(org_id, fields))


def patch(service: Service, org_id: str, fields: OrganisationFields) -> dict[str, Any]:
    """Set the given settings of an organisation; null clears one."""
    return _write(service, org_id, _settings(org_id, fields))


def _settings(org_id: str, fields: OrganisationFields) -> dict[str, Any]:
    given = fields.set_or_cleared()
    if given.pop("org_id", None) not in (None, org_id):
        raise Invalid.field("org_id", "must be the organisation of the path")
    return {name: _CLEARED[name] if value is None else value for name, value in given.items()}


def _write(service: Service, org_id: str, changes: dict[str, Any]) -> dict[str, Any]:
    service.caller.must_cover(org_id)

    def attempt() -> dict[str, Any]:
        known = service.store.get(Organisation, org_id, org_id)
        organisation = named((known or _new(service, org_id)).model_copy(update=changes))
        changed = organisation.model_copy(update={"updated_at": service.stamp()})
        service.store.commit(org_id, [Replace(changed) if known else Create(changed)])
        return present(changed)

    return retry_on_conflict(service, f"The organisation {org_id!r}", attempt)


def _new(service: Service, org_id: str) -> Organisation:
    now = service.stamp()
    return named(Organisation(org_id=org_id, created_at=now, updated_at=now))


def named(organisation: Organisation) -> Organisation:
    """The organisation with the keys that a request's words are looked up by: its id, name and aliases."""
    names = [organisation.org_id, organisation.name or "", *organisation.aliases]
    keys = dict.fromkeys(filter(None, map(name_key, names)))
    return organisation.model_copy(update={"name_keys": tuple(keys)})


def ensure(service: Service, org_id: str) -> None:
    """Make the organisation's document where it has none: what its first accepted write does."""
    if service.store.get(Organisation, org_id, org_id) is None:
        commit_unless_there(service, org_id, [Create(_new(service, org_id))])


def commit_unless_there(service: Service, org_id: str, writes: list[Write]) -> bool:
    """Whether the documents were made; False where another call made them first."""
    try:
        service.store.commit(org_id, writes)
    except WriteConflict:
        return False
    return True


def _erased(service: Service, org_id: str, removed: int) -> int:
    try:
        return service.store.delete_batch(org_id, ERASED_AT_ONCE)
    except Unavailable as fault:
        fault.extra["removed"] = removed
        raise


def delete(service: Service, org_id: str, confirm: str) -> None:
    """Remove an organisation with everything in it; its own document goes last.

    Raises Invalid without the confirmation, NotFound for an unknown one, and Unavailable with `removed` after
    60 s of work: a repeat goes on.
    """
    service.caller.must_cover(org_id)
    if confirm != org_id:
        raise Invalid.field("confirm", "must repeat the organisation's id, because everything in it is deleted")
    if not service.store.organisation_exists(org_id):
        raise NotFound(f"There is no organisation {org_id!r}.")
    removed, end = 0, service.clock() + DELETION_LIMIT
    while erased := _erased(service, org_id, removed):
        removed += erased
        if service.clock() >= end:
            raise Unavailable(
                f"{removed} documents are removed, more are left; repeat the call to go on.",
                extra={"removed": removed},
            )
    organisation = service.store.get(Organisation, org_id, org_id)
    if organisation is not None:
        service.store.commit(org_id, [Delete(organisation)])
