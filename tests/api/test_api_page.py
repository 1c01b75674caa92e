"""docs/api.md: every request in it is made, and answered as it says."""

import re
from pathlib import Path
from typing import Any

from spine import errors
from tests.api.client import Api
from tests.api.conversations import ANY, exchanges, expected, filled, says
from tests.api.described import description_of

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
KEY = {"key": "a-key-that-the-local-host-does-not-ask-for"}


def test_every_request_of_the_page_is_answered_as_it_shows(api: Api) -> None:
    before: Any = KEY
    for request, answer in exchanges(PAGE):
        method, target = filled(request.first, before).split()
        headers = {name: filled(value, before) for name, value in request.headers.items()}
        real = api.call(method, target, headers=headers, body=request.body or None)
        status, body = expected(answer)
        assert real.status == status, f"{request.first}: {real.body!r}"
        for name, value in answer.headers.items():
            assert value in (ANY, real.headers[name.lower()])
        if body is not None:
            before = real.json()
            assert says(body, before), f"{request.first}: {before}"


def test_the_page_shows_enough_to_be_worth_running() -> None:
    assert len(list(exchanges(PAGE))) > 10


def test_the_table_names_every_status_that_a_fault_has_but_500(api: Api) -> None:
    told = {int(status) for row in re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE) for status in row.split(",")}
    document = description_of(api.app).document
    real = {
        int(status)
        for methods in document["paths"].values()
        for operation in methods.values()
        for status in operation["responses"]
        if int(status) >= 400
    }
    assert told == real - {errors.SpineError.status}


def test_the_page_names_only_routes_that_are_there(api: Api) -> None:
    named = set(re.findall(r"`(GET|POST|PATCH|PUT|DELETE) (/[\w./{}:-]+)`", PAGE))
    assert named
    for method, path in named:
        assert api.app.find(method, path)[0], f"{method} {path}"
