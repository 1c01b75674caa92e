"""What a request for an agenda is understood as: organisation, subject, minutes, language."""

from typing import Any

import pytest

from spine.errors import Forbidden, Invalid, NotFound
from tests.agendas import agenda_of, metadata
from tests.usecases.app import App, refused


@pytest.fixture(autouse=True)
def _organisations(app: App) -> None:
    app.put_organisation("byd", name="BYD", aliases=["build your dreams"])
    app.put_organisation("acme", name="Acme Corp", language="en")


def understood(app: App, text: str, **options: Any) -> dict[str, Any]:
    answer = app.plan(text, **options)
    assert answer["org_id"] == answer["understood"]["org_id"]
    assert answer["subject"] == answer["understood"]["subject"]
    return dict(answer["understood"])


def test_a_sentence_is_understood_whole(app: App) -> None:
    assert understood(app, "pauta da próxima reunião com a BYD sobre integrações, 45 min") == {
        "org_id": "byd", "other_org_ids": [], "subject": "integrações", "meeting": None, "people": [],
        "start": None, "duration_minutes": 45,
        "language": "pt-BR",
        "assumed": [],
    }  # fmt: skip


def test_an_english_sentence_is_understood_whole(app: App) -> None:
    assert understood(app, "agenda for the meeting with Acme Corp about pricing, 1 hour") == {
        "org_id": "acme", "other_org_ids": [], "subject": "pricing", "meeting": None, "people": [],
        "start": None, "duration_minutes": 60,
        "language": "en-US",
        "assumed": [],
    }  # fmt: skip


def test_what_is_not_said_is_assumed_and_told(app: App) -> None:
    seen = understood(app, "42")
    assert (seen["org_id"], seen["duration_minutes"], seen["language"]) == ("org_demo", 30, "pt-BR")
    assert set(seen["assumed"]) == {"org_id", "duration_minutes", "language"}


def test_the_default_organisation_is_the_settings(app: App) -> None:
    assert understood(app.with_settings(DEFAULT_ORG_ID="byd"), "42")["org_id"] == "byd"


@pytest.mark.parametrize(
    ("text", "minutes"), [("reunião de 10 horas com a BYD", 480), ("reunião de 2 minutos com a BYD", 5)]
)
def test_minutes_out_of_bounds_are_clamped_and_told(app: App, text: str, minutes: int) -> None:
    seen = understood(app, text)
    assert seen["duration_minutes"] == minutes
    assert "duration_clamped" in seen["assumed"]


def test_only_the_first_of_several_organisations_is_planned(app: App) -> None:
    seen = understood(app, "reunião com a Acme Corp e a BYD sobre logística")
    assert (seen["org_id"], seen["other_org_ids"]) == ("acme", ["byd"])


@pytest.mark.parametrize(
    ("option", "value", "field", "reads"),
    [
        ("org", "acme", "org_id", "acme"), ("subject", "frete", "subject", "frete"),
        ("duration_minutes", 90, "duration_minutes", 90), ("language", "en", "language", "en-US"),
    ],
)  # fmt: skip
def test_an_explicit_option_beats_the_text(app: App, option: str, value: Any, field: str, reads: Any) -> None:
    text = "reunião com a BYD sobre integrações, 45 min"
    assert understood(app, text, **{option: value}) == understood(app, text) | {field: reads}


def test_with_an_explicit_org_the_text_names_no_other(app: App) -> None:
    assert understood(app, "reunião com a Acme Corp e a BYD", org="byd")["other_org_ids"] == []


@pytest.mark.parametrize("org", ["byd", "BYD", "Build Your Dreams", "  build your dreams "])
def test_an_org_is_an_id_or_a_name_or_an_alias(app: App, org: str) -> None:
    seen = understood(app, "reunião", org=org)
    assert (seen["org_id"], "unknown_org" in seen["assumed"]) == ("byd", False)


@pytest.mark.parametrize("org", ["Vale", "vale", "S&V", "s&v", "3M"])
def test_an_org_may_be_an_everyday_word_or_a_name_with_a_sign(app: App, org: str) -> None:
    app.put_organisation("mine", name="Vale", aliases=["S&V", "3M"])
    assert understood(app, "reunião", org=org)["org_id"] == "mine"


def test_an_id_beats_another_organisations_name(app: App) -> None:
    app.put_organisation("other", name="byd")
    assert understood(app, "reunião", org="byd")["org_id"] == "byd"


def test_an_organisation_with_nothing_but_facts_is_known(app: App) -> None:
    app.fact("newcomer", "Um fato")
    assert "unknown_org" not in understood(app, "reunião", org="newcomer")["assumed"]


@pytest.mark.parametrize("org", ["nobody", "No Such Company", "não existe/ainda"])
def test_an_unknown_org_plans_empty_and_proposes_nothing(app: App, org: str) -> None:
    answer = app.plan("reunião sobre frete", org=org)
    assert "unknown_org" in answer["understood"]["assumed"]
    assert (answer["org_id"], agenda_of(answer)["sections"]) == (org, [])
    with refused(NotFound, org):
        app.propose(text="reunião sobre frete", org=org)
    with refused(NotFound):
        app.organisation(org)


@pytest.mark.parametrize(("macro", "choice"), [("auto", "next-default"), ("strict", "macro-strict-empty")])
def test_an_unknown_org_is_nudged_as_every_one_without_workstreams(app: App, macro: str, choice: str) -> None:
    answer = app.plan("reunião", org="nobody", macro=macro)
    assert (answer["proposal"]["choice"], metadata(answer)["nudge"]) == (choice, "macro_context_missing")


def test_a_name_of_two_organisations_is_taken_by_neither(app: App) -> None:
    for org in ("one", "two"):
        app.put_organisation(org, name="Globex")
    seen = understood(app, "reunião com a Globex")
    assert seen["org_id"] == "org_demo"
    assert "ambiguous_org" in seen["assumed"]
    assert "ambiguous_org" in understood(app, "reunião", org="Globex")["assumed"]


def test_a_texts_language_beats_the_organisations(app: App) -> None:
    assert understood(app, "monta a pauta da reunião", org="acme")["language"] == "pt-BR"
    assert understood(app, "123", org="acme")["language"] == "en-US"


def test_null_options_count_as_not_given(app: App) -> None:
    names = (
        "org subject duration_minutes language context format start_iso meeting people attendees justify explain macro"
    )
    assert app.plan("reunião com a BYD", **dict.fromkeys(names.split())) == app.plan("reunião com a BYD")


def test_a_caller_of_one_organisation_plans_for_it_and_sees_no_other(app: App) -> None:
    caller = app.seen_by("acme")
    assert understood(caller, "42")["org_id"] == "acme"
    assert understood(caller, "reunião com a BYD")["other_org_ids"] == []
    with refused(Forbidden, "byd"):
        caller.plan("reunião", org="byd")


def test_a_caller_of_two_organisations_says_which_is_meant(app: App) -> None:
    with refused(Invalid, "org"):
        app.seen_by("acme", "byd").plan("42")
