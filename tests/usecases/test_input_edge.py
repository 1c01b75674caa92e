"""What parsers and people write that is not quite as asked: read by one rule in every way in, and told."""

from typing import Any

import pytest

from spine.errors import Invalid
from tests.usecases.app import App, refused
from tests.usecases.test_bundles import of_meeting

RISK = {"fact_id": "f", "fact_type": "risk", "text": "Câmbio"}


def posted(app: App, **fields: Any) -> dict[str, Any]:
    """A fact, stored by a call of its own, as it is read."""
    app.store_facts("byd", {**RISK, **fields})
    return dict(app.read_fact("f"))


def parsed(app: App, **fields: Any) -> dict[str, Any]:
    """A fact of a bundle, as it is read."""
    app.store_bundle("byd", of_meeting({"id": "f", "type": "risk", "text": "Câmbio", **fields}))
    return dict(app.read_fact("f"))


@pytest.mark.parametrize(("written", "meant"), [("Próximos passos", "action_item"), ("TODO", "action_item")])
def test_a_synonym_is_stored_as_its_type_by_facts_and_bundles(app: App, written: str, meant: str) -> None:
    assert posted(app, fact_type=written)["fact_type"] == meant
    assert parsed(app, type=written)["fact_type"] == meant


def test_a_filter_takes_types_in_any_spelling(app: App) -> None:
    app.facts("byd", {"fact_id": "a", "fact_type": "task", "text": "um"}, RISK)
    for types in ("Riscos", "risk", "ameaça", "Risk, dúvida"):
        assert [fact["fact_id"] for fact in app.list_facts("byd", types=types)["facts"]] == ["f"]
    assert [fact["fact_id"] for fact in app.search("câmbio", org="byd", types="riscos")["items"]] == ["f"]


@pytest.mark.parametrize("owner", ["", " ", "null", "N/A", "-", "a definir", [], ["n/a", None]])
def test_an_owner_that_names_nobody_is_none(app: App, owner: Any) -> None:
    assert posted(app, owner=owner)["owner"] is None
    assert parsed(app, attributes={"owner": owner})["owner"] is None


def test_a_list_of_owners_is_one_owner_and_each_is_a_person(app: App) -> None:
    for owner in (posted(app, owner=["Ana", "Rui"]), parsed(app, attributes={"owner": ["Ana", "Rui"]})):
        assert owner["owner"] == "Ana, Rui"
    assert app.plan("tarefas do Rui", org="byd")["understood"]["people"] == ["Rui"]


def test_nobody_takes_the_owner_of_a_posted_fact_away_but_not_of_a_parsed_one(app: App) -> None:
    posted(app, owner="Ana")
    assert parsed(app, attributes={"owner": "n/a"})["owner"] == "Ana"
    assert posted(app, owner=None)["owner"] == "Ana"
    assert posted(app, owner="")["owner"] is None


def test_owners_of_workstreams_are_read_alike(app: App) -> None:
    assert app.workstream("byd", "Frota", workstream_id="ws", owner=["Ana", "Rui"])["owner"] == "Ana, Rui"
    assert app.workstream("byd", None, workstream_id="ws", owner=None)["owner"] == "Ana, Rui"
    assert app.change_workstream("ws", owner="a definir")["owner"] is None
    assert app.workstream("byd", "Porto", owner="N/A")["owner"] is None


def test_an_owner_of_a_bundle_that_is_no_name_is_told_and_stays_in_the_payload(app: App) -> None:
    answer = app.store_bundle("byd", of_meeting({"id": "f", "text": "a", "attributes": {"owner": {"id": 7}}}))
    assert [(one["code"], one["first"]) for one in answer["warnings"]] == [
        ("unreadable_owner", "facts.0.attributes.owner")
    ]
    assert (app.read_fact("f")["owner"], app.read_fact("f")["payload"]) == (None, {"owner": {"id": 7}})


@pytest.mark.parametrize("due", ["2026-12-03x14:00", "03/12/2026", "20261332"])
def test_what_is_no_iso_date_is_refused_of_facts_and_told_of_bundles(app: App, due: str) -> None:
    with refused(Invalid, "due_iso", "ISO 8601"):
        posted(app, due_iso=due)
    answer = app.store_bundle("byd", of_meeting({"id": "f", "text": "a", "attributes": {"due_date_iso": due}}))
    assert [one["code"] for one in answer["warnings"]] == ["unreadable_date"]
    assert app.read_fact("f")["due_iso"] is None


@pytest.mark.parametrize("due", ["2026-12-03", "20261203", " 2026-12-03 ", "2026-12-03T14:00:00-03:00"])
def test_an_iso_date_is_the_same_in_facts_and_bundles(app: App, due: str) -> None:
    expected = posted(app, due_iso=due)["due_iso"]
    app.delete_fact("f")
    assert parsed(app, attributes={"due_date_iso": due})["due_iso"] == expected


@pytest.mark.parametrize("due", [None, "", "null", "n/a", "TBD", "-"])
def test_a_word_for_no_date_is_no_warning(app: App, due: str | None) -> None:
    answer = app.store_bundle("byd", of_meeting({"id": "f", "text": "a", "attributes": {"due_date_iso": due}}))
    assert (answer["warnings"], app.read_fact("f")["due_iso"]) == ([], None)


@pytest.mark.parametrize(
    "foreign", ["19:meeting_NDQ4@thread.v2", "aDYlohsHRtCd4ii1uC2+hA==", "Comitê de março", "m" * 200]
)
def test_a_foreign_meeting_id_is_kept_beside_one_that_paths_can_have(app: App, foreign: str) -> None:
    answer = app.store_bundle("byd", of_meeting({"id": "f", "text": "a"}, meeting_id=foreign))
    known = answer["meeting_id"]
    assert answer["external_meeting_id"] == foreign
    assert known.startswith("mtg_")
    assert len(known) == len("mtg_") + 16
    fact = posted(app, meeting_id=foreign)
    assert (fact["meeting_id"], fact["external_meeting_id"]) == (known, foreign)
    app.workstream("byd", workstream_id="ws")
    assert app.link_meeting(known, "ws")["linked"]


def test_a_client_that_sends_back_a_meeting_as_it_read_it_changes_nothing(app: App) -> None:
    read = posted(app, meeting_id="a/b")
    assert app.store_facts("byd", read)["unchanged"] == 1
    assert posted(app, meeting_id="m1")["external_meeting_id"] is None


def test_meetings_of_a_foreign_id_are_one_series_whichever_of_the_two_names_it(app: App) -> None:
    posted(app, fact_type="action_item", due_iso="2026-03-11")
    foreign = app.propose(text="pauta", org="byd", meeting_id="19:x@thread.v2")["proposal_id"]
    derived = app.store_bundle("byd", of_meeting(meeting_id="19:x@thread.v2"))["meeting_id"]
    assert app.propose(text="pauta", org="byd", meeting_id=derived)["proposal_id"] == foreign


@pytest.mark.parametrize("facts", [{}, {"facts": []}, {"facts": None}])
def test_a_bundle_without_facts_makes_its_participants_known(app: App, facts: dict[str, Any]) -> None:
    meeting = {"meeting_id": "m9", "participants": [{"id": "p", "display_name": "Jéssica Prado"}]}
    answer = app.store_bundle("byd", {"meeting": meeting, **facts})
    assert (answer["inserted"], answer["fact_ids"], answer["meeting_id"]) == (0, [], "m9")
    assert app.plan("1:1 com a Jéssica", org="byd")["understood"]["people"] == ["Jéssica Prado"]


def test_a_new_fact_of_a_bundle_says_something_under_the_bundles_names(app: App) -> None:
    with refused(Invalid, "facts.0.text", "unless it has a label"):
        app.store_bundle("byd", of_meeting({"type": "risk"}))


def test_a_blank_text_of_a_bundle_counts_as_not_given(app: App) -> None:
    fact = {"id": "", "type": " ", "label": "", "text": "a", "meeting_id": "", "provenance": {"when_said": ""}}
    bundle = of_meeting({**fact, "evidence": {"quote": "", "card_id": ""}}, meeting_id="m1")
    bundle["meeting"]["meeting_started_at"] = ""
    answer = app.store_bundle("byd", bundle)
    stored = app.read_fact(answer["fact_ids"][0])
    assert (stored["fact_type"], stored["title"], stored["meeting_id"]) == ("insight", None, "m1")
    assert answer["warnings"] == []


def test_every_bad_fact_of_a_bundle_is_named_at_once(app: App) -> None:
    with pytest.raises(Invalid) as raised:
        app.store_bundle("byd", of_meeting({}, {"id": "search", "text": "a"}))
    assert [error["loc"] for error in raised.value.errors] == [["facts", 0, "text"], ["facts", 1, "id"]]


def told(answer: dict[str, Any]) -> list[tuple[str, str, int, str]]:
    """The code, field, number and first place of each warning."""
    return [(one["code"], one["field"], one["count"], one["first"]) for one in answer["warnings"]]


@pytest.mark.parametrize(
    ("written", "meant"), [("due_date", "due_date_iso"), ("dueDate", "due_date_iso"), ("Owner", "owner")]
)
def test_an_attribute_of_a_bundle_that_is_spelt_otherwise_is_told(app: App, written: str, meant: str) -> None:
    answer = app.store_bundle("byd", of_meeting({"id": "f", "text": "a", "attributes": {written: "x"}}))
    assert told(answer) == [("unknown_field", f"facts.attributes.{written}", 1, f"facts.0.attributes.{written}")]
    assert f"did you mean {meant}?" in answer["warnings"][0]["msg"]
    assert app.read_fact("f")["payload"] == {written: "x"}


@pytest.mark.parametrize(
    "attributes", [{"stage": "x", "area": 1, "end_date": "y"}, {"due_date": "x", "due_date_iso": "2026-03-12"}]
)
def test_an_attribute_of_the_parsers_own_is_no_warning(app: App, attributes: dict[str, Any]) -> None:
    assert app.store_bundle("byd", of_meeting({"text": "a", "attributes": attributes}))["warnings"] == []


def test_a_word_of_a_bundle_that_is_no_state_is_told_and_sets_none(app: App) -> None:
    words = [{"status": "bananas"}, {"state": 5}, {"state": "Em andamento"}, {"status": "proposed"}, {"state": "n/a"}]
    answer = app.store_bundle("byd", of_meeting(*({"text": str(word), "attributes": word} for word in words)))
    assert [place for _, _, _, place in told(answer)] == ["facts.0.attributes.status", "facts.1.attributes.state"]
    assert {one["code"] for one in answer["warnings"]} == {"unknown_state"}
    assert {one["state"] for one in app.list_facts("byd")["facts"]} == {"open"}


def test_a_type_that_the_table_lacks_is_stored_and_told(app: App) -> None:
    kinds = ["decison", "Feature Wish", "risk"]
    answer = app.store_facts("byd", *({"fact_type": kind, "text": kind} for kind in kinds))
    assert told(answer) == [("unknown_type", "facts.fact_type", 2, "facts.0.fact_type")]
    assert "decison (did you mean decision?), feature_wish" in answer["warnings"][0]["msg"]
    bundle = of_meeting({"type": "risk", "text": "a"}, {"type": "decison", "text": "b"})
    assert told(app.store_bundle("byd", bundle)) == [("unknown_type", "facts.type", 1, "facts.1.type")]
