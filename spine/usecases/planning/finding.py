"""What the first reads of a plan find: facts about the subject or of the people, what presses, and their workstreams.

See docs/planning.md#select.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, cast

from spine.domain import times
from spine.domain.documents import Link
from spine.domain.facts import Fact
from spine.domain.names import is_owned_by
from spine.domain.planning.candidates import Candidate, filter_candidates
from spine.domain.planning.carryover import PAST_PROPOSALS_READ
from spine.domain.planning.pressing import presses, pressing_window
from spine.domain.planning.subjects import Carrying, Subject, weigh_by_facts
from spine.domain.planning.timebox import bullets_in
from spine.domain.proposals import Proposal
from spine.domain.tokenizer import stems
from spine.store.protocol import PLANNABLE_FACTS, FactFilter, Page, PageRequest
from spine.usecases.planning.understanding import Understood
from spine.usecases.search import StemSearch
from spine.usecases.service import Service

STEMS_ABOUT = 6
"""How many words of a subject are asked for among the facts."""
MATCHES_KEPT = 200
"""How many facts that hold words of the subject are candidates; those that carry it come first."""
PRESSING_READ = 100
PRESSING_UNLINKED = 40
"""How many pressing facts are read, and how many of those without a workstream are candidates."""
OWNED_READ = 200
"""How many facts that hold a person's name are read."""

type Read = Callable[[], Any]


@dataclass(frozen=True)
class Found:
    """What was found before workstreams are chosen. `facts` are what was asked for, and others that share its words.

    `subject` has its words weighed by how few facts have them. `links` are those of `facts`.
    """

    facts: tuple[Fact, ...] = ()
    subject: Subject | None = None
    pressing: tuple[Fact, ...] = ()
    past: tuple[Proposal, ...] = ()
    links: tuple[Link, ...] = ()
    relevances: dict[str, float] = field(default_factory=dict)
    """The facts that are what was asked for: how much of the subject each has, compared with the best, 0–1."""

    @property
    def best_facts(self) -> dict[str, float]:
        """For each workstream that holds a fact that carries the subject, the relevance of the best one."""
        best: dict[str, float] = {}
        for link in self.links:
            if link.fact_id in self.relevances:
                relevance = self.relevances[link.fact_id]
                best[link.workstream_id] = max(best.get(link.workstream_id, 0.0), relevance)
        return best


def find(service: Service, understood: Understood, *others: Read) -> tuple[Found, list[Any]]:
    """What a request asks for and what presses; and the results of other reads, made at the same time."""
    if understood.people:
        return _of_people(service, understood, others)
    if understood.stems:
        return _about_subject(service, understood, others)
    past, pressing, *results = service.store.run_concurrently(
        partial(_past, service, understood), partial(_pressing, service, understood), *others
    )
    found = Found(pressing=tuple(pressing), past=past)
    return found, results


def _about_subject(service: Service, understood: Understood, others: Sequence[Read]) -> tuple[Found, list[Any]]:
    """The facts that carry the subject."""
    search = StemSearch(understood.org_id, understood.stems, max_stems=STEMS_ABOUT)
    reads = search.reads(service)
    past, *results = service.store.run_concurrently(partial(_past, service, understood), *reads, *others)
    matches = search.matches(cast(list[list[Fact]], results[: len(reads)]))
    subject = weigh_by_facts(understood.subject or "", matches.counts)
    candidates = [Candidate.of(fact) for fact in matches.facts]
    shown = filter_candidates(candidates, subject, meeting_key=understood.this_meeting.key).candidates
    carrying = Carrying.of(subject, [c.stems for c in shown])
    best = carrying.least * 2
    relevances = {c.fact.fact_id: min(1.0, subject.share(c.stems) / best) for c in shown if carrying.carries(c.stems)}
    first = sorted(candidates, key=lambda c: c.fact.fact_id not in relevances)
    facts = tuple(c.fact for c in first[:MATCHES_KEPT])
    return Found(facts, subject, past=past, relevances=relevances), results[len(reads) :]


def _of_people(service: Service, understood: Understood, others: Sequence[Read]) -> tuple[Found, list[Any]]:
    """What some people own: facts that hold the first part of their names, looked through."""
    firsts = list(dict.fromkeys(first for name in understood.people for first in stems(name)[:1]))
    read = partial(service.store.facts_with_stems, understood.org_id, firsts, 1, FactFilter(), OWNED_READ)
    past, pressing, holding, *results = service.store.run_concurrently(
        partial(_past, service, understood), partial(_pressing, service, understood), read, *others
    )
    owned = tuple(fact for fact in holding if is_owned_by(fact.owner, understood.people))
    counts = {stem: sum(stem in Candidate.of(fact).stems for fact in owned) for stem in understood.stems}
    subject = weigh_by_facts(understood.subject or "", counts) if counts else None
    candidates = [Candidate.of(fact) for fact in owned]
    shown = filter_candidates(candidates, None, meeting_key=understood.this_meeting.key).candidates
    relevances = {c.fact.fact_id: 1.0 for c in shown}
    return Found(owned, subject, tuple(pressing), past, relevances=relevances), results


def with_links(service: Service, understood: Understood, found: Found) -> Found:
    """What was found, with the links of what was asked for, and what presses where that does not fill the meeting."""
    ids = [fact.fact_id for fact in found.facts]
    reads: list[Read] = []
    if found.subject is not None and not understood.people and _few(found.relevances, understood):
        reads.append(partial(_pressing, service, understood))
    if ids:
        reads.append(partial(service.store.links_of_facts, understood.org_id, ids))
    results = service.store.run_concurrently(*reads) if reads else []
    links = tuple(results.pop()) if ids else ()
    return replace(found, links=links, pressing=tuple(results[0]) if results else found.pressing)


def _few(relevances: dict[str, float], understood: Understood) -> bool:
    """Whether what was asked for would fill less than half of the meeting."""
    return 2 * len(relevances) < bullets_in(understood.minutes)


def _past(service: Service, understood: Understood) -> tuple[Proposal, ...]:
    """The newest proposals of the meeting's series whose meeting is over."""
    newest, over_by = PageRequest(PAST_PROPOSALS_READ), times.iso(understood.now)
    series = understood.this_meeting.series
    return tuple(service.store.proposals(understood.org_id, newest, over_by=over_by, series=series).items)


def _pressing(service: Service, understood: Understood) -> list[Fact]:
    """What presses in the organisation, newest first."""
    window = pressing_window(understood.now)
    read = service.store.pressing_facts(understood.org_id, window, PRESSING_READ)
    return [fact for fact in read if presses(fact, understood.now)]


def newest_facts(service: Service, understood: Understood, limit: int) -> Page[Fact]:
    """The newest facts that agendas are planned from."""
    return service.store.facts(understood.org_id, PLANNABLE_FACTS, PageRequest(limit))
