"""The data functions of the legacy service, as `spine.db`, on whichever store is configured.

Scripts written for that service change one word, `agent` to `spine`. Documents come and go as plain dictionaries;
errors are those of `spine.errors`.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

from spine import bootstrap
from spine.domain.fact_type_names import type_named
from spine.domain.facts import Fact
from spine.domain.planning.subjects import content_stems
from spine.domain.workstreams import Workstream
from spine.errors import Invalid
from spine.schemas.queries import FactSearch, WorkstreamList
from spine.schemas.validation import validate
from spine.schemas.workstreams import FactsToLink, WorkstreamFields
from spine.store.protocol import FactFilter, PageRequest, WorkstreamFilter
from spine.usecases import facts, links, search, workstreams
from spine.usecases.lookup import candidates, only
from spine.usecases.planning.organisation import resolve_organisation
from spine.usecases.planning.retrieval import linked_facts
from spine.usecases.planning.selection import select_about, select_top

LINKED_AT_ONCE = 500
ALL_WORKSTREAMS = 10_000
"""More workstreams than an organisation has; the legacy function gave them all."""

type Fields = Mapping[str, Any]
"""A document as JSON has it."""


def init_db() -> None:
    """Create the tables, or bring them to today's version."""
    bootstrap.service().store.migrate()


def upsert_workstream(workstream: Fields) -> Fields:
    """Create a workstream, or change the given fields of a known one; `org_id` is required. Raises Invalid."""
    service = bootstrap.service()
    fields = validate(WorkstreamFields, workstream)
    if fields.org_id is None:
        raise Invalid.field("org_id", "is required")
    return workstreams.present(service, workstreams.save(service, fields.org_id, fields))


def get_workstream(workstream_id: str) -> Fields | None:
    """The workstream, or None where there is none. Raises AmbiguousId where several organisations have the id."""
    service = bootstrap.service()
    found = candidates(service, Workstream, workstream_id, None)
    return workstreams.present(service, only(service, found, Workstream, workstream_id)) if found else None


def list_workstreams(org_id: str, status: str | None = None, min_priority: int = 0) -> list[Fields]:
    """The workstreams of an organisation by priority DESC, status, updated_at DESC, id."""
    service = bootstrap.service()
    query = validate(WorkstreamList, {"min_priority": min_priority, **({"status": status} if status else {})})
    wanted = WorkstreamFilter(status=query.status, min_priority=query.min_priority)
    page = service.store.workstreams(org_id, wanted, PageRequest(ALL_WORKSTREAMS))
    return [workstreams.present(service, workstream) for workstream in page.items]


def link_facts(workstream_id: str, fact_ids: Sequence[str], weight: float = 1.0) -> int:
    """Put facts into a workstream, with a weight of 0–1; how many are newly linked. Raises NotFound and Invalid."""
    service, count = bootstrap.service(), 0
    for some in batched(fact_ids, LINKED_AT_ONCE, strict=False):
        request = validate(FactsToLink, {"fact_ids": some, "weight": weight})
        count += links.link(service, workstream_id, None, request.fact_ids, request.weight_or_default)["linked_count"]
    return count


def get_recent_facts(org_id: str, types: Iterable[str] | None = None, limit: int = 100) -> list[Fields]:
    """The newest facts of an organisation, of some types or of all."""
    if limit < 1:
        return []
    wanted = FactFilter(types=tuple(map(type_named, types or ())))
    page = bootstrap.service().store.facts(org_id, wanted, PageRequest(limit))
    return [facts.present(fact) for fact in page.items]


def get_facts_by_workstreams(ids: Iterable[str], limit_per_ws: int = 20) -> list[Fields]:
    """The best facts of some workstreams, each with its `workstream_id` and `weight`; unknown ids give none."""
    service = bootstrap.service()
    found = []
    for workstream_id in dict.fromkeys(ids):
        for workstream in candidates(service, Workstream, workstream_id, None):
            pairs = linked_facts(service, workstream.org_id, [workstream_id], limit_per_ws)[workstream_id]
            found += [with_link(fact, workstream_id, weight) for fact, weight in pairs]
    return found


def with_link(fact: Fact, workstream_id: str, weight: float) -> Fields:
    """A fact with its link to a workstream."""
    return facts.present(fact) | {"workstream_id": workstream_id, "weight": weight}


def search_facts(org_id: str, query: str | None, types: Iterable[str] | None = None, limit: int = 50) -> list[Fields]:
    """The facts that match some words, best first, each with its `score`; at most 200. Raises Invalid."""
    wanted = {"org": org_id, "q": query or "", "types": tuple(types or ()), "limit": limit}
    return list(search.search(bootstrap.service(), validate(FactSearch, wanted))["items"])


def find_workstreams(org_id: str, subject: str, limit: int = 3) -> list[Fields]:
    """The workstreams that are about a subject, most relevant first."""
    service = bootstrap.service()
    stems = content_stems(subject, resolve_organisation(service, org_id).names)
    chosen = select_about(service, org_id, subject, stems, limit).chosen if stems else []
    return [workstreams.present(service, match.workstream) for match in chosen]


def top_workstreams(org_id: str, limit: int = 3) -> list[Fields]:
    """The most important workstreams: priority, worst effective colour, latest update."""
    service = bootstrap.service()
    chosen = select_top(service, org_id, service.clock(), limit).chosen
    return [workstreams.present(service, match.workstream) for match in chosen]


__all__ = [
    "find_workstreams", "get_facts_by_workstreams", "get_recent_facts", "get_workstream", "init_db", "link_facts",
    "list_workstreams", "search_facts", "top_workstreams", "upsert_workstream",
]  # fmt: skip
