"""ETag and If-Match of a workstream."""

import pytest

from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_BOTH

PATH = "/workstreams/ws"


def etag(api: Api) -> str:
    return api.get(PATH).headers["etag"]


@pytest.fixture(autouse=True)
def _one_workstream(api: Api) -> None:
    api.workstream("byd", "Integrações", workstream_id="ws")


def test_reading_making_and_changing_give_the_same_kind_of_etag(api: Api) -> None:
    for method, path in (("PATCH", PATH), ("POST", "/orgs/byd/workstreams")):
        answer = api.call(method, path, json={"workstream_id": "ws", "owner": "Ana"})
        assert answer.headers["etag"] == etag(api)
        assert answer.headers["etag"].startswith('"')
        assert answer.headers["etag"].endswith('"')


@ON_BOTH
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_stale_etag_is_412_and_changes_nothing(api: Api, method: str) -> None:
    read = etag(api)
    assert api.call("PATCH", PATH, json={"owner": "Ana"}, headers={"If-Match": read}).status == 200
    before = api.get(PATH).body
    for header in (read, '"nonsense"', '"a", "b"', '"*"', '"a", *', ",", ""):
        refused(api.call(method, PATH, json={"owner": "Bia"}, headers={"If-Match": header}), 412)
    assert api.get(PATH).body == before


def test_the_star_and_a_list_with_the_right_etag_match(api: Api) -> None:
    for header in ("*", " * ", "{}", '"x", {}', '{},"x"', ', {} ,"a,b"', "W/{}, {}"):
        answer = api.call("PATCH", PATH, json={"owner": "Ana"}, headers={"If-Match": header.replace("{}", etag(api))})
        assert answer.status == 200, header
    assert api.call("DELETE", PATH, headers={"If-Match": etag(api)}).status == 204


def test_a_weak_etag_and_what_is_none_match_nothing(api: Api) -> None:
    read = etag(api)
    bare = read.strip('"')
    for header in (f"W/{read}", f"w/{read}", bare, f'"{bare}', f'{bare}"', f"'{bare}'", f"{read} {read}", f"{read}; a"):
        refused(api.call("PATCH", PATH, json={"owner": "Bia"}, headers={"If-Match": header}), 412)
    assert etag(api) == read


def test_if_match_on_an_unknown_workstream_is_404(api: Api) -> None:
    refused(api.call("PATCH", "/workstreams/none", json={"owner": "a"}, headers={"If-Match": "*"}), 404)


@ON_BOTH
def test_what_the_machine_writes_never_makes_if_match_fail(api: Api) -> None:
    read = etag(api)
    fact = api.fact("byd", "Comprar licenças do ERP", fact_type="action_item")
    api.link("ws", fact)
    made = api.propose(text="reunião", org="byd")
    api.post(f"/agenda/{made['proposal_id']}/feedback", {"bullets": [{"fact_id": fact, "verdict": "reject"}]})
    api.post(f"/facts/{fact}/status", {"status": "rejected"})
    api.post(f"{PATH}/unlink-facts", {"fact_ids": [fact]})
    assert etag(api) == read
    assert body_of(api.call("PATCH", PATH, json={"owner": "A"}, headers={"If-Match": read}))["owner"] == "A"
