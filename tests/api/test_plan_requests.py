"""The ways to ask for an agenda: as JSON, as a query, as plain text; and where options may stand."""

import logging
import threading
from typing import Any

import pytest

from tests.agendas import metadata
from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_BOTH


@pytest.fixture(autouse=True)
def _organisations(api: Api) -> None:
    api.seeded("byd", "Frete", {"text": "Cotar o frete"})
    api.put("/orgs/byd", {"name": "BYD", "aliases": ["build your dreams"]})


@ON_BOTH
def test_get_and_post_understand_alike(api: Api) -> None:
    options = {"org": "Build Your Dreams", "duration_minutes": 45, "language": "en", "macro": "off", "subject": "frete"}
    posted = api.plan("reunião", **options, explain=True)
    assert posted["org_id"] == "byd"
    assert body_of(api.get("/agenda/plan-nl", text="reunião", explain="true", **options)) == posted


def test_a_raw_text_is_planned_with_options_in_the_query(api: Api) -> None:
    text = "reunião com a BYD sobre preço, 45 min"
    answer = body_of(api.call("POST", "/agenda/plan-nl-raw", {"macro": "off"}, body=text.encode()))
    assert (answer.pop("language"), answer.pop("parsed_minutes")) == ("pt-BR", 45)
    assert answer == api.plan(text, macro="off")


@pytest.mark.parametrize(("body", "status"), [(b"", 400), (b"   ", 400), (b"\xff\xfe\xfa", 400), (b"a" * 4_001, 422)])
def test_a_raw_text_that_is_none_is_refused(api: Api, body: bytes, status: int) -> None:
    refused(api.call("POST", "/agenda/plan-nl-raw", body=body), status)
    assert api.call("POST", "/agenda/plan-nl-raw", body="a" * 4_000).status == 200


BAD = [
    ("duration_minutes", 0), ("duration_minutes", 481), ("duration_minutes", "many"), ("duration_minutes", 30.5),
    ("language", "fr"), ("format", "pdf"), ("macro", "banana"), ("start_iso", "tomorrow"), ("justify", "perhaps"),
    ("org", "x" * 201),
]  # fmt: skip
ALLOWED = {
    "language": ("pt-BR", "en-US"),
    "macro": ("auto", "strict", "off"),
    "format": ("nl", "markdown", "html", "ics"),
}


@pytest.mark.parametrize(("option", "value"), BAD)
def test_a_bad_option_is_422_naming_it_and_what_is_allowed(api: Api, option: str, value: Any) -> None:
    named = (option, *ALLOWED.get(option, ()))
    refused(api.post("/agenda/plan-nl", {"text": "reunião", option: value}), 422, *named)
    refused(api.post("/agenda/propose", {"text": "reunião", "org": "byd", option: value}), 422, *named)
    refused(api.get("/agenda/plan-nl", text="reunião", **{option: value}), 422, *named)
    refused(api.call("POST", "/agenda/plan-nl-raw", {option: value}, body="reunião"), 422, *named)
    assert body_of(api.get("/agenda/proposals", org="byd"))["items"] == []


@pytest.mark.parametrize("macro", ["auto", "STRICT", "Off", " strict "])
def test_macro_may_stand_in_the_query_or_the_body_in_any_case(api: Api, macro: str) -> None:
    expected = {"value": macro.strip().lower(), "source": "request"}
    assert metadata(api.plan("reunião", macro=macro))["mode"] == expected
    assert metadata(api.plan("reunião", macro_query=macro))["mode"] == expected
    assert metadata(api.plan("reunião", macro_query=macro, macro=macro.upper()))["mode"] == expected


def test_macro_in_the_query_decides_who_plans(api: Api) -> None:
    for macro, choice in (("off", "next-default"), ("auto", "macro")):
        assert api.plan("pauta", macro_query=macro, org="byd")["proposal"]["choice"] == choice
        answer = body_of(api.post("/agenda/propose", {"text": "pauta", "org": "byd"}, macro=macro))
        assert answer["proposal"]["choice"] == choice
    refused(api.post("/agenda/plan-nl", {"text": "pauta"}, macro="banana"), 422, "macro", "auto", "strict", "off")


@pytest.mark.parametrize("path", ["/agenda/plan-nl", "/agenda/propose"])
def test_different_macros_in_query_and_body_are_422(api: Api, path: str) -> None:
    body = {"text": "reunião", "macro": "auto"}
    refused(api.post(path, body, macro="off"), 422, "macro", "auto", "strict", "off")
    refused(api.post(path, {"text": "reunião"}, macro=["auto", "off"]), 422, "macro")
    assert body_of(api.get("/agenda/proposals"))["items"] == []


def test_a_path_with_an_encoded_colon_is_the_same(api: Api) -> None:
    for path in ("/orgs/byd/workstreams:suggest?limit=5", "/orgs/byd/workstreams%3Asuggest?limit=5"):
        assert body_of(api.call("POST", path)) == {"org_id": "byd", "suggestions": []}


def test_all_lines_are_logged_by_the_invocations_own_thread(
    api: Api, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    own: set[int] = set()

    def now() -> Any:
        own.add(threading.get_ident())
        return api.clock.now

    monkeypatch.setattr("spine.bootstrap._now", now)
    caplog.set_level(logging.INFO, "spine")
    caplog.clear()
    api.plan("pauta", org="byd")
    assert "Planning mode=macro, choice=macro" in [record.getMessage() for record in caplog.records]
    assert {record.thread for record in caplog.records if record.name.startswith("spine.")} == own
    assert threading.get_ident() not in own
