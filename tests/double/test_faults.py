import threading
import time
from collections.abc import Callable

import pytest
import requests
from azure.core.exceptions import ServiceResponseError, ServiceResponseTimeoutError
from azure.cosmos import ContainerProxy
from azure.cosmos.exceptions import CosmosHttpResponseError, CosmosResourceNotFoundError

from tests.double import Double, Fault, Operation
from tests.double.fixtures import Container

FACT = {"id": "f", "org_id": "acme", "type": "fact"}
WRITES: dict[str, Callable[[ContainerProxy], object]] = {
    "create": lambda items: items.create_item({**FACT, "id": "new"}),
    "upsert": lambda items: items.upsert_item({**FACT, "id": "new"}),
    "replace": lambda items: items.replace_item("f", {**FACT, "id": "f", "weight": 1}),
    "patch": lambda items: items.patch_item("f", "acme", [{"op": "set", "path": "/weight", "value": 1}]),
    "delete": lambda items: items.delete_item("f", "acme"),
    "batch": lambda items: items.execute_item_batch([("create", ({**FACT, "id": "new"},))], "acme"),
}
CALLS = WRITES | {
    "read": lambda items: items.read_item("f", "acme"),
    "query": lambda items: list(items.query_items("SELECT * FROM c", partition_key="acme")),
}


@pytest.fixture
def prepared(double: Double, items: ContainerProxy) -> ContainerProxy:
    items.create_item(FACT)
    double.forget()
    return items


def contents(items: ContainerProxy) -> list[tuple[str, object]]:
    return [(document["id"], document.get("weight")) for document in items.read_all_items()]


@pytest.mark.parametrize("operation", WRITES)
@pytest.mark.parametrize("applied", [False, True])
def test_a_reset_comes_before_or_after_a_write(
    double: Double, prepared: ContainerProxy, operation: str, applied: bool
) -> None:
    before = contents(prepared)
    double.inject(Fault("reset", on=[operation], applied=applied))
    with pytest.raises(ServiceResponseError):
        WRITES[operation](prepared)
    assert (contents(prepared) != before) == applied


@pytest.mark.parametrize("operation", CALLS)
@pytest.mark.parametrize(
    ("status", "substatus"), [(403, 1014), (408, 0), (410, 0), (412, 0), (413, 0), (449, 0), (500, 0), (503, 0)]
)
def test_an_operation_meets_an_error(
    double: Double, prepared: ContainerProxy, operation: str, status: int, substatus: int
) -> None:
    double.inject(Fault(status, on=[operation], times=None))
    with pytest.MonkeyPatch.context() as patch, pytest.raises(CosmosHttpResponseError) as caught:
        patch.setattr(time, "sleep", lambda _: None)  # between the SDK's own tries
        CALLS[operation](prepared)
    assert (caught.value.status_code, caught.value.sub_status or 0) == (status, substatus)


def test_a_storm_of_429_is_ridden_out_as_long_as_it_says(double: Double, prepared: ContainerProxy) -> None:
    double.inject(Fault(429, times=2, retry_after=0.05))
    started = time.monotonic()
    prepared.read_item("f", "acme")
    assert time.monotonic() - started >= 0.1
    assert [record.status for record in double.document_requests] == [429, 429, 200]


def test_a_storm_of_429_without_end_reaches_the_caller(double: Double, prepared: ContainerProxy) -> None:
    double.inject(Fault(429, times=None, retry_after=0.001))
    with pytest.raises(CosmosHttpResponseError) as caught:
        prepared.read_item("f", "acme")
    assert caught.value.status_code == 429
    assert caught.value.headers["x-ms-retry-after-ms"] == "1"


def test_a_session_that_is_not_here_yet_is_tried_again(double: Double, prepared: ContainerProxy) -> None:
    double.inject(Fault(404, on=[Operation.READ]))
    assert prepared.read_item("f", "acme")["id"] == "f"
    assert [(record.status, record.fault) for record in double.document_requests] == [(404, 404), (200, None)]


def test_a_plain_404_is_not_found(double: Double, prepared: ContainerProxy) -> None:
    double.inject(Fault(404, substatus=0))
    with pytest.raises(CosmosResourceNotFoundError):
        prepared.read_item("f", "acme")


def test_a_silent_server_runs_into_the_read_timeout(double: Double, prepared: ContainerProxy) -> None:
    double.inject(Fault("silent", on=["create"], applied=True))
    started = time.monotonic()
    with pytest.raises(ServiceResponseTimeoutError):
        prepared.create_item({**FACT, "id": "late"}, read_timeout=0.2)
    assert time.monotonic() - started < 10
    assert prepared.read_item("late", "acme")["id"] == "late"


def test_a_slow_answer_is_the_true_one(double: Double, prepared: ContainerProxy) -> None:
    double.inject(Fault("slow", seconds=0.1))
    started = time.monotonic()
    assert prepared.read_item("f", "acme")["id"] == "f"
    assert time.monotonic() - started >= 0.1


def test_requests_that_wait_go_on_once_the_faults_are_cleared(double: Double, prepared: ContainerProxy) -> None:
    double.inject(Fault("slow", seconds=30))
    thread = threading.Thread(target=prepared.read_item, args=("f", "acme"))
    thread.start()
    while not double.document_requests:
        time.sleep(0.001)
    double.clear_faults()
    thread.join(timeout=20)
    assert not thread.is_alive()


def test_a_fault_meets_only_the_queries_that_hold_its_words(double: Double, prepared: ContainerProxy) -> None:
    double.inject(Fault(449, on=["query"], containing="c.weight", times=None))
    assert list(prepared.query_items("SELECT * FROM c", partition_key="acme"))
    with pytest.raises(CosmosHttpResponseError):
        list(prepared.query_items("SELECT c.weight FROM c", partition_key="acme"))


def test_a_fault_meets_the_nth_request_and_then_is_over(double: Double, prepared: ContainerProxy) -> None:
    double.inject(Fault(449, on=["upsert"], skip=2, times=1))
    outcomes = []
    for _ in range(5):
        try:
            outcomes.append(prepared.upsert_item(FACT)["id"])
        except CosmosHttpResponseError as error:
            outcomes.append(error.status_code)
    assert outcomes == ["f", "f", 449, "f", "f"]


def test_faults_leave_the_account_and_its_containers_alone_unless_they_are_meant(
    double: Double, double_container: Container
) -> None:
    double.inject(Fault(503, times=None))
    assert requests.get(double.endpoint, timeout=5).status_code == 200
    double.inject(Fault(503, on=[Operation.METADATA]))
    assert requests.get(double.endpoint, timeout=5).status_code == 503
