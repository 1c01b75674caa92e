"""Step 3, retrieve: the facts of the workstreams chosen, facts like them, and what the last meeting left open."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from spine.domain.planning.modes import Choice, Planner
from spine.domain.workstreams import Workstream
from spine.store.protocol import PLANNABLE_FACTS
from spine.usecases.keyword_index import first_links, linked_fact_ids
from spine.usecases.planning.finding import PRESSING_UNLINKED
from spine.usecases.planning.selection import Selection
from spine.usecases.planning.stopwatch import Step, Stopwatch
from spine.usecases.service import Service, run_both

logger = logging.getLogger("spine.plans")

FACTS_A_WORKSTREAM = 20
WIDENING_STEMS = 8
"""How many of each chosen workstream's heaviest stems the widening search asks for."""
WIDENED_AT_MOST = 60


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
    org_id, found = selection.understood.org_id, selection.found
    workstreams = [chosen.workstream for chosen in selection.workstreams]
    ids = [w.workstream_id for w in workstreams]
    if found.relevances:
        first, linked, loose = first_links(service, org_id, ids), list(found.links), list(found.facts)
        widened: list[Fact] = []
    else:
        first, (widened, linked) = run_both(
            service, partial(first_links, service, org_id, ids), partial(_widened_and_links, service, selection)
        )
        held = {link.fact_id for link in linked}
        loose = [fact for fact in found.pressing if fact.fact_id not in held][:PRESSING_UNLINKED]
    facts = {fact.fact_id: fact for fact in (*widened, *loose)}
    wanted = dict.fromkeys([*linked_fact_ids(first), *facts_to_reread(selection.last_meeting)])
    facts |= service.store.get_many(Fact, org_id, [fact_id for fact_id in wanted if fact_id not in facts])
    best = [fact for pairs in _best_of_each(first, facts).values() for fact, _ in pairs]
    links = _weights([*linked, *(link for some in first.values() for link in some)])
    elsewhere = {fact.fact_id for fact in loose} if not found.relevances else _held_elsewhere(linked, ids)
    return assign_to_workstreams([*best, *loose, *widened], links, workstreams, elsewhere), facts


def _widened_and_links(service: Service, selection: Selection) -> tuple[list[Fact], list[Link]]:
    """Facts that no workstream holds and that share words with those chosen; and the links of what presses."""
    org_id, pressing = selection.understood.org_id, [fact.fact_id for fact in selection.found.pressing]
    widened = widened_facts(service, org_id, [chosen.workstream for chosen in selection.workstreams])
    ids = list(dict.fromkeys([*(fact.fact_id for fact in widened), *pressing]))
    links = service.store.links_of_facts(org_id, ids) if ids else []
    held = {link.fact_id for link in links}
    return [fact for fact in widened if fact.fact_id not in held], links


def _held_elsewhere(links: Iterable[Link], chosen: Sequence[str]) -> set[str]:
    """The facts that workstreams hold, and none of those chosen."""
    held = {link.fact_id for link in links}
    return held - {link.fact_id for link in links if link.workstream_id in chosen}


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
