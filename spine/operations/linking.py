"""Linking facts that are there already with the workstreams that their words point to, page by page.

A fact goes to the workstream whose own words (title, description, tags) cover it, by the rule by which a suggestion
joins one, if they share at least two stems. Only facts that no workstream has are looked at, drafts and rejected ones
left out. The words of facts that are linked already do not count: so a repeat finds nothing new, and no link leads to
the next. On the slice of tests/quality, workstreams without facts get 78 right and 12 wrong facts of 180 that way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spine.domain.facts import PLANNABLE, Fact
from spine.domain.planning.candidates import STEMS_IN_COMMON
from spine.domain.relevance import stem_counts
from spine.domain.suggestions import LINK_WEIGHT
from spine.domain.suggestions.matching import Matcher, own_stems
from spine.domain.tokenizer import words_by_stem
from spine.domain.workstreams import Workstream
from spine.operations.paging import pages
from spine.store.protocol import FactFilter, WorkstreamFilter
from spine.usecases import links
from spine.usecases.service import Service
from spine.usecases.suggestions import unlinked


@dataclass(frozen=True)
class ProposedLink:
    """A link that the words speak for: how strong (0–1), how alike fact and workstream are (0–1), and by which words.

    `words` are as the fact writes them, those that count most first.
    """

    fact: Fact
    workstream: Workstream
    weight: float
    likeness: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class ProposedLinks:
    """What one page of facts came to: how many were looked at, how many belong to a workstream already."""

    facts: int
    linked_before: int
    links: list[ProposedLink]


def propose_links(service: Service, org_id: str) -> Iterator[ProposedLinks]:
    """The links that words speak for, a page of facts at a time, newest facts first."""
    store = service.store
    workstreams = {
        workstream.workstream_id: workstream
        for page in pages(lambda request: store.workstreams(org_id, WorkstreamFilter(), request))
        for workstream in page.items
    }
    matcher = Matcher({workstream_id: own_stems(workstream) for workstream_id, workstream in workstreams.items()})
    for page in pages(lambda request: store.facts(org_id, FactFilter(statuses=PLANNABLE), request)):
        free = unlinked(service, org_id, page.items)
        proposed = [link for fact in free if (link := _propose(fact, workstreams, matcher))]
        yield ProposedLinks(len(page.items), len(page.items) - len(free), proposed)


def apply_links(service: Service, proposed: Sequence[ProposedLink]) -> int:
    """Create these links, of one page, except for facts that were linked meanwhile; how many are new."""
    if not proposed:
        return 0
    free = {fact.fact_id for fact in unlinked(service, proposed[0].fact.org_id, [link.fact for link in proposed])}
    fact_ids: dict[str, list[str]] = {}
    for link in proposed:
        if link.fact.fact_id in free:
            fact_ids.setdefault(link.workstream.workstream_id, []).append(link.fact.fact_id)
    workstreams = {link.workstream.workstream_id: link.workstream for link in proposed}
    return sum(
        links.link_into(service, workstreams[workstream_id], some, LINK_WEIGHT)["linked_count"]
        for workstream_id, some in fact_ids.items()
    )


def _propose(fact: Fact, workstreams: Mapping[str, Workstream], matcher: Matcher) -> ProposedLink | None:
    counts = stem_counts(fact)
    match = matcher.best_match(sorted(counts, key=lambda stem: (-counts[stem] * matcher.idf(stem), stem)))
    if match is None or len(match.shared) < STEMS_IN_COMMON:
        return None
    quotes = (evidence.quote for evidence in fact.evidence)
    names = (entity.display_name for entity in fact.entities)
    written = words_by_stem(" ".join([fact.title or "", fact.text, *names, fact.owner or "", *quotes]))
    words = tuple(written.get(stem, stem) for stem in match.shared)
    return ProposedLink(fact, workstreams[match.workstream_id], LINK_WEIGHT, match.similarity, words)
