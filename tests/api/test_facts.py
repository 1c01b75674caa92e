"""Storing, changing, reading and deleting facts."""

from typing import Any

import pytest

from tests.api.client import FACT_KEYS, Api, body_of, refused

WHOLE: dict[str, Any] = {
    "fact_id": "f1",
    "fact_type": "action_item",
    "status": "validated",
    "text": "Enviar o contrato revisado à BYD",
    "title": "Contrato",
    "owner": "Ana",
    "due_iso": "2026-03-20",
    "confidence": 0.75,
    "language": "pt-BR",
    "meeting_id": "m1",
    "transcript_id": "t1",
    "payload": {"deep": {"list": [1, 2.5, None, True, "é"]}},
    "evidence": [
        {
            "evidence_id": "e1", "quote": "a gente manda o contrato até sexta", "char_span": [10, 44],
            "who_said_label": "Ana", "ts_start_ms": 61000, "utterance_ids": ["u1", "u2"], "card_id": "c1",
        }
    ],
    "entities": [{"entity_id": "byd", "display_name": "BYD", "type": "org", "role": "client"}],
    "created_at": "2026-02-01T10:00:00Z",
}  # fmt: skip


def store(api: Api, *facts: dict[str, Any], org: str = "byd") -> Any:
    return body_of(api.post(f"/orgs/{org}/facts", {"facts": list(facts)}))


def test_a_whole_fact_comes_back_as_it_was_given(api: Api) -> None:
    assert store(api, WHOLE) == {"org_id": "byd", "inserted": 1, "updated": 0, "unchanged": 0, "fact_ids": ["f1"]}
    fact = body_of(api.get("/facts/f1"))
    assert fact.keys() == FACT_KEYS
    assert fact == {**WHOLE, "org_id": "byd", "updated_at": "2026-03-10T12:00:00Z"}


def test_a_type_and_a_text_are_enough(api: Api) -> None:
    fact_id = api.fact("byd", "Usar a API nova", fact_type="decision")
    assert fact_id.startswith("fact_")
    assert len(fact_id) == len("fact_") + 16
    fact = body_of(api.get(f"/facts/{fact_id}"))
    assert (fact["status"], fact["payload"], fact["evidence"], fact["entities"]) == ("proposed", {}, [], [])
    assert fact["created_at"] == fact["updated_at"] == "2026-03-10T12:00:00Z"


def test_a_title_may_stand_for_the_text(api: Api) -> None:
    store(api, {"fact_id": "f", "fact_type": "topic", "title": "Logística"})
    assert [b["text"] for b in _bullets(api)] == ["Logística"]


def _bullets(api: Api) -> list[dict[str, Any]]:
    agenda = api.plan("pauta", org="byd")["proposal"]["agenda"]
    return [b for s in agenda["sections"] for i in s["items"] for b in i["bullets"]]


@pytest.mark.parametrize("said", [{}, {"text": ""}, {"text": "  \n"}, {"title": " "}, {"text": None, "title": None}])
def test_a_new_fact_says_something(api: Api, said: dict[str, Any]) -> None:
    refused(api.post("/orgs/byd/facts", {"facts": [{"fact_type": "risk", **said}]}), 422, "text")


@pytest.mark.parametrize(
    "kind", [{}, {"fact_type": None}, {"fact_type": ""}, {"fact_type": "two words"}, {"fact_type": 5}]
)
def test_a_new_fact_has_a_type_that_is_a_word(api: Api, kind: dict[str, Any]) -> None:
    refused(api.post("/orgs/byd/facts", {"facts": [{"text": "a", **kind}]}), 422, "fact_type")


def test_of_a_known_fact_only_the_fields_given_change(api: Api) -> None:
    store(api, WHOLE)
    api.clock.pass_by(hours=1)
    answer = store(api, {"fact_id": "f1", "owner": "Bia", "created_at": "2020-01-01"})
    assert (answer["inserted"], answer["updated"], answer["unchanged"]) == (0, 1, 0)
    expected = {**WHOLE, "org_id": "byd", "owner": "Bia", "updated_at": "2026-03-10T13:00:00Z"}
    assert body_of(api.get("/facts/f1")) == expected


def test_null_in_a_post_counts_as_not_given(api: Api) -> None:
    store(api, WHOLE)
    nulls = {name: None for name in WHOLE if name != "fact_id"}
    assert store(api, {"fact_id": "f1", **nulls})["unchanged"] == 1
    assert body_of(api.get("/facts/f1"))["owner"] == "Ana"


def test_a_known_fact_cannot_lose_all_its_words(api: Api) -> None:
    store(api, {"fact_id": "f1", "fact_type": "risk", "text": "Câmbio"})
    refused(api.post("/orgs/byd/facts", {"facts": [{"fact_id": "f1", "text": "  "}]}), 422, "text")
    assert body_of(api.get("/facts/f1"))["text"] == "Câmbio"


def test_an_unchanged_fact_keeps_its_updated_at(api: Api) -> None:
    store(api, WHOLE)
    api.clock.pass_by(hours=1)
    assert store(api, WHOLE)["unchanged"] == 1
    assert body_of(api.get("/facts/f1"))["updated_at"] == "2026-03-10T12:00:00Z"


def test_an_answer_counts_each_fact_of_a_mixed_call_once(api: Api) -> None:
    store(
        api, {"fact_id": "a", "fact_type": "risk", "text": "um"}, {"fact_id": "b", "fact_type": "risk", "text": "dois"}
    )
    answer = store(
        api,
        {"fact_id": "a", "text": "um"},
        {"fact_id": "b", "text": "mudou"},
        {"fact_id": "c", "fact_type": "risk", "text": "três"},
    )
    assert answer == {"org_id": "byd", "inserted": 1, "updated": 1, "unchanged": 1, "fact_ids": ["a", "b", "c"]}


def test_an_invalid_call_writes_nothing_at_all(api: Api) -> None:
    good = {"fact_id": "good", "fact_type": "risk", "text": "Câmbio"}
    bad = {"fact_type": "risk", "text": ""}
    problem = refused(api.post("/orgs/byd/facts", {"facts": [good, bad]}), 422)
    assert [one["loc"] for one in problem["errors"]] == [["facts", 1, "text"]]
    refused(api.get("/facts/good"), 404)
    refused(api.get("/orgs/byd"), 404)


def test_every_bad_fact_of_a_call_is_named_and_nothing_else(api: Api) -> None:
    facts = [{"text": 5, "fact_type": "risk"}, {"text": "a", "fact_type": "risk"}, {"text": "b", "confidence": 2}]
    problem = refused(api.post("/orgs/byd/facts", {"facts": facts}), 422)
    assert [one["loc"] for one in problem["errors"]] == [["facts", 0, "text"], ["facts", 2, "confidence"]]


def test_the_only_bad_fact_of_a_call_is_the_only_thing_named(api: Api) -> None:
    problem = refused(api.post("/orgs/byd/facts", {"facts": [{"text": 5, "fact_type": "risk"}]}), 422)
    assert [one["loc"] for one in problem["errors"]] == [["facts", 0, "text"]]


@pytest.mark.parametrize("facts", [None, [], {}, "a", [5], ["a"], [None], [[]]])
def test_a_call_holds_a_list_of_facts(api: Api, facts: Any) -> None:
    refused(api.post("/orgs/byd/facts", {"facts": facts}), 422, "facts")


def test_500_facts_are_stored_in_one_call_and_501_are_not(api: Api) -> None:
    facts = [{"fact_type": "risk", "text": f"risco {n}"} for n in range(501)]
    refused(api.post("/orgs/byd/facts", {"facts": facts}), 422, "facts", "500")
    assert body_of(api.get("/orgs/byd/facts"))["facts"] == []
    answer = store(api, *facts[:500])
    assert answer["inserted"] == len(set(answer["fact_ids"])) == 500


def test_the_same_id_twice_in_one_call_is_422(api: Api) -> None:
    twice = [{"fact_id": "f", "fact_type": "risk", "text": "um"}, {"fact_id": "f", "fact_type": "risk", "text": "dois"}]
    refused(api.post("/orgs/byd/facts", {"facts": twice}), 422, "fact_id", "'f'")
    refused(api.get("/facts/f"), 404)


@pytest.mark.parametrize("fact_id", ["search", "Search", "SEARCH"])
def test_a_facts_id_is_not_search(api: Api, fact_id: str) -> None:
    """The host compares routes without case, so GET /facts/SEARCH never reaches a fact."""
    fact = {"fact_id": fact_id, "fact_type": "risk", "text": "a"}
    refused(api.post("/orgs/byd/facts", {"facts": [fact]}), 422, "fact_id")


def test_a_status_is_set_and_told(api: Api) -> None:
    store(api, WHOLE)
    api.clock.pass_by(hours=1)
    answer = body_of(api.post("/facts/f1/status", {"status": "published"}))
    assert answer == {"fact_id": "f1", "status": "published", "updated_at": "2026-03-10T13:00:00Z"}
    assert body_of(api.get("/facts/f1"))["status"] == "published"


@pytest.mark.parametrize("status", ["draft", "proposed", "validated", "published", "rejected"])
def test_every_status_can_be_set(api: Api, status: str) -> None:
    store(api, WHOLE)
    assert body_of(api.post("/facts/f1/status", {"status": status}))["status"] == status


@pytest.mark.parametrize("body", [{}, {"status": None}, {"status": "done"}, {"status": 1}, {"status": ["validated"]}])
def test_an_unknown_status_is_422(api: Api, body: dict[str, Any]) -> None:
    store(api, WHOLE)
    refused(api.post("/facts/f1/status", body), 422, "status")
    assert body_of(api.get("/facts/f1"))["status"] == "validated"


def test_a_proposals_status_is_set_by_its_id(api: Api) -> None:
    store(api, WHOLE)
    made = api.propose(text="reunião", org="byd")
    answer = body_of(api.post(f"/facts/{made['proposal_id']}/status", {"status": "validated"}))
    assert (answer["fact_id"], answer["status"]) == (made["proposal_id"], "validated")
    assert body_of(api.get(f"/agenda/proposals/{made['proposal_id']}"))["status"] == "validated"


def test_deleting_a_fact_makes_it_unknown(api: Api) -> None:
    store(api, WHOLE)
    answer = api.delete("/facts/f1")
    assert (answer.status, answer.body) == (204, b"")
    refused(api.get("/facts/f1"), 404, "f1")
    refused(api.delete("/facts/f1"), 404, "f1")
    assert body_of(api.get("/facts/search", org="byd", q="contrato"))["items"] == []


@pytest.mark.parametrize("call", [("GET", ""), ("DELETE", ""), ("POST", "/status")])
def test_an_unknown_fact_is_404(api: Api, call: tuple[str, str]) -> None:
    method, rest = call
    refused(api.call(method, f"/facts/none{rest}", json={"status": "draft"} if rest else None), 404, "none")


def test_evidence_ids_are_told_apart_inside_a_fact(api: Api) -> None:
    quotes = [{"quote": "um"}, {"evidence_id": "ev_1", "quote": "dois"}, {"quote": "três"}]
    api.fact("byd", "Contrato", fact_id="f", evidence=quotes)
    assert [e["evidence_id"] for e in body_of(api.get("/facts/f"))["evidence"]] == ["ev_2", "ev_1", "ev_3"]


def test_one_evidence_id_twice_in_a_fact_is_422(api: Api) -> None:
    twice = [{"evidence_id": "e", "quote": "um"}, {"evidence_id": "e", "quote": "dois"}]
    fact = {"fact_type": "risk", "text": "x", "evidence": twice}
    refused(api.post("/orgs/byd/facts", {"facts": [fact]}), 422, "evidence")


def test_a_blank_text_does_not_wipe_that_of_a_known_fact(api: Api) -> None:
    api.fact("byd", "O texto", fact_id="f", title="Um título")
    refused(api.post("/orgs/byd/facts", {"facts": [{"fact_id": "f", "text": "  "}]}), 422, "text")
    assert body_of(api.get("/facts/f"))["text"] == "O texto"
