"""Step 3, retrieve: the facts of the workstreams chosen, facts like them, and what the last meeting left open."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from spine.domain.documents import Link
from spine.domain.facts import Fact
from spine.domain.planning.candidates import (
    STEMS_IN_COMMON,
    Candidate,
    Pool,
    assign_to_workstreams,
    exclusion_reason,
    filter_candidates,
)
from spine.domain.planning.carryover import carry_over, facts_to_reread
from spine.domain.planning.matching import MAX_WORKSTREAMS
from spine.domain.planning.modes import Choice, Planner
from spine.domain.planning.timebox import fills_little
from spine.domain.workstreams import AT_REST, Workstream
from spine.store.protocol import PLANNABLE_FACTS
from spine.usecases.keyword_index import first_links, first_of, linked_fact_ids
from spine.usecases.planning.finding import PRESSING_UNLINKED, Read
from spine.usecases.planning.selection import Selection
from spine.usecases.planning.stopwatch import Step, Stopwatch
from spine.usecases.service import Service

logger = logging.getLogger("spine.plans")

FACTS_A_WORKSTREAM = 20
WIDENING_STEMS = 8
"""How many of each chosen workstream's heaviest stems the widening search asks for."""
WIDENED_AT_MOST = 100


@dataclass(frozen=True)
class Retrieved:
    """The facts that an agenda is chosen from. `considered` counts what was found, without what is carried over."""

    selection: Selection
    pool: Pool
    considered: int = 0


def retrieve(service: Service, selection: Selection, watch: Stopwatch) -> Retrieved:
    """The facts of what was selected, with those that the last meeting left open."""
    if selection.choice is Choice.MACRO_STRICT_EMPTY:
        return Retrieved(selection, Pool([]))
    is_macro = selection.choice.planner is Planner.MACRO
    read = _of_workstreams if is_macro else _of_facts_selected
    candidates, facts = watch.measured(Step.RETRIEVE, partial(read, service, selection))
    carried = carry_over(candidates, facts, selection.last_meeting, selection.subject)
    priorities = [Candidate.of(fact) for fact in selection.found.pressing]
    pool = filter_candidates(carried, selection.subject, priorities, selection.understood.this_meeting.key)
    counts = Counter(candidate.fact.fact_type for candidate in candidates)
    by_type = ", ".join(f"{name}={n}" for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    logger.info("Retrieved %d facts (%s)", len(candidates), by_type)
    return Retrieved(selection, pool, len(candidates))


def _of_workstreams(service: Service, selection: Selection) -> tuple[list[Candidate], dict[str, Fact]]:
    """The candidates of the chosen workstreams and what was asked for or presses, each once; and the facts by id.

    The facts of the last agenda are read along with the linked ones: among the facts by id, but no candidates.
    """
    workstreams, others = [chosen.workstream for chosen in selection.workstreams], selection.others
    ids = [w.workstream_id for w in workstreams]
    asked = bool(selection.found.relevances)
    nearby = _asked_for(service, selection, ids) if asked else _loose(service, selection, workstreams)
    facts = {fact.fact_id: fact for fact in (*nearby.loose, *nearby.widened)}
    wanted = dict.fromkeys([*linked_fact_ids(nearby.first), *facts_to_reread(selection.last_meeting)])
    read, held = _with_holders(service, selection, [key for key in wanted if key not in facts], nearby.widened)
    facts |= read
    best = [fact for pairs in _best_of_each(nearby.first, facts).values() for fact, _ in pairs]
    links = [*nearby.links, *held, *(link for some in nearby.first.values() for link in some)]
    elsewhere = {link.fact_id for link in links} | ({fact.fact_id for fact in nearby.loose} if not asked else set())
    known = [*ids, *(w.workstream_id for w in others)]
    near = nearby.loose if asked else _of_workstreams_or_none([*nearby.loose, *nearby.widened], links, known)
    subject, people = (selection.subject, selection.understood.people) if asked else (None, ())
    everything = [*best, *near]
    found = assign_to_workstreams(everything, _weights(links), workstreams, elsewhere, subject, people, others=others)
    return found, facts


def _of_workstreams_or_none(
    facts: Iterable[Fact], links: Iterable[Link], workstream_ids: Collection[str]
) -> list[Fact]:
    """Those of some facts that belong to one of these workstreams, or to none at all."""
    holders: dict[str, set[str]] = {}
    for link in links:
        holders.setdefault(link.fact_id, set()).add(link.workstream_id)
    return [f for f in facts if f.fact_id not in holders or not holders[f.fact_id].isdisjoint(workstream_ids)]


@dataclass(frozen=True)
class _Nearby:
    """The first links of the chosen workstreams, facts that may stand beside the linked ones, and their links."""

    first: Mapping[str, Sequence[Link]]
    loose: Sequence[Fact]
    links: Sequence[Link]
    widened: Sequence[Fact] = ()


def _asked_for(service: Service, selection: Selection, ids: Sequence[str]) -> _Nearby:
    """What was asked for stands beside the linked facts, wherever it belongs.

    What people own may lie in many workstreams: three active ones top it up, and none where it fills the meeting.
    """
    understood, found = selection.understood, selection.found
    if understood.people:
        is_topped_up = fills_little(len(found.relevances), understood.minutes)
        active = [choice.workstream for choice in selection.workstreams if choice.workstream.state not in AT_REST]
        ids = [workstream.workstream_id for workstream in active[:MAX_WORKSTREAMS]] if is_topped_up else []
    missing = [key for key in ids if key not in found.first_links]
    more = first_links(service, understood.org_id, missing) if missing else {}
    known = {**found.first_links, **more}
    return _Nearby({key: known[key] for key in ids}, found.facts, found.links)


def _loose(service: Service, selection: Selection, workstreams: Sequence[Workstream]) -> _Nearby:
    """What presses stands beside the linked facts, and what shares words with the workstreams."""
    org_id, pressing = selection.understood.org_id, selection.found.pressing
    keys = [fact.fact_id for fact in pressing]
    reads: list[Read] = [partial(widened_facts, service, org_id, workstreams)]
    reads += [partial(service.store.links_of_facts, org_id, keys)] if keys else []
    reads += [partial(first_of, service, org_id, w.workstream_id) for w in workstreams]
    widened, *results = service.store.run_concurrently(*reads)
    links: list[Link] = results.pop(0) if keys else []
    held = {link.fact_id for link in links}
    unlinked = [fact for fact in pressing if fact.fact_id not in held][:PRESSING_UNLINKED]
    loose = [*unlinked, *(fact for fact in pressing if fact.fact_id in held)]
    first = dict(zip((w.workstream_id for w in workstreams), results, strict=True))
    return _Nearby(first, loose, links, [fact for fact in widened if fact.fact_id not in keys])


def _with_holders(
    service: Service, selection: Selection, wanted: Sequence[str], widened: Sequence[Fact]
) -> tuple[dict[str, Fact], list[Link]]:
    """The facts of some ids; and the links of the widened facts, read at the same time."""
    org_id, keys = selection.understood.org_id, [fact.fact_id for fact in widened]
    reads: list[Read] = [partial(service.store.get_many, Fact, org_id, wanted)] if wanted else []
    reads += [partial(service.store.links_of_facts, org_id, keys)] if keys else []
    results = service.store.run_concurrently(*reads) if reads else []
    links: list[Link] = results.pop() if keys else []
    return (results[0] if wanted else {}), links


def _weights(links: Iterable[Link]) -> dict[str, dict[str, float]]:
    """The weights of links by workstream and fact."""
    weights: dict[str, dict[str, float]] = {}
    for link in links:
        weights.setdefault(link.workstream_id, {})[link.fact_id] = link.weight
    return weights


def _of_facts_selected(service: Service, selection: Selection) -> tuple[list[Candidate], dict[str, Fact]]:
    """The facts selected as they are; and by id these and the facts of the last agenda."""
    facts = {candidate.fact.fact_id: candidate.fact for candidate in selection.facts}
    missing = [fact_id for fact_id in facts_to_reread(selection.last_meeting) if fact_id not in facts]
    more = service.store.get_many(Fact, selection.understood.org_id, missing) if missing else {}
    return list(selection.facts), facts | more


def linked_facts(
    service: Service, org_id: str, workstream_ids: Sequence[str], per_workstream: int = FACTS_A_WORKSTREAM
) -> dict[str, list[tuple[Fact, float]]]:
    """For each workstream the best facts of its first 40 links, with the links' weights.

    Of those that may be shown the first `per_workstream`; hidden and rejected ones come along, to be explained.
    """
    links = first_links(service, org_id, workstream_ids)
    return _best_of_each(links, service.store.get_many(Fact, org_id, linked_fact_ids(links)), per_workstream)


def _best_of_each(
    links: Mapping[str, Sequence[Link]], facts: Mapping[str, Fact], per_workstream: int = FACTS_A_WORKSTREAM
) -> dict[str, list[tuple[Fact, float]]]:
    best: dict[str, list[tuple[Fact, float]]] = {workstream_id: [] for workstream_id in links}
    for workstream_id, items in links.items():
        shown = 0
        for link in (link for link in items if link.fact_id in facts):
            may_be_shown = exclusion_reason(facts[link.fact_id]) is None
            if not may_be_shown or shown < per_workstream:
                best[workstream_id].append((facts[link.fact_id], link.weight))
                shown += may_be_shown
    return best


def widened_facts(service: Service, org_id: str, chosen: Sequence[Workstream]) -> list[Fact]:
    """The newest facts that share at least two of the chosen workstreams' heaviest stems, in one limited search."""
    stems = list(dict.fromkeys(stem for w in chosen for stem in w.stems[:WIDENING_STEMS]))
    if len(stems) < STEMS_IN_COMMON:
        return []
    return service.store.facts_with_stems(org_id, stems, STEMS_IN_COMMON, PLANNABLE_FACTS, WIDENED_AT_MOST)
