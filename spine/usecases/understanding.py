"""What a request asks for: organisation, subject, minutes and language, and what had to be assumed (contract §4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from spine.domain.identifiers import is_identifier
from spine.domain.language import Language, parse_language
from spine.domain.organisations import Organisation
from spine.domain.reading.parties import candidate_keys, name_key, recognise
from spine.domain.reading.requests import Reading, read
from spine.errors import Invalid
from spine.schemas.planning import PlanOptions
from spine.usecases.service import Service, run_both

DEFAULT_MINUTES = 30


@dataclass(frozen=True)
class ResolvedOrganisation:
    """The organisation that is planned for. `known` is whether it has a document, a workstream or a fact."""

    org_id: str
    organisation: Organisation | None = None
    known: bool = True
    others: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return (self.organisation and self.organisation.name) or self.org_id

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called; no word of these says what a meeting is about."""
        if self.organisation is None:
            return (self.org_id,)
        return (self.org_id, self.organisation.name or "", *self.organisation.aliases)


@dataclass(frozen=True)
class Understood:
    """A request as it was understood. `minutes` is 5–480; `took` the seconds that understanding it took."""

    party: ResolvedOrganisation
    subject: str | None
    minutes: int
    language: Language
    assumed: tuple[str, ...] = field(default=())
    took: float = field(default=0.0, compare=False)

    def as_json(self) -> dict[str, Any]:
        """What the answer says of it."""
        return {
            "org_id": self.party.org_id,
            "other_org_ids": list(self.party.others),
            "subject": self.subject,
            "duration_minutes": self.minutes,
            "language": self.language.value,
            "assumed": [*self.party.assumed, *self.assumed],
        }


def understand(service: Service, text: str, options: PlanOptions) -> Understood:
    """Read a request; an explicit option beats what the text says. Raises Forbidden for a foreign organisation."""
    started = service.timer()
    if options.org is not None:
        party = explicit_party(service, options.org.strip())
        reading = read(text, [party.organisation] if party.organisation else [])
    else:
        party, reading = _party_in(service, text)
    minutes, assumed_minutes = _minutes(options, reading)
    language, assumed_language = _language(options, reading, party)
    subject = (options.subject or "").strip() or reading.subject
    assumed = (*assumed_minutes, *assumed_language)
    return Understood(party, subject, minutes, language, assumed, took=service.timer() - started)


def explicit_party(service: Service, org: str) -> ResolvedOrganisation:
    """The organisation that a request names outright: by id, else by a name or alias; else it is unknown."""
    if is_identifier(org) and service.caller.covers(org):
        organisation, is_known = run_both(
            service, partial(service.store.get, Organisation, org, org), partial(service.store.organisation_exists, org)
        )
        if is_known:
            return ResolvedOrganisation(org, organisation)
    found = _visible(service, [name_key(org)])
    named = recognise(org, found)
    whole = [o for o in found if o.org_id in named.org_ids and _is_called(o, org)]
    if len(whole) == 1:
        return ResolvedOrganisation(whole[0].org_id, whole[0])
    if is_identifier(org):
        service.caller.must_cover(org)
    return ResolvedOrganisation(org, known=False, assumed=("ambiguous_org" if named.ambiguous else "unknown_org",))


def _is_called(organisation: Organisation, name: str) -> bool:
    wanted = name_key(name)
    return wanted in {name_key(one) for one in (organisation.org_id, organisation.name or "", *organisation.aliases)}


def _visible(service: Service, keys: Sequence[str]) -> list[Organisation]:
    found = service.store.organisations_named(keys) if keys else []
    return [organisation for organisation in found if service.caller.covers(organisation.org_id)]


def _party_in(service: Service, text: str) -> tuple[ResolvedOrganisation, Reading]:
    found, default = run_both(
        service, partial(_visible, service, candidate_keys(text)), partial(_default_organisation, service)
    )
    reading = read(text, found)
    ambiguous = ("ambiguous_org",) if reading.ambiguous else ()
    if reading.organisations:
        org_id, *others = reading.organisations
        organisation = next(o for o in found if o.org_id == org_id)
        return ResolvedOrganisation(org_id, organisation, others=tuple(others), assumed=ambiguous), reading
    return ResolvedOrganisation(default_org(service), default, assumed=("org_id", *ambiguous)), reading


def default_org(service: Service) -> str:
    """The organisation of a request that names none: the caller's only one, else the setting.

    Raises Invalid where the caller's sign-in covers several, or none.
    """
    org_id = _only_org(service)
    if org_id is None:
        raise Invalid.field("org", "say which organisation is meant: your sign-in does not cover exactly one")
    return org_id


def _only_org(service: Service) -> str | None:
    if service.caller.orgs is None:
        return service.settings.default_org_id
    return next(iter(service.caller.orgs)) if len(service.caller.orgs) == 1 else None


def _default_organisation(service: Service) -> Organisation | None:
    org_id = _only_org(service)
    return service.store.get(Organisation, org_id, org_id) if org_id else None


def _minutes(options: PlanOptions, reading: Reading) -> tuple[int, tuple[str, ...]]:
    if options.duration_minutes is not None:
        return options.duration_minutes, ()
    if reading.minutes is not None:
        return reading.minutes, ("duration_clamped",) if reading.clamped else ()
    return DEFAULT_MINUTES, ("duration_minutes",)


def _language(options: PlanOptions, reading: Reading, party: ResolvedOrganisation) -> tuple[Language, tuple[str, ...]]:
    if options.language is not None:
        return parse_language(options.language), ()
    if reading.language is not None:
        return reading.language, ()
    spoken = party.organisation.language if party.organisation else None
    return parse_language(spoken) if spoken else Language.PORTUGUESE, ("language",)
