"""What others do between the reads and the writes of one call."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from spine import config
from spine.domain.documents import Document
from spine.domain.fact_states import Verdict
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.workstreams import Workstream
from spine.errors import Unavailable
from spine.schemas.facts import FactFields
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import BulletVerdict, Feedback, ProposeRequest
from spine.schemas.workstreams import WorkstreamFields
from spine.store.protocol import PageRequest, Replace, Write, WriteConflict
from spine.usecases import facts, feedback, links, organisations, proposals, workstreams
from spine.usecases.service import Service
from tests.store.memory_store import MemoryStore

ORG = "byd"
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


class Crowded(MemoryStore):
    """A store in which somebody else acts right before a commit, once, or in which some writes never succeed."""

    meanwhile: Callable[[], None] | None = None
    refused: type[Document] | None = None

    def commit_in_parts(self, org_id: str, writes: Sequence[Write]) -> int:
        act, self.meanwhile = self.meanwhile, None
        if act:
            act()
        if self.refused and any(isinstance(w, Replace) and isinstance(w.document, self.refused) for w in writes):
            raise WriteConflict
        return super().commit_in_parts(org_id, writes)


@pytest.fixture
def store() -> Crowded:
    return Crowded()


@pytest.fixture
def service(store: Crowded) -> Service:
    numbers = count()
    return Service(store, config.read({}), lambda: NOW, lambda: f"{next(numbers):016x}")


def fact(fact_id: str, text: str) -> FactFields:
    return FactFields(fact_id=fact_id, fact_type="risk", text=text)


def stored(service: Service, *given: FactFields) -> Workstream:
    facts.store(service, ORG, given)
    return workstreams.save(service, ORG, WorkstreamFields(workstream_id="ws", title="Contrato"))


def stems(service: Service) -> tuple[str, ...]:
    found = service.store.get(Workstream, ORG, "ws")
    assert found
    return found.stems


def test_a_link_repeated_after_it_was_cut_short_brings_the_words_up_to_date(service: Service, store: Crowded) -> None:
    workstream = stored(service, fact("f", "Guindaste"))
    store.refused = Workstream
    with pytest.raises(Unavailable):
        links.link_into(service, workstream, ["f"], 1.0)
    store.refused = None
    links.link_into(service, workstream, ["f"], 1.0)
    assert "guindast" in " ".join(stems(service))


def test_an_edit_repeated_after_it_was_cut_short_brings_the_words_up_to_date(service: Service, store: Crowded) -> None:
    links.link_into(service, stored(service, fact("f", "Guindaste")), ["f"], 1.0)
    store.refused = Workstream
    with pytest.raises(Unavailable):
        facts.store(service, ORG, [fact("f", "Empilhadeira")])
    store.refused = None
    facts.store(service, ORG, [fact("f", "Empilhadeira")])
    assert "empilhadeira" in stems(service)


def test_a_fact_deleted_again_after_it_was_cut_short_takes_its_words_along(service: Service, store: Crowded) -> None:
    links.link_into(service, stored(service, fact("f", "Guindaste")), ["f"], 1.0)
    store.refused = Workstream
    with pytest.raises(Unavailable):
        facts.delete(service, "f", ORG)
    store.refused = None
    facts.delete(service, "f", ORG)
    assert stems(service) == ("contrato",)
    assert service.store.links(ORG, "ws", PageRequest(10)).items == []


def test_a_link_does_not_outlive_a_fact_that_is_deleted_meanwhile(service: Service, store: Crowded) -> None:
    workstream = stored(service, fact("f", "Guindaste"))
    store.meanwhile = lambda: facts.delete(service, "f", ORG)
    assert links.link_into(service, workstream, ["f"], 1.0)["missing"] == ["f"]
    assert service.store.links(ORG, "ws", PageRequest(10)).items == []


def test_of_two_calls_at_once_one_counts_the_links(service: Service, store: Crowded) -> None:
    workstream = stored(service, fact("f", "Guindaste"))
    others: list[int] = []
    store.meanwhile = lambda: others.append(links.link_into(service, workstream, ["f"], 1.0)["linked_count"])
    assert links.link_into(service, workstream, ["f"], 1.0)["linked_count"] == 0
    assert others == [1]
    assert [one.fact_id for one in service.store.links(ORG, "ws", PageRequest(9)).items] == ["f"]


def test_of_two_calls_at_once_one_counts_the_facts(service: Service, store: Crowded) -> None:
    organisations.put(service, ORG, OrganisationFields())
    given, counts = [fact(f"f{number}", "Guindaste") for number in range(3)], []
    store.meanwhile = lambda: counts.append(facts.store(service, ORG, given)["inserted"])
    counts.append(facts.store(service, ORG, given)["inserted"])
    assert counts == [3, 0]


def test_of_two_calls_at_once_one_counts_what_it_unlinks(service: Service, store: Crowded) -> None:
    links.link_into(service, stored(service, fact("f", "Guindaste")), ["f"], 1.0)
    counts: list[int] = []
    store.meanwhile = lambda: counts.append(links.unlink(service, "ws", ORG, ["f"])["unlinked_count"])
    counts.append(links.unlink(service, "ws", ORG, ["f"])["unlinked_count"])
    assert counts == [1, 0]


WRITES: dict[str, Callable[[Service], object]] = {
    "facts": lambda service: facts.store(service, ORG, [fact("f", "Guindaste")]),
    "workstream": lambda service: workstreams.save(service, ORG, WorkstreamFields(title="Contrato")),
    "proposal": lambda service: proposals.propose(service, ProposeRequest(text="contrato", org=ORG)),
}


@pytest.mark.parametrize("write", WRITES)
def test_an_organisation_deleted_beside_a_write_has_its_document_again(
    service: Service, store: Crowded, write: str
) -> None:
    stored(service, fact("old", "Guindaste"))
    store.meanwhile = lambda: organisations.delete(service, ORG, ORG)
    WRITES[write](service)
    assert organisations.read(service, ORG)["org_id"] == ORG


@pytest.mark.parametrize("write", WRITES)
def test_what_is_written_beside_a_deletion_is_deleted_or_has_an_organisation(
    service: Service, store: Crowded, write: str
) -> None:
    stored(service, fact("old", "Guindaste"))
    store.meanwhile = lambda: WRITES[write](service)
    organisations.delete(service, ORG, ORG)
    assert (store.get(Organisation, ORG, ORG) is not None) == bool(store.delete_batch(ORG, 1))


def test_the_last_of_two_verdicts_wins_on_the_fact_too(service: Service, store: Crowded) -> None:
    links.link_into(service, stored(service, fact("f", "Guindaste")), ["f"], 1.0)
    made = proposals.propose(service, ProposeRequest(text="contrato", org=ORG))["proposal_id"]

    def say(verdict: Verdict) -> None:
        feedback.give(service, made, ORG, Feedback(bullets=(BulletVerdict(fact_id="f", verdict=verdict),)))

    store.meanwhile = lambda: say(Verdict.ACCEPT)
    say(Verdict.REJECT)
    kept, shown = service.store.get(Proposal, ORG, made), service.store.get(Fact, ORG, "f")
    assert kept and shown
    assert kept.verdicts == {"f": Verdict.REJECT}
    assert shown.hidden and shown.hidden.verdict is Verdict.REJECT


def test_a_deletion_that_the_database_ends_says_what_is_removed(service: Service, store: Crowded) -> None:
    stored(service, *(fact(f"f{n}", f"Guindaste {n}") for n in range(600)))
    delete_batch, calls = store.delete_batch, count()

    def failing(org_id: str, limit: int) -> int:
        if next(calls):
            raise Unavailable("The database is away.")
        return delete_batch(org_id, limit)

    store.delete_batch = failing  # type: ignore[method-assign]
    with pytest.raises(Unavailable) as fault:
        organisations.delete(service, ORG, ORG)
    assert fault.value.extra == {"removed": 500}


def test_counts_are_those_of_the_call_though_others_store_one_of_its_facts(service: Service, store: Crowded) -> None:
    store.meanwhile = lambda: facts.store(service, ORG, [fact("f1", "Outro texto")]) and None
    answer = facts.store(service, ORG, [fact(f"f{n}", f"Guindaste {n}") for n in range(3)])
    assert (answer["inserted"], answer["updated"], answer["unchanged"]) == (2, 1, 0)


def test_a_writer_who_is_always_late_waits_a_little_longer_each_time(service: Service, store: Crowded) -> None:
    waited: list[int] = []
    stored(service, fact("f", "Guindaste"))
    store.refused = Workstream
    with pytest.raises(Unavailable):
        workstreams.patch(replace(service, pause=waited.append), "ws", ORG, WorkstreamFields(title="Novo"), None)
    assert waited == list(range(1, 8))
