"""Organisations: their settings, how they come about, and how they are deleted."""

from typing import Any

import pytest

from tests.api.client import Api, Clock, body_of, refused

WHOLE = {
    "name": "BYD Brasil", "aliases": ["byd auto", "build your dreams"], "language": "en-US", "macro_mode": "strict",
    "context_text": "Montadora em Camaçari",
}  # fmt: skip
EMPTY = {"name": None, "aliases": [], "language": None, "macro_mode": None, "context_text": None}


def settings(answer: Any) -> dict[str, Any]:
    return {name: answer[name] for name in WHOLE}


def test_put_sets_all_settings_and_get_reads_them(api: Api) -> None:
    answer = body_of(api.put("/orgs/byd", WHOLE))
    assert (answer["org_id"], settings(answer)) == ("byd", WHOLE)
    assert body_of(api.get("/orgs/byd")) == answer


def test_put_clears_what_is_not_given(api: Api) -> None:
    api.put("/orgs/byd", WHOLE)
    assert settings(body_of(api.put("/orgs/byd", {"name": "BYD"}))) == {**EMPTY, "name": "BYD"}
    assert settings(body_of(api.put("/orgs/byd", {}))) == EMPTY


def test_patch_changes_what_is_given_and_null_clears(api: Api) -> None:
    api.put("/orgs/byd", WHOLE)
    assert settings(body_of(api.patch("/orgs/byd", {"name": "BYD"}))) == {**WHOLE, "name": "BYD"}
    assert settings(body_of(api.patch("/orgs/byd", dict.fromkeys(WHOLE)))) == EMPTY


@pytest.mark.parametrize(("given", "kept"), [("pt", "pt-BR"), ("EN", "en-US"), ("en-gb", "en-US"), ("PT-pt", "pt-BR")])
def test_languages_fold_to_the_two(api: Api, given: str, kept: str) -> None:
    assert body_of(api.put("/orgs/byd", {"language": given}))["language"] == kept


@pytest.mark.parametrize("mode", ["AUTO", "Strict", "off", None])
def test_a_macro_mode_is_taken_in_any_case(api: Api, mode: str | None) -> None:
    assert body_of(api.put("/orgs/byd", {"macro_mode": mode}))["macro_mode"] == (mode.lower() if mode else None)


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("language", "fr", ("pt-BR", "en-US")), ("macro_mode", "banana", ("auto", "strict", "off")),
        ("macro_mode", True, ()), ("name", 5, ()), ("aliases", "BYD", ()), ("aliases", ["reunião"], ()),
        ("aliases", ["weekly meeting"], ()), ("aliases", ["the"], ()), ("aliases", ["de"], ()), ("aliases", [" "], ()),
        ("aliases", ["ok", "status"], ()), ("aliases", [None], ()), ("context_text", [], ()), ("org_id", "acme", ()),
    ],
)  # fmt: skip
def test_a_bad_setting_is_422_and_changes_nothing(api: Api, field: str, value: Any, named: tuple[str, ...]) -> None:
    before = body_of(api.put("/orgs/byd", WHOLE))
    for call in (api.put, api.patch):
        refused(call("/orgs/byd", {"name": "changed", field: value}), 422, field, *named)
    assert body_of(api.get("/orgs/byd")) == before


def test_a_bad_setting_of_an_unknown_organisation_makes_none(api: Api) -> None:
    refused(api.put("/orgs/byd", {"language": "fr"}), 422)
    refused(api.get("/orgs/byd"), 404)


WRITES = {
    "workstream": ("/orgs/byd/workstreams", {"title": "a"}),
    "facts": ("/orgs/byd/facts", {"facts": [{"fact_type": "risk", "text": "a"}]}),
    "bundle": ("/orgs/byd/bundles", {"meeting": {"meeting_id": "m"}, "facts": [{"text": "a"}]}),
}


@pytest.mark.parametrize("write", list(WRITES))
def test_the_first_accepted_write_makes_the_organisation(api: Api, write: str) -> None:
    path, body = WRITES[write]
    refused(api.get("/orgs/byd"), 404)
    refused(api.post(path, {}), 422)
    refused(api.get("/orgs/byd"), 404)
    body_of(api.post(path, body))
    made = body_of(api.get("/orgs/byd"))
    assert settings(made) == EMPTY
    api.clock.pass_by(hours=1)
    body_of(api.post(path, body))
    assert body_of(api.get("/orgs/byd")) == made


def test_a_proposal_for_the_default_organisation_makes_it(api: Api) -> None:
    api.propose(text="reunião")
    assert body_of(api.get("/orgs/org_demo"))["org_id"] == "org_demo"


READS = [
    ("/orgs/nobody/workstreams", {}, "workstreams"),
    ("/orgs/nobody/facts", {}, "facts"),
    ("/orgs/nobody/snapshots", {}, "snapshots"),
    ("/agenda/proposals", {"org": "nobody"}, "items"),
    ("/facts/search", {"org": "nobody"}, "items"),
    ("/facts/search", {"org": "nobody", "q": "contrato"}, "items"),
]


@pytest.mark.parametrize(("path", "query", "name"), READS)
def test_lists_of_an_unknown_organisation_are_200_and_empty(
    api: Api, path: str, query: dict[str, str], name: str
) -> None:
    answer = body_of(api.get(path, **query))
    assert (answer["org_id"], answer[name]) == ("nobody", [])
    assert "next_cursor" not in answer
    refused(api.get("/orgs/nobody"), 404, "nobody")


def test_suggesting_for_an_unknown_organisation_is_empty_and_makes_none(api: Api) -> None:
    assert body_of(api.post("/orgs/nobody/workstreams:suggest")) == {"org_id": "nobody", "suggestions": []}
    refused(api.get("/orgs/nobody"), 404)


@pytest.fixture
def full(api: Api) -> None:
    """An organisation with one of everything, and a neighbour."""
    for org in ("byd", "acme"):
        made = api.seeded(org, "Integrações", {"text": "Contrato", "fact_id": f"f_{org}"}, workstream_id=f"ws_{org}")
        api.post(f"/meetings/m_{org}/link-workstream", {"workstream_id": made["workstream_id"]})
        api.propose(text="reunião", org=org)


def test_deleting_removes_everything_in_it_and_nothing_else(api: Api, full: None) -> None:
    answer = api.delete("/orgs/byd", confirm="byd")
    assert (answer.status, answer.body) == (204, b"")
    for path in ("/orgs/byd", "/workstreams/ws_byd", "/facts/f_byd", "/meetings/m_byd/workstreams"):
        refused(api.get(path), 404)
    for path in (
        "/orgs/byd/workstreams",
        "/orgs/byd/facts",
        "/agenda/proposals?org=byd",
        "/facts/search?org=byd&q=contrato",
    ):
        answer = body_of(api.get(path))
        assert not any(answer.get(name) for name in ("workstreams", "facts", "items"))
    for path in ("/orgs/acme", "/workstreams/ws_acme", "/facts/f_acme", "/meetings/m_acme/workstreams"):
        assert api.get(path).status == 200
    assert len(body_of(api.get("/agenda/proposals", org="acme"))["items"]) == 1
    refused(api.delete("/orgs/byd", confirm="byd"), 404)


@pytest.mark.parametrize("confirm", [None, "", "acme", "BYD", "true"])
def test_deleting_without_the_confirmation_is_422(api: Api, full: None, confirm: str | None) -> None:
    refused(api.delete("/orgs/byd", confirm=confirm), 422, "confirm")
    assert api.get("/workstreams/ws_byd").status == 200


def test_a_deleted_organisation_can_be_made_again_empty(api: Api, full: None) -> None:
    api.delete("/orgs/byd", confirm="byd")
    api.workstream("byd", "Nova", workstream_id="ws_byd")
    assert body_of(api.get("/workstreams/ws_byd/facts"))["facts"] == []


def test_a_deletion_that_takes_too_long_says_what_is_removed_and_goes_on(
    api: Api, full: None, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow() -> Any:
        clock.pass_by(seconds=61)
        return clock.now

    with monkeypatch.context() as slowly:
        slowly.setattr("spine.bootstrap._now", slow)
        answer = api.delete("/orgs/byd", confirm="byd")
    problem = refused(answer, 503)
    assert problem["removed"] > 0
    assert int(answer.headers["retry-after"]) >= 1
    assert api.get("/orgs/byd").status == 200  # its own document goes last
    assert api.delete("/orgs/byd", confirm="byd").status == 204
    refused(api.get("/orgs/byd"), 404)


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_a_blank_name_is_422(api: Api, name: str) -> None:
    refused(api.put("/orgs/byd", {"name": name}), 422, "name")
