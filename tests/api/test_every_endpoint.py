"""Every endpoint on both stores: the answer of its example, and the problems that it tells."""

from typing import Any

import pytest

from spine import bootstrap
from tests.api import examples
from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_BOTH
from tests.clock import Clock

pytestmark = ON_BOTH


def test_every_endpoint_answers_as_its_example_says(
    api: Api, clock: Clock, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "_token", examples.tokens())
    clock.now = examples.NOW
    made, written = examples.made(api), examples.written_examples()
    if store == "sqlite":
        assert examples.written(made) == examples.FILE.read_text(encoding="utf-8"), "see the docstring of the examples"
    assert [_without_own_words(made[name]) for name in written] == [_without_own_words(one) for one in written.values()]


def _without_own_words(example: dict[str, Any]) -> dict[str, Any]:
    """The example without what each store says in its own way: its name, and positions in lists."""
    answer = example.get("answer", {})
    return {**example, "answer": {name: answer[name] for name in answer if name not in ("store", "next_cursor")}}


UNKNOWN = [
    ("GET", "/orgs/none"), ("DELETE", "/orgs/none?confirm=none"), ("GET", "/workstreams/none"),
    ("PATCH", "/workstreams/none"), ("DELETE", "/workstreams/none"), ("POST", "/workstreams/none/link-facts"),
    ("POST", "/workstreams/none/unlink-facts"), ("GET", "/workstreams/none/facts"),
    ("GET", "/workstreams/none/meetings"), ("GET", "/facts/none"), ("DELETE", "/facts/none"),
    ("POST", "/facts/none/status"), ("POST", "/meetings/none/link-workstream"),
    ("DELETE", "/meetings/none/link-workstream/none"), ("GET", "/meetings/none/workstreams"),
    ("GET", "/agenda/proposals/none"), ("POST", "/agenda/none/feedback"),
]  # fmt: skip
BODY = {"title": "a", "fact_ids": ["f"], "workstream_id": "none", "rating": 5}


def test_an_id_that_nothing_has_is_404_and_named(api: Api) -> None:
    for method, path in UNKNOWN:
        body = {"status": "draft"} if path.endswith("/status") else BODY
        refused(api.call(method, path, json=body), 404, "none")
    refused(api.post("/agenda/propose", {"text": "reunião", "org": "none"}), 404, "none")


EMPTY = [
    ("/orgs/none/workstreams", "workstreams"), ("/orgs/none/facts", "facts"), ("/orgs/none/snapshots", "snapshots"),
    ("/agenda/proposals?org=none", "items"), ("/facts/search?org=none&q=contrato", "items"),
]  # fmt: skip


def test_lists_of_an_unknown_organisation_are_200_and_empty(api: Api) -> None:
    for path, name in EMPTY:
        answer = body_of(api.get(path))
        assert (answer["org_id"], answer[name]) == ("none", [])
        assert "next_cursor" not in answer
    assert body_of(api.post("/orgs/none/workstreams:suggest")) == {"org_id": "none", "suggestions": []}
    refused(api.get("/orgs/none"), 404)


FACTS = {"facts": [{"fact_type": "risk", "text": "um"}, {"fact_type": "risk", "text": " "}]}
INVALID: list[tuple[str, str, Any, str]] = [
    ("POST", "/orgs/byd/workstreams", {}, "title"),
    ("POST", "/orgs/byd/workstreams", {"title": "a", "org_id": "acme"}, "org_id"),
    ("PATCH", "/workstreams/ws", {"title": None}, "title"),
    ("POST", "/workstreams/ws/link-facts", {"fact_ids": ["f"], "weight": 1.1}, "weight"),
    ("POST", "/workstreams/ws/unlink-facts", {"fact_ids": []}, "fact_ids"),
    ("POST", "/orgs/byd/facts", FACTS, "text"),
    ("POST", "/orgs/byd/bundles", {"meeting": {"meeting_id": "m"}, "facts": [{"text": "a", "label": 5}]}, "label"),
    ("POST", "/facts/f/status", {"status": "done"}, "status"),
    ("POST", "/meetings/m/link-workstream", {}, "workstream_id"),
    ("PUT", "/orgs/byd", {"language": "fr"}, "language"),
    ("PATCH", "/orgs/byd", {"macro_mode": "banana"}, "macro_mode"),
    ("DELETE", "/orgs/byd", None, "confirm"),
    ("DELETE", "/orgs/byd?confirm=acme", None, "confirm"),
    ("POST", "/orgs/byd/workstreams:suggest?limit=51", None, "limit"),
    ("POST", "/orgs/byd/workstreams:suggest", {"accept": [{"fact_ids": ["f"]}]}, "title"),
    ("POST", "/orgs/byd/workstreams:suggest", {"dismiss": [{"fact_ids": []}]}, "fact_ids"),
    ("POST", "/orgs/byd/workstreams:suggest?apply=true", {"accept": [{"fact_ids": ["f"], "title": "a"}]}, "accept"),
    ("GET", "/orgs/byd/workstreams?status=blue", None, "status"),
    ("GET", "/orgs/byd/workstreams?min_priority=high", None, "min_priority"),
    ("GET", "/orgs/byd/workstreams?stale=perhaps", None, "stale"),
    ("GET", "/orgs/byd/facts?since=yesterday", None, "since"),
    ("GET", "/orgs/byd/facts?types=%3F", None, "types"),
    ("GET", "/orgs/byd/snapshots?limit=0", None, "limit"),
    ("GET", "/workstreams/ws/facts?limit=201", None, "limit"),
    ("GET", "/facts/search?status=banana", None, "status"),
    ("GET", "/facts/search?limit=201", None, "limit"),
    ("GET", "/agenda/proposals?org=a%20b", None, "org"),
    ("POST", "/agenda/plan-nl", {"text": " "}, "text"),
    ("GET", "/agenda/plan-nl", None, "text"),
    ("POST", "/agenda/propose", {"org": "byd"}, "text"),
    ("POST", "/agenda/{proposal}/feedback", {"rating": 6}, "rating"),
    ("POST", "/agenda/{proposal}/feedback", {"bullets": [{"fact_id": "none", "verdict": "done"}]}, "fact_id"),
]


def test_a_bad_value_is_422_names_its_field_and_changes_nothing(api: Api) -> None:
    api.seeded("byd", "Frente", {"text": "um fato", "fact_id": "f"}, workstream_id="ws")
    proposal = api.propose(text="pauta", org="byd")["proposal_id"]
    before = api.everything("byd", "ws")
    for method, path, body, name in INVALID:
        refused(api.call(method, path.format(proposal=proposal), json=body), 422, name)
    assert api.everything("byd", "ws") == before


TWINS = [
    ("GET", "/workstreams/ws"), ("PATCH", "/workstreams/ws"), ("DELETE", "/workstreams/ws"),
    ("POST", "/workstreams/ws/link-facts"), ("POST", "/workstreams/ws/unlink-facts"), ("GET", "/workstreams/ws/facts"),
    ("GET", "/workstreams/ws/meetings"), ("GET", "/facts/f"), ("DELETE", "/facts/f"), ("POST", "/facts/f/status"),
    ("POST", "/meetings/m/link-workstream"), ("DELETE", "/meetings/m/link-workstream/ws"),
]  # fmt: skip


def test_an_id_of_two_organisations_is_409_until_the_query_names_one(api: Api) -> None:
    for org in ("byd", "acme"):
        api.seeded(org, f"Frente de {org}", {"text": f"Fato de {org}", "fact_id": "f"}, workstream_id="ws")
    before = body_of(api.get("/workstreams/ws/facts", org="byd"))
    body = {"owner": "Ana", "fact_ids": ["f"], "workstream_id": "ws"}
    for method, path in TWINS:
        given = {"status": "draft"} if path.endswith("/status") else body
        problem = refused(api.call(method, path, json=given), 409, "ambiguous_id", "?org=")
        assert not {"byd", "acme"} & {*str(problem).split()}
        refused(api.call(method, path, {"org": "globex"}, json=given), 404)
    for method, path in (*(call for call in TWINS if call[0] != "DELETE"), ("DELETE", "/facts/f")):
        given = {"status": "draft"} if path.endswith("/status") else body
        assert api.call(method, path, {"org": "acme"}, json=given).status in (200, 204)
    assert body_of(api.get("/workstreams/ws/facts", org="byd")) == before


def test_a_deletion_is_204_and_takes_everything_along(api: Api) -> None:
    for org in ("byd", "acme"):
        api.seeded(org, "Integrações", {"text": "Contrato", "fact_id": f"f_{org}"}, workstream_id=f"ws_{org}")
        api.post(f"/meetings/m_{org}/link-workstream", {"workstream_id": f"ws_{org}"})
        api.propose(text="reunião", org=org)
    answer = api.delete("/orgs/byd", confirm="byd")
    assert (answer.status, answer.body) == (204, b"")
    for path in ("/orgs/{}", "/workstreams/ws_{}", "/facts/f_{}", "/meetings/m_{}/workstreams"):
        refused(api.get(path.format("byd")), 404)
        assert api.get(path.format("acme")).status == 200
    for path in ("/orgs/byd/workstreams", "/orgs/byd/facts", "/agenda/proposals?org=byd", "/facts/search?org=byd&q=a"):
        answer = body_of(api.get(path))
        assert not any(answer.get(name) for name in ("workstreams", "facts", "items"))
    assert api.delete("/workstreams/ws_acme").status == 204
    assert api.delete("/facts/f_acme").status == 204
    refused(api.get("/meetings/m_acme/workstreams"), 404)
    assert len(body_of(api.get("/agenda/proposals", org="acme"))["items"]) == 1


@pytest.mark.parametrize("good", ["A9_.:-", "9" * 128])
def test_every_id_of_the_alphabet_works(api: Api, good: str) -> None:
    api.seeded(good, "Integrações", {"text": "um", "fact_id": good}, workstream_id=good)
    assert body_of(api.get(f"/workstreams/{good}/facts"))["facts"][0]["fact_id"] == good
    assert body_of(api.get(f"/orgs/{good}"))["org_id"] == good
    body_of(api.post(f"/meetings/{good}/link-workstream", {"workstream_id": good}))
    assert body_of(api.get(f"/meetings/{good}/workstreams"))["meeting_id"] == good
    assert body_of(api.post(f"/orgs/{good}/workstreams:suggest"))["org_id"] == good


def test_a_suggestion_is_accepted_once_and_another_dismissed_for_good(api: Api) -> None:
    topics = [[f"Gateway de pagamentos {n}" for n in "abc"], [f"Frete marítimo {n}" for n in "abc"]]
    pay, freight = (api.facts("byd", *({"text": text} for text in topic)) for topic in topics)
    body = {"accept": [{"fact_ids": pay, "title": "Pagamentos"}], "dismiss": [{"fact_ids": freight}]}
    first, again = (body_of(api.post("/orgs/byd/workstreams:suggest", body)) for _ in range(2))
    assert [one["created"] for answer in (first, again) for one in answer["suggestions"]] == [True, False]
    assert [one["title"] for one in body_of(api.get("/orgs/byd/workstreams"))["workstreams"]] == ["Pagamentos"]
    for without in (None, {}):
        assert body_of(api.post("/orgs/byd/workstreams:suggest", without)) == {"org_id": "byd", "suggestions": []}


def test_an_idempotency_key_makes_a_repeat_one_and_the_same(api: Api) -> None:
    def keyed(path: str, body: Any, key: str) -> Any:
        return api.call("POST", path, json=body, headers={"Idempotency-Key": key})

    first, again = (body_of(keyed("/orgs/byd/workstreams", {"title": "a"}, "k")) for _ in range(2))
    assert first == again
    refused(keyed("/orgs/byd/workstreams", {"title": "b"}, "k"), 422, "Idempotency-Key")
    bundle = {"meeting": {"meeting_id": "m"}, "facts": [{"text": "um"}]}
    for path, body in (
        ("/orgs/byd/facts", {"facts": [{"fact_type": "risk", "text": "um"}]}),
        ("/orgs/byd/bundles", bundle),
    ):
        ids = [body_of(keyed(path, body, key))["fact_ids"][0] for key in ("k1", "k2", "k1")]
        assert ids[0] == ids[2] != ids[1]
