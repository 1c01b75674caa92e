"""`facts` and `workstreams`."""

import json

import pytest

from spine.usecases.service import Service
from tests.operations.cli.conftest import Spine

MORE = "There are more; --limit shows up to 200.\n"


def test_facts_are_listed_newest_first_in_80_columns(spine: Spine, seeded: Service) -> None:
    ran = spine("facts", "--org", "org_demo", "--limit", "5")
    lines = ran.stdout.splitlines()
    assert (ran.exit_code, len(lines)) == (0, 10)
    assert max(map(len, lines)) <= 80
    assert ran.stderr == MORE
    listed = json.loads(spine("facts", "--org", "org_demo", "--limit", "5", "--json").stdout)["facts"]
    assert [line.split(" ")[0] for line in lines[::2]] == [one["fact_id"] for one in listed]


def test_facts_are_searched_by_words(spine: Spine, seeded: Service) -> None:
    found = json.loads(spine("facts", "credenciais Vitrino", "--org", "org_demo", "--json").stdout)["items"]
    assert found and all("Vitrino" in one["text"] for one in found[:2])
    assert spine("facts", "credenciais", "Vitrino", "--org", "org_demo", "--json").stdout.count("fact_id") == len(found)
    blockers = spine("facts", "credenciais Vitrino", "--org", "org_demo", "--type", "blocker").stdout
    assert "· blocker ·" in blockers and "· risk" not in blockers


def test_facts_are_filtered_by_owner_date_and_workstream(spine: Spine, service: Service) -> None:
    facts = [
        {"id": "f1", "type": "risk", "text": "Atraso", "attributes": {"owner": "Ana", "due_date_iso": "2026-03-09"}},
        {"id": "f2", "type": "task", "text": "Medir", "attributes": {"owner": "Rui"}},
    ]
    bundle = {"org_id": "acme", "meeting": {"meeting_id": "m"}, "facts": facts}
    assert spine("ingest", "-", typed=json.dumps(bundle)).exit_code == 0

    def ids(*words: str) -> list[str]:
        return [one["fact_id"] for one in json.loads(spine("facts", "--org", "acme", "--json", *words).stdout)["facts"]]

    assert set(ids()) == set(ids("--unlinked")) == {"f1", "f2"}
    assert (ids("--owner", "Ana"), ids("--due-before", "2026-03-10"), ids("--type", "task")) == (["f1"], ["f1"], ["f2"])


@pytest.mark.parametrize("words", [(), ("ERP",)])
def test_a_misspelt_type_is_told_whether_facts_are_listed_or_searched(
    spine: Spine, seeded: Service, words: tuple[str, ...]
) -> None:
    ran = spine("facts", *words, "--org", "org_demo", "--type", "riskk")
    assert (ran.exit_code, ran.stdout) == (0, "No such facts.\n")
    assert ran.stderr.startswith("--type: is no type that Spine knows")
    assert "riskk (did you mean risk?)" in ran.stderr
    assert spine("facts", *words, "--org", "org_demo", "--type", "Riscos").stderr in ("", MORE)


def test_workstreams_are_listed_by_importance(spine: Spine, seeded: Service) -> None:
    ran = spine("workstreams", "--org", "org_demo")
    assert ran.stdout.splitlines()[:2] == [
        "Integrações do ERP com e-commerce e transportadoras",
        "  ws_integracoes · red · priority 90 · Renata Moura · updated 2 days ago",
    ]
    assert max(map(len, ran.stdout.splitlines())) <= 80
    assert "ws_integracoes" not in spine("workstreams", "--org", "org_demo", "--status", "green").stdout


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("facts", "--org", "nowhere"), "spine: no organisation 'nowhere'", 1),
        (("facts", "--org", "org_demo", "--limit", "0"), "spine: --limit: ", 2),
        (("facts", "--org", "org_demo", "--due-before", "soon"), "spine: --due-before: ", 2),
        (("facts", "ERP", "--org", "org_demo", "--owner", "Ana"), "--type alone", 2),
        (("workstreams", "--org", "org_demo", "--limit", "201"), "spine: --limit: ", 2),
    ],
)
def test_a_wrong_call_is_told_in_the_names_of_its_options(
    spine: Spine, seeded: Service, words: tuple[str, ...], said: str, code: int
) -> None:
    ran = spine(*words)
    assert (ran.exit_code, ran.stdout) == (code, "")
    assert said in ran.stderr


def test_an_organisation_without_workstreams_is_told_where_to_go(spine: Spine, service: Service) -> None:
    bundle = {"org_id": "acme", "meeting": {"meeting_id": "m"}, "facts": [{"text": "Only a fact"}]}
    spine("ingest", "-", typed=json.dumps(bundle))
    assert "`suggest`" in spine("workstreams", "--org", "acme").stdout
