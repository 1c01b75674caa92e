"""What a request says without any effect is told: in the answer, or in a header where that is no JSON."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.http.edge import ENDPOINTS, Call, Edge, configured
from tests.http.requests_of_endpoints import rows
from tests.store.builders import at, create, fact, meeting_link, organisation, proposal, workstream
from tests.store.memory_store import MemoryStore

BYD = {"org_id": "byd"}


@pytest.fixture
def edge() -> Iterator[Edge]:
    """The endpoints on a store that has one of everything."""
    store = MemoryStore()
    documents = (
        organisation("byd"),
        workstream("ws_byd", "byd", title="Frota"),
        fact("f_byd", "byd", text="contrato", fact_type="risk", created_at=at(1)),
        meeting_link("m_byd", "ws_byd", "byd"),
        proposal("agd_byd", "byd", supporting_fact_ids=("f_byd",)),
    )
    create(store, *documents)
    with configured():
        yield Edge(store)


def answered(edge: Edge, call: Call) -> Any:
    return json.loads(edge(call).get_body())


def told(edge: Edge, call: Call) -> list[tuple[str, str]]:
    """The first place and the message of each warning."""
    return [(one["first"], one["msg"]) for one in answered(edge, call).get("warnings", [])]


def unknown(place: str, *meant: str) -> list[tuple[str, str]]:
    return [(place, f"is not known and was ignored{''.join(f' (did you mean {name}?)' for name in meant)}")]


def test_every_endpoint_tells_of_a_parameter_that_it_does_not_know(edge: Edge) -> None:
    for row in rows("byd"):
        call = row.call
        if ENDPOINTS[call.endpoint].anonymous:
            continue
        response = edge(Call(call.endpoint, call.path, {**call.query, "surprise": "1"}, call.body))
        if response.status_code == 204:
            assert "surprise" in response.headers["Warning"], call
        else:
            assert [one["field"] for one in json.loads(response.get_body())["warnings"]] == ["surprise"], call


def test_every_endpoint_that_reads_json_tells_of_a_field_that_it_does_not_know(edge: Edge) -> None:
    for row in rows("byd"):
        call = row.call
        if isinstance(call.body, dict):
            answer = answered(edge, Call(call.endpoint, call.path, call.query, {**call.body, "surprise": 1}))
            assert [one["field"] for one in answer["warnings"]] == ["surprise"], call


def test_an_ordinary_request_is_told_nothing(edge: Edge) -> None:
    for row in rows("byd"):
        response = edge(row.call)
        assert "Warning" not in response.headers, row.call
        if response.headers.get("Content-Type") == "application/json":
            assert json.loads(response.get_body()).get("warnings", []) == [], row.call


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (Call("facts_list", BYD, {"limt": "5"}), unknown("limt", "limit")),
        (Call("facts_list", BYD, {"type": "risk"}), unknown("type", "types")),
        (Call("workstream_patch", {"workstream_id": "ws_byd"}, {}, {"pirority": 3}), unknown("pirority", "priority")),
        (Call("organisation_patch", BYD, {}, {"timezone": "UTC"}), unknown("timezone", "time_zone")),
        (
            Call("workstreams_suggest", BYD, {}, {"accept": [{"fact_ids": ["f_byd"], "title": "A", "onwer": "Ana"}]}),
            unknown("accept.0.onwer", "owner"),
        ),
        (
            Call("proposal_feedback", {"proposal_id": "agd_byd"}, {}, {"bullets": [
                {"fact_id": "f_byd", "verdict": "done", "verdikt": "reject"}]}),
            unknown("bullets.0.verdikt", "verdict"),
        ),
        (
            Call("agenda_plan", {}, {}, {"text": "pauta", "org": "byd", "minutes": 20}),
            unknown("minutes", "duration_minutes"),
        ),
    ],
)  # fmt: skip
def test_a_misspelt_name_is_told_with_the_one_that_is_meant(
    edge: Edge, call: Call, expected: list[tuple[str, str]]
) -> None:
    assert edge(call).status_code == 200
    assert told(edge, call) == expected


def test_what_belongs_elsewhere_in_the_request_is_told_with_its_place(edge: Edge) -> None:
    in_query = Call("agenda_plan", {}, {"org": "byd"}, {"text": "pauta", "org": "byd"})
    assert told(edge, in_query) == [("org", "is not read in the query and was ignored; it belongs in the body")]
    in_body = Call("workstreams_suggest", BYD, {}, {"apply": True})
    assert told(edge, in_body) == [("apply", "is not read in the body and was ignored; it belongs in the query")]


def test_a_refusal_tells_of_the_names_that_may_have_caused_it(edge: Edge) -> None:
    missing = Call("agenda_plan_get", {}, {"txt": "pauta"})
    assert edge(missing).status_code == 422
    assert told(edge, missing) == unknown("txt", "text")
    untyped = Call("facts_store", BYD, {}, {"facts": [{"fact_tipe": "risk", "text": "a", "due_iso": "soon"}]})
    assert edge(untyped).status_code == 422
    assert told(edge, untyped) == unknown("facts.0.fact_tipe", "fact_type")


def test_parameters_and_fields_are_told_in_one_list_before_what_was_read(edge: Edge) -> None:
    body = {"facts": [{"fact_type": "riskk", "text": "a", "onwer": "Ana"}]}
    answer = answered(edge, Call("facts_store", BYD, {"dry_run": "true"}, body))
    assert [(one["code"], one["field"]) for one in answer["warnings"]] == [
        ("unknown_field", "dry_run"), ("unknown_field", "facts.onwer"), ("unknown_type", "facts.fact_type"),
    ]  # fmt: skip


@pytest.mark.parametrize("endpoint", ["facts_list", "facts_search"])
def test_a_filter_by_a_type_that_the_table_lacks_is_told(edge: Edge, endpoint: str) -> None:
    call = Call(endpoint, BYD if endpoint == "facts_list" else {}, {"types": "risk,riskk,dúvida"})
    [warning] = answered(edge, call)["warnings"]
    assert (warning["code"], warning["field"], warning["count"]) == ("unknown_type", "types", 1)
    assert "riskk (did you mean risk?)" in warning["msg"]


def test_an_agenda_as_text_tells_of_unknown_names_in_a_header(edge: Edge) -> None:
    call = Call("agenda_plan", {}, {}, {"text": "pauta", "org": "byd", "duração": 20, "x\ud800": 1})
    response = edge(call, accept="text/markdown")
    assert response.headers["Content-Type"].startswith("text/markdown")
    assert response.headers["Warning"].startswith('299 spine "dura%C3%A7%C3%A3o: is not known and was ignored')
    assert response.headers["Warning"].count("299 spine") == 2


def test_the_key_of_a_call_and_empty_parameters_are_no_unknown_names(edge: Edge) -> None:
    assert told(edge, Call("facts_list", BYD, {"code": "k", "limt": ""})) == []


def test_a_meetings_foreign_id_in_a_path_is_refused_with_the_id_it_is_known_under(edge: Edge) -> None:
    bundle = {"meeting": {"meeting_id": "19:x@thread.v2"}, "facts": []}
    known_as = answered(edge, Call("bundles_store", BYD, {}, bundle))["meeting_id"]
    refusal = answered(edge, Call("meeting_workstreams", {"meeting_id": "19:x@thread.v2"}))
    assert refusal["errors"][0]["msg"].endswith(f"; this meeting is known as {known_as}")


def test_what_only_answers_have_may_be_sent_back(edge: Edge) -> None:
    workstream_read = answered(edge, Call("workstream_get", {"workstream_id": "ws_byd"}))
    assert told(edge, Call("workstream_patch", {"workstream_id": "ws_byd"}, {}, workstream_read)) == []
    read = answered(edge, Call("organisation_get", BYD))
    assert told(edge, Call("organisation_put", BYD, {}, read)) == []
