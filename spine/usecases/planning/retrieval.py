"""Step 3, retrieve: the facts of the workstreams chosen, facts like them, and what the last meeting left open."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from spine.domain.documents import Link
from spine.domain.facts import Fact
from spine.domain.planning.candidates import (
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
from spine.usecases.planning.selection import Selection
from spine.usecases.planning.stopwatch import Step, Stopwatch
from spine.usecases.service import Service, run_both

logger = logging.getLogger("spine.plans")

FACTS_A_WORKSTREAM = 20
WIDENING_STEMS = 8
"""How many of each chosen workstream's heaviest stems the widening search asks for."""
WIDENED_AT_MOST = 60
STEMS_IN_COMMON = 2


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
    pool = filter_candidates(
        carried, selection.subject, related_only=not is_macro, meeting_key=selection.understood.this_meeting.key
    )
    counts = Counter(candidate.fact.fact_type for candidate in candidates)
    by_type = ", ".join(f"{name}={n}" for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    logger.info("Retrieved %d facts (%s)", len(candidates), by_type)
    return Retrieved(selection, pool, len(candidates))


def _of_workstreams(service: Service, selection: Selection) -> tuple[list[Candidate], dict[str, Fact]]:
    """The candidates of the chosen workstreams, linked facts and widened ones, each once; and the facts by id.

    The facts of the last agenda are read along with the linked ones: among the facts by id, but no candidates.
    """
    org_id, subject = selection.understood.org_id, selection.subject
    workstreams = [chosen.workstream for chosen in selection.workstreams]
    links, widened = run_both(
        service,
        partial(first_links, service, org_id, [w.workstream_id for w in workstreams]),
        partial(widened_facts, service, org_id, workstreams, list(subject.weights) if subject else []),
    )
    facts = {fact.fact_id: fact for fact in widened}
    wanted = dict.fromkeys([*linked_fact_ids(links), *facts_to_reread(selection.last_meeting)])
    facts |= service.store.get_many(Fact, org_id, [fact_id for fact_id in wanted if fact_id not in facts])
    return assign_to_workstreams(_best_of_each(links, facts), widened, workstreams), facts


def _of_facts_selected(service: Service, selection: Selection) -> tuple[list[Candidate], dict[str, Fact]]:
    """The facts selected as they are; and by id these and the facts of the last agenda."""
    facts = {candidate.fact.fact_id: candidate.fact for candidate in selection.facts}
    missing = [fact_id for fact_id in facts_to_reread(selection.last_meeting) if fact_id not in facts]
    return list(selection.facts), facts | service.store.get_many(Fact, selection.understood.org_id, missing)


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


def widened_facts(
    service: Service, org_id: str, chosen: Sequence[Workstream], subject: Sequence[str] = ()
) -> list[Fact]:
    """The newest facts that share at least two of the chosen workstreams' heaviest stems, in one limited search.

    The stems of a named subject are asked for as well: a workstream may carry only a part of it.
    """
    heaviest = (stem for w in chosen for stem in w.stems[:WIDENING_STEMS])
    stems = list(dict.fromkeys([*subject[:WIDENING_STEMS], *heaviest]))
    if len(stems) < STEMS_IN_COMMON:
        return []
    return service.store.facts_with_stems(org_id, stems, STEMS_IN_COMMON, PLANNABLE_FACTS, WIDENED_AT_MOST)
