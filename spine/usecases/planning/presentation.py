"""Step 5, present: a plan as clients read it, as JSON or as text."""

from spine.domain.facts import best_quote
from spine.domain.languages import Language
from spine.domain.planning.agenda import Bullet, Section, why
from spine.domain.planning.codes import ExclusionReason
from spine.domain.planning.ranking import Ranked
from spine.domain.tokenizer import stems
from spine.domain.workstreams import effective_status
from spine.schemas.planning import PlanOptions
from spine.schemas.responses.agendas import (
    AgendaMetadataResponse,
    AgendaResponse,
    BulletResponse,
    ChosenWorkstreamResponse,
    ItemResponse,
    PlanResponse,
    PlanText,
    ProposedAgendaResponse,
    ReferenceResponse,
    RefResponse,
    SectionResponse,
    UnderstoodResponse,
)
from spine.usecases.planning.notes import notes_of
from spine.usecases.planning.pipeline import Plan
from spine.usecases.planning.understanding import Understood
from spine.usecases.service import Service

AGENDA_VERSION = "2.0"
PARKED_SHOWN = 50


def present(service: Service, plan: Plan, options: PlanOptions) -> PlanResponse:
    """The whole answer to a request for an agenda; `justify` adds what clients of the legacy service read."""
    understood, proposal = plan.understood, present_proposal(service, plan, options)
    if not options.justify:
        return {
            "org_id": understood.org_id,
            "subject": understood.subject,
            "understood": _understood(understood),
            "notes": notes_of(plan),
            "proposal": proposal,
        }
    return {
        "org_id": understood.org_id,
        "subject": understood.subject,
        "understood": _understood(understood),
        "notes": notes_of(plan),
        "minutes": proposal["agenda"]["minutes"],
        "sections": proposal["agenda"]["sections"],
        "references": [_reference(bullet) for bullet in plan.agenda.bullets],
        "proposal": proposal,
    }


def present_proposal(service: Service, plan: Plan, options: PlanOptions) -> ProposedAgendaResponse:
    """The agenda, why it was made this way, and the facts that it shows in order."""
    return {
        "agenda": agenda_response(service, plan, explained=bool(options.justify or options.explain)),
        "choice": plan.selection.choice,
        "reason": plan.selection.reason,
        "subject": {
            "query": plan.understood.subject,
            "coverage": coverage(plan),
            "facts": plan.considered,
        },
        "supporting_fact_ids": [bullet.fact.fact_id for bullet in plan.agenda.bullets],
    }


def _understood(understood: Understood) -> UnderstoodResponse:
    return {
        "org_id": understood.org_id,
        "other_org_ids": list(understood.organisation.others),
        "subject": understood.subject,
        "meeting": understood.meeting,
        "people": list(understood.people),
        "start": understood.start.isoformat() if understood.start else None,
        "duration_minutes": understood.minutes,
        "language": understood.language,
        "assumed": [*understood.organisation.assumed, *understood.assumed],
    }


def agenda_response(service: Service, plan: Plan, *, explained: bool = False) -> AgendaResponse:
    """The agenda as clients read it, and as it is stored; with the scores where it is to be explained."""
    agenda = plan.agenda
    return {
        "title": agenda.title,
        "minutes": agenda.minutes,
        "sections": [_section(section, agenda.language, explained) for section in agenda.sections],
        "parked": [
            {"text": ranked.fact.words, "fact_id": ranked.fact.fact_id, "reason": ExclusionReason.NO_TIME}
            for ranked in agenda.parked[:PARKED_SHOWN]
        ],
        "parked_count": len(agenda.parked),
        "_metadata": _metadata(service, plan, explained),
    }


def _section(section: Section, language: Language, explained: bool) -> SectionResponse:
    items: list[ItemResponse] = [
        {
            "kind": item.kind,
            "heading": item.heading,
            "bullets": [_bullet(bullet, language, explained) for bullet in item.bullets],
        }
        for item in section.items
    ]
    if section.workstream_id is None:
        return {"title": section.title, "minutes": section.minutes, "items": items}
    return {
        "title": section.title,
        "minutes": section.minutes,
        "workstream_id": section.workstream_id,
        "items": items,
    }


def _bullet(bullet: Bullet, language: Language, explained: bool) -> BulletResponse:
    fact = bullet.fact
    response: BulletResponse = {
        "text": fact.words,
        "why": why(fact, language),
        "why_now": bullet.why_now,
        "signals": list(bullet.signals),
        "minutes": bullet.minutes,
        "owner": bullet.owner,
        "due": fact.due_iso,
        "due_state": bullet.due_state,
        "fact_id": fact.fact_id,
        "carried_from": bullet.carried_from,
    }
    if bullet.owner_absent:
        response["owner_absent"] = True
    if explained:
        response["score"] = {
            "total": bullet.ranked.total,
            "parts": [
                {"name": part.name, "raw": part.raw, "weight": part.weight, "contribution": part.contribution}
                for part in bullet.ranked.parts
            ],
        }
    return response


def _metadata(service: Service, plan: Plan, explained: bool) -> AgendaMetadataResponse:
    selection, agenda, mode = plan.selection, plan.agenda, plan.understood.mode
    response: AgendaMetadataResponse = {
        "agenda_v": AGENDA_VERSION,
        "mode": {"value": mode.value, "source": mode.source},
        "workstreams": _workstreams(service, plan),
        "refs": [_ref(bullet.ranked) for bullet in agenda.bullets],
    }
    if selection.nudge:
        response["nudge"] = selection.nudge
    if selection.stale:
        response["health"] = "stale_macro"
    if selection.subject_matched is not None:
        response["subject_matched"] = selection.subject_matched
    if agenda.suggested_minutes is not None:
        response["suggested_minutes"] = agenda.suggested_minutes
    if explained:
        response["excluded"] = [
            {"fact_id": fact_id, "reason": reason} for fact_id, reason in sorted(agenda.excluded.items())
        ]
    return response


def _workstreams(service: Service, plan: Plan) -> list[ChosenWorkstreamResponse]:
    """The chosen workstreams; one with neither a bullet nor a parked fact is marked as empty."""
    filled = {section.workstream_id for section in plan.agenda.sections}
    filled |= {ranked.candidate.workstream_id for ranked in plan.agenda.parked}
    responses: list[ChosenWorkstreamResponse] = []
    for workstream in (chosen.workstream for chosen in plan.selection.workstreams):
        response: ChosenWorkstreamResponse = {
            "workstream_id": workstream.workstream_id,
            "title": workstream.title,
            "status": effective_status(workstream, plan.understood.now, service.settings.stale_after_days),
            "priority": workstream.priority,
        }
        if workstream.workstream_id not in filled:
            response["empty"] = True
        responses.append(response)
    return responses


def _ref(ranked: Ranked) -> RefResponse:
    fact, evidence = ranked.fact, best_quote(ranked.fact)
    return {
        "fact_id": fact.fact_id,
        "type": fact.fact_type,
        "variants": [variant.fact_id for variant in ranked.variants],
        "status": fact.status,
        "quote": evidence.quote if evidence else None,
        "who_said": evidence.who_said_label if evidence else None,
        "char_span": list(evidence.char_span) if evidence and evidence.char_span else None,
        "workstream_id": ranked.candidate.workstream_id,
    }


def _reference(bullet: Bullet) -> ReferenceResponse:
    fact, evidence = bullet.fact, best_quote(bullet.fact)
    return {
        "fact_id": fact.fact_id,
        "title": fact.title or fact.words,
        "quote": evidence.quote if evidence else None,
        "status": fact.status,
        "owner": bullet.owner,
        "updated_at": fact.updated_at,
    }


def coverage(plan: Plan) -> float:
    """The share, 0–1, of the subject's content stems that the agenda holds; 0 without a section."""
    wanted = plan.understood.stems
    if not plan.agenda.sections:
        return 0.0
    if not wanted:
        return 1.0
    shown = {stem for section in plan.agenda.sections for stem in stems(section.title)}
    shown.update(stem for bullet in plan.agenda.bullets for stem in bullet.ranked.candidate.stems)
    return round(sum(stem in shown for stem in wanted) / len(wanted), 4)


def present_text(plan: Plan, text: str) -> PlanText:
    """The answer that holds the agenda as text."""
    understood = plan.understood
    return {
        "org_id": understood.org_id,
        "text": text,
        "notes": notes_of(plan),
        "language": understood.language,
        "subject": understood.subject,
    }
