"""`suggest`: suggestions shown, accepted and dismissed."""

import json
from typing import Any

import pytest

from spine.usecases.service import Service
from tests.operations.cli.conftest import Spine

FACTS = {
    "pay": ["Gateway de pagamentos caiu", "Trocar o gateway de pagamentos", "Gateway de pagamentos ficou mais caro"],
    "log": ["Frete marítimo atrasou", "Cotar o frete marítimo", "Seguro do frete marítimo venceu"],
}


@pytest.fixture
def acme(spine: Spine, service: Service) -> Service:
    """An organisation with facts about two topics."""
    facts = [{"id": f"{name}{n}", "text": text} for name, texts in FACTS.items() for n, text in enumerate(texts)]
    bundle = {"org_id": "acme", "meeting": {"meeting_id": "m"}, "facts": facts}
    assert spine("ingest", "-", typed=json.dumps(bundle)).exit_code == 0
    return service


def suggested(spine: Spine) -> list[Any]:
    return list(json.loads(spine("suggest", "--org", "acme", "--json").stdout)["suggestions"])


def workstreams(spine: Spine) -> list[Any]:
    return list(json.loads(spine("workstreams", "--org", "acme", "--json").stdout)["workstreams"])


def test_suggestions_are_shown_with_their_facts_in_80_columns(spine: Spine, acme: Service) -> None:
    ran = spine("suggest", "--org", "acme")
    first, second = suggested(spine)
    for number, one in enumerate((first, second), 1):
        assert f"{number}. {one['title']}\n   3 facts · priority 1 · {one['suggestion_id']}\n" in ran.stdout
    assert "   - Cotar o frete marítimo\n" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80
    assert workstreams(spine) == []


def test_one_is_accepted_by_its_number_with_what_a_person_changed(spine: Spine, acme: Service) -> None:
    second = suggested(spine)[1]
    ran = spine("suggest", "--org", "acme", "--accept", "2", "--title", "Nova", "--owner", "Ana", "--priority", "7")
    [made] = workstreams(spine)
    assert ran.stdout == f"Made {made['workstream_id']}, “Nova”, of 3 facts.\n"
    assert (made["title"], made["owner"], made["priority"]) == ("Nova", "Ana", 7)
    assert second["suggestion_id"] not in [one["suggestion_id"] for one in suggested(spine)]


def test_several_are_accepted_and_dismissed_at_once(spine: Spine, acme: Service) -> None:
    first, second = suggested(spine)
    ran = spine(
        *("suggest", "--org", "acme", "--accept", second["suggestion_id"], "--accept", "2", "--dismiss", "1"), "--json"
    )
    told = json.loads(ran.stdout)
    assert [one["title"] for one in told["accepted"]] == [second["title"]]
    assert told["dismissed"] == [first["suggestion_id"]]
    assert suggested(spine) == []


def test_all_are_accepted(spine: Spine, acme: Service) -> None:
    assert spine("suggest", "--org", "acme", "--accept", "all").stdout.count("Made ws_") == 2
    for words in ((), ("--accept", "all")):
        said = spine("suggest", "--org", "acme", *words).stdout
        assert said == "Nothing to suggest: every fact belongs to a workstream.\n"


def test_why_nothing_is_suggested_is_told(spine: Spine, service: Service) -> None:
    spine("seed", "--org", "new")
    said = spine("suggest", "--org", "new").stdout
    assert said == "Nothing to suggest: there are no facts yet; `ingest` stores some.\n"
    fact = {"org_id": "few", "meeting": {"meeting_id": "m"}, "facts": [{"text": "Trocar a fechadura"}]}
    spine("ingest", "-", typed=json.dumps(fact))
    lines = spine("suggest", "--org", "few").stdout.splitlines()
    assert lines[0] == "Nothing to suggest: the facts without a workstream have too little in common,"
    assert lines[1] == "or are settled or dismissed. `facts --org few --unlinked` lists them."


def test_what_a_workstream_covers_joins_it(spine: Spine, acme: Service) -> None:
    spine("seed", "--org", "acme", "--title", "Gateway de pagamentos", "--description", "Trocar o gateway")
    covered = next(one for one in suggested(spine) if "workstream_id" in one)
    ran = spine("suggest", "--org", "acme", "--accept", covered["suggestion_id"])
    assert ran.stdout == f"Linked 3 facts of “{covered['title']}” to {covered['workstream_id']}.\n"
    assert len(workstreams(spine)) == 1


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("--accept", "9"), "no suggestion '9'", 1),
        (("--accept", "1", "--dismiss", "1"), "no suggestion '1'", 1),
        (("--title", "Nova"), "--title", 2),
        (("--accept", "all", "--owner", "Ana"), "--owner", 2),
        (("--accept", "1", "--priority", "1001"), "spine: --priority: ", 2),
        (("--limit", "51"), "spine: --limit: ", 2),
    ],
)
def test_a_wrong_call_makes_nothing(spine: Spine, acme: Service, words: tuple[str, ...], said: str, code: int) -> None:
    ran = spine("suggest", "--org", "acme", *words)
    assert (ran.exit_code, ran.stdout) == (code, "")
    assert said in ran.stderr
    assert workstreams(spine) == []
