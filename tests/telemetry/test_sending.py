"""What arrives at Application Insights, and what becomes of it when that does not answer as it should."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from spine import telemetry
from spine.exporter import EventHandler
from tests.api.environment import Environment
from tests.commands import unused_port
from tests.telemetry.ingestion import Ingestion

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"


def flagged(days: int = 14) -> dict[str, object]:
    return {"org_id": "acme", "workstream_id": "ws_1", "days_idle": days}


def handler() -> EventHandler:
    found = logging.getLogger("spine.events").handlers[0]
    assert isinstance(found, EventHandler)
    return found


def until(reached: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_an_event_arrives_once_with_its_fields_as_texts(connected: Ingestion) -> None:
    telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.flush()
    assert connected.names() == ["workstream_flagged_stale"]
    assert connected.events() == [{"org_id": "acme", "workstream_id": "ws_1", "days_idle": "14"}]
    assert connected.paths == ["/v2.1/track"]
    assert connected.envelopes[0]["data"]["baseData"]["measurements"] == {}


def test_a_flush_waits_for_what_the_sending_thread_holds_already(connected: Ingestion) -> None:
    telemetry.track_event("workstream_flagged_stale", flagged())
    until(handler()._queue.is_empty)
    telemetry.flush()
    assert len(connected.envelopes) == 1


def test_events_leave_by_themselves(connected: Ingestion) -> None:
    for days in range(3):
        telemetry.track_event("workstream_flagged_stale", flagged(days))
    connected.wait_for(3)
    assert [event["days_idle"] for event in connected.events()] == ["0", "1", "2"]


def test_an_event_belongs_to_the_invocation_that_told_it(connected: Ingestion) -> None:
    with telemetry.bind(TRACE):
        telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.flush()
    operations = [envelope["tags"]["ai.operation.id"] for envelope in connected.envelopes]
    assert operations == ["0af7651916cd43dd8448eb211c80319c", "0" * 32]
    assert connected.envelopes[0]["tags"]["ai.operation.parentId"] == f"|{operations[0]}.b7ad6b7169203331."


@pytest.mark.parametrize("traceparent", [None, "", "nonsense", "00-a-b"])
def test_an_invocation_without_a_trace_is_told_all_the_same(connected: Ingestion, traceparent: str | None) -> None:
    with telemetry.bind(traceparent):
        telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.flush()
    assert len(connected.envelopes) == 1


def test_an_event_stands_in_no_log_as_well(connected: Ingestion, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.flush()
    assert [record for record in caplog.records if record.name == "spine.events"] == []


def test_what_has_no_row_in_the_table_is_not_sent(connected: Ingestion, caplog: pytest.LogCaptureFixture) -> None:
    telemetry.track_event("somebody_spoke", {"words": "Maria said"})
    telemetry.track_event("workstream_flagged_stale", {"org_id": "acme", "words": "Maria said"})
    telemetry.flush()
    assert connected.events() == [{"org_id": "acme"}]
    assert len(caplog.records) == 2
    assert "Maria" not in caplog.text


def test_a_text_that_is_no_id_is_withheld(connected: Ingestion) -> None:
    telemetry.track_event("workstream_flagged_stale", flagged() | {"org_id": "Maria Souza, maria@acme.com"})
    telemetry.flush()
    assert connected.events()[0]["org_id"] == "(withheld)"


def test_an_unfit_value_costs_no_request(connected: Ingestion, caplog: pytest.LogCaptureFixture) -> None:
    class Unfit:
        def __str__(self) -> str:
            raise RuntimeError

    telemetry.track_event("workstream_flagged_stale", {"org_id": Unfit()})
    assert "was not sent: RuntimeError" in caplog.text


@pytest.mark.parametrize("status", [400, 402, 429, 500, 503])
def test_what_the_endpoint_refuses_is_dropped_and_counted(
    connected: Ingestion, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    connected.status = status
    telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.flush()
    assert (handler().lost, connected.envelopes) == (1, [])
    connected.status = 200
    telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.flush()
    assert len(connected.envelopes) == 2
    assert caplog.messages == ["1 events were lost since the start: Application Insights rejected them"]


def test_an_endpoint_that_is_down_costs_events_alone(environment: Environment, connected: Ingestion) -> None:
    with unused_port() as port:
        address = connected.connection_string.replace(str(connected.port), str(port))
        environment.set(APPLICATIONINSIGHTS_CONNECTION_STRING=address)
        started = time.monotonic()
        telemetry.track_event("workstream_flagged_stale", flagged())
        assert time.monotonic() - started < 4  # a connection alone may take five seconds
        telemetry.flush()
        assert handler().lost == 1


def test_a_silent_endpoint_slows_nobody_and_a_full_queue_drops_and_counts(connected: Ingestion) -> None:
    connected.silent = True
    telemetry.track_event("workstream_flagged_stale", flagged())
    until(lambda: bool(connected.paths))
    started = time.monotonic()
    for _ in range(2_100):
        telemetry.track_event("workstream_flagged_stale", flagged())
    assert time.monotonic() - started < 4  # it is silent for five seconds
    assert handler().lost == 2_100 - 2_048


def test_a_flush_before_a_silent_endpoint_ends_after_three_seconds(connected: Ingestion) -> None:
    connected.silent = True
    telemetry.track_event("workstream_flagged_stale", flagged())
    started = time.monotonic()
    telemetry.flush()
    assert 2 < time.monotonic() - started < 4.9


def test_connecting_makes_no_call_of_its_own(connected: Ingestion, monkeypatch: pytest.MonkeyPatch) -> None:
    def called(*_: object) -> None:
        raise AssertionError("opencensus reports on itself, and the request waits for it")

    monkeypatch.setattr("opencensus.ext.azure.log_exporter.statsbeat.collect_statsbeat_metrics", called)
    telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.flush()
    assert len(connected.envelopes) == 1


def test_threads_that_begin_at_once_send_nothing_twice(connected: Ingestion) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: telemetry.track_event("workstream_flagged_stale", flagged(n)), range(50)))
    telemetry.flush()
    assert sorted(int(event["days_idle"]) for event in connected.events()) == list(range(50))


def test_an_event_takes_a_lock_that_python_3_13_needs(connected: Ingestion, monkeypatch: pytest.MonkeyPatch) -> None:
    telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.flush()
    assert len(connected.envelopes) == 1
    monkeypatch.setattr(handler(), "lock", None)  # as opencensus leaves it
    with pytest.raises(TypeError, match="context manager"):
        handler().handle(logging.makeLogRecord({"msg": "workstream_flagged_stale"}))


def test_without_a_connection_string_an_event_is_one_line_of_the_log(
    environment: Environment, caplog: pytest.LogCaptureFixture
) -> None:
    telemetry.reset()
    environment.set()
    caplog.set_level(logging.INFO, "spine.events")
    telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.flush()
    assert caplog.messages == [
        'workstream_flagged_stale {"org_id": "acme", "workstream_id": "ws_1", "days_idle": "14"}'
    ]


@pytest.mark.parametrize("malformed", ["nonsense", "InstrumentationKey=not-a-key", "InstrumentationKey=a=b;X=y"])
def test_a_malformed_connection_string_is_one_warning_and_no_events(
    environment: Environment, caplog: pytest.LogCaptureFixture, malformed: str
) -> None:
    telemetry.reset()
    environment.set(APPLICATIONINSIGHTS_CONNECTION_STRING=malformed)
    for _ in range(3):
        telemetry.track_event("workstream_flagged_stale", flagged())
    telemetry.reset()
    [warning] = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert warning.startswith("APPLICATIONINSIGHTS_CONNECTION_STRING ")
    assert malformed not in caplog.text
