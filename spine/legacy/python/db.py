"""The data functions of the legacy service, on whichever store is configured.

Scripts written for it change one word, `agent` to `spine`. Things come and go as plain dictionaries; faults are
those of `spine.errors`.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

from spine.bootstrap import service
from spine.domain.facts import Fact
from spine.domain.planning.selection import content_stems
from spine.domain.workstreams import Workstream
from spine.errors import Invalid
from spine.schemas.queries import FactSearch, WorkstreamList
from spine.schemas.validation import validate
from spine.schemas.workstreams import FactsToLink, WorkstreamFields
from spine.store.protocol import FactFilter, PageRequest, WorkstreamFilter
from spine.usecases import facts, links, search, workstreams
from spine.usecases.lookup import candidates, only
from spine.usecases.planning.retrieval import linked_facts
from spine.usecases.planning.selection import select_about, select_top
from spine.usecases.planning.understanding import resolve_organisation

LINKED_AT_ONCE = 500
EVERYTHING = 10_000
"""More workstreams than an organisation has; the old function gave them all."""


def init_db() -> None:
    """Make the tables, or bring them to the version of today."""
    service().store.migrate()


def upsert_workstream(workstream: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make a workstream, or change the given fields of a known one; `org_id` is required. Raises Invalid."""
    desk = service()
    fields = validate(WorkstreamFields, workstream)
    if fields.org_id is None:
        raise Invalid.field("org_id", "is required")
    return workstreams.present(desk, workstreams.save(desk, fields.org_id, fields))


def get_workstream(workstream_id: str) -> Mapping[str, Any] | None:
    """The workstream, or None where there is none. Raises AmbiguousId where several organisations have the id."""
    desk = service()
    found = candidates(desk, Workstream, workstream_id, None)
    return workstreams.present(desk, only(found, Workstream, workstream_id)) if found else None


def list_workstreams(org_id: str, status: str | None = None, min_priority: int = 0) -> list[Mapping[str, Any]]:
    """The workstreams of an organisation by priority DESC, status, updated_at DESC, id."""
    desk = service()
    asked = validate(WorkstreamList, {"min_priority": min_priority, **({"status": status} if status else {})})
    wanted = WorkstreamFilter(status=asked.status, min_priority=asked.min_priority)
    page = desk.store.workstreams(org_id, wanted, PageRequest(EVERYTHING))
    return [workstreams.present(desk, workstream) for workstream in page.items]


def link_facts(workstream_id: str, fact_ids: Sequence[str], weight: float = 1.0) -> int:
    """Put facts into a workstream, with a weight of 0–1; how many are newly linked. Raises NotFound and Invalid."""
    desk, count = service(), 0
    for some in batched(fact_ids, LINKED_AT_ONCE, strict=False):
        asked = validate(FactsToLink, {"fact_ids": some, "weight": weight})
        count += int(links.link(desk, workstream_id, None, asked.fact_ids, asked.weight_given)["linked_count"])
    return count


def get_recent_facts(org_id: str, types: Iterable[str] | None = None, limit: int = 100) -> list[Mapping[str, Any]]:
    """The newest facts of an organisation, of some types or of all."""
    if limit < 1:
        return []
    page = service().store.facts(org_id, FactFilter(types=tuple(types or ())), PageRequest(limit))
    return [facts.present(fact) for fact in page.items]


def get_facts_by_workstreams(ids: Iterable[str], limit_per_ws: int = 20) -> list[Mapping[str, Any]]:
    """The best facts of some workstreams, each with its `workstream_id` and `weight`; unknown ids give none."""
    desk = service()
    found = [w for one in dict.fromkeys(ids) for w in candidates(desk, Workstream, one, None)]
    listed = []
    for workstream in found:
        pairs = linked_facts(desk, workstream.org_id, [workstream.workstream_id], limit_per_ws)
        listed += [linked(fact, workstream.workstream_id, w) for fact, w in pairs[workstream.workstream_id]]
    return listed


def linked(fact: Fact, workstream_id: str, weight: float) -> Mapping[str, Any]:
    """A fact with its place in a workstream."""
    return facts.present(fact) | {"workstream_id": workstream_id, "weight": weight}


def search_facts(
    org_id: str, query: str | None, types: Iterable[str] | None = None, limit: int = 50
) -> list[Mapping[str, Any]]:
    """The facts that match some words, best first, each with its `score`; at most 200. Raises Invalid."""
    asked = validate(FactSearch, {"org": org_id, "q": query or "", "types": tuple(types or ()), "limit": limit})
    return list(search.search(service(), asked)["items"])


def find_workstreams(org_id: str, subject: str, limit: int = 3) -> list[Mapping[str, Any]]:
    """The workstreams that are about a subject, most relevant first."""
    desk = service()
    stems = content_stems(subject, resolve_organisation(desk, org_id).names)
    chosen = select_about(desk, org_id, subject, stems, limit).chosen if stems else []
    return [workstreams.present(desk, one.workstream) for one in chosen]


def top_workstreams(org_id: str, limit: int = 3) -> list[Mapping[str, Any]]:
    """The most important workstreams: priority, worst effective colour, latest update."""
    desk = service()
    return [workstreams.present(desk, one.workstream) for one in select_top(desk, org_id, desk.clock(), limit).chosen]


__all__ = [
    "find_workstreams", "get_facts_by_workstreams", "get_recent_facts", "get_workstream", "init_db", "link_facts",
    "list_workstreams", "search_facts", "top_workstreams", "upsert_workstream",
]  # fmt: skip
