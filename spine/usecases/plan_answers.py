"""A plan as clients read it."""

from datetime import datetime
from typing import Any

from spine.domain import times
from spine.domain.facts import best_quote
from spine.domain.planning.agenda import as_json, refs
from spine.domain.planning.wording import SUBJECT_NOT_FOUND
from spine.domain.rendering import render
from spine.domain.staleness import effective_status
from spine.domain.text import stems
from spine.errors import Invalid
from spine.schemas.planning import PlanOptions
from spine.usecases.planned import Plan
from spine.usecases.service import Service

AGENDA_VERSION = "2.0"


def answer(service: Service, plan: Plan, options: PlanOptions) -> dict[str, Any]:
    """The whole answer to a request for an agenda."""
    proposal = proposal_of(service, plan, options)
    return {
        "org_id": plan.understood.party.org_id,
        "subject": plan.understood.subject,
        "understood": plan.understood.as_json(),
        **(_justification(plan, proposal["agenda"]) if options.justify else {}),
        "proposal": proposal,
    }


def proposal_of(service: Service, plan: Plan, options: PlanOptions) -> dict[str, Any]:
    """The agenda, why it was made this way, and the facts that it shows in order."""
    agenda = agenda_of(service, plan, options)
    supporting = [bullet.fact.fact_id for bullet in plan.agenda.bullets]
    return {
        "agenda": agenda,
        "choice": plan.choice,
        "reason": plan.reason,
        "subject": {
            "query": plan.understood.subject,
            "coverage": coverage(plan),
            "facts": plan.considered,
        },
        "supporting_fact_ids": supporting,
    }


def agenda_of(service: Service, plan: Plan, options: PlanOptions) -> dict[str, Any]:
    """The agenda with its `_metadata`."""
    explained = bool(options.justify or options.explain)
    now = service.clock()
    agenda = as_json(plan.agenda, plan.understood.language, now, scores=explained)
    metadata = {
        "agenda_v": AGENDA_VERSION,
        "mode": {"value": plan.mode.value.value, "source": plan.mode.source},
        "workstreams": _workstreams(service, plan, now),
        "refs": refs(plan.agenda.bullets),
        **({"nudge": plan.nudge} if plan.nudge else {}),
        **({"health": "stale_macro"} if plan.stale else {}),
        **({"subject_matched": plan.subject_matched} if plan.subject_matched is not None else {}),
        **({"excluded": _excluded(plan)} if explained else {}),
    }
    return agenda | {"_metadata": metadata}


def _excluded(plan: Plan) -> list[dict[str, str]]:
    return [{"fact_id": fact_id, "reason": reason.value} for fact_id, reason in sorted(plan.agenda.excluded.items())]


def _workstreams(service: Service, plan: Plan, now: datetime) -> list[dict[str, Any]]:
    shown = {section.workstream_id for section in plan.agenda.sections}
    parked = {ranked.candidate.workstream_id for ranked in plan.agenda.parked}
    return [
        {
            "workstream_id": one.workstream.workstream_id,
            "title": one.workstream.title,
            "status": effective_status(one.workstream, now, service.settings.stale_after_days).value,
            "priority": one.workstream.priority,
            **({} if one.workstream.workstream_id in shown | parked else {"empty": True}),
        }
        for one in plan.chosen
    ]


def coverage(plan: Plan) -> float:
    """The share, 0–1, of the subject's content stems that the agenda holds; 0 without a section."""
    if not plan.agenda.sections:
        return 0.0
    if not plan.stems:
        return 1.0
    held = {stem for section in plan.agenda.sections for stem in stems(section.title)}
    held.update(stem for bullet in plan.agenda.bullets for stem in bullet.ranked.candidate.stems)
    return round(sum(stem in held for stem in plan.stems) / len(plan.stems), 4)


def _justification(plan: Plan, agenda: dict[str, Any]) -> dict[str, Any]:
    """What the old clients read beside `subject`, and what proves each bullet."""
    return {"minutes": agenda["minutes"], "sections": agenda["sections"], "references": _references(plan)}


def _references(plan: Plan) -> list[dict[str, Any]]:
    facts = (bullet.fact for bullet in plan.agenda.bullets)
    return [
        {
            "fact_id": fact.fact_id,
            "title": fact.title or fact.words,
            "quote": evidence.quote if (evidence := best_quote(fact)) else None,
            "status": fact.status.value,
            "owner": fact.owner,
            "updated_at": fact.updated_at,
        }
        for fact in facts
    ]


def as_text(service: Service, plan: Plan, options: PlanOptions, name: str) -> str:
    """The agenda as text in one of the formats. Raises Invalid for `ics` without a start."""
    if name == "ics" and options.start_iso is None:
        raise Invalid.field("start_iso", "is needed for an invitation (format=ics)")
    now, asked = service.clock(), plan.understood
    start = times.parse(options.start_iso) if options.start_iso else None
    agenda = as_json(plan.agenda, asked.language, now, scores=False)
    uid = f"{plan.proposal_id}@spine"
    note = SUBJECT_NOT_FOUND[asked.language].format(asked.subject) if plan.subject_is_missed else ""
    return render(name, agenda | {"note": note}, asked.language, start=start, minutes=asked.minutes, uid=uid, now=now)


def text_answer(plan: Plan, text: str) -> dict[str, Any]:
    """The answer that holds the agenda as text."""
    return {
        "org_id": plan.understood.party.org_id,
        "text": text,
        "language": plan.understood.language.value,
        "subject": plan.understood.subject,
    }
