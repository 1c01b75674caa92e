"""The retrieval functions of the legacy service, as Python functions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spine.bootstrap import service
from spine.domain.facts import Fact
from spine.domain.planning.candidates import Candidate
from spine.domain.planning.ranking import rank
from spine.legacy.python import db
from spine.schemas.validation import validate
from spine.usecases.planning.retrieval import linked_facts


def select_workstreams(org_id: str, subject: str | None, k: int = 3) -> list[Mapping[str, Any]]:
    """The workstreams that are about a subject, else the most important ones; at most k."""
    about = db.find_workstreams(org_id, subject, k) if subject else []
    return about or db.top_workstreams(org_id, k)


def facts_for_workstreams(
    org_id: str, workstreams: Iterable[Mapping[str, Any]], per_ws: int = 20
) -> list[Mapping[str, Any]]:
    """The best facts of some workstreams of an organisation, each with its `workstream_id` and `weight`."""
    ids = [workstream["workstream_id"] for workstream in workstreams]
    found = linked_facts(service(), org_id, ids, per_ws)
    return [db.linked(fact, key, weight) for key, pairs in found.items() for fact, weight in pairs]


def rank_micro_facts(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Facts by their score without a subject, best first; one without a date counts as new. Raises Invalid."""
    desk = service()
    by_id = {item["fact_id"]: dict(item) for item in items}
    lacking = {"org_id": "", "text": "", "created_at": desk.stamp(), "updated_at": desk.stamp()}
    candidates = [Candidate.of(validate(Fact, {**lacking, **item})) for item in by_id.values()]
    return [by_id[ranked.fact.fact_id] for ranked in rank(candidates, desk.clock())]
