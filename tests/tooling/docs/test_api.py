"""docs/api.md: every request in it is made and answered as it shows; its tables are the code's."""

import inspect
from typing import Any

from spine import errors
from spine.domain.limits import LONGEST_MEETING, MAX_TEXT_LENGTH, SHORTEST_MEETING
from spine.errors import SpineError
from spine.http.requests import MAX_BODY_BYTES, MAX_KEY_LENGTH
from spine.schemas.facts import FactBatch
from spine.schemas.planning import Feedback, PlanOptions
from spine.schemas.queries import FactList, FactSearch, Paging, SuggestionQuery
from spine.schemas.workstreams import FactsToLink, SuggestionChoices
from tests.api.client import Api
from tests.api.described import description_of
from tests.tooling.docs.conversations import ANY, exchanges, expected, filled, says
from tests.tooling.docs.fields import limits_of
from tests.tooling.docs.pages import Page, table

PAGE = Page("docs/api.md")
KEY = {"key": "a-key-that-the-local-host-does-not-ask-for"}
OF_THE_COMMAND_LINE = {"bad_file", "conflict"}
"""Codes of errors that no request can get."""


def test_every_request_of_the_page_is_answered_as_it_shows(api: Api) -> None:
    before: Any = KEY
    for request, answer in exchanges(PAGE.text):
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


def test_the_table_of_errors_is_the_tree_of_errors() -> None:
    shown = {(int(status), code.strip("`")) for status, code, _ in table(PAGE.section("Errors"))}
    kinds = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, SpineError)]
    assert shown == {(one.status, one.code) for one in kinds if one.code not in OF_THE_COMMAND_LINE}


def test_the_table_of_errors_has_every_status_of_the_description(api: Api) -> None:
    shown = {int(row[0]) for row in table(PAGE.section("Errors"))}
    document = description_of(api.app).document
    described = {
        int(status)
        for methods in document["paths"].values()
        for operation in methods.values()
        for status in operation["responses"]
        if int(status) >= 400
    }
    assert shown == described


def test_the_limits_are_the_codes() -> None:
    shown = {name: value.split(" (")[0] for name, value in table(PAGE.section("Limits"))}
    facts, plan, feedback = limits_of(FactBatch), limits_of(PlanOptions), limits_of(Feedback)
    characters = f"{MAX_TEXT_LENGTH:,} characters"
    assert shown == {
        "body": f"{MAX_BODY_BYTES // 2**20} MB",
        "query": "4,096 bytes",
        "facts in a request or bundle": facts["facts"].split()[2],
        "`fact_ids` to link or unlink": limits_of(FactsToLink)["fact_ids"].split()[2],
        "`limit` of a list": limits_of(Paging)["limit"].partition("–")[2],
        "`limit` of suggestions": limits_of(SuggestionQuery)["limit"].partition("–")[2],
        "`accept` or `dismiss`": limits_of(SuggestionChoices)["accept"].split()[2],
        "`types` in a filter": limits_of(FactList)["types"].split()[2],
        "`status` in a filter": limits_of(FactList)["status"].split()[2],
        "`q` of a search": limits_of(FactSearch)["q"].removeprefix("text, "),
        "`text` of a plan": characters,
        "`subject` of a plan": plan["subject"].removeprefix("text, "),
        "`context` of a plan": plan["context"].removeprefix("text, "),
        "`ical_uid` of a plan": plan["ical_uid"].removeprefix("text, "),
        "`duration_minutes`": f"{SHORTEST_MEETING}–{LONGEST_MEETING}",
        "`bullets` in feedback": feedback["bullets"].split()[2],
        "`comment` in feedback": characters,
        "`Idempotency-Key`": f"{MAX_KEY_LENGTH} characters",
    }
