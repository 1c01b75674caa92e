"""Which facts belong to a workstream."""

from typing import Any

import pytest

from tests.api.client import FACT_KEYS, WORKSTREAM_KEYS, Api, body_of, refused


@pytest.fixture(autouse=True)
def _one_workstream(api: Api) -> None:
    api.workstream("byd", "Integrações", workstream_id="ws")


def linked(api: Api) -> list[tuple[str, float]]:
    return [(f["fact_id"], f["weight"]) for f in body_of(api.get("/workstreams/ws/facts"))["facts"]]


def test_linking_says_what_is_new_what_is_linked_and_what_is_missing(api: Api) -> None:
    api.facts("byd", {"text": "um", "fact_id": "f1"}, {"text": "dois", "fact_id": "f2"})
    api.link("ws", "f1")
    assert api.link("ws", "f1", "f2", "none") == {
        "workstream_id": "ws", "linked_count": 1, "fact_ids": ["f1", "f2"], "missing": ["none"]
    }  # fmt: skip


def test_linking_twice_is_linking_once(api: Api) -> None:
    api.fact("byd", fact_id="f1")
    assert api.link("ws", "f1", "f1")["linked_count"] == 1
    assert api.link("ws", "f1")["linked_count"] == 0
    assert linked(api) == [("f1", 1.0)]


def test_linking_again_with_another_weight_changes_the_weight(api: Api) -> None:
    api.fact("byd", fact_id="f1")
    api.link("ws", "f1", weight=0.25)
    assert api.link("ws", "f1", weight=0.75)["linked_count"] == 0
    assert linked(api) == [("f1", 0.75)]


def test_a_fact_may_belong_to_several_workstreams(api: Api) -> None:
    api.workstream("byd", "Outra", workstream_id="other")
    api.fact("byd", fact_id="f1")
    api.link("ws", "f1")
    api.link("other", "f1")
    api.delete("/workstreams/other")
    assert linked(api) == [("f1", 1.0)]


def test_null_for_the_weight_counts_as_not_given(api: Api) -> None:
    api.fact("byd", fact_id="f1")
    body_of(api.post("/workstreams/ws/link-facts", {"fact_ids": ["f1"], "weight": None}))
    assert linked(api) == [("f1", 1.0)]


@pytest.mark.parametrize("weight", [-0.1, 1.1, "1", True, [1]])
def test_a_weight_is_a_number_from_zero_to_one(api: Api, weight: Any) -> None:
    api.fact("byd", fact_id="f1")
    refused(api.post("/workstreams/ws/link-facts", {"fact_ids": ["f1"], "weight": weight}), 422, "weight")
    assert linked(api) == []


@pytest.mark.parametrize("call", ["link-facts", "unlink-facts"])
@pytest.mark.parametrize("fact_ids", [None, [], "f1", ["f1"] * 501, ["a/b"], [5], [None]])
def test_a_call_names_one_to_500_facts(api: Api, call: str, fact_ids: Any) -> None:
    refused(api.post(f"/workstreams/ws/{call}", {"fact_ids": fact_ids}), 422, "fact_ids")


def test_500_facts_are_linked_and_unlinked_in_one_call(api: Api) -> None:
    ids = api.facts("byd", *({"text": f"fato {n}"} for n in range(500)))
    assert api.link("ws", *ids)["linked_count"] == 500
    assert body_of(api.post("/workstreams/ws/unlink-facts", {"fact_ids": ids}))["unlinked_count"] == 500
    assert linked(api) == []


def test_unlinking_counts_only_what_was_linked(api: Api) -> None:
    api.facts("byd", {"text": "um", "fact_id": "f1"}, {"text": "dois", "fact_id": "f2"})
    api.link("ws", "f1", "f2")
    answer = body_of(api.post("/workstreams/ws/unlink-facts", {"fact_ids": ["f1", "f1", "none"]}))
    assert answer == {"workstream_id": "ws", "unlinked_count": 1}
    assert linked(api) == [("f2", 1.0)]
    assert api.get("/facts/f1").status == 200


def test_the_facts_of_a_workstream_come_with_it_heaviest_then_newest_then_by_id(api: Api) -> None:
    api.facts(
        "byd",
        {"text": "velho", "fact_id": "b_old", "created_at": "2026-01-01"},
        {"text": "novo", "fact_id": "d_new", "created_at": "2026-03-01"},
        {"text": "novo também", "fact_id": "c_new", "created_at": "2026-03-01"},
        {"text": "leve", "fact_id": "a_light", "created_at": "2026-03-09"},
    )
    api.link("ws", "b_old", "d_new", "c_new", weight=0.9)
    api.link("ws", "a_light", weight=0.1)
    answer = body_of(api.get("/workstreams/ws/facts"))
    assert answer.keys() == {"workstream_id", "workstream", "facts"}
    assert answer["workstream"].keys() == WORKSTREAM_KEYS
    assert answer["facts"][0].keys() == FACT_KEYS | {"weight"}
    assert linked(api) == [("c_new", 0.9), ("d_new", 0.9), ("b_old", 0.9), ("a_light", 0.1)]


def test_a_deleted_fact_takes_its_links_along(api: Api) -> None:
    api.facts("byd", {"text": "um", "fact_id": "f1"}, {"text": "dois", "fact_id": "f2"})
    api.link("ws", "f1", "f2")
    assert api.delete("/facts/f1").status == 204
    assert linked(api) == [("f2", 1.0)]
    api.fact("byd", fact_id="f1")
    assert linked(api) == [("f2", 1.0)]


def test_linking_an_unknown_fact_is_missing_and_makes_none(api: Api) -> None:
    assert api.link("ws", "none") == {"workstream_id": "ws", "linked_count": 0, "fact_ids": [], "missing": ["none"]}
    assert body_of(api.get("/orgs/byd/facts"))["facts"] == []


def test_a_proposal_is_no_fact_to_link(api: Api) -> None:
    made = api.propose(text="reunião", org="byd")
    assert api.link("ws", made["proposal_id"])["missing"] == [made["proposal_id"]]


def test_linked_words_lead_a_subject_to_the_workstream_until_they_are_unlinked(api: Api) -> None:
    api.workstream("byd", "Outra frente", priority=9)
    fact = api.fact("byd", "Trocar o gateway de pagamentos")
    for call, chosen in (("link-facts", True), ("unlink-facts", False)):
        body_of(api.post(f"/workstreams/ws/{call}", {"fact_ids": [fact]}))
        plan = api.plan("pauta", org="byd", subject="gateway", macro="strict")
        found = [w["workstream_id"] for w in plan["proposal"]["agenda"]["_metadata"]["workstreams"]]
        assert found == (["ws"] if chosen else [])
