"""`seed`: the demo organisations, or a first workstream of organisations named, on either store."""

import json

from spine.domain.workstreams import Workstream
from spine.usecases.service import Service
from tests.api.stores import ON_BOTH
from tests.operations.cli.conftest import Spine


@ON_BOTH
def test_each_organisation_named_gets_one_workstream_once(spine: Spine, service: Service) -> None:
    words = ("seed", "--org", "acme", "--org", "beta", "--title", "Renovação 2027", "--priority", "5")
    first, second = (json.loads(spine(*words, "--json").stdout)["workstreams"] for _ in range(2))
    assert [(one["org_id"], one["created"]) for one in first] == [("acme", True), ("beta", True)]
    assert [one["created"] for one in second] == [False, False]
    assert {service.store.count_workstreams(org_id) for org_id in ("acme", "beta")} == {1}
    made = service.store.get(Workstream, "beta", first[1]["workstream_id"])
    assert made is not None and (made.title, made.priority) == ("Renovação 2027", 5)


def test_what_a_person_changed_is_left_alone(spine: Spine, service: Service) -> None:
    [made] = json.loads(spine("seed", "--org", "acme", "--title", "Renewal", "--json").stdout)["workstreams"]
    again = spine("seed", "--org", "acme", "--title", "RENEWAL", "--owner", "Ana")
    assert "exists already; it was not changed" in again.stdout
    known = service.store.get(Workstream, "acme", made["workstream_id"])
    assert known is not None and (known.title, known.owner) == ("Renewal", None)


def test_a_bad_id_or_title_writes_nothing(spine: Spine, service: Service) -> None:
    for words in (("--org", "acme", "--org", "not an id"), ("--org", "acme", "--title", " ")):
        ran = spine("seed", *words)
        assert (ran.exit_code, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert not service.store.organisation_exists("acme")


@ON_BOTH
def test_without_a_name_the_demo_organisations_are_loaded(spine: Spine) -> None:
    assert [one["org_id"] for one in json.loads(spine("seed", "--json").stdout)["organisations"]] == [
        "org_demo", "org_harbor",
    ]  # fmt: skip


def test_a_title_without_an_organisation_is_a_wrong_call_and_loads_nothing(spine: Spine, service: Service) -> None:
    ran = spine("seed", "--title", "Renewal")
    assert (ran.exit_code, "--org" in ran.stderr) == (2, True)
    assert not service.store.organisation_exists("org_demo")
