"""Agendas as people read them, in every text format: those just planned, and those stored.

See docs/planning.md#hand-outs.
"""

from spine.domain import times
from spine.domain.languages import DEFAULT_LANGUAGE, parse_language
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.rendering.formats import RENDERERS
from spine.domain.rendering.handout import Handout, Occasion, handout_of
from spine.domain.rendering.icalendar import Event, as_ics, event_uid
from spine.errors import Invalid
from spine.schemas.responses.agendas import PlanText
from spine.usecases.planning.notes import notes_of
from spine.usecases.planning.pipeline import Plan
from spine.usecases.planning.presentation import agenda_response
from spine.usecases.planning.understanding import zone_of
from spine.usecases.service import Service


def handout_of_plan(service: Service, plan: Plan) -> Handout:
    """A planned agenda, as people read it."""
    understood = plan.understood
    name, language = understood.organisation.name, understood.language
    occasion = Occasion(name, language, understood.now, understood.minutes, understood.start, tuple(notes_of(plan)))
    return handout_of(agenda_response(service, plan), occasion)


def text_of_plan(service: Service, plan: Plan, form: str) -> str:
    """A planned agenda in a text format. Raises Invalid for `ics` without a start."""
    understood = plan.understood
    uid = understood.ical_uid or event_uid(understood.org_id, understood.this_meeting)
    return _text(service, form, handout_of_plan(service, plan), uid)


def handout_of_proposal(service: Service, proposal: Proposal) -> Handout:
    """A stored agenda as people read it, in the language and with the notes and the start that were understood.

    What the meeting settled since then is left out.
    """
    return handout_of(proposal.agenda, _occasion(service, proposal), proposal.settled)


def text_of_proposal(service: Service, proposal: Proposal, form: str) -> PlanText:
    """A stored agenda in a text format. Raises Invalid for `ics` without a start."""
    shown = handout_of_proposal(service, proposal)
    uid = proposal.ical_uid or event_uid(proposal.org_id, proposal.meeting)
    return {
        "org_id": proposal.org_id,
        "text": _text(service, form, shown, uid),
        "notes": list(proposal.notes),
        "language": shown.language,
        "subject": proposal.subject,
    }


def _occasion(service: Service, proposal: Proposal) -> Occasion:
    """What was understood when an agenda was stored; its language is the organisation's where none is stored."""
    organisation = service.store.get(Organisation, proposal.org_id, proposal.org_id)
    zone = zone_of(service, organisation)
    own_name, own_language = (organisation.name, organisation.language) if organisation else (None, None)
    tag = proposal.language or own_language
    return Occasion(
        own_name or proposal.org_id,
        parse_language(tag) if tag else DEFAULT_LANGUAGE,
        times.parse(proposal.updated_at).astimezone(zone),
        proposal.minutes,
        times.parse(proposal.start_iso).astimezone(zone) if proposal.start_iso else None,
        proposal.notes,
    )


def _text(service: Service, form: str, shown: Handout, uid: str) -> str:
    if form != "ics":
        return RENDERERS[form](shown)
    start = shown.occasion.start
    if start is None:
        raise Invalid.field("start_iso", "an invitation needs a start: give one here or in the text")
    return as_ics(shown, Event(start, uid, service.clock()))
