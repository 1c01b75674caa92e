"""ETag and If-Match of a workstream, and how its deletion goes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from spine import bootstrap
from spine.store.protocol import Delete, PartialWrite, Write
from tests.api.client import Api, body_of, refused


def etag(api: Api, path: str = "/workstreams/ws") -> str:
    return api.get(path).headers["etag"]


@pytest.fixture(autouse=True)
def _one_workstream(api: Api) -> None:
    api.workstream("byd", "Integrações", workstream_id="ws")


def test_reading_and_changing_give_the_same_kind_of_etag(api: Api) -> None:
    answer = api.patch("/workstreams/ws", {"owner": "Ana"})
    assert answer.headers["etag"] == etag(api)
    assert answer.headers["etag"].startswith('"')
    assert answer.headers["etag"].endswith('"')


def test_a_persons_change_moves_the_etag(api: Api) -> None:
    before = etag(api)
    api.patch("/workstreams/ws", {"owner": "Ana"})
    assert etag(api) != before
    again = etag(api)
    api.workstream("byd", "Integrações", workstream_id="ws")
    assert etag(api) != again


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize("header", ['"nonsense"', 'W/"nonsense"', '"a", "b"'])
def test_a_stale_etag_is_412_and_changes_nothing(api: Api, method: str, header: str) -> None:
    before = api.get("/workstreams/ws").body
    answer = api.call(method, "/workstreams/ws", json={"owner": "Ana"}, headers={"If-Match": header})
    refused(answer, 412)
    assert api.get("/workstreams/ws").body == before


def test_two_who_read_the_same_cannot_both_change_it(api: Api) -> None:
    seen = {"If-Match": etag(api)}
    assert api.call("PATCH", "/workstreams/ws", json={"owner": "Ana"}, headers=seen).status == 200
    refused(api.call("PATCH", "/workstreams/ws", json={"owner": "Bia"}, headers=seen), 412)
    assert body_of(api.get("/workstreams/ws"))["owner"] == "Ana"


def test_the_star_and_a_list_with_the_right_etag_match(api: Api) -> None:
    assert api.call("PATCH", "/workstreams/ws", json={"owner": "Ana"}, headers={"If-Match": "*"}).status == 200
    listed = {"If-Match": f'"x", {etag(api)}'}
    assert api.call("PATCH", "/workstreams/ws", json={"owner": "Ana"}, headers=listed).status == 200


def test_if_match_on_an_unknown_workstream_is_404(api: Api) -> None:
    refused(api.call("PATCH", "/workstreams/none", json={"owner": "a"}, headers={"If-Match": "*"}), 404)


def test_what_the_machine_writes_never_makes_if_match_fail(api: Api) -> None:
    seen = etag(api)
    fact = api.fact("byd", "Comprar licenças do ERP", fact_type="action_item")
    api.link("ws", fact)
    made = api.propose(text="reunião", org="byd")
    api.post(f"/agenda/{made['proposal_id']}/feedback", {"bullets": [{"fact_id": fact, "verdict": "reject"}]})
    api.post(f"/facts/{fact}/status", {"status": "rejected"})
    api.post("/workstreams/ws/unlink-facts", {"fact_ids": [fact]})
    assert etag(api) == seen
    assert api.call("PATCH", "/workstreams/ws", json={"owner": "A"}, headers={"If-Match": seen}).status == 200


def test_deleting_takes_links_along_and_leaves_facts(api: Api) -> None:
    fact = api.fact("byd")
    api.link("ws", fact)
    api.post("/meetings/m1/link-workstream", {"workstream_id": "ws"})
    answer = api.delete("/workstreams/ws")
    assert (answer.status, answer.body) == (204, b"")
    refused(api.get("/workstreams/ws"), 404)
    assert api.get(f"/facts/{fact}").status == 200
    api.workstream("byd", "Outra", workstream_id="ws")
    assert body_of(api.get("/workstreams/ws/facts"))["facts"] == []
    assert body_of(api.get("/workstreams/ws/meetings"))["meeting_ids"] == []


def test_a_deletion_that_was_complete_is_404_when_repeated(api: Api) -> None:
    assert api.delete("/workstreams/ws").status == 204
    refused(api.delete("/workstreams/ws"), 404)


@contextmanager
def nothing_is_removed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database goes away as soon as a deletion comes to what its document leaves behind."""
    store = bootstrap.service().store

    def removing(write: Callable[[str, Sequence[Write]], None]) -> Callable[[str, Sequence[Write]], None]:
        def write_or_cut(org_id: str, writes: Sequence[Write]) -> None:
            if any(isinstance(one, Delete) for one in writes):
                raise PartialWrite(0)
            write(org_id, writes)

        return write_or_cut

    with monkeypatch.context() as broken:
        for name in ("commit", "commit_in_parts"):
            broken.setattr(store, name, removing(getattr(store, name)))
        yield


@pytest.fixture
def cut_short(api: Api, monkeypatch: pytest.MonkeyPatch) -> str:
    """A linked fact; the deletion of its workstream was cut short before the links went."""
    fact = api.fact("byd")
    api.link("ws", fact)
    api.post("/meetings/m1/link-workstream", {"workstream_id": "ws"})
    with nothing_is_removed(monkeypatch):
        refused(api.delete("/workstreams/ws"), 503)
    return fact


def test_a_deletion_cut_short_leaves_the_id_unknown_everywhere(api: Api, cut_short: str) -> None:
    facts = {"fact_ids": [cut_short]}
    for answer in (
        api.get("/workstreams/ws"),
        api.patch("/workstreams/ws", {"owner": "a"}),
        api.get("/workstreams/ws/facts"),
        api.get("/workstreams/ws/meetings"),
        api.post("/workstreams/ws/link-facts", facts),
        api.post("/workstreams/ws/unlink-facts", facts),
        api.post("/meetings/m2/link-workstream", {"workstream_id": "ws"}),
    ):
        refused(answer, 404, "ws")
    assert body_of(api.get("/orgs/byd/workstreams"))["workstreams"] == []


def test_a_repeated_delete_completes_what_was_cut_short(api: Api, cut_short: str) -> None:
    assert api.delete("/workstreams/ws").status == 204
    refused(api.delete("/workstreams/ws"), 404)
    api.workstream("byd", "Outra", workstream_id="ws")
    assert body_of(api.get("/workstreams/ws/facts"))["facts"] == []


def test_a_create_under_the_id_completes_the_deletion_first(api: Api, cut_short: str) -> None:
    made = api.workstream("byd", "Outra", workstream_id="ws")
    assert (made["title"], made["owner"]) == ("Outra", None)
    assert body_of(api.get("/workstreams/ws/facts"))["facts"] == []
    assert body_of(api.get("/workstreams/ws/meetings"))["meeting_count"] == 0


def test_a_facts_deletion_cut_short_is_completed_by_a_repeat_or_a_create(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    for repeat in ("delete", "create"):
        api.fact("byd", "um fato", fact_id="f")
        api.link("ws", "f")
        with nothing_is_removed(monkeypatch):
            refused(api.delete("/facts/f"), 503)
        refused(api.get("/facts/f"), 404)
        refused(api.post("/facts/f/status", {"status": "validated"}), 404)
        if repeat == "delete":
            assert api.delete("/facts/f").status == 204
        api.fact("byd", "outro fato", fact_id="f")
        assert body_of(api.get("/facts/f"))["text"] == "outro fato"
        assert body_of(api.get("/workstreams/ws/facts"))["facts"] == []
        api.delete("/facts/f")
