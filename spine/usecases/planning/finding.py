"""What the first reads of a plan find: facts about the subject or of the people, what presses, and their workstreams.

See docs/planning.md#select.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, cast

from spine.domain import times
from spine.domain.documents import Link
from spine.domain.facts import Fact
from spine.domain.names import is_owned_by
from spine.domain.planning.candidates import Candidate, filter_candidates
from spine.domain.planning.carryover import PAST_PROPOSALS_READ
from spine.domain.planning.matching import MAX_WORKSTREAMS
from spine.domain.planning.pressing import presses, pressing_window
from spine.domain.planning.subjects import COUNTED_TO, Carrying, Subject, weigh_by_facts
from spine.domain.planning.timebox import fills_little
from spine.domain.proposals import Proposal
from spine.domain.tokenizer import stems
from spine.domain.workstreams import Workstream
from spine.store.protocol import PLANNABLE_FACTS, FactFilter, Page, PageRequest
from spine.usecases.keyword_index import first_of
from spine.usecases.planning.understanding import Understood
from spine.usecases.service import Service

STEMS_ABOUT = 3
"""How many words of a subject are searched one by one among the facts; of a longer one any two are searched."""
READ_TOGETHER = 100
"""How many of the newest facts are read that have several words of a subject."""
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

    `subject` has its words weighed by how few facts have them. `links` are those of `facts`; `first_links` are those of
    the workstreams that are likely to be chosen.
    """

    facts: tuple[Fact, ...] = ()
    subject: Subject | None = None
    pressing: tuple[Fact, ...] = ()
    past: tuple[Proposal, ...] = ()
    links: tuple[Link, ...] = ()
    first_links: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    relevances: dict[str, float] = field(default_factory=dict)
    """The facts that are what was asked for: how much of the subject each has, compared with the best, 0–1."""
    best_share: float = 0.0
    """The share of the subject, 0–1, that the best of them has."""

    @property
    def best_facts(self) -> dict[str, float]:
        """For each workstream that holds something that was asked for, the relevance of the best fact, 0–1.

        Of people's facts those have none that are not about a named subject.
        """
        best: dict[str, float] = {}
        for link in self.links:
            if link.fact_id in self.relevances:
                relevance = self.relevances[link.fact_id]
                best[link.workstream_id] = max(best.get(link.workstream_id, 0.0), relevance)
        return best

    @property
    def loose(self) -> float:
        """The share, 0–1, of the subject that the best fact has which carries it and which no workstream holds."""
        held = {link.fact_id for link in self.links}
        loose = (relevance for fact_id, relevance in self.relevances.items() if fact_id not in held)
        return self.best_share * max(loose, default=0.0)


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
    alone, reads = _subject_reads(service, understood)
    past, *results = service.store.run_concurrently(partial(_past, service, understood), *reads, *others)
    read = cast(list[list[Fact]], results[: len(reads)])
    candidates = [Candidate.of(fact) for fact in {fact.fact_id: fact for some in read for fact in some}.values()]
    counts = {stem: sum(stem in c.stems for c in candidates) for stem in understood.stems}
    counts |= {stem: len(some) for stem, some in zip(alone, read, strict=False)}
    subject = weigh_by_facts(understood.subject or "", counts)
    shown = filter_candidates(candidates, subject, meeting_key=understood.this_meeting.key).candidates
    relevances = _relevances(subject, shown)
    best_share = max((subject.share(c.stems) for c in shown if c.fact.fact_id in relevances), default=0.0)
    first = sorted(candidates, key=lambda c: c.fact.fact_id not in relevances)
    facts = tuple(c.fact for c in first[:MATCHES_KEPT])
    found = Found(facts, subject, past=past, relevances=relevances, best_share=best_share)
    return found, results[len(reads) :]


def _subject_reads(service: Service, understood: Understood) -> tuple[list[str], list[Read]]:
    """The reads of facts that have the subject's stems, and the stems that the first of them are for.

    Of a short subject each stem is read alone, and all together; of a longer one the longest two, and any two together.
    """
    distinct = sorted(set(understood.stems), key=lambda stem: (-len(stem), stem))
    is_long = len(distinct) > STEMS_ABOUT
    alone, together = (distinct[:2], 2) if is_long else (distinct, len(distinct))
    facts_with = partial(service.store.facts_with_stems, understood.org_id)
    reads: list[Read] = [partial(facts_with, [stem], 1, FactFilter(), COUNTED_TO) for stem in alone]
    if len(distinct) > 1:
        reads.append(partial(facts_with, distinct, together, FactFilter(), READ_TOGETHER))
    return alone, reads


def _relevances(subject: Subject, candidates: Sequence[Candidate]) -> dict[str, float]:
    """The facts that carry a subject, by id: how much of it each has, compared with the best, 0–1."""
    carrying = Carrying.of(subject, [c.stems for c in candidates])
    carriers = [c for c in candidates if carrying.carries(c.stems)]
    best = max((subject.share(c.stems) for c in carriers), default=1.0)
    return {c.fact.fact_id: subject.share(c.stems) / best for c in carriers}


def _of_people(service: Service, understood: Understood, others: Sequence[Read]) -> tuple[Found, list[Any]]:
    """What some people own: facts that hold the first part of their names, looked through."""
    firsts = list(dict.fromkeys(first for name in understood.people for first in stems(name)[:1]))
    read = partial(service.store.facts_with_stems, understood.org_id, firsts, 1, FactFilter(), OWNED_READ)
    past, pressing, holding, *results = service.store.run_concurrently(
        partial(_past, service, understood), partial(_pressing, service, understood), read, *others
    )
    owned = tuple(fact for fact in holding if is_owned_by(fact.owner, understood.people, understood.namesakes))
    candidates = [Candidate.of(fact) for fact in owned]
    shown = filter_candidates(candidates, None, meeting_key=understood.this_meeting.key).candidates
    counts = {stem: sum(stem in c.stems for c in shown) for stem in understood.stems}
    subject = weigh_by_facts(understood.subject or "", counts) if counts else None
    about = _relevances(subject, shown) if subject else {}
    relevances = {c.fact.fact_id: about.get(c.fact.fact_id, 0.0 if subject else 1.0) for c in shown}
    return Found(owned, subject, tuple(pressing), past, relevances=relevances), results


def with_links(service: Service, understood: Understood, found: Found, likely: Sequence[str] = ()) -> Found:
    """What was found, with the links of what was asked for, and what presses where that does not fill the meeting.

    The links of the workstreams that are likely to be chosen are read at the same time.
    """
    keys = [fact.fact_id for fact in found.facts] if found.relevances else []
    is_topped_up = (
        found.relevances and not understood.people and fills_little(len(found.relevances), understood.minutes)
    )
    reads: list[Read] = [partial(first_of, service, understood.org_id, key) for key in likely]
    reads += [partial(service.store.links_of_facts, understood.org_id, keys)] if keys else []
    reads += [partial(_pressing, service, understood)] if is_topped_up else []
    results = service.store.run_concurrently(*reads) if reads else []
    first = dict(zip(likely, results, strict=False))
    pressing = tuple(results.pop()) if is_topped_up else found.pressing
    links = tuple(results.pop()) if keys else ()
    return replace(found, links=links, pressing=pressing, first_links=first)


def with_workstreams(
    service: Service, understood: Understood, found: Found, missing: Sequence[str]
) -> tuple[dict[str, Workstream], Found]:
    """The workstreams that only their facts led to, by id; and what was found, with the links of the best of them.

    The links are read at the same time: of workstreams whose facts are equally relevant, those that are about the
    subject themselves will be chosen first.
    """
    best_facts, known = found.best_facts, found.first_links
    best = sorted(best_facts, key=lambda key: (-best_facts[key], key not in known, key))[:MAX_WORKSTREAMS]
    unread = [key for key in best if key not in known]
    reads: list[Read] = [partial(service.store.get_many, Workstream, understood.org_id, missing)]
    reads += [partial(first_of, service, understood.org_id, key) for key in unread]
    workstreams, *links = service.store.run_concurrently(*reads)
    return workstreams, replace(found, first_links={**known, **dict(zip(unread, links, strict=True))})


def with_pressing(service: Service, understood: Understood, found: Found, *others: Read) -> tuple[Found, list[Any]]:
    """What was found, with what presses, where that was not read before; and the results of other reads."""
    if found.pressing or found.subject is None:
        return found, service.store.run_concurrently(*others)
    pressing, *results = service.store.run_concurrently(partial(_pressing, service, understood), *others)
    return replace(found, pressing=tuple(pressing)), results


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
