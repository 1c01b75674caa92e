"""The people that an organisation knows: their documents follow owners and the participants of bundles.

See docs/data-model.md#people.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from spine.domain.documents import Document
from spine.domain.facts import Fact
from spine.domain.people import MAX_PEOPLE, Person, people_named, person
from spine.domain.workstreams import Workstream
from spine.store.protocol import Create, Delete, PageRequest, Replace, Upsert, Write
from spine.usecases.service import Service

READ_AT_ONCE = 200


def changes(service: Service, org_id: str, named: Mapping[str, Person], known: Mapping[str, Person]) -> list[Write]:
    """The writes of the people named who are new, as far as there is room, and of those who now took part."""
    new = [one for key, one in named.items() if key not in known]
    room = max(0, MAX_PEOPLE - service.store.count_people(org_id)) if new else 0
    joined = [
        known[key].model_copy(update={"is_participant": True})
        for key, one in named.items()
        if one.is_participant and key in known and not known[key].is_participant
    ]
    return [*map(Create, new[:room]), *map(Replace, joined)]


def changes_for_owner(service: Service, org_id: str, owner: str | None) -> list[Write]:
    """The writes that make an owner known."""
    named = people_named(org_id, [owner])
    return changes(service, org_id, named, service.store.get_many(Person, org_id, list(named))) if named else []


def make_anew(service: Service, org_id: str) -> None:
    """Make the people of an organisation anew from the owners of its workstreams and facts.

    Who took part in a meeting stays, for no fact says so; others whom nothing names any more are removed.
    """
    known = {one.person_id: one for one in _all(service, Person, org_id)}
    kept = {key: person(org_id, one.name, is_participant=True) for key, one in known.items() if one.is_participant}
    owning: list[Iterator[Workstream | Fact]] = [_all(service, Workstream, org_id), _all(service, Fact, org_id)]
    for document in chain(*owning):
        for key, one in people_named(org_id, [document.owner]).items():
            if len(kept) < MAX_PEOPLE:
                kept.setdefault(key, one)
    outdated = [one for key, one in kept.items() if key not in known or known[key].model_dump() != one.model_dump()]
    writes: list[Write] = [*map(Upsert, outdated)]
    writes += [Delete(one) for key, one in known.items() if key not in kept]
    service.store.commit_in_parts(org_id, writes)


def _all[D: Document](service: Service, kind: type[D], org_id: str) -> Iterator[D]:
    position: str | None = None
    while True:
        page = service.store.documents(kind, org_id, PageRequest(READ_AT_ONCE, position))
        yield from page.items
        position = page.position
        if position is None:
            return
