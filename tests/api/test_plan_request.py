"""What a request for an agenda is understood as: organisation, subject, minutes, language, mode."""

from typing import Any

import pytest

from tests.api.client import Api, body_of, metadata, refused

UNDERSTOOD = {"org_id", "other_org_ids", "subject", "duration_minutes", "language", "assumed"}


@pytest.fixture(autouse=True)
def _organisations(api: Api) -> None:
    api.put("/orgs/byd", {"name": "BYD", "aliases": ["build your dreams"]})
    api.put("/orgs/acme", {"name": "Acme Corp", "language": "en"})


def understood(api: Api, text: str, **options: Any) -> dict[str, Any]:
    answer = api.plan(text, **options)
    assert answer["understood"].keys() == UNDERSTOOD
    assert answer["org_id"] == answer["understood"]["org_id"]
    assert answer["subject"] == answer["understood"]["subject"]
    return answer["understood"]


def test_a_sentence_is_understood_whole(api: Api) -> None:
    assert understood(api, "pauta da próxima reunião com a BYD sobre integrações, 45 min") == {
        "org_id": "byd", "other_org_ids": [], "subject": "integrações", "duration_minutes": 45, "language": "pt-BR",
        "assumed": [],
    }  # fmt: skip


def test_an_english_sentence_is_understood_whole(api: Api) -> None:
    seen = understood(api, "agenda for the meeting with Acme Corp about pricing, 1 hour")
    assert seen == {
        "org_id": "acme", "other_org_ids": [], "subject": "pricing", "duration_minutes": 60, "language": "en-US",
        "assumed": [],
    }  # fmt: skip


def test_what_is_not_said_is_assumed_and_told(api: Api) -> None:
    seen = understood(api, "42")
    assert (seen["org_id"], seen["duration_minutes"], seen["language"]) == ("org_demo", 30, "pt-BR")
    assert set(seen["assumed"]) == {"org_id", "duration_minutes", "language"}


@pytest.mark.parametrize(
    ("text", "minutes"), [("reunião de 10 horas com a BYD", 480), ("reunião de 2 minutos com a BYD", 5)]
)
def test_minutes_out_of_bounds_are_clamped_and_told(api: Api, text: str, minutes: int) -> None:
    seen = understood(api, text)
    assert seen["duration_minutes"] == minutes
    assert "duration_clamped" in seen["assumed"]


def test_only_the_first_of_several_organisations_is_planned(api: Api) -> None:
    seen = understood(api, "reunião com a Acme Corp e a BYD sobre logística")
    assert (seen["org_id"], seen["other_org_ids"]) == ("acme", ["byd"])


@pytest.mark.parametrize(
    ("option", "value", "field", "reads"),
    [
        ("org", "acme", "org_id", "acme"), ("subject", "frete", "subject", "frete"),
        ("duration_minutes", 90, "duration_minutes", 90), ("language", "en", "language", "en-US"),
    ],
)  # fmt: skip
def test_an_explicit_option_beats_the_text(api: Api, option: str, value: Any, field: str, reads: Any) -> None:
    text = "reunião com a BYD sobre integrações, 45 min"
    seen = understood(api, text, **{option: value})
    assert seen[field] == reads
    others = {n: v for n, v in understood(api, text).items() if n != field}
    assert {n: v for n, v in seen.items() if n != field} == others


def test_with_an_explicit_org_the_text_names_no_other(api: Api) -> None:
    assert understood(api, "reunião com a Acme Corp e a BYD", org="byd")["other_org_ids"] == []


@pytest.mark.parametrize("org", ["byd", "BYD", "Build Your Dreams", "  build your dreams "])
def test_an_org_is_an_id_or_a_name_or_an_alias(api: Api, org: str) -> None:
    seen = understood(api, "reunião", org=org)
    assert (seen["org_id"], "unknown_org" in seen["assumed"]) == ("byd", False)


def test_an_id_beats_another_organisations_name(api: Api) -> None:
    api.put("/orgs/other", {"name": "byd"})
    assert understood(api, "reunião", org="byd")["org_id"] == "byd"


def test_an_organisation_without_a_document_of_its_own_but_with_facts_is_known(api: Api) -> None:
    api.fact("newcomer", "Um fato")
    assert "unknown_org" not in understood(api, "reunião", org="newcomer")["assumed"]


@pytest.mark.parametrize("org", ["nobody", "No Such Company", "não existe/ainda"])
def test_an_unknown_org_plans_empty_and_proposes_404(api: Api, org: str) -> None:
    answer = api.plan("reunião sobre frete", org=org)
    assert "unknown_org" in answer["understood"]["assumed"]
    assert (answer["org_id"], answer["proposal"]["agenda"]["sections"]) == (org, [])
    refused(api.post("/agenda/propose", {"text": "reunião sobre frete", "org": org}), 404)
    if "/" not in org and " " not in org:
        refused(api.get(f"/orgs/{org}"), 404)


def test_an_unknown_org_in_strict_is_a_strict_empty_plan(api: Api) -> None:
    answer = api.plan("reunião", org="nobody", macro="strict")
    assert answer["proposal"]["choice"] == "macro-strict-empty"
    assert metadata(answer)["nudge"] == "macro_context_missing"


def test_an_unknown_org_in_auto_is_nudged_as_every_one_without_workstreams(api: Api) -> None:
    assert metadata(api.plan("reunião", org="nobody"))["nudge"] == "macro_context_missing"


def test_a_name_of_two_organisations_is_taken_by_neither(api: Api) -> None:
    for org in ("one", "two"):
        api.put(f"/orgs/{org}", {"name": "Globex"})
    seen = understood(api, "reunião com a Globex")
    assert seen["org_id"] == "org_demo"
    assert "ambiguous_org" in seen["assumed"]
    assert "ambiguous_org" in understood(api, "reunião", org="Globex")["assumed"]


def test_a_texts_language_beats_the_organisations(api: Api) -> None:
    assert understood(api, "monta a pauta da reunião", org="acme")["language"] == "pt-BR"
    assert understood(api, "123", org="acme")["language"] == "en-US"


def test_a_subject_keeps_the_words_of_the_request(api: Api) -> None:
    seen = understood(api, "pauta da reunião com a BYD sobre status do onboarding, contratos e se vamos trocar o ERP")
    assert seen["subject"] == "status do onboarding, contratos e se vamos trocar o ERP"


@pytest.mark.parametrize("clock_time", ["às 15h", "às 15:30", "amanhã às 9h"])
def test_a_clock_time_is_no_duration(api: Api, clock_time: str) -> None:
    seen = understood(api, f"reunião com a BYD {clock_time}")
    assert (seen["duration_minutes"], "duration_minutes" in seen["assumed"]) == (30, True)


def test_get_and_post_understand_alike(api: Api) -> None:
    options = {
        "org": "byd",
        "duration_minutes": 45,
        "language": "en",
        "macro": "off",
        "explain": True,
        "subject": "frete",
    }
    posted = api.plan("reunião", **options)
    assert body_of(api.get("/agenda/plan-nl", text="reunião", **{**options, "explain": "true"})) == posted


def test_a_raw_text_is_planned_with_options_in_the_query(api: Api) -> None:
    answer = body_of(
        api.call("POST", "/agenda/plan-nl-raw", {"macro": "off"}, body="reunião com a BYD sobre preço, 45 min".encode())
    )
    assert (answer["language"], answer["parsed_minutes"]) == ("pt-BR", 45)
    assert answer["understood"]["org_id"] == "byd"
    assert answer["proposal"]["agenda"]["_metadata"]["mode"] == {"value": "off", "source": "request"}
    assert answer.keys() == api.plan("reunião com a BYD").keys() | {"language", "parsed_minutes"}


@pytest.mark.parametrize(("body", "status"), [(b"", 400), (b"   ", 400), (b"\xff\xfe\xfa", 400), (b"a" * 4_001, 422)])
def test_a_raw_text_that_is_none_is_refused(api: Api, body: bytes, status: int) -> None:
    refused(api.call("POST", "/agenda/plan-nl-raw", body=body), status)


BAD = [
    ("duration_minutes", 0), ("duration_minutes", -5), ("duration_minutes", 100_000), ("duration_minutes", 4),
    ("duration_minutes", 481), ("duration_minutes", "many"), ("duration_minutes", 30.5), ("language", "fr"),
    ("language", "portuguese"), ("format", "pdf"), ("macro", "banana"), ("macro", "on"), ("start_iso", "tomorrow"),
    ("start_iso", "2026-02-30T10:00"), ("justify", "perhaps"), ("explain", "perhaps"), ("org", "x" * 201),
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


@pytest.mark.parametrize(
    ("option", "value"), [("duration_minutes", "30"), ("justify", 1), ("text", 5), ("org", 5), ("macro", True)]
)
def test_a_body_gives_options_in_their_own_types(api: Api, option: str, value: Any) -> None:
    refused(api.post("/agenda/plan-nl", {"text": "reunião", option: value}), 422, option)


def test_null_options_count_as_not_given(api: Api) -> None:
    names = "org subject duration_minutes language context format start_iso justify explain macro".split()
    assert api.plan("reunião com a BYD", **dict.fromkeys(names)) == api.plan("reunião com a BYD")


@pytest.mark.parametrize("macro", ["auto", "STRICT", "Off", " strict "])
def test_macro_may_stand_in_the_query_or_the_body_in_any_case(api: Api, macro: str) -> None:
    expected = {"value": macro.strip().lower(), "source": "request"}
    assert metadata(api.plan("reunião", macro=macro))["mode"] == expected
    assert metadata(api.plan("reunião", macro_query=macro))["mode"] == expected
    assert metadata(api.plan("reunião", macro_query=macro, macro=macro.upper()))["mode"] == expected


@pytest.mark.parametrize("path", ["/agenda/plan-nl", "/agenda/propose"])
def test_different_macros_in_query_and_body_are_422(api: Api, path: str) -> None:
    body = {"text": "reunião", "macro": "auto"}
    refused(api.post(path, body, macro="off"), 422, "macro", "auto", "strict", "off")
    refused(api.post(path, {"text": "reunião"}, macro=["auto", "off"]), 422, "macro")
    assert body_of(api.get("/agenda/proposals"))["items"] == []
