import pytest

from spine.domain.documents import Document
from spine.domain.organisations import Organisation
from spine.store.limits import MAX_ORGANISATIONS_NAMED
from spine.store.protocol import Delete, Page, PageRequest, Replace, Store
from tests.store.builders import (
    ORG,
    create,
    fact,
    keys,
    link,
    meeting_link,
    organisation,
    proposal,
    read,
    snapshot,
    workstream,
)


def test_any_name_key_finds_an_organisation_once(store: Store) -> None:
    create(store, organisation("byd", "byd", "build your dreams"), organisation("other", "other"))
    assert keys(store.organisations_named(["build your dreams", "byd", "dreams"])) == ["byd"]
    assert store.organisations_named(["dreams"]) == []
    assert store.organisations_named([]) == []


def test_found_organisations_are_whole(store: Store) -> None:
    create(store, organisation("byd", "byd", name="BYD"))
    assert store.organisations_named(["byd"]) == [read(store, organisation("byd"))]


def test_organisations_of_one_name_come_by_id_and_are_at_most_twenty(store: Store) -> None:
    ids = [f"o{i:02}" for i in range(24)]
    create(store, *(organisation(one, "banco") for one in reversed(ids)), organisation("B", "banco"))
    assert keys(store.organisations_named(["banco"])) == ["B", *ids[:19]]


def test_only_organisations_that_are_asked_for_count_among_those_of_a_name(store: Store) -> None:
    ids = [f"o{i:02}" for i in range(24)]
    create(store, *(organisation(one, "banco") for one in ids), organisation("z", "other"))
    assert keys(store.organisations_named(["banco"], {"o23", "z"})) == ["o23"]
    assert keys(store.organisations_named(["banco"], {f"p{i}" for i in range(900)} | {"o01", "o22"})) == ["o01", "o22"]
    assert store.organisations_named(["banco"], set()) == []


def test_all_organisations_are_listed_page_by_page(store: Store) -> None:
    create(store, *(organisation(one, one, name=f"Name of {one}") for one in "dbac"), workstream(org_id="e"))
    found, position = [], None
    while position is not None or not found:
        page = store.organisations_across_partitions(PageRequest(3, position))
        assert len(page.items) <= 3
        found += page.items
        position = page.position
    assert {one.org_id: one.name for one in found} == {one: f"Name of {one}" for one in "abcd"}
    assert len(found) == 4


def test_an_empty_store_lists_no_organisation(store: Store) -> None:
    assert store.organisations_across_partitions(PageRequest(3)) == Page([], None)


def test_an_organisation_is_found_by_the_names_that_it_has_now(store: Store) -> None:
    create(store, organisation("byd", "old", "both"))
    store.commit("byd", [Replace(read(store, organisation("byd")).model_copy(update={"name_keys": ("both", "new")}))])
    found = {key: keys(store.organisations_named([key])) for key in ("old", "both", "new")}
    assert found == {"old": [], "both": ["byd"], "new": ["byd"]}


def test_a_removed_organisation_has_no_name(store: Store) -> None:
    create(store, organisation("byd", "byd"))
    store.commit("byd", [Delete(organisation("byd"))])
    assert store.organisations_named(["byd"]) == []
    assert store.find(Organisation, "byd") == []


@pytest.mark.parametrize("document", [organisation(), workstream(), fact()], ids=lambda d: d.kind)
def test_an_organisation_is_known_by_its_document_a_workstream_or_a_fact(store: Store, document: Document) -> None:
    assert not store.organisation_exists(ORG)
    create(store, document)
    assert store.organisation_exists(ORG)
    assert not store.organisation_exists("other")
    store.commit(ORG, [Delete(document)])
    assert not store.organisation_exists(ORG)


def test_nothing_else_makes_an_organisation_known(store: Store) -> None:
    create(store, link(), meeting_link(), proposal(), snapshot())
    assert not store.organisation_exists(ORG)


def test_the_aliases_of_others_hide_neither_an_id_nor_a_name(store: Store) -> None:
    others = [organisation(f"a{i:02}", "acme", aliases=("Acme",)) for i in range(24)]
    create(store, *others, organisation("x", "acme", name="Acme"), organisation("zz", "globex", aliases=("Globex",)))
    create(store, organisation("acme", "acme"))
    found = keys(store.organisations_named(["acme", "globex"]))
    assert {"acme", "x", "zz"} < set(found)
    assert len(found) == MAX_ORGANISATIONS_NAMED + 1
