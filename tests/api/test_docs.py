"""The page to read and try the API: whole, its own, and closed to everything else."""

import re

import pytest

from tests.api.client import Api, refused

OWN = ("docs.js", "docs.css")


def page(api: Api) -> str:
    answer = api.get("/docs")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.body.decode()


def test_everything_that_the_page_refers_to_is_served(api: Api) -> None:
    referred = [url for url in re.findall(r'(?:src|href)="([^"]+)"', page(api)) if not url.startswith("data:")]
    assert len(referred) == 4
    types = {}
    for url in referred:
        answer = api.get(url)
        assert (answer.status, len(answer.body) > 100) == (200, True), url
        types[url.rpartition(".")[2]] = answer.headers["content-type"]
    assert types == {
        "js": "text/javascript; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "json": "application/json",
    }


def test_the_page_names_no_other_host(api: Api) -> None:
    for text in (page(api), *(api.get(f"/docs/{name}").body.decode() for name in OWN)):
        assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text) == []


def test_the_page_may_neither_run_what_is_not_its_own_nor_talk_to_others(api: Api) -> None:
    policy = api.get("/docs").headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "<script>" not in page(api)
    assert not re.search(r"\son\w+=", page(api))


def test_the_key_goes_into_no_url_and_into_no_storage(api: Api) -> None:
    own = api.get("/docs/docs.js").body.decode()
    assert "delete description.components.securitySchemes.code" in own
    assert "Storage" not in own


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "openapi-explorer.LICENSE",
        "DOCS.JS",
        "..%2Fassets.py",
        "..",
        "..%5Cassets.py",
        "docs.js%00",
        "nothing",
    ],
)
def test_no_other_file_is_handed_out(api: Api, name: str) -> None:
    refused(api.get(f"/docs/{name}"), 404)


def test_a_browser_asks_again_and_gets_only_what_changed(api: Api) -> None:
    first = api.get("/docs/docs.css")
    assert first.headers["cache-control"] == "no-cache"
    again = api.call("GET", "/docs/docs.css", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
