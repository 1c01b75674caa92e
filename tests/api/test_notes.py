"""Notes over HTTP: media types, encodings, sizes, and what both stores keep."""

import pytest

from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_BOTH

NOTES = "## Ações\n- [ ] enviar a lista de preços\n- [x] reservar a sala\n"
HERE = {"meeting_id": "m1", "started_at": "2026-12-01"}


def post(api: Api, body: str | bytes, kind: str | None = "text/markdown", /, **query: object) -> object:
    headers = {"content-type": kind} if kind else {}
    return api.call("POST", "/orgs/acme/notes", {**HERE, **query}, body=body, headers=headers)


@ON_BOTH
def test_notes_are_stored_once_and_a_tick_closes_what_they_left_open(api: Api) -> None:
    first = body_of(post(api, NOTES))
    assert (first["inserted"], body_of(post(api, NOTES))["unchanged"]) == (2, 2)
    later = body_of(post(api, "- [x] Enviar a lista de preços\n", meeting_id="m2"))
    assert later["closed"] == [first["facts"][0]["fact_id"]]
    assert body_of(api.get(f"/facts/{later['closed'][0]}"))["state"] == "done"


@pytest.mark.parametrize("kind", [None, "text/markdown", "text/plain; charset=utf-8", 'Text/Markdown; charset="UTF-8"'])
def test_notes_may_be_markdown_or_plain_text(api: Api, kind: str | None) -> None:
    assert body_of(post(api, NOTES, kind))["inserted"] == 2


def test_a_spreadsheet_names_its_columns(api: Api) -> None:
    answer = body_of(post(api, "\ufeffAction,Owner\npaint,Bia\n", "text/csv"))
    assert (answer["columns"], answer["inserted"]) == ({"Action": "text", "Owner": "owner"}, 1)


@pytest.mark.parametrize(
    "kind", ["application/json", "text/html", "application/x-www-form-urlencoded", "text/csv; charset=latin-1"]
)
def test_another_media_type_or_encoding_is_refused(api: Api, kind: str) -> None:
    refused(post(api, NOTES, kind), 415, "text/markdown", "text/csv", "UTF-8")


def test_bytes_that_are_no_text_and_too_many_are_refused(api: Api) -> None:
    refused(post(api, "Ação;Dono\nx;y\n".encode("latin-1"), "text/csv"), 415, "UTF-8")
    refused(post(api, b" \n"), 400)
    refused(post(api, b"a\0b"), 422, "no text")
    refused(post(api, b"a" * (2 * 1024 * 1024 + 1)), 413)
    refused(post(api, NOTES, meeting_id=None, started_at=None), 422, "meeting_id")
    refused(post(api, NOTES, started_at="soon"), 422, "started_at")


def test_two_megabytes_of_notes_are_answered(api: Api) -> None:
    line = "- Ana falou do contrato de fornecimento " + "e de muitas coisas " * 20 + "\n"
    answer = body_of(post(api, line * 4_900))
    assert (answer["facts"], len(answer["unread"]), answer["warnings"][0]["code"]) == ([], 1_000, "unread_cut")
