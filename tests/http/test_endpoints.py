"""What the endpoints declare."""

import inspect
from time import sleep

import function_app
from spine.http.endpoints import Endpoint
from spine.store.deadlines import deadline, seconds_left

ENDPOINTS = {endpoint.name: endpoint for endpoint in function_app.route.endpoints}


def named(*names: str) -> list[Endpoint]:
    return [ENDPOINTS[name] for name in names]


def test_plans_are_answered_in_two_and_a_half_seconds() -> None:
    assert {e.deadline for e in named("agenda_plan", "agenda_plan_get", "agenda_plan_raw")} == {2.5}


def test_what_writes_hundreds_of_documents_has_a_minute() -> None:
    long = {name for name, endpoint in ENDPOINTS.items() if endpoint.deadline >= 60}
    assert long == {
        "bundles_store", "fact_delete", "fact_status", "facts_store", "notes_store", "organisation_delete",
        "workstream_delete", "workstream_link_facts", "workstream_unlink_facts", "workstreams_suggest",
    }  # fmt: skip


def test_an_endpoint_declares_the_headers_that_its_handler_honours() -> None:
    for endpoint in ENDPOINTS.values():
        code = inspect.getsource(endpoint.handler)
        assert ("request.idempotency_key" in code) is endpoint.idempotency_key, endpoint.name
        assert ("request.if_match" in code) is endpoint.if_match, endpoint.name


def test_a_handler_takes_only_the_parameters_of_its_route_and_all_of_them() -> None:
    for endpoint in ENDPOINTS.values():
        code = inspect.getsource(endpoint.handler).partition('"""')[2]
        assert [name for name in endpoint.parameters if f'request.path["{name}"]' not in code] == [], endpoint.name
        assert code.count("request.path[") == len(endpoint.parameters), endpoint.name


def test_every_handler_says_what_it_answers() -> None:
    for endpoint in ENDPOINTS.values():
        declared = (
            endpoint.response_type is not None,
            endpoint.has_no_content,
            bool(endpoint.media_types),
            endpoint.redirects,
        )
        assert any(declared), endpoint.name


def test_a_method_that_writes_writes_but_for_plans() -> None:
    reading = {name for name, endpoint in ENDPOINTS.items() if not endpoint.writes and endpoint.methods[0] != "GET"}
    assert reading == {"agenda_plan", "agenda_plan_raw"}


def test_a_deadline_ends_with_its_call() -> None:
    assert seconds_left() is None
    with deadline(5):
        assert 0 < (seconds_left() or 0) <= 5
    assert seconds_left() is None


def test_a_deadline_inside_another_makes_no_more_time() -> None:
    with deadline(0.02), deadline(5):
        sleep(0.03)
        assert (seconds_left() or 0) < 0
