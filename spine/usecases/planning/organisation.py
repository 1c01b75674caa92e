"""Which organisation a request is planned for: the one it names outright or in its text, else the default one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from spine.domain.identifiers import is_identifier
from spine.domain.organisations import Organisation
from spine.domain.reading.organisation_names import called, candidate_keys, name_key
from spine.domain.reading.requests import Reading, read
from spine.errors import Invalid
from spine.schemas.responses.agendas import Assumption
from spine.usecases.planning.known_names import KnownNames
from spine.usecases.service import Service, run_both


@dataclass(frozen=True)
class ResolvedOrganisation:
    """The organisation that is planned for. `known` is whether it has a document, a workstream or a fact."""

    org_id: str
    document: Organisation | None = None
    known: bool = True
    others: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    """What people call the others."""
    assumed: tuple[Assumption, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return (self.document and self.document.name) or self.org_id

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called; no word of these says what a meeting is about."""
        return self.document.names if self.document else (self.org_id,)


def resolve_organisation(service: Service, org: str) -> ResolvedOrganisation:
    """The organisation that a request names outright: by id, else by a name or alias; else it is unknown."""
    if is_identifier(org) and service.caller.access_to(org):
        document, exists = run_both(
            service, partial(service.store.get, Organisation, org, org), partial(service.store.organisation_exists, org)
        )
        if exists:
            return ResolvedOrganisation(org, document)
    named = called(org, _visible(service, [name_key(org)]))
    if len(named) == 1:
        return ResolvedOrganisation(named[0].org_id, named[0])
    if is_identifier(org):
        service.caller.must_cover(org)
    return ResolvedOrganisation(org, known=False, assumed=("ambiguous_org" if named else "unknown_org",))


def _visible(service: Service, keys: Sequence[str]) -> list[Organisation]:
    """The organisations of some names that the caller may see: those of others neither count nor hide one."""
    return service.store.organisations_named(keys, service.caller.visible) if keys else []


def organisation_in(service: Service, text: str) -> tuple[ResolvedOrganisation, Sequence[Organisation], Reading]:
    """The organisation that a text names, else the default one; all that it may name, and the text as it reads then."""
    default_id = _only_org(service)
    found, default = run_both(
        service,
        partial(_visible, service, candidate_keys(text)),
        lambda: service.store.get(Organisation, default_id, default_id) if default_id else None,
    )
    reading = read(text, found)
    ambiguous: tuple[Assumption, ...] = ("ambiguous_org",) if reading.ambiguous else ()
    if reading.organisations:
        org_id, *others = reading.organisations
        documents = {organisation.org_id: organisation for organisation in found}
        names = tuple(documents[other].name or other for other in others)
        resolved = ResolvedOrganisation(org_id, documents[org_id], True, tuple(others), names, ambiguous)
        return resolved, found, reading
    return ResolvedOrganisation(default_org(service), default, assumed=("org_id", *ambiguous)), found, reading


def unless_for_another(organisation: ResolvedOrganisation, reading: Reading, known: KnownNames) -> ResolvedOrganisation:
    """The organisation, unless the text names an unknown party and no organisation, and several may be meant."""
    named = tuple(other.name or other.org_id for other in known.organisations)
    organisation = replace(organisation, other_names=(*organisation.other_names, *named))
    if not reading.unknown_parties:
        return organisation
    assumed: tuple[Assumption, ...] = (*organisation.assumed, "unknown_party")
    if "org_id" not in assumed or known.is_alone:
        return replace(organisation, assumed=assumed)
    return ResolvedOrganisation(reading.unknown_parties[0], known=False, assumed=("unknown_party",))


def default_org(service: Service) -> str:
    """The organisation of a request that names none: the caller's only one, else the setting.

    Raises Invalid where the caller's sign-in covers several, or none.
    """
    org_id = _only_org(service)
    if org_id is None:
        raise Invalid.field("org", "is required: you can access several organisations, or none")
    return org_id


def _only_org(service: Service) -> str | None:
    return service.settings.default_org_id if service.caller.visible is None else service.caller.only_org
