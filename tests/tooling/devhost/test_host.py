from collections.abc import Iterator
from pathlib import Path

import pytest

from devhost import IndexingError
from devhost.functions import Function
from devhost.host import MASTER_KEY
from devhost.routes import Template
from tests.tooling.devhost.remote import SAMPLE, RemoteApp, remote_app

KEYS = {"default": "opens-functions", MASTER_KEY: "opens-all"}
KEY = {"x-functions-key": "opens-functions"}


@pytest.fixture(scope="module")
def app() -> Iterator[RemoteApp]:
    with remote_app(SAMPLE, keys=KEYS) as opened:
        yield opened


def test_a_function_is_given_the_request(app: RemoteApp) -> None:
    answer = app.invoke_http("POST", "/echo/a?x=1", query={"y": ["2", "3"]}, headers=KEY, json={"é": 1})
    given = answer.json()
    assert answer.status == 200
    assert given["method"] == "POST"
    assert given["url"] == "http://localhost:7071/echo/a?x=1&y=2&y=3"
    assert given["query"] == {"x": "1", "y": "2,3"}
    assert given["route"] == {"rest": "a"}
    assert given["headers"]["content-type"] == "application/json"
    assert given["body"] == '{"\\u00e9": 1}'


def test_a_query_parameter_without_a_value_is_dropped_but_stays_in_the_url(app: RemoteApp) -> None:
    given = app.invoke_http("GET", "/echo/a?x=&y&z=1", headers=KEY).json()
    assert given["query"] == {"z": "1"}
    assert given["url"].endswith("?x=&y&z=1")


def test_the_path_is_decoded_but_for_a_slash(app: RemoteApp) -> None:
    assert app.invoke_http("GET", "/orgs/a%20%C3%A9", headers=KEY).json()["org_id"] == "a é"
    assert app.invoke_http("GET", "/orgs/a%2Fb", headers=KEY).json()["org_id"] == "a%2Fb"


def test_routes_are_tried_in_the_order_of_the_functions_names(app: RemoteApp) -> None:
    assert app.invoke_http("GET", "/orgs/search", headers=KEY).json()["function"] == "get_org"


def test_a_colon_in_a_path_reaches_its_function(app: RemoteApp) -> None:
    answer = app.invoke_http("POST", "/orgs/acme:archive", headers=KEY)
    assert answer.json() == {"function": "archive_org", "org_id": "acme"}


def test_a_method_that_no_route_lists_is_404(app: RemoteApp) -> None:
    answer = app.invoke_http("DELETE", "/health", headers=KEY)
    assert (answer.status, answer.body) == (404, b"")


def test_a_chunked_body_reaches_the_function_empty(app: RemoteApp) -> None:
    chunked = KEY | {"transfer-encoding": "chunked"}
    assert app.invoke_http("POST", "/echo/a", headers=chunked, body="lost").json()["body"] == ""


def test_head_has_the_length_that_get_has_and_no_body(app: RemoteApp) -> None:
    got, head = app.invoke_http("GET", "/health"), app.invoke_http("HEAD", "/health")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(got.body))


@pytest.mark.parametrize("given", [{}, {"x-functions-key": "wrong"}])
def test_a_function_without_its_key_is_401(app: RemoteApp, given: dict[str, str]) -> None:
    answer = app.invoke_http("GET", "/orgs/7", headers=given)
    assert (answer.status, answer.body) == (401, b"")


def test_a_key_may_come_in_the_query(app: RemoteApp) -> None:
    assert app.invoke_http("GET", "/orgs/7?code=opens-functions").status == 200


def test_an_admin_function_wants_the_master_key(app: RemoteApp) -> None:
    assert app.invoke_http("POST", "/purge", headers=KEY).status == 401
    assert app.invoke_http("POST", "/purge", headers={"x-functions-key": "opens-all"}).status == 200


def test_an_unhandled_exception_is_a_500_without_a_body(app: RemoteApp) -> None:
    answer = app.invoke_http("GET", "/broken", headers=KEY)
    assert (answer.status, answer.body) == (500, b"")
    assert answer.error == "RuntimeError: nobody sees this but the log"
    assert "function_app.py" in answer.stack


def test_a_returned_text_can_be_a_whole_response(app: RemoteApp) -> None:
    answer = app.invoke_http("GET", "/text", headers=KEY)
    assert (answer.status, answer.body) == (418, b"a whole response")


def test_a_cookie_is_rewritten_as_the_host_does(app: RemoteApp) -> None:
    answer = app.invoke_http("GET", "/cookie", headers=KEY)
    assert answer.cookies == ["seen=a%2Fb; max-age=60; path=/; secure"]


def test_the_custom_headers_of_host_json_are_added(app: RemoteApp) -> None:
    assert app.invoke_http("GET", "/health").headers["x-content-type-options"] == "nosniff"


def test_a_timer_runs_by_name(app: RemoteApp) -> None:
    assert app.invoke_timer("Nightly", past_due=True).ok
    assert app.invoke_http("GET", "/ticks", headers=KEY).json() == {"past_due": [True]}


def test_a_failing_timer_says_why(app: RemoteApp) -> None:
    outcome = app.invoke_timer("unset")
    assert (outcome.ok, outcome.error) == (False, "RuntimeError: this timer always fails")


@pytest.mark.parametrize("name", ["missing", "health"])
def test_only_a_timer_function_can_be_run_by_name(app: RemoteApp, name: str) -> None:
    with pytest.raises(KeyError, match=name):
        app.invoke_timer(name)


def test_the_table_shows_the_functions_in_the_order_of_their_routes(app: RemoteApp) -> None:
    heading, first, *_ = app.table().splitlines()
    assert heading.split() == ["NAME", "TRIGGER", "METHODS", "ROUTE", "AUTH", "SCHEDULE"]
    assert first.split() == ["archive_org", "http", "POST", "/orgs/{org_id}:archive", "function", "-"]


@pytest.mark.parametrize("route", ["", "/"])
def test_the_table_shows_the_root_as_one_slash(route: str) -> None:
    shown = Function(
        "home", "1", "httpTrigger", "req", methods=("GET",), route=route, auth="anonymous", template=Template("")
    )
    assert shown.row[3] == "/"


def test_problems_name_what_the_host_would_hide_or_drop(app: RemoteApp) -> None:
    assert app.problems() == [
        "search_orgs: /orgs/search is hidden by get_org, tried first",
        "unset: %SAMPLE_SCHEDULE% is not set, so the host drops the function",
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "import azure.functions as func\napp = func.FunctionApp()\nother = app\n",
            "More than one FunctionApp",
        ),
        ("import a_package_that_nobody_has\n", "ModuleNotFoundError"),
        ("", "Could not find top level function app"),
    ],
    ids=["two apps", "a missing package", "no app"],
)
def test_an_app_that_azure_would_not_index_is_an_indexing_error(source: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "function_app.py").write_text(source, encoding="utf-8")
    with pytest.raises(IndexingError, match=message), remote_app(tmp_path):
        pytest.fail("The app was indexed.")
