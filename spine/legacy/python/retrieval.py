"""The retrieval functions of the legacy service, as `spine.retrieval`."""

from collections.abc import Iterable, Sequence

from spine import bootstrap
from spine.domain.facts import Fact
from spine.domain.planning.candidates import Candidate
from spine.domain.planning.ranking import rank
from spine.legacy.python import db
from spine.legacy.python.db import Fields
from spine.schemas.validation import validate
from spine.usecases.planning.retrieval import linked_facts


def select_workstreams(org_id: str, subject: str | None, k: int = 3) -> list[Fields]:
    """The workstreams that are about a subject, else the most important ones; at most k."""
    about = db.find_workstreams(org_id, subject, k) if subject else []
    return about or db.top_workstreams(org_id, k)


def facts_for_workstreams(org_id: str, workstreams: Iterable[Fields], per_ws: int = 20) -> list[Fields]:
    """The best facts of some workstreams of an organisation, each with its `workstream_id` and `weight`."""
    ids = [workstream["workstream_id"] for workstream in workstreams]
    found = linked_facts(bootstrap.service(), org_id, ids, per_ws)
    return [db.with_link(fact, key, weight) for key, pairs in found.items() for fact, weight in pairs]


def rank_micro_facts(items: Sequence[Fields]) -> list[Fields]:
    """Facts by their score without a subject, best first; one without a date counts as new. Raises Invalid."""
    service = bootstrap.service()
    by_id = {item["fact_id"]: dict(item) for item in items}
    defaults = {"org_id": "", "text": "", "created_at": service.stamp(), "updated_at": service.stamp()}
    candidates = [Candidate.of(validate(Fact, {**defaults, **item})) for item in by_id.values()]
    return [by_id[ranked.fact.fact_id] for ranked in rank(candidates, service.clock())]
