"""What there is to tell about a plan: whom it is for, and what of the request was not known or not found.

Sentences in the request's language, plain and true: see docs/planning.md#notes.
"""

from collections.abc import Iterator

from spine.domain.languages.note_forms import NoteWording
from spine.domain.limits import LONGEST_MEETING, SHORTEST_MEETING
from spine.domain.names import listed
from spine.domain.people import split_names
from spine.domain.planning.modes import Choice, PlanReason
from spine.domain.reading.person_names import is_form_of
from spine.domain.reading.requests import Unread
from spine.usecases.planning.pipeline import Plan
from spine.usecases.planning.understanding import Understood


def notes_of(plan: Plan) -> list[str]:
    """The notes of a plan, what matters most first, each once."""
    wording = plan.understood.language.notes
    notes = [
        *_on_organisations(plan.understood, wording),
        *_on_people(plan, wording),
        *_on_the_subject(plan, wording),
        *_on_time(plan.understood, wording),
    ]
    return list(dict.fromkeys(notes))


def _on_organisations(understood: Understood, wording: NoteWording) -> Iterator[str]:
    organisation = understood.organisation
    if "unknown_org" in organisation.assumed:
        yield wording.unknown_organisation.format(organisation.org_id)
    if "ambiguous_org" in organisation.assumed:
        said = wording.ambiguous_organisation if organisation.known else wording.ambiguous_organisation_only
        yield said.format(organisation.name, organisation=organisation.name)
    if not organisation.known and "unknown_party" in organisation.assumed:
        yield wording.unknown_party_only.format(organisation.org_id)
    elif "unknown_party" in organisation.assumed:
        for name in understood.unknown_parties:
            yield wording.unknown_party.format(name=name, organisation=organisation.name)
    if organisation.other_names:
        others = listed(organisation.other_names, wording.conjunction)
        yield wording.other_organisations.format(organisation=organisation.name, others=others)


def _on_people(plan: Plan, wording: NoteWording) -> Iterator[str]:
    understood = plan.understood
    for name in understood.unknown_people:
        yield wording.unknown_person.format(name=name, organisation=understood.organisation.name)
    for ambiguous in understood.ambiguous_people:
        people = listed(ambiguous.names, wording.alternatives)
        yield wording.ambiguous_person.format(name=ambiguous.said, people=people)
    known = [name for name in understood.people if name not in understood.unknown_people]
    without = [name for name in known if not _owns_a_bullet(plan, name)]
    if without:
        yield wording.nothing_of_people.format(people=listed(without, wording.conjunction))
    own = [name for name in known if name not in without]
    if own and understood.stems and not plan.agenda.is_about_subject:
        people = listed(own, wording.conjunction)
        yield wording.nothing_of_people_about.format(people=people, subject=understood.subject)


def _owns_a_bullet(plan: Plan, name: str) -> bool:
    shown = [bullet.fact for bullet in plan.agenda.bullets]
    facts = [*shown, *(ranked.fact for ranked in plan.agenda.parked)]
    return any(is_form_of(part, name) for fact in facts for part in split_names(fact.owner or ""))


def _on_the_subject(plan: Plan, wording: NoteWording) -> Iterator[str]:
    selection, understood = plan.selection, plan.understood
    if selection.choice is Choice.MACRO_STRICT_EMPTY:
        if selection.reason is PlanReason.NO_MATCHING_WORKSTREAM:
            yield wording.subject_unmatched.format(understood.subject)
        elif understood.organisation.known and selection.reason is PlanReason.NO_WORKSTREAMS:
            yield wording.no_workstreams
    elif selection.subject_matched is False and selection.subject is None and plan.agenda.sections:
        yield wording.subject_not_found.format(understood.subject)


def _on_time(understood: Understood, wording: NoteWording) -> Iterator[str]:
    if "duration_clamped" in understood.assumed:
        limits = {"least": SHORTEST_MEETING, "most": LONGEST_MEETING}
        yield wording.clamped.format(minutes=understood.minutes, **limits)
    for ignored in understood.ignored:
        said = {Unread.NO_TIME: wording.no_time, Unread.NO_DATE: wording.no_date, Unread.NO_SPAN: wording.no_span}
        yield said[ignored.reason].format(ignored.words)
    if "date_order" in understood.assumed and understood.start:
        yield wording.date_order.format(date=_date(understood))
    if "time_zone" in understood.assumed:
        yield wording.time_zone


def _date(understood: Understood) -> str:
    wording, day = understood.language.wording, (understood.start or understood.now).date()
    return wording.date.format(
        day=f"{day.day:02}",
        day_number=day.day,
        month=f"{day.month:02}",
        month_name=wording.month_names[day.month - 1],
        year=day.year,
    )
