"""Step 1, understand: what a request asks for, what it leaves open and is assumed, and the mode."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from spine.domain import times
from spine.domain.documents import derived, is_identifier
from spine.domain.languages import DEFAULT_LANGUAGE, Language, parse_language
from spine.domain.meetings import Meeting, series_of
from spine.domain.organisations import Organisation
from spine.domain.planning.matching import content_stems
from spine.domain.planning.modes import Mode, effective_mode
from spine.domain.reading.organisation_names import candidate_keys, name_key, recognise
from spine.domain.reading.requests import Ignored, Reading, read
from spine.domain.reading.sentence import Sentence
from spine.domain.zones import DEFAULT_ZONE, writes_month_first, zone
from spine.errors import Invalid
from spine.schemas.planning import PlanOptions
from spine.schemas.responses.agendas import Assumption
from spine.usecases.service import Service, run_both

DEFAULT_MINUTES = 30


@dataclass(frozen=True)
class ResolvedOrganisation:
    """The organisation that is planned for. `known` is whether it has a document, a workstream or a fact."""

    org_id: str
    document: Organisation | None = None
    known: bool = True
    others: tuple[str, ...] = ()
    assumed: tuple[Assumption, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return (self.document and self.document.name) or self.org_id

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called; no word of these says what a meeting is about."""
        return self.document.names if self.document else (self.org_id,)


@dataclass(frozen=True)
class Understood:
    """A request as it was understood, at the moment `now` in the organisation's time zone. `minutes` is 5–480.

    `meeting` is what the meeting is called, and `people` are those whose open work it is about, by their full names.
    `stems` say what the subject is about; none where it says nothing. `proposal_id` is the id that the agenda has, or
    would have, when it is stored. `started` is the value of the service's timer at the start.
    """

    organisation: ResolvedOrganisation
    subject: str | None
    stems: tuple[str, ...]
    minutes: int
    language: Language
    mode: Mode
    now: datetime
    proposal_id: str = ""
    meeting_id: str | None = None
    meeting: str | None = None
    people: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    start: datetime | None = None
    ignored: tuple[Ignored, ...] = ()
    assumed: tuple[Assumption, ...] = ()
    started: float = 0.0

    @property
    def org_id(self) -> str:
        """The organisation that is planned for."""
        return self.organisation.org_id

    @property
    def this_meeting(self) -> Meeting:
        """Which meeting the agenda is for."""
        series = series_of(self.meeting_id, self.meeting, self.people, self.stems)
        return Meeting(series, (self.start or self.now).date())


def understand(service: Service, text: str, options: PlanOptions, meeting_id: str | None = None) -> Understood:
    """Read a request; an explicit option beats what the text says. Raises Forbidden for a foreign organisation."""
    started, now = service.timer(), service.clock()
    if options.org is not None:
        organisation = resolve_organisation(service, options.org.strip())
        reading = read(text, [organisation.document] if organisation.document else [])
    else:
        organisation, reading = _organisation_in(service, text)
    if organisation.known:
        service.caller.must_cover(organisation.org_id)
    now = now.astimezone(_zone(service, organisation))
    subject = (options.subject or "").strip() or reading.subject
    minutes, assumed_minutes = _minutes(options, reading)
    language, assumed_language = _language(options, reading, organisation)
    start, assumed_start = _start(service, options, reading, organisation, language, now)
    return Understood(
        organisation=organisation,
        subject=subject,
        stems=tuple(content_stems(subject, organisation.names)),
        minutes=minutes,
        language=language,
        mode=effective_mode(
            options.macro,
            organisation.document.macro_mode if organisation.document else None,
            service.settings.macro_default_mode,
            is_enabled=service.settings.use_macro_plan,
        ),
        now=now,
        proposal_id=_proposal_id(organisation.org_id, meeting_id, now, text, options),
        meeting_id=meeting_id,
        meeting=options.meeting or reading.meeting,
        people=options.people or (),
        attendees=options.attendees or (),
        start=start,
        ignored=reading.ignored,
        assumed=(*assumed_minutes, *assumed_language, *assumed_start),
        started=started,
    )


def _proposal_id(org_id: str, meeting_id: str | None, now: datetime, text: str, options: PlanOptions) -> str:
    """The same for the same request: of one meeting, or without a meeting id on one day of the organisation's."""
    meeting = meeting_id or f"day {now.date()}"
    request = (text, options.subject, options.duration_minutes, options.language, options.macro)
    return derived("agd", org_id, meeting, *(str(part or "") for part in request))


def resolve_organisation(service: Service, org: str) -> ResolvedOrganisation:
    """The organisation that a request names outright: by id, else by a name or alias; else it is unknown."""
    if is_identifier(org) and service.caller.access_to(org):
        document, exists = run_both(
            service, partial(service.store.get, Organisation, org, org), partial(service.store.organisation_exists, org)
        )
        if exists:
            return ResolvedOrganisation(org, document)
    found = _visible(service, [name_key(org)])
    named = recognise(Sentence.of(org), found)
    whole = [o for o in found if o.org_id in named.org_ids and name_key(org) in map(name_key, o.names)]
    if len(whole) == 1:
        return ResolvedOrganisation(whole[0].org_id, whole[0])
    if is_identifier(org):
        service.caller.must_cover(org)
    return ResolvedOrganisation(org, known=False, assumed=("ambiguous_org" if named.ambiguous else "unknown_org",))


def _visible(service: Service, keys: Sequence[str]) -> list[Organisation]:
    """The organisations of some names that the caller may see: those of others neither count nor hide one."""
    return service.store.organisations_named(keys, service.caller.visible) if keys else []


def _organisation_in(service: Service, text: str) -> tuple[ResolvedOrganisation, Reading]:
    """The organisation that a text names, else the default one; and the text as it reads with these names known."""
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
        document = next(o for o in found if o.org_id == org_id)
        return ResolvedOrganisation(org_id, document, others=tuple(others), assumed=ambiguous), reading
    return ResolvedOrganisation(default_org(service), default, assumed=("org_id", *ambiguous)), reading


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


def _zone(service: Service, organisation: ResolvedOrganisation) -> ZoneInfo:
    """The organisation's time zone, else that of the deployment, else UTC."""
    own = organisation.document.time_zone if organisation.document else None
    return zone(own or service.settings.default_time_zone or DEFAULT_ZONE)


def _start(
    service: Service,
    options: PlanOptions,
    reading: Reading,
    organisation: ResolvedOrganisation,
    language: Language,
    now: datetime,
) -> tuple[datetime | None, tuple[Assumption, ...]]:
    """When the meeting starts, and what had to be assumed to read it from the text."""
    zone_of_now = now.tzinfo or UTC
    if options.start_iso is not None:
        return _local(options.start_iso, zone_of_now), ()
    if reading.start is None:
        return None, ()
    assumed: list[Assumption] = []
    if not ((organisation.document and organisation.document.time_zone) or service.settings.default_time_zone):
        assumed.append("time_zone")
    if reading.start.is_ambiguous:
        assumed.append("date_order")
    month_first = language is Language.ENGLISH and writes_month_first(zone_of_now)
    return reading.start.at(now, month_first=month_first), tuple(assumed)


def _local(start_iso: str, zone_of_now: tzinfo) -> datetime:
    try:
        return times.moment_in(start_iso, zone_of_now)
    except ValueError:
        raise Invalid.field("start_iso", "must lie within the calendar in every time zone") from None


def _minutes(options: PlanOptions, reading: Reading) -> tuple[int, tuple[Assumption, ...]]:
    if options.duration_minutes is not None:
        return options.duration_minutes, ()
    if reading.minutes is not None:
        return reading.minutes, ("duration_clamped",) if reading.clamped else ()
    return DEFAULT_MINUTES, ("duration_minutes",)


def _language(
    options: PlanOptions, reading: Reading, organisation: ResolvedOrganisation
) -> tuple[Language, tuple[Assumption, ...]]:
    if options.language is not None:
        return parse_language(options.language), ()
    if reading.language is not None:
        return reading.language, ()
    own = organisation.document.language if organisation.document else None
    return parse_language(own) if own else DEFAULT_LANGUAGE, ("language",)
