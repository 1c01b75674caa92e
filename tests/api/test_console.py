"""The console as it is served: whole, its own, and closed to everything else."""

import re
from html.parser import HTMLParser

import pytest

from spine.domain.rendering.html import style_source
from spine.http import assets
from tests.api.client import Api, refused

FILES = assets.file_names(assets.CONSOLE)
MODULES = [name for name in FILES if name.endswith(".js")]
TYPES = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}


def served(api: Api, name: str) -> str:
    answer = api.get(f"/console/{name}")
    assert answer.status == 200
    assert answer.headers["content-type"] == TYPES[name.rpartition(".")[2]]
    return answer.body.decode()


def test_the_page_is_served_with_a_policy_for_itself_and_the_hand_out_alone(api: Api) -> None:
    answer = api.get("/console")
    rules = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";"))
    assert rules == {
        "default-src": "'self'",
        "style-src": f"'self' {style_source()}",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == TYPES["html"]


def test_everything_that_the_page_and_its_modules_refer_to_is_served(api: Api) -> None:
    referred = set(re.findall(r'"/console/([^"]+)"', api.get("/console").body.decode()))
    for name in MODULES:
        referred |= set(re.findall(r'from "\./([^"]+)"', served(api, name)))
    assert referred == {name for name in FILES if name != "index.html"}


def test_the_modules_are_loaded_at_once_and_not_one_after_the_other(api: Api) -> None:
    page = api.get("/console").body.decode()
    preloaded = re.findall(r'<link rel="modulepreload" href="/console/([^"]+)">', page)
    assert sorted(preloaded) == sorted(set(MODULES) - {"main.js"})


class _Inline(HTMLParser):
    """What a page holds of script and style by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]


def test_the_page_has_no_script_and_no_style_of_its_own(api: Api) -> None:
    inline = _Inline()
    inline.feed(api.get("/console").body.decode())
    assert inline.found == []


@pytest.mark.parametrize("name", MODULES)
def test_no_module_reads_a_text_as_markup_or_as_code(api: Api, name: str) -> None:
    source = served(api, name)
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", source) == []


@pytest.mark.parametrize("name", FILES)
def test_no_file_names_another_host(api: Api, name: str) -> None:
    assert (
        re.findall(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+", served(api, name).replace("http://www.w3.org/2000/svg", ""))
        == []
    )


@pytest.mark.parametrize("name", ["..%2Fassets.py", "..", "..%5Cassets.py", "main.js%00", "MAIN.JS", "nothing"])
def test_no_other_file_is_handed_out(api: Api, name: str) -> None:
    refused(api.get(f"/console/{name}"), 404)


def test_a_browser_asks_again_and_gets_only_what_changed(api: Api) -> None:
    for path in ("/console", "/console/main.js"):
        first = api.get(path)
        assert first.headers["cache-control"] == "no-cache"
        again = api.call("GET", path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status, again.body) == (304, b"")


def test_the_root_leads_to_the_console(api: Api) -> None:
    answer = api.get("/")
    assert (answer.status, answer.headers["location"]) == (302, "/console")
