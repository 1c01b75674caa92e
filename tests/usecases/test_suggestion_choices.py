"""Suggestions taken one by one, changed, or dismissed."""

from typing import Any

import pytest

from spine.domain.organisations import DISMISSED_KEPT
from spine.errors import Invalid
from tests.usecases.app import App, refused

PAY = [
    "Gateway de pagamentos recusa cartões do Itaú",
    "Homologar o gateway de pagamentos",
    "Gateway de pagamentos caro",
]
FREIGHT = ["Frete marítimo atrasou em Santos", "Cotar frete marítimo com a Maersk", "Seguro do frete marítimo venceu"]


@pytest.fixture
def pay(app: App) -> list[str]:
    """Facts about one topic, beside those about another that share no word with them."""
    app.facts("byd", *({"text": text} for text in FREIGHT))
    return list(app.facts("byd", *({"text": text} for text in PAY)))


def suggested(app: App, fact_id: str) -> Any:
    """The suggestion that holds a fact; None where there is none."""
    return next((one for one in app.suggest("byd") if fact_id in one["fact_ids"]), None)


def accept(app: App, *fact_ids: str, title: str = "Pagamentos", **fields: Any) -> Any:
    return app.choose("byd", accept=[{"fact_ids": fact_ids, "title": title, **fields}])


def workstreams(app: App) -> list[dict[str, Any]]:
    return list(app.workstreams("byd")["workstreams"])


def test_a_suggestion_has_an_id_of_its_own(app: App, pay: list[str]) -> None:
    ids = {one["suggestion_id"] for one in app.suggest("byd")}
    assert len(ids) == 2
    assert ids == {one["suggestion_id"] for one in app.suggest("byd")}


def test_one_accepted_suggestion_becomes_a_workstream_and_no_other(app: App, pay: list[str]) -> None:
    wanted = suggested(app, pay[0])
    answer = accept(app, *wanted["fact_ids"])
    [made], [one] = workstreams(app), answer["suggestions"]
    assert (made["title"], made["workstream_id"]) == ("Pagamentos", one["workstream_id"])
    assert (one["created"], one["suggestion_id"], answer["taken"]) == (True, wanted["suggestion_id"], [])
    assert dict(app.linked(made["workstream_id"])) == dict.fromkeys(pay, 0.6)
    assert suggested(app, pay[0]) is None


def test_an_accepted_suggestion_is_made_as_the_person_changed_it(app: App, pay: list[str]) -> None:
    changed = {"status": "red", "priority": 9, "owner": "Ana", "tags": ["pix"]}
    [one] = accept(app, *pay[:2], title="Gateway novo", **changed)["suggestions"]
    [made] = workstreams(app)
    assert {name: made[name] for name in changed} == changed
    assert (one["title"], one["tags"], one["size"]) == ("Gateway novo", ["pix"], 2)
    assert {fact_id for fact_id, _ in app.linked(made["workstream_id"])} == set(pay[:2])


def test_the_same_call_again_makes_nothing_twice(app: App, pay: list[str]) -> None:
    [first] = accept(app, *pay)["suggestions"]
    app.change_workstream(first["workstream_id"], title="Gateway")
    again = accept(app, *reversed(pay))
    [second], [made] = again["suggestions"], workstreams(app)
    assert (second["workstream_id"], second["created"], again["taken"]) == (first["workstream_id"], False, [])
    assert (made["title"], second["title"]) == ("Gateway", "Gateway")
    assert len(app.linked(made["workstream_id"])) == 3


def test_facts_linked_or_gone_meanwhile_are_told_and_the_rest_goes_through(app: App, pay: list[str]) -> None:
    other = app.workstream("byd", "Outra")["workstream_id"]
    app.link(other, pay[0])
    app.delete_fact(pay[1])
    answer = accept(app, *pay)
    [one] = answer["suggestions"]
    assert (one["fact_ids"], one["size"], one["created"]) == ([pay[2]], 1, True)
    assert set(answer["taken"]) == set(pay[:2])
    assert [fact_id for fact_id, _ in app.linked(other)] == [pay[0]]


def test_where_every_fact_is_taken_no_workstream_is_made(app: App, pay: list[str]) -> None:
    other = app.workstream("byd", "Outra")["workstream_id"]
    app.link(other, *pay)
    answer = accept(app, *pay)
    [one] = answer["suggestions"]
    assert (one["fact_ids"], one["created"], "workstream_id" in one) == ([], False, False)
    assert set(answer["taken"]) == set(pay)
    assert [made["title"] for made in workstreams(app)] == ["Outra"]


def test_of_two_that_name_one_fact_the_first_gets_it(app: App, pay: list[str]) -> None:
    both = [{"fact_ids": pay[:2], "title": "Um"}, {"fact_ids": pay[1:], "title": "Dois"}]
    answer = app.choose("byd", accept=both)
    assert [set(one["fact_ids"]) for one in answer["suggestions"]] == [set(pay[:2]), {pay[2]}]
    assert answer["taken"] == [pay[1]]


def test_a_workstream_deleted_meanwhile_is_made_again(app: App, pay: list[str]) -> None:
    [first] = accept(app, *pay)["suggestions"]
    app.delete_workstream(first["workstream_id"])
    [again] = accept(app, *pay)["suggestions"]
    assert (again["workstream_id"], again["created"]) == (first["workstream_id"], True)


def test_a_fact_of_another_organisation_is_taken(app: App, pay: list[str]) -> None:
    [foreign] = app.facts("acme", {"text": "Gateway de pagamentos"})
    answer = accept(app, *pay, foreign)
    assert answer["taken"] == [foreign]
    assert set(answer["suggestions"][0]["fact_ids"]) == set(pay)


def test_accepting_and_applying_at_once_is_refused(app: App, pay: list[str]) -> None:
    with refused(Invalid, "apply", "accept"):
        app.choose("byd", accept=[{"fact_ids": pay, "title": "Pagamentos"}], apply=True)
    assert workstreams(app) == []


@pytest.mark.parametrize(
    "bad", [{"title": " "}, {"priority": -1}, {"fact_ids": []}, {"title": None}, {"status": "blue"}], ids=str
)
def test_one_bad_value_refuses_the_whole_call(app: App, pay: list[str], bad: dict[str, Any]) -> None:
    good = {"fact_ids": pay, "title": "Pagamentos"}
    with refused(Invalid, next(iter(bad))):
        app.choose("byd", accept=[good, {**good, **bad}])
    assert workstreams(app) == []


def test_a_dismissed_suggestion_does_not_come_back(app: App, pay: list[str]) -> None:
    wanted = suggested(app, pay[0])
    [left] = app.choose("byd", dismiss=[{"fact_ids": wanted["fact_ids"]}])["suggestions"]
    assert not set(left["fact_ids"]) & set(pay)
    assert app.suggest("byd") == app.suggest("byd", limit=1) == [left]


def test_a_suggestion_comes_back_when_less_than_half_of_it_was_dismissed(app: App, pay: list[str]) -> None:
    app.choose("byd", dismiss=[{"fact_ids": pay[:1]}])
    assert suggested(app, pay[0]) is not None
    app.choose("byd", dismiss=[{"fact_ids": pay[1:2]}])
    assert suggested(app, pay[0]) is None
    app.facts("byd", *({"text": f"{text} outra vez"} for text in PAY))
    assert suggested(app, pay[2]) is not None


def test_applying_leaves_dismissed_suggestions_out(app: App, pay: list[str]) -> None:
    app.choose("byd", dismiss=[{"fact_ids": pay}])
    assert all(not set(one["fact_ids"]) & set(pay) for one in app.suggest("byd", apply=True))
    assert len(workstreams(app)) == 1


def test_what_was_dismissed_can_still_be_accepted(app: App, pay: list[str]) -> None:
    app.choose("byd", dismiss=[{"fact_ids": pay}])
    assert set(accept(app, *pay)["suggestions"][0]["fact_ids"]) == set(pay)


def test_settings_and_dismissals_leave_each_other_alone(app: App, pay: list[str]) -> None:
    app.put_organisation("byd", name="BYD", aliases=["Build Your Dreams"])
    before = app.organisation("byd")
    app.choose("byd", dismiss=[{"fact_ids": pay}])
    assert app.organisation("byd") == before
    app.put_organisation("byd", name="BYD Brasil")
    assert suggested(app, pay[0]) is None


def test_the_last_facts_dismissed_are_kept(app: App, pay: list[str]) -> None:
    app.choose("byd", dismiss=[{"fact_ids": pay}])
    app.choose("byd", dismiss=[{"fact_ids": [f"f{n}" for n in range(DISMISSED_KEPT - 2)]}])
    assert suggested(app, pay[0]) is None  # two of its three facts are still remembered
    app.choose("byd", dismiss=[{"fact_ids": ["one-more"]}])
    assert suggested(app, pay[0]) is not None
