"""Reading what a plan is made from: workstreams, their facts, facts like them, and what was left undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from spine.domain.facts import Fact, FactStatus
from spine.domain.links import Link
from spine.domain.planning.candidates import Candidate, exclusion_reason, placed
from spine.domain.planning.selection import WORKSTREAMS_CHOSEN, Chosen, choose_about, choose_top, weigh
from spine.domain.planning.subject import Subject
from spine.domain.staleness import stale_cutoff
from spine.domain.workstreams import Colour, Workstream
from spine.store.protocol import FactFilter, PageRequest, WorkstreamFilter
from spine.usecases.keyword_index import first_links, linked_fact_ids
from spine.usecases.search import stem_matches
from spine.usecases.service import Service, run_both

CANDIDATES_READ = 150
CANDIDATES_OF_ONE = 40
"""How many workstreams are read for all words of a subject together, and for one alone."""
FACTS_A_WORKSTREAM = 20
WIDENING_STEMS = 8
"""How many of each chosen workstream's heaviest stems the widening search asks for."""
WIDENED_AT_MOST = 60
STEMS_IN_COMMON = 2
RECENT_READ = 100
STEMS_ABOUT = 6
"""How many words of a subject are asked for among the facts where no workstream is about it."""

FINISHED = (FactStatus.PROPOSED.value, FactStatus.VALIDATED.value, FactStatus.PUBLISHED.value)


@dataclass(frozen=True)
class Selection:
    """The workstreams that a meeting is about. `exist` is whether the organisation has any at all."""

    chosen: list[Chosen]
    subject: Subject | None = None
    exist: bool = True


def select_about(
    service: Service, org_id: str, query: str, stems: Sequence[str], k: int = WORKSTREAMS_CHOSEN
) -> Selection:
    """The workstreams that are about a subject, most relevant first; reads workstreams only."""
    candidates, total = run_both(
        service,
        partial(_carrying, service, org_id, stems),
        partial(service.store.count_workstreams, org_id),
    )
    subject = weigh(query, stems, candidates, total)
    return Selection(choose_about(subject, candidates, k), subject, total > 0)


def _carrying(service: Service, org_id: str, stems: Sequence[str]) -> list[Workstream]:
    """Workstreams that carry any of some stems, and those of the longest stem alone; of two stems, of each.

    Of a common word only the most important carriers are read; a rare word's may lie far behind them.
    """
    longest = sorted(stems, key=lambda stem: (-len(stem), stem))
    alone = longest[:1] if len(stems) > 2 else longest[1:] and longest
    pages = service.store.run_concurrently(
        partial(service.store.workstreams_with_stems, org_id, stems, CANDIDATES_READ),
        *(partial(service.store.workstreams_with_stems, org_id, [stem], CANDIDATES_OF_ONE) for stem in alone),
    )
    return list({workstream.workstream_id: workstream for page in pages for workstream in page}.values())


def select_top(service: Service, org_id: str, k: int = WORKSTREAMS_CHOSEN) -> Selection:
    """The k most important workstreams of all, not of the first page that an index gives.

    The index orders colours by name: red before yellow, as importance does, but green before both, and stale green
    counts as yellow. So the top k of three groups are read, each in its right order, and merged.
    """
    now, after = service.clock(), service.settings.stale_after_days
    cutoff = stale_cutoff(now, after)
    wanted = [
        WorkstreamFilter(statuses=(Colour.RED, Colour.YELLOW)),
        WorkstreamFilter(status=Colour.GREEN, updated_after=cutoff),
        WorkstreamFilter(status=Colour.GREEN, updated_until=cutoff),
    ]
    pages = service.store.run_concurrently(
        *(partial(service.store.workstreams, org_id, one, PageRequest(k)) for one in wanted)
    )
    chosen = choose_top((w for page in pages for w in page.items), now, after, k)
    return Selection(chosen, None, bool(chosen))


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
    return {
        key: _best([(facts[one.fact_id], one) for one in items if one.fact_id in facts], per_workstream)
        for key, items in links.items()
    }


def _best(pairs: Sequence[tuple[Fact, Link]], most: int) -> list[tuple[Fact, float]]:
    kept: list[tuple[Fact, float]] = []
    shown = 0
    for fact, link in pairs:
        may_be_shown = exclusion_reason(fact) is None
        if not may_be_shown or shown < most:
            kept.append((fact, link.weight))
            shown += may_be_shown
    return kept


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
    wanted = FactFilter(statuses=FINISHED)
    return service.store.facts_with_stems(org_id, stems, STEMS_IN_COMMON, wanted, WIDENED_AT_MOST)


def facts_for(
    service: Service,
    org_id: str,
    chosen: Sequence[Workstream],
    besides: Sequence[str] = (),
    subject: Sequence[str] = (),
) -> tuple[list[Candidate], dict[str, Fact]]:
    """The candidates of the chosen workstreams, linked facts and widened ones, each once; and the facts by id.

    The facts `besides` are read along with the linked ones: among the facts by id, but no candidates.
    """
    links, widened = run_both(
        service,
        partial(first_links, service, org_id, [w.workstream_id for w in chosen]),
        partial(widened_facts, service, org_id, chosen, subject),
    )
    facts = {fact.fact_id: fact for fact in widened}
    asked = dict.fromkeys([*linked_fact_ids(links), *besides])
    facts |= service.store.get_many(Fact, org_id, [one for one in asked if one not in facts])
    return placed(_best_of_each(links, facts), widened, chosen), facts


def facts_about(service: Service, org_id: str, query: str, stems: Sequence[str]) -> tuple[list[Candidate], Subject]:
    """Facts that hold words of a subject, and the subject weighted by how rare its words are among facts."""
    found = stem_matches(service, org_id, stems, FactFilter(), max_stems=STEMS_ABOUT)
    return [Candidate.of(fact) for fact in found.facts], Subject(query, found.weights)


def facts_sharing(service: Service, org_id: str, subject: Subject) -> list[Candidate]:
    """The newest facts that hold any word of a subject, in one read."""
    found = service.store.facts_with_stems(org_id, list(subject.weights), 1, FactFilter(), RECENT_READ)
    return [Candidate.of(fact) for fact in found]


def recent_facts(service: Service, org_id: str) -> list[Candidate]:
    """The newest finished facts."""
    page = service.store.facts(org_id, FactFilter(statuses=FINISHED), PageRequest(RECENT_READ))
    return [Candidate.of(fact) for fact in page.items]
