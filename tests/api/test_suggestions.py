"""Workstreams suggested from facts that belong to none."""

import pytest

from tests.api.client import Api, body_of, refused

PATH = "/orgs/byd/workstreams:suggest"
KEYS = {"title", "suggested_title", "tags", "fact_ids", "weight", "size", "cohesion", "sample_quote"}
TOPICS = {
    "pay": [
        "Gateway de pagamentos recusa cartões do Itaú", "Homologar o gateway de pagamentos até sexta",
        "Custo do gateway de pagamentos subiu", "Trocar o gateway de pagamentos ainda é dúvida",
    ],
    "log": [
        "Frete marítimo atrasou em Santos", "Cotar frete marítimo com a Maersk",
        "Seguro do frete marítimo venceu", "Frete marítimo precisa de despachante",
    ],
}  # fmt: skip


@pytest.fixture
def topics(api: Api) -> dict[str, list[str]]:
    """Facts about two topics that share no word."""
    return {name: api.facts("byd", *({"text": text} for text in texts)) for name, texts in TOPICS.items()}


def test_facts_that_belong_together_are_suggested_together(api: Api, topics: dict[str, list[str]]) -> None:
    answer = body_of(api.post(PATH))
    assert answer.keys() == {"org_id", "suggestions"}
    assert len(answer["suggestions"]) == 2
    for one in answer["suggestions"]:
        assert one.keys() == KEYS
        assert one["title"] == one["suggested_title"]
        assert one["title"].strip()
        assert one["size"] == len(one["fact_ids"]) > 1
        assert one["weight"] == 0.6
        assert any(set(one["fact_ids"]) <= set(ids) for ids in topics.values())


def test_suggesting_alone_makes_nothing(api: Api, topics: dict[str, list[str]]) -> None:
    assert body_of(api.post(PATH)) == body_of(api.post(PATH, apply="false"))
    assert body_of(api.get("/orgs/byd/workstreams"))["workstreams"] == []


def test_apply_makes_the_workstreams_and_links_their_facts(api: Api, topics: dict[str, list[str]]) -> None:
    answer = body_of(api.post(PATH, apply="true"))
    made = {w["workstream_id"]: w for w in body_of(api.get("/orgs/byd/workstreams"))["workstreams"]}
    assert len(made) == len(answer["suggestions"]) > 0
    for one in answer["suggestions"]:
        assert one.keys() == KEYS | {"workstream_id", "created"}
        assert one["created"] is True
        assert made[one["workstream_id"]]["title"] == one["title"]
        facts = body_of(api.get(f"/workstreams/{one['workstream_id']}/facts"))["facts"]
        assert {f["fact_id"] for f in facts} == set(one["fact_ids"])
        assert {f["weight"] for f in facts} == {0.6}


def test_facts_that_are_linked_already_are_not_suggested(api: Api, topics: dict[str, list[str]]) -> None:
    made = api.workstream("byd", "Pagamentos")
    api.link(made["workstream_id"], *topics["pay"])
    suggested = {f for one in body_of(api.post(PATH))["suggestions"] for f in one["fact_ids"]}
    assert not suggested & set(topics["pay"])
    body_of(api.post(PATH, apply="true"))
    assert body_of(api.post(PATH, apply="true"))["suggestions"] == []


def test_what_a_workstream_covers_already_is_linked_to_it(api: Api, topics: dict[str, list[str]]) -> None:
    known = api.workstream("byd", "Gateway de pagamentos", description="Homologar e trocar o gateway de pagamentos")
    covered = [one for one in body_of(api.post(PATH))["suggestions"] if "workstream_id" in one]
    assert [one["workstream_id"] for one in covered] == [known["workstream_id"]]
    assert set(covered[0]["fact_ids"]) <= set(topics["pay"])
    applied = [one for one in body_of(api.post(PATH, apply="true"))["suggestions"] if not one["created"]]
    assert [one["workstream_id"] for one in applied] == [known["workstream_id"]]
    facts = body_of(api.get(f"/workstreams/{known['workstream_id']}/facts"))["facts"]
    assert {f["fact_id"] for f in facts} == set(covered[0]["fact_ids"])


def test_covering_a_workstream_is_no_update_of_it(api: Api, topics: dict[str, list[str]]) -> None:
    known = api.workstream("byd", "Gateway de pagamentos", description="Homologar e trocar o gateway de pagamentos")
    api.clock.pass_by(days=20)
    body_of(api.post(PATH, apply="true"))
    assert body_of(api.get(f"/workstreams/{known['workstream_id']}"))["updated_at"] == known["updated_at"]


def test_a_limit_cuts_the_suggestions(api: Api, topics: dict[str, list[str]]) -> None:
    assert len(body_of(api.post(PATH, limit=1))["suggestions"]) == 1


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "51"}, {"limit": "many"}, {"apply": "perhaps"}])
def test_a_bad_query_is_422(api: Api, query: dict[str, str]) -> None:
    refused(api.post(PATH, **query), 422, next(iter(query)))


def test_rejected_facts_are_not_suggested(api: Api) -> None:
    rejected = api.facts("byd", *({"text": text, "status": "rejected"} for text in TOPICS["pay"]))
    suggested = {f for one in body_of(api.post(PATH))["suggestions"] for f in one["fact_ids"]}
    assert not suggested & set(rejected)


def test_a_suggestion_reads_no_body(api: Api) -> None:
    assert api.call("POST", PATH, body="no JSON at all").status == 200


def test_an_organisation_with_one_fact_gets_no_suggestion_and_no_fault(api: Api) -> None:
    api.fact("byd", "Um só")
    assert body_of(api.post(PATH, apply="true")) == {"org_id": "byd", "suggestions": []}
