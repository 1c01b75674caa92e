from typing import Any

import pytest

from spine.domain.documents import Document, MeetingLink, Tombstone
from spine.domain.fact_states import FactState, FactStatus, SetBy, Verdict
from spine.domain.facts import Entity, Evidence, Fact, HidingVerdict
from spine.domain.planning.modes import MacroMode
from spine.domain.proposals import Proposal
from spine.domain.workstream_states import Colour, WorkstreamState
from spine.domain.workstreams import Workstream
from spine.store.protocol import Create, PageRequest, Replace, Store, Upsert, WorkstreamFilter
from tests.store.builders import (
    ORG,
    at,
    create,
    fact,
    keys,
    link,
    meeting_link,
    organisation,
    proposal,
    read,
    snapshot,
    workstream,
)

FREE: dict[str, Any] = {"a": [1, 2.5, None, True, {"b": "ação 東京 𝒳"}], "": "", "empty": {}, "nul": "a\0b", "one": 1.0}

WHOLE: list[Document] = [
    workstream(
        title="Renovação \0 東京", description="d", status=Colour.RED, priority=1000, owner="Ana",
        start_iso="2025-01-01", target_iso=at(5), tags=("a", "ç"), made_by="h", stems=("a", "東京"),
        weights=(0.1, 1 / 3), length=2.5, verdicts={"risk": (1, 2)}, stale_flagged_at=at(9),
        state=WorkstreamState.PAUSED,
    ),
    fact(
        status=FactStatus.VALIDATED, title="t", owner="Zoë", due_iso="2025-05-01", confidence=0.1, language="pt-BR",
        meeting_id="m", transcript_id="tr", payload=FREE, hidden=HidingVerdict(verdict=Verdict.REJECT, said="s"),
        state=FactState.DROPPED, set_by=SetBy.PERSON, not_now=("meeting_1", "meeting_2"),
        evidence=(
            Evidence(evidence_id="e1", quote="q\0", char_span=(1, 2), who_said_label="A", ts_start_ms=0,
                     utterance_ids=("u", "v"), card_id="c"),
            Evidence(evidence_id="e2"),
        ),
        entities=(Entity(entity_id="x", display_name="BYD", type="org", role="client"), Entity(display_name="y")),
    ),
    link(weight=1 / 3, created_at=at(1), fact_created_at=at(2)),
    meeting_link(minute=3),
    organisation(ORG, "acme", "o boticario", name="Acme", aliases=("A", "b"), language="pt-BR",
                 time_zone="Atlantic/Azores", macro_mode=MacroMode.STRICT, context_text="c"),
    proposal(status=FactStatus.PUBLISHED, subject="s", agenda=FREE, supporting_fact_ids=("f", "g"), meeting_id="m",
             transcript_id="t", start_iso=at(1), rating=5, comment="c", verdicts={"f": Verdict.REJECT},
             series="name board", day="2025-03-01"),
    snapshot(summary="s", top_workstreams=({"title": "t", "n": 1.5},), metrics=FREE),
]  # fmt: skip

BARE: list[Document] = [
    workstream(), fact(text=""), link(weight=0.0), meeting_link(), organisation(), proposal(), snapshot(),
]  # fmt: skip


@pytest.mark.parametrize("document", [*WHOLE, *BARE], ids=lambda d: d.kind)
def test_a_document_comes_back_as_it_was_stored(store: Store, document: Document) -> None:
    create(store, document)
    assert read(store, document).model_dump() == document.model_dump()


@pytest.mark.parametrize("document", WHOLE, ids=lambda d: d.kind)
def test_a_replaced_document_keeps_nothing_of_the_old_one(store: Store, document: Document) -> None:
    bare = next(d for d in BARE if d.kind == document.kind)
    create(store, document)
    store.commit(ORG, [Replace(bare.model_copy(update={"etag": read(store, document).etag}))])
    assert read(store, document).model_dump() == bare.model_dump()


@pytest.mark.parametrize("document", BARE, ids=lambda d: d.kind)
def test_what_a_list_or_a_look_up_gives_is_the_document_with_its_etag(store: Store, document: Document) -> None:
    create(store, document)
    whole = read(store, document)
    assert whole.etag
    assert store.get_many(type(document), ORG, [document.key]) == {document.key: whole}
    looked_up = document.meeting_id if isinstance(document, MeetingLink) else document.key
    assert store.find(type(document), looked_up) == [whole]


def test_a_list_gives_documents_with_their_etags(store: Store) -> None:
    create(store, workstream())
    listed = store.workstreams(ORG, WorkstreamFilter(), PageRequest(5)).items
    assert listed == [read(store, workstream())]
    assert listed[0].etag


@pytest.mark.parametrize("document", BARE, ids=lambda d: d.kind)
def test_an_unknown_id_is_none(store: Store, document: Document) -> None:
    create(store, document)
    assert store.get(type(document), ORG, "unknown") is None
    assert store.get(type(document), "unknown", document.key) is None
    assert store.find(type(document), "unknown") == []


def test_an_empty_store_knows_nothing(store: Store) -> None:
    assert store.get(Workstream, ORG, "ws_1") is None
    assert store.get_many(Fact, ORG, ["fact_1"]) == {}
    assert store.find(Tombstone, "fact|fact_1") == []


def test_the_same_id_in_several_kinds_is_several_documents(store: Store) -> None:
    documents = [workstream("x"), fact("x"), proposal("x")]
    create(store, *documents)
    assert [read(store, document).model_dump() for document in documents] == [d.model_dump() for d in documents]


def test_ids_are_told_apart_by_case(store: Store) -> None:
    create(store, fact("Fact", text="upper"), fact("fact", text="lower"))
    assert {key: one.text for key, one in store.get_many(Fact, ORG, ["fact", "Fact"]).items()} == {
        "Fact": "upper", "fact": "lower",
    }  # fmt: skip


def test_get_many_gives_those_that_exist(store: Store) -> None:
    create(store, fact("a"), fact("b"), fact("c"))
    assert sorted(store.get_many(Fact, ORG, ["c", "none", "a", "a"])) == ["a", "c"]
    assert store.get_many(Fact, ORG, []) == {}


def test_get_many_takes_thousands_of_ids(store: Store) -> None:
    create(store, fact("first"), fact("last"))
    wanted = ["first", *(f"none_{i}" for i in range(3000)), "last"]
    assert sorted(store.get_many(Fact, ORG, wanted)) == ["first", "last"]


def test_find_looks_in_all_organisations(store: Store) -> None:
    create(store, fact("f", "a", text="one"), fact("f", "b", text="two"), fact("g", "c"), proposal("f", "d"))
    assert {found.org_id: found.text for found in store.find(Fact, "f")} == {"a": "one", "b": "two"}
    assert [found.org_id for found in store.find(Proposal, "f")] == ["d"]


def test_find_looks_in_the_organisations_that_are_named(store: Store) -> None:
    create(store, fact("f", "a"), fact("f", "b"), fact("f", "c"), meeting_link("m", "w1", "a"))
    for org_ids in ({"b"}, {"c", "b"}, {"b", "none"}, {f"o{i}" for i in range(900)} | {"a", "c"}, set[str]()):
        assert {found.org_id for found in store.find(Fact, "f", org_ids)} == org_ids & {"a", "b", "c"}
    assert [found.org_id for found in store.find(MeetingLink, "m", {"a"})] == ["a"]
    assert store.find(MeetingLink, "m", {"b"}) == []


def test_find_gives_all_links_of_a_meeting(store: Store) -> None:
    create(store, meeting_link("m", "w1", "a"), meeting_link("m", "w2", "a"), meeting_link("m", "w1", "b"))
    create(store, meeting_link("n", "w1", "a"))
    found = store.find(MeetingLink, "m")
    assert sorted((one.org_id, one.workstream_id) for one in found) == [("a", "w1"), ("a", "w2"), ("b", "w1")]
    assert store.find(MeetingLink, meeting_link("m", "w1").key) == []


def test_every_write_gives_a_new_etag_even_with_equal_content(store: Store) -> None:
    seen = set()
    store.commit(ORG, [Create(snapshot())])
    for _ in range(3):
        seen.add(read(store, snapshot()).etag)
        store.commit(ORG, [Upsert(snapshot())])
        seen.add(read(store, snapshot()).etag)
        store.commit(ORG, [Replace(read(store, snapshot()))])
    assert len(seen) == 6


def test_ping_answers_on_an_empty_store(store: Store) -> None:
    store.ping()
    assert store.name


def test_together_gives_results_in_the_order_of_the_calls(store: Store) -> None:
    create(store, *(fact(f"f{i}") for i in range(5)))
    calls = [lambda i=i: store.get(Fact, ORG, f"f{i}") for i in range(5)]
    assert keys(found for found in store.run_concurrently(*calls) if found) == ["f0", "f1", "f2", "f3", "f4"]


def test_together_raises_the_fault_of_the_first_call_that_failed(store: Store) -> None:
    def failing(fault: Exception) -> None:
        raise fault

    with pytest.raises(KeyError, match="first"):
        store.run_concurrently(lambda: failing(KeyError("first")), lambda: failing(ValueError("second")))


def test_no_calls_at_the_same_time_have_no_results(store: Store) -> None:
    assert store.run_concurrently() == []


def test_the_analysis_of_a_facts_words_is_kept_and_follows_them(store: Store) -> None:
    create(store, fact(text="Obra da ponte", owner="Rui"))
    stored = read(store, fact())
    assert "analysis" in vars(stored) or store.name == "memory"
    assert stored.analysis == fact(text="Obra da ponte", owner="Rui").analysis
    store.commit(ORG, [Replace(stored.model_copy(update={"text": "Muro"}))])
    assert read(store, fact()).analysis == fact(text="Muro", owner="Rui").analysis
