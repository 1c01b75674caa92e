"""`link`: existing facts into the workstreams that their words point to, on either store."""

import json

from spine.operations import linking
from spine.schemas.facts import FactFields
from spine.schemas.workstreams import WorkstreamFields
from spine.store.protocol import PageRequest
from spine.usecases import facts, links, workstreams
from spine.usecases.service import Service
from tests.api.stores import ON_BOTH
from tests.operations.cli.conftest import Spine

FOXCONN = "O contrato com a Foxconn vence em maio"


def fill(service: Service, *extra: FactFields) -> None:
    """Two workstreams, a fact about one of them, one about nothing, and what is given."""
    for workstream_id, title in (("ws_foxconn", "Contrato Foxconn"), ("ws_frete", "Frete marítimo para Santos")):
        workstreams.save(service, "acme", WorkstreamFields(workstream_id=workstream_id, title=title))
    about = FactFields(fact_id="f_about", fact_type="risk", text=FOXCONN)
    facts.store(service, "acme", [about, FactFields(fact_id="f_other", fact_type="risk", text="Chove muito"), *extra])


def linked(service: Service, workstream_id: str = "ws_foxconn") -> dict[str, float]:
    page = service.store.links("acme", workstream_id, PageRequest(1000))
    return {one.fact_id: one.weight for one in page.items}


def test_what_could_be_linked_is_shown_with_its_reason_and_nothing_is_written(spine: Spine, service: Service) -> None:
    fill(service)
    ran = spine("link", "--org", "acme")
    assert ran.exit_code == 0
    assert "f_about → ws_foxconn “Contrato Foxconn”, weight 0.6" in ran.stdout
    assert "because of: " in ran.stdout and "Foxconn" in ran.stdout and "contrato" in ran.stdout
    assert "f_other" not in ran.stdout
    assert ran.stdout.endswith("Facts: 2 checked, 0 linked already, 1 could be linked; --apply links them.\n")
    assert spine("link", "--org", "acme", "--dry-run").stdout == ran.stdout
    assert linked(service) == {}


@ON_BOTH
def test_apply_writes_what_was_shown_and_a_repeat_changes_nothing(spine: Spine, service: Service) -> None:
    fill(service)
    shown = json.loads(spine("link", "--org", "acme", "--json").stdout)["links"]
    first = json.loads(spine("link", "--org", "acme", "--apply", "--json").stdout)
    assert (first["links"], first["linked"], first["applied"]) == (shown, 1, True)
    assert linked(service) == {"f_about": 0.6}
    assert spine("link", "--org", "acme", "--apply").stdout == "Facts: 2 checked, 1 linked already, 0 linked now.\n"


def test_facts_that_are_linked_drafts_and_rejected_ones_are_left(spine: Spine, service: Service) -> None:
    draft = FactFields(fact_id="f_draft", fact_type="risk", text=FOXCONN, status="draft")
    rejected = FactFields(fact_id="f_no", fact_type="risk", text=FOXCONN, status="rejected")
    fill(service, draft, rejected)
    links.link(service, "ws_frete", "acme", ["f_about"], 0.9)
    assert spine("link", "--org", "acme", "--apply").stdout == "Facts: 2 checked, 1 linked already, 0 linked now.\n"
    assert (linked(service), linked(service, "ws_frete")) == ({}, {"f_about": 0.9})


def test_one_word_in_common_is_not_enough(spine: Spine, service: Service) -> None:
    fill(service, FactFields(fact_id="f_one", fact_type="risk", text="Foxconn"))
    assert "f_one" not in spine("link", "--org", "acme").stdout


@ON_BOTH
def test_more_facts_than_a_page_are_linked_each_once(spine: Spine, service: Service) -> None:
    fill(service)
    many = [
        FactFields(fact_id=f"g{i:03}", fact_type="risk", text=f"Contrato Foxconn, cláusula {i}") for i in range(450)
    ]
    facts.store(service, "acme", many)
    told = json.loads(spine("link", "--org", "acme", "--apply", "--json").stdout)
    assert (told["facts"], told["proposed"], told["linked"]) == (452, 451, 451)
    assert len(linked(service)) == 451


def test_an_unknown_organisation_is_refused(spine: Spine) -> None:
    ran = spine("link", "--org", "acmee")
    assert (ran.exit_code, ran.stdout, ran.stderr) == (1, "", "spine: no organisation 'acmee'\n")


def test_an_organisation_without_workstreams_has_nothing_to_link(spine: Spine, service: Service) -> None:
    facts.store(service, "acme", [FactFields(fact_id="f", fact_type="risk", text=FOXCONN)])
    assert spine("link", "--org", "acme").stdout == "Facts: 1 checked, 0 linked already, 0 could be linked.\n"


def test_no_link_leads_to_the_next_and_a_repeat_links_nothing(spine: Spine, service: Service) -> None:
    """A fact that shares its words with a linked fact alone was never shown, so it is not linked later either."""
    workstreams.save(service, "acme", WorkstreamFields(workstream_id="ws", title="Contract renewal"))
    workstreams.save(service, "acme", WorkstreamFields(workstream_id="ws_other", title="Hiring java developers"))
    texts = {
        "a": "Contract renewal waits for the warehouse roof",
        "b": "Warehouse roof above the forklift garage leaks",
        "c": "Forklift garage: coffee machine broken",
    }
    given = [FactFields(fact_id=key, fact_type="risk", text=text) for key, text in texts.items()]
    facts.store(service, "acme", given)
    told = [json.loads(spine("link", "--org", "acme", "--apply", "--json").stdout)["linked"] for _ in range(4)]
    assert (told, linked(service, "ws")) == ([1, 0, 0, 0], {"a": 0.6})


def test_a_fact_that_was_linked_meanwhile_gets_no_second_workstream(service: Service) -> None:
    fill(service)
    [page] = linking.propose_links(service, "acme")
    links.link(service, "ws_frete", "acme", ["f_about"], 0.9)
    assert linking.apply_links(service, page.links) == 0
    assert (linked(service), linked(service, "ws_frete")) == ({}, {"f_about": 0.9})
