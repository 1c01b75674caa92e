"""Step 1, understand: what a request asks for, what it leaves open and is assumed, and the mode."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from spine.domain import times
from spine.domain.identifiers import derived
from spine.domain.languages import DEFAULT_LANGUAGE, Language, parse_language
from spine.domain.meetings import Meeting, meeting_id_of, series_of
from spine.domain.names import namesakes
from spine.domain.organisations import Organisation
from spine.domain.planning.modes import Mode, effective_mode
from spine.domain.planning.subjects import content_stems
from spine.domain.reading.people import Ambiguous
from spine.domain.reading.requests import Ignored, Reading
from spine.domain.zones import DEFAULT_ZONE, writes_month_first, zone
from spine.errors import Invalid
from spine.schemas.planning import PlanOptions
from spine.schemas.responses.agendas import Assumption
from spine.usecases.planning.known_names import KnownNames
from spine.usecases.planning.organisation import ResolvedOrganisation
from spine.usecases.planning.request_reading import read_request
from spine.usecases.service import Service

DEFAULT_MINUTES = 30


@dataclass(frozen=True)
class Understood:
    """A request as it was understood, at the moment `now` in the organisation's time zone. `minutes` is 5–480, and
    `minutes_said` what the text says of them.

    `meeting` is what the meeting is called, and `people` are those whose open work it is about, by their full names;
    `namesakes` are others with a first name of theirs.
    `is_one_to_one` is whether the meeting is of two. `unknown_people` and `unknown_parties` are names that nobody and
    nothing known has. `stems` say what the subject is about; none where it says nothing. `proposal_id` is the id that
    the agenda has, or would have, when it is stored. `started` is the value of the service's timer at the start.
    """

    organisation: ResolvedOrganisation
    subject: str | None
    stems: tuple[str, ...]
    minutes: int
    language: Language
    mode: Mode
    now: datetime
    minutes_said: int | None = None
    proposal_id: str = ""
    meeting_id: str | None = None
    meeting: str | None = None
    people: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    is_one_to_one: bool = False
    ambiguous_people: tuple[Ambiguous, ...] = ()
    unknown_people: tuple[str, ...] = ()
    unknown_parties: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    start: datetime | None = None
    ignored: tuple[Ignored, ...] = ()
    ical_uid: str | None = None
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


def understand(service: Service, text: str, options: PlanOptions) -> Understood:
    """Read a request; an explicit option beats what the text says. Raises Forbidden for a foreign organisation."""
    started, now = service.timer(), service.clock()
    organisation, reading, known = read_request(service, text, options)
    named = _people(options, reading, known)
    now = now.astimezone(zone_of(service, organisation.document))
    subject = (options.subject or "").strip() or reading.subject
    minutes, assumed_minutes = _minutes(options, reading)
    language, assumed_language = _language(options, reading, organisation)
    start, assumed_start = _start(service, options, reading, organisation, language, now)
    understood = Understood(
        organisation=organisation,
        subject=subject,
        stems=tuple(content_stems(subject, organisation.names)),
        minutes=minutes,
        minutes_said=reading.minutes,
        language=language,
        mode=effective_mode(
            options.macro,
            organisation.document.macro_mode if organisation.document else None,
            service.settings.macro_default_mode,
            is_enabled=service.settings.use_macro_plan,
        ),
        now=now,
        meeting_id=meeting_id_of(options.meeting_id) if options.meeting_id else None,
        meeting=options.meeting or reading.meeting,
        people=named.people,
        namesakes=namesakes(named.people, (person.name for person in known.people)),
        is_one_to_one=reading.is_one_to_one,
        ambiguous_people=named.ambiguous,
        unknown_people=named.unknown,
        unknown_parties=reading.unknown_parties,
        attendees=options.attendees or (),
        start=start,
        ignored=reading.ignored,
        ical_uid=options.ical_uid,
        assumed=(*assumed_minutes, *assumed_language, *assumed_start, *named.assumed),
        started=started,
    )
    return replace(understood, proposal_id=_proposal_id(understood, text, options))


def _proposal_id(understood: Understood, text: str, options: PlanOptions) -> str:
    """The same for the same request for the same meeting."""
    request = (text, options.subject, options.duration_minutes, options.language, options.macro)
    parts = (str(part or "") for part in request)
    return derived("agd", understood.org_id, understood.this_meeting.key, *parts)


class _PeopleMeant(NamedTuple):
    """The people whom a request names, by their full names, names of several people, and names of nobody."""

    people: tuple[str, ...]
    ambiguous: tuple[Ambiguous, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        return ("ambiguous_person",) if self.ambiguous else ()


def _people(options: PlanOptions, reading: Reading, known: KnownNames) -> _PeopleMeant:
    """The people of the request; those given outright stay as they are where nobody is called so.

    An empty list given outright is nobody, whatever the text says.
    """
    if options.people is None:
        return _PeopleMeant(reading.people, reading.ambiguous_people)
    meant = known.full_names(options.people)
    names = dict.fromkeys((full[0] if full else said) for said, full in meant if len(full) < 2)
    return _PeopleMeant(
        tuple(names),
        tuple(Ambiguous(said, full) for said, full in meant if len(full) > 1),
        tuple(said for said, full in meant if not full),
    )


def zone_of(service: Service, organisation: Organisation | None) -> ZoneInfo:
    """The organisation's time zone, else that of the deployment, else UTC."""
    own = organisation.time_zone if organisation else None
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
