"""What is stored after a call that was killed, and what has to hold of it."""

from collections.abc import Callable, Iterator

from spine.domain.documents import Document, KeywordRefresh, Link, MeetingLink, Tombstone
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.people import Person
from spine.domain.planning.keywords import with_keywords
from spine.domain.proposals import Proposal
from spine.domain.workstreams import Workstream
from spine.store.protocol import PageRequest, Store
from spine.usecases.keyword_index import first_facts
from tests.kills.paths import ORG
from tests.store.builders import all_of
from tests.usecases.app import App

MEANT: dict[type[Document], Callable[..., object]] = {
    Organisation: lambda one: one.name,
    Workstream: lambda one: (one.verdicts, one.stems),
    Fact: lambda one: (one.text, one.status, one.state, one.owner, one.hidden),
    Link: lambda one: one.weight,
    MeetingLink: lambda one: None,
    Person: lambda one: one.name,
    Proposal: lambda one: (one.rating, one.verdicts),
}
"""By kind, what a call is asked to store; not when it did so."""


def documents[D: Document](store: Store, kind: type[D]) -> list[D]:
    """All documents of a kind in the organisation."""
    return all_of(lambda page: store.documents(kind, ORG, page))


def meant(store: Store) -> dict[str, object]:
    """What is stored, without times and revisions. A workstream goes by its title: some ids are new in each call."""
    titles = {one.workstream_id: one.title for one in documents(store, Workstream)}

    def name(document: Document) -> str:
        place = getattr(document, "workstream_id", "")
        own = getattr(document, "fact_id", "") or getattr(document, "meeting_id", "") if place else document.key
        return f"{document.kind} {titles.get(place, place)} {own}"

    return {name(one): of(one) for kind, of in MEANT.items() for one in documents(store, kind)}


def faults(app: App) -> Iterator[str]:
    """What a sweep should have put right."""
    store = app.store
    facts = {one.fact_id for one in documents(store, Fact)}
    workstreams = {one.workstream_id: one for one in documents(store, Workstream)}
    for kind in (Tombstone, KeywordRefresh):
        yield from (f"unfinished: {one!r}" for one in store.unfinished_across_partitions(kind, PageRequest(99)).items)
    for link in documents(store, Link):
        if link.fact_id not in facts or link.workstream_id not in workstreams:
            yield f"a link to nowhere: {link!r}"
    yield from (f"a meeting of nothing: {one!r}" for one in documents(store, MeetingLink)
                if one.workstream_id not in workstreams)  # fmt: skip
    for key, workstream in workstreams.items():
        if workstream != with_keywords(workstream, first_facts(app.service, ORG, key)):
            yield f"not found by its words: {key}"
    if (facts or workstreams) and not documents(store, Organisation):
        yield "no organisation"
