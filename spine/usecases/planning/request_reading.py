"""Reading a request with what the database knows: organisations first, then the names that the organisation has."""

from collections.abc import Callable, Sequence
from functools import partial

from spine.domain.identifiers import is_identifier
from spine.domain.organisations import Organisation
from spine.domain.people import Person
from spine.domain.reading.requests import Reading, read
from spine.schemas.planning import PlanOptions
from spine.usecases.planning.known_names import KnownNames, look_up, people_in
from spine.usecases.planning.organisation import (
    ResolvedOrganisation,
    organisation_in,
    resolve_organisation,
    unless_for_another,
)
from spine.usecases.service import Service, run_both


def read_request(service: Service, text: str, options: PlanOptions) -> tuple[ResolvedOrganisation, Reading, KnownNames]:
    """The organisation that is planned for, what it knows of the names in the text, and the text as it reads then.

    The text is read again where names are known: which to look up, and where, only a first reading tells.
    """
    org, read_people = options.org, partial(people_in, service, text=text, names=options.people)
    if org is not None:
        organisation, people = _given(service, org.strip(), read_people)
        candidates: Sequence[Organisation] = [organisation.document] if organisation.document else []
        reading = read(text, candidates)
    else:
        organisation, candidates, reading = organisation_in(service, text)
        people = None
    if not organisation.known:
        return organisation, reading, KnownNames()
    service.caller.must_cover(organisation.org_id)
    org_id = organisation.org_id
    find_people = partial(read_people, org_id) if people is None else (lambda: people)
    known = look_up(service, org_id, reading, find_people, is_org_given=org is not None)
    if known.change_the_reading:
        reading = read(text, [*candidates, *known.organisations], known.people, known.titles, known.held)
    return unless_for_another(organisation, reading, known), reading, known


def _given(
    service: Service, org: str, read_people: Callable[[str], list[Person]]
) -> tuple[ResolvedOrganisation, list[Person] | None]:
    """The organisation that a request gives outright; where that is an id, with the people, which are read with it."""
    if not is_identifier(org) or not service.caller.access_to(org):
        return resolve_organisation(service, org), None
    organisation, people = run_both(service, partial(resolve_organisation, service, org), partial(read_people, org))
    return organisation, people if organisation.org_id == org else None
