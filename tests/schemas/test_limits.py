"""The limits of fields: the last value that is accepted, and the first that is not."""

import json
from collections.abc import Sequence
from time import process_time
from typing import Any

import pytest
from pydantic import ValidationError

from spine.domain.facts import Entity, Evidence, Fact
from spine.domain.sweeps import SweepPosition
from spine.domain.workstreams import Workstream
from spine.errors import Invalid
from spine.schemas.bundles import Bundle
from spine.schemas.facts import FactBatch, FactFields, StatusChange
from spine.schemas.fields import MAX_EVIDENCE
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import Feedback, PlanQuery, PlanRequest, ProposeRequest
from spine.schemas.queries import FactList, FactSearch, Paging, SuggestionQuery, WorkstreamList
from spine.schemas.validation import RequestModel, validate
from spine.schemas.workstreams import FactsToLink, FactsToUnlink, MeetingWorkstream, WorkstreamFields

type Row = tuple[type[RequestModel], Sequence[str | int], object, object]
"""A model, the path of a value in it, a value that is just accepted, and one that is just not."""

FIRST = ("facts", 0)
LONG_ID = "a" * 128


def deep(depth: int) -> dict[str, Any]:
    return {"a": deep(depth - 1)} if depth > 1 else {}


def heavy(size: int) -> dict[str, str]:
    return {"a": "x" * (size - len('{"a":""}'))}


def text(length: int) -> str:
    return "é" * length


TEXTS: list[Row] = [
    (WorkstreamFields, ["title"], text(200), text(201)),
    (WorkstreamFields, ["title"], "x", ""),
    (WorkstreamFields, ["description"], text(8_000), text(8_001)),
    (WorkstreamFields, ["owner"], text(200), text(201)),
    (WorkstreamFields, ["tags", 0], text(64), text(65)),
    (WorkstreamFields, ["workstream_id"], LONG_ID, LONG_ID + "a"),
    (WorkstreamFields, ["org_id"], LONG_ID, LONG_ID + "a"),
    (FactFields, ["fact_id"], LONG_ID, LONG_ID + "a"),
    (FactFields, ["meeting_id"], text(200), text(201)),
    (FactFields, ["text"], text(32_000), text(32_001)),
    (FactFields, ["title"], text(200), text(201)),
    (FactFields, ["owner"], text(200), text(201)),
    (FactFields, ["evidence", 0, "quote"], text(4_000), text(4_001)),
    (FactFields, ["evidence", 0, "who_said_label"], text(200), text(201)),
    (FactFields, ["entities", 0, "display_name"], text(200), text(201)),
    (OrganisationFields, ["name"], text(200), text(201)),
    (OrganisationFields, ["aliases", 0], text(200), text(201)),
    (OrganisationFields, ["context_text"], text(8_000), text(8_001)),
    (PlanRequest, ["text"], text(4_000), text(4_001)),
    (PlanRequest, ["text"], "x", " \n"),
    (PlanRequest, ["context"], text(8_000), text(8_001)),
    (PlanQuery, ["text"], text(4_000), text(4_001)),
    (ProposeRequest, ["meeting_id"], text(200), text(201)),
    (Bundle, [*FIRST, "id"], LONG_ID, LONG_ID + "a"),
    (Bundle, [*FIRST, "label"], text(200), text(201)),
    (Bundle, [*FIRST, "text"], text(32_000), text(32_001)),
    (Bundle, [*FIRST, "evidence", "quote"], text(4_000), text(4_001)),
    (Bundle, ["meeting", "meeting_id"], text(200), text(201)),
    (MeetingWorkstream, ["workstream_id"], LONG_ID, LONG_ID + "a"),
]
COUNTS: list[Row] = [
    (WorkstreamFields, ["tags"], ["a"] * 50, ["a"] * 51),
    (FactFields, ["evidence"], [{}] * 50, [{}] * 51),
    (FactFields, ["entities"], [{"display_name": "A"}] * 100, [{"display_name": "A"}] * 101),
    (OrganisationFields, ["aliases"], ["byd"] * 20, ["byd"] * 21),
    (FactBatch, ["facts"], [{}], []),
    (FactBatch, ["facts"], [{}] * 500, [{}] * 501),
    (Bundle, ["facts"], [{}] * 500, [{}] * 501),
    (FactsToLink, ["fact_ids"], ["f"], []),
    (FactsToLink, ["fact_ids"], ["f"] * 500, ["f"] * 501),
    (FactsToUnlink, ["fact_ids"], ["f"] * 500, ["f"] * 501),
    (FactList, ["types"], "a," * 49, "a," * 50),
    (FactSearch, ["status"], "draft, " * 9, "draft, " * 10),
]
NUMBERS: list[Row] = [
    (WorkstreamFields, ["priority"], 0, -1),
    (WorkstreamFields, ["priority"], 1000, 1001),
    (WorkstreamFields, ["priority"], 7, 7.5),
    (WorkstreamFields, ["priority"], 1, True),
    (WorkstreamFields, ["priority"], 7, "7"),
    (FactFields, ["confidence"], 0, -0.01),
    (FactFields, ["confidence"], 1, 1.01),
    (FactFields, ["confidence"], 0.5, float("nan")),
    (FactFields, ["confidence"], 0.5, "0.5"),
    (FactFields, ["evidence", 0, "ts_start_ms"], 0, -1),
    (FactsToLink, ["weight"], 0, -0.1),
    (FactsToLink, ["weight"], 1, 1.1),
    (PlanRequest, ["duration_minutes"], 5, 4),
    (PlanRequest, ["duration_minutes"], 480, 481),
    (PlanRequest, ["duration_minutes"], 30, "30"),
    (PlanRequest, ["duration_minutes"], 30, 30.5),
    (PlanQuery, ["duration_minutes"], "5", "4"),
    (PlanQuery, ["duration_minutes"], "480", "481"),
    (Feedback, ["rating"], 1, 0),
    (Feedback, ["rating"], 5, 6),
    (Paging, ["limit"], "1", "0"),
    (Paging, ["limit"], "200", "201"),
    (WorkstreamList, ["limit"], "200", "201"),
    (WorkstreamList, ["min_priority"], "1000", "1001"),
    (FactSearch, ["limit"], "200", "201"),
    (SuggestionQuery, ["limit"], "1", "0"),
    (SuggestionQuery, ["limit"], "50", "51"),
]
WORDS: list[Row] = [
    (WorkstreamFields, ["workstream_id"], "A.b:c-d_9", "a/b"),
    (WorkstreamFields, ["workstream_id"], "9", "_9"),
    (WorkstreamFields, ["workstream_id"], "a", "a\n"),
    (WorkstreamFields, ["workstream_id"], "a", "é"),
    (WorkstreamFields, ["title"], "x", " \n\t"),
    (WorkstreamFields, ["status"], "Red", "blue"),
    (WorkstreamFields, ["start_iso"], "2026-11-25", "next Friday"),
    (WorkstreamFields, ["target_iso"], "2026-11-25T10:00:00-03:00", "2026-02-30"),
    (FactFields, ["fact_id"], "searching", "search"),
    (FactFields, ["fact_type"], "decision needed", "?"),
    (FactFields, ["fact_type"], "x" * 64, "x" * 65),
    (FactFields, ["fact_type"], "my_own_kind", ""),
    (FactFields, ["owner"], ["Ana"] * 50, ["Ana"] * 51),
    (FactFields, ["owner"], ["Ana", None], ["Ana", 5]),
    (FactFields, ["status"], "validated", "done"),
    (FactFields, ["due_iso"], "2026-11-25", "25/11/2026"),
    (FactFields, ["created_at"], "2019-01-01", "long ago"),
    (FactFields, ["created_at"], "20190101T100000,5-0300", "2019-01-01710:00"),
    (FactFields, ["created_at"], " 2026-W48-3 ", "2019-01-01T100"),
    (FactFields, ["text"], "😀", "\ud800"),
    (FactFields, ["evidence", 0, "char_span"], [3, 3], [3]),
    (FactFields, ["evidence", 0, "char_span"], [0, 9], [-1, 9]),
    (FactFields, ["evidence", 0, "char_span"], [3, 4], [4, 3]),
    (FactFields, ["payload"], {"a": 2**53}, {"a": 2**53 + 1}),
    (FactFields, ["payload"], {"a": 1.5}, {"a": float("inf")}),
    (FactFields, ["payload"], {}, []),
    (FactFields, ["payload"], deep(16), deep(17)),
    (FactFields, ["payload"], heavy(64 * 1024), heavy(64 * 1024 + 1)),
    (StatusChange, ["status"], "draft", "unknown"),
    (OrganisationFields, ["language"], "PT-pt", "es"),
    (OrganisationFields, ["language"], "en", "english"),
    (OrganisationFields, ["macro_mode"], "Strict", "banana"),
    (OrganisationFields, ["aliases", 0], "BYD", "reunião"),
    (OrganisationFields, ["aliases", 0], "BYD semanal", "reunião semanal"),
    (OrganisationFields, ["aliases", 0], "C6", "de"),
    (OrganisationFields, ["aliases", 0], "3M", "30 min"),
    (OrganisationFields, ["aliases", 0], "Board Games", "board"),
    (OrganisationFields, ["aliases", 0], "Amanhã Turismo", "amanhã"),
    (OrganisationFields, ["aliases", 0], "BYD", "  "),
    (PlanRequest, ["macro"], "AUTO", "banana"),
    (PlanRequest, ["format"], "Markdown", "pdf"),
    (PlanRequest, ["language"], "pt", "fr-FR"),
    (PlanRequest, ["start_iso"], "2026-11-25T14:00:00-03:00", "amanhã"),
    (FactList, ["types"], "risk,Próximos passos", "risk,-"),
    (FactList, ["status"], "Draft, validated", "done"),
    (FactList, ["since"], "2026-11-25", "yesterday"),
    (Feedback, ["bullets", 0, "verdict"], "Done", "maybe"),
    (Bundle, [*FIRST, "confidence"], 1, 1.5),
    (Bundle, [*FIRST, "evidence", "char_span"], [3, 4], [4, 3]),
    (Bundle, [*FIRST, "provenance", "when_said"], "01:02", "1 minute"),
    (Bundle, [*FIRST, "provenance", "when_said"], "01:02:03", "01:02:60"),
]
WRONG: list[tuple[type[RequestModel], Sequence[str | int], list[object]]] = [
    (WorkstreamFields, ["title"], [5, ["a"], True]),
    (WorkstreamFields, ["status"], [1]),
    (WorkstreamFields, ["priority"], [10**30, float("inf"), 1e308]),
    (WorkstreamFields, ["owner"], [5]),
    (WorkstreamFields, ["description"], [{}]),
    (WorkstreamFields, ["start_iso"], [5]),
    (WorkstreamFields, ["created_at"], ["yesterday", "10000-01-01"]),
    (WorkstreamFields, ["tags"], ["red", 5, {}, [1], [None], ["ok", ""], ["ok", 5]]),
    (FactFields, ["text"], [5]),
    (FactFields, ["title"], [[]]),
    (FactFields, ["confidence"], [True, float("inf")]),
    (FactFields, ["owner"], [{}]),
    (FactFields, ["due_iso"], ["2026-13-01", 20260101, "next Friday"]),
    (FactFields, ["payload"], ["x"]),
    (FactFields, ["evidence"], [{}, ["quote"], [{"evidence_id": "e"}, {"evidence_id": "e"}]]),
    (FactFields, ["evidence", 0, "ts_start_ms"], ["1"]),
    (FactFields, ["entities"], [[{}], [{"display_name": None}]]),
    (FactFields, ["fact_id"], ["", "é", "Search", "SEARCH"]),
    (FactFields, ["meeting_id"], ["", " ", 5]),
    (FactFields, ["created_at"], ["", "2026-02-30T00:00:00Z"]),
    (FactFields, ["language"], [5]),
    (FactFields, ["fact_type"], [5]),
    (FactBatch, ["facts"], [None, {}, "a", [5], ["a"], [None], [[]]]),
    (StatusChange, ["status"], [1, ["validated"]]),
    (FactsToLink, ["weight"], ["1", True, [1]]),
    (FactsToLink, ["fact_ids"], ["f1", ["a/b"], [5], [None]]),
    (FactsToUnlink, ["fact_ids"], ["f1", ["a/b"], [5], [None]]),
    (MeetingWorkstream, ["workstream_id"], [5, "a/b"]),
    (OrganisationFields, ["name"], [5, "", "  ", "\t\n"]),
    (OrganisationFields, ["aliases"], ["BYD", ["weekly meeting"], ["the"], ["ok", "status"], [None], ["x"], ["!!!"]]),
    (
        OrganisationFields,
        ["aliases"],
        [["board"], ["1:1"], ["30 min"], ["amanhã"], ["14h"], ["Segunda"], ["board 14h"]],
    ),
    (OrganisationFields, ["context_text"], [[]]),
    (OrganisationFields, ["macro_mode"], [True]),
    (OrganisationFields, ["time_zone"], [5, "Mars/Olympus", "", "../etc/passwd", "America", "BRT"]),
    (PlanRequest, ["text"], [5, None]),
    (PlanRequest, ["org"], [5, "x" * 201, "", "  "]),
    (PlanRequest, ["people"], [5, [""], ["x" * 201], ["a"] * 51]),
    (PlanRequest, ["attendees"], [{}, [None]]),
    (PlanRequest, ["meeting"], ["", 5, "x" * 201]),
    (PlanRequest, ["duration_minutes"], [0, -5, 100_000]),
    (PlanRequest, ["language"], ["portuguese"]),
    (PlanRequest, ["macro"], ["on", True]),
    (PlanRequest, ["start_iso"], ["2026-02-30T10:00"]),
    (PlanRequest, ["justify"], ["perhaps", 1]),
    (PlanRequest, ["explain"], ["perhaps"]),
    (PlanQuery, ["justify"], ["perhaps"]),
    (ProposeRequest, ["meeting_id"], ["", 5]),
    (ProposeRequest, ["transcript_id"], ["x" * 201]),
    (Feedback, ["rating"], [4.5, "5", True]),
    (Feedback, ["bullets"], ["a", [{"fact_id": "a"}], [{"verdict": "done"}]]),
    (Feedback, ["bullets", 0, "fact_id"], ["a/b"]),
    (Feedback, ["comment"], [5]),
    (Paging, ["limit"], ["-1", "ten", "1.5", "1e2", "5,6"]),
    (SuggestionQuery, ["limit"], ["many"]),
    (SuggestionQuery, ["apply"], ["perhaps"]),
    (WorkstreamList, ["min_priority"], ["-1", "high"]),
    (WorkstreamList, ["stale"], ["perhaps"]),
    (Bundle, [*FIRST, "label"], [5]),
    (Bundle, [*FIRST, "text"], [5]),
    (Bundle, [*FIRST, "attributes"], [[]]),
    (Bundle, [*FIRST, "confidence"], ["high"]),
    (Bundle, [*FIRST, "provenance"], ["Ana"]),
    (Bundle, [*FIRST, "evidence"], ["quote"]),
    (Bundle, [*FIRST, "meeting_id"], ["x" * 201, 5]),
    (Bundle, ["meeting"], [{}]),
    (Bundle, ["meeting", "meeting_started_at"], ["monday"]),
    (Bundle, ["meeting", "participants"], ["Ana"]),
]
REQUIRED: dict[type[RequestModel], dict[str, Any]] = {
    Bundle: {"meeting": {"meeting_id": "m_1"}, "facts": [{"text": "x"}]},
    FactsToLink: {"fact_ids": ["f"]},
    PlanQuery: {"text": "x"},
    PlanRequest: {"text": "x"},
    ProposeRequest: {"text": "x"},
    Feedback: {"bullets": [{"fact_id": "f", "verdict": "accept"}]},
    FactFields: {"entities": [{"display_name": "A"}]},
}


def named(row: Row) -> str:
    model, path, _, bad = row
    return f"{model.__name__}.{'.'.join(map(str, path))}={str(bad)[:12]!a}"


def holding(model: type[RequestModel], path: Sequence[str | int], value: object) -> dict[str, Any]:
    """The smallest request of a model that has a value at a path."""
    whole: Any = json.loads(json.dumps(REQUIRED.get(model, {})))
    at = whole
    for step, following in zip(path, [*path[1:], None], strict=True):
        empty: Any = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(step, int):
            at.extend([empty] * (step + 1 - len(at)))
        elif following is None or not isinstance(at.get(step), dict | list):
            at[step] = empty
        if following is None:
            at[step] = value
        at = at[step]
    return whole


ALL = TEXTS + COUNTS + NUMBERS + WORDS


@pytest.mark.parametrize("row", ALL, ids=named)
def test_a_value_at_the_edge_is_taken(row: Row) -> None:
    model, path, good, _ = row
    validate(model, holding(model, path, good))


@pytest.mark.parametrize("row", ALL, ids=named)
def test_a_value_over_the_edge_is_refused_by_the_name_of_its_field(row: Row) -> None:
    model, path, _, bad = row
    with pytest.raises(Invalid) as refused:
        validate(model, holding(model, path, bad))
    assert refused.value.status == 422
    names = [part for part in path if isinstance(part, str)]
    places = [[part for part in error["loc"] if isinstance(part, str)] for error in refused.value.errors]
    assert any([part for part in found if part in names] == names for found in places)
    assert all(error["msg"] for error in refused.value.errors)


@pytest.mark.parametrize(("model", "path", "values"), WRONG)
def test_a_value_of_the_wrong_kind_is_refused_by_the_name_of_its_field(
    model: type[RequestModel], path: Sequence[str | int], values: list[object]
) -> None:
    names = [part for part in path if isinstance(part, str)]
    for value in values:
        with pytest.raises(Invalid) as refused:
            validate(model, holding(model, path, value))
        found = [part for error in refused.value.errors for part in error["loc"]]
        assert set(names) <= set(found), value


@pytest.mark.parametrize("name", ["auto", "strict", "off"])
@pytest.mark.parametrize("model", [PlanRequest, PlanQuery])
def test_an_unknown_macro_mode_is_refused_by_naming_the_allowed_ones(model: type[RequestModel], name: str) -> None:
    with pytest.raises(Invalid) as refused:
        validate(model, {"text": "x", "macro": "banana"})
    assert name in str(refused.value)


def test_an_unknown_language_is_refused_by_naming_the_two() -> None:
    with pytest.raises(Invalid, match=r"pt-BR.*en-US"):
        validate(PlanRequest, {"text": "x", "language": "fr"})


def test_every_bad_field_of_a_request_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        validate(WorkstreamFields, {"title": "", "priority": -1, "tags": ["ok", " "]})
    assert [error["loc"] for error in refused.value.errors] == [["title"], ["priority"], ["tags", 1]]


@pytest.mark.parametrize("model", [WorkstreamFields, FactFields, OrganisationFields, PlanRequest, ProposeRequest])
def test_unknown_fields_are_ignored(model: type[RequestModel]) -> None:
    assert "surprise" not in validate(model, {**REQUIRED.get(model, {}), "surprise": {"deep": [1]}}).provided()


@pytest.mark.parametrize(
    ("model", "field"),
    [(WorkstreamFields, "updated_at"), (WorkstreamFields, "stale"), (FactFields, "updated_at"), (FactFields, "org_id")],
)
def test_read_only_fields_are_ignored(model: type[RequestModel], field: str) -> None:
    assert validate(model, {field: "2026-11-25T10:00:00Z"}).provided() == {}


def test_times_are_stored_in_utc_and_due_dates_stay_dates() -> None:
    given = validate(FactFields, {"created_at": "2026-11-25T14:00:00-03:00", "due_iso": "2026-11-25"}).provided()
    assert given == {"created_at": "2026-11-25T17:00:00Z", "due_iso": "2026-11-25"}


@pytest.mark.parametrize(
    ("model", "limit"), [(WorkstreamList, 200), (FactList, 50), (FactSearch, 50), (SuggestionQuery, 5)]
)
def test_a_list_has_its_usual_length(model: Any, limit: int) -> None:
    assert validate(model, {}).limit == limit


def test_one_of_text_prompt_and_subject_is_enough_to_propose() -> None:
    assert validate(ProposeRequest, {"prompt": "pauta"}).sentence == "pauta"
    assert validate(ProposeRequest, {"subject": "contrato"}).subject == "contrato"
    with pytest.raises(Invalid):
        validate(ProposeRequest, {"text": "  "})


@pytest.mark.parametrize("evidence", [{"quote": "x"}, [{"quote": "x"}, {"quote": "y"}]], ids=["one", "several"])
def test_a_bundles_fact_takes_one_quote_or_several(evidence: object) -> None:
    validate(Bundle, {"meeting": {"meeting_id": "m_1"}, "facts": [{"text": "x", "evidence": evidence}]})


def test_the_work_of_refusing_a_request_grows_as_its_errors_do() -> None:
    def seconds(count: int) -> float:
        evidence = [{"quote": 5, "char_span": "x", "ts_start_ms": "x", "who_said_label": 5}] * MAX_EVIDENCE
        facts = [{"text": "a", "fact_type": "risk", "evidence": evidence}] * count
        started = process_time()
        with pytest.raises(Invalid) as refused:
            validate(FactBatch, {"facts": facts})
        assert (len(refused.value.errors), refused.value.errors_count) == (50, 4 * MAX_EVIDENCE * count)
        return process_time() - started

    assert min(seconds(64) for _ in range(3)) < 40 * max(min(seconds(4) for _ in range(3)), 0.005)


TOO_MANY: dict[str, tuple[type[RequestModel], dict[str, object]]] = {
    "tags": (WorkstreamFields, {"tags": [""] * 1000}),
    "aliases": (OrganisationFields, {"aliases": [1] * 1000}),
    "fact_ids": (FactsToLink, {"fact_ids": ["-"] * 1000}),
    "bullets": (Feedback, {"bullets": [{}] * 1000}),
    "facts": (FactBatch, {"facts": [1] * 1000}),
    "entities": (FactFields, {"entities": [{}] * 1000}),
    "evidence": (FactFields, {"evidence": [1] * 1000}),
    "char_span": (FactFields, {"evidence": [{"quote": "a", "char_span": [""] * 1000}]}),
    "utterance_ids": (FactFields, {"evidence": [{"quote": "a", "utterance_ids": [1] * 1000}]}),
    "participants": (Bundle, {"meeting": {"meeting_id": "m", "participants": [1] * 1000}, "facts": [{}]}),
    "attendees": (PlanRequest, {"text": "a", "attendees": [1] * 1000}),
}


@pytest.mark.parametrize("name", TOO_MANY)
def test_a_list_that_is_too_long_is_one_error_whatever_it_holds(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        validate(*TOO_MANY[name])
    assert refused.value.errors_count == 1
    assert refused.value.errors[0]["loc"][-1] == name


def test_what_a_model_refuses_stands_in_no_message() -> None:
    for model in (WorkstreamFields, FactFields, Workstream, Fact, Evidence, Entity, SweepPosition):
        with pytest.raises(ValidationError) as refused:
            model.model_validate({name: {"a": "secret"} for name in model.model_fields})
        assert "secret" not in str(refused.value), model
