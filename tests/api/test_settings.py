"""Settings at work: a bad one closes every endpoint with one line that says what is wrong."""

import logging

import pytest

from devhost import FunctionsApp
from tests.agendas import metadata
from tests.api.client import Api, refused
from tests.api.environment import Environment

ANONYMOUS = [("GET", "/health"), ("HEAD", "/health"), ("GET", "/ready")]
OTHERS = [
    ("POST", "/orgs/byd/workstreams"), ("GET", "/orgs/byd/workstreams"), ("POST", "/orgs/byd/workstreams:suggest"),
    ("GET", "/workstreams/ws"), ("PATCH", "/workstreams/ws"), ("DELETE", "/workstreams/ws"),
    ("POST", "/workstreams/ws/link-facts"), ("POST", "/workstreams/ws/unlink-facts"), ("GET", "/workstreams/ws/facts"),
    ("GET", "/workstreams/ws/meetings"), ("POST", "/orgs/byd/facts"), ("GET", "/orgs/byd/facts"),
    ("POST", "/orgs/byd/bundles"), ("GET", "/facts/search"), ("GET", "/facts/f"), ("DELETE", "/facts/f"),
    ("POST", "/facts/f/status"), ("POST", "/meetings/m/link-workstream"), ("GET", "/meetings/m/workstreams"),
    ("DELETE", "/meetings/m/link-workstream/ws"), ("GET", "/orgs/byd"), ("PUT", "/orgs/byd"), ("PATCH", "/orgs/byd"),
    ("DELETE", "/orgs/byd?confirm=byd"), ("GET", "/orgs/byd/snapshots"), ("POST", "/agenda/plan-nl"),
    ("GET", "/agenda/plan-nl?text=pauta"), ("POST", "/agenda/plan-nl-raw"), ("POST", "/agenda/propose"),
    ("GET", "/agenda/proposals"), ("GET", "/agenda/proposals/p"), ("POST", "/agenda/p/feedback"),
]  # fmt: skip


def call_all(app: FunctionsApp, calls: list[tuple[str, str]]) -> dict[tuple[str, str], object]:
    return {(method, path): app.invoke_http(method, path, body="{}") for method, path in calls}


def test_a_bad_setting_closes_every_endpoint_with_one_line(
    functions_app: FunctionsApp, environment: Environment, caplog: pytest.LogCaptureFixture
) -> None:
    environment.set(MACRO_DEFAULT_MODE="banana")
    for (method, _), answer in call_all(functions_app, ANONYMOUS + OTHERS).items():
        if method == "HEAD":
            assert answer.status == 503
            continue
        problem = refused(answer, 503, "MACRO_DEFAULT_MODE", "banana", "auto", "strict", "off")
        assert "\n" not in problem["detail"]
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert len(errors) == len(ANONYMOUS + OTHERS)
    assert all("MACRO_DEFAULT_MODE" in error and "\n" not in error for error in errors)


def test_cosmos_without_its_endpoint_closes_every_endpoint(
    functions_app: FunctionsApp, environment: Environment
) -> None:
    environment.set(SPINE_STORE="cosmos")
    for answer in call_all(functions_app, [("GET", "/health"), *OTHERS]).values():
        refused(answer, 503, "SPINE_STORE", "COSMOS_ENDPOINT")


@pytest.mark.parametrize(
    "mark",
    [
        {"WEBSITE_INSTANCE_ID": "1"}, {"WEBSITE_POD_NAME": "p"}, {"LEGION_SERVICE_HOST": "h"},
        {"WEBSITE_SKU": "FlexConsumption"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("environment_name", ["", "Production"])
def test_sqlite_in_azure_closes_every_endpoint_naming_what_to_set(
    functions_app: FunctionsApp, environment: Environment, mark: dict[str, str], environment_name: str
) -> None:
    environment.set(AZURE_FUNCTIONS_ENVIRONMENT=environment_name, **mark)
    for answer in call_all(functions_app, [("GET", "/health"), *OTHERS]).values():
        refused(answer, 503, "COSMOS_ENDPOINT")


@pytest.mark.parametrize("where", ["missing/spine.sqlite3", "."])
def test_a_database_path_that_cannot_be_used_closes_every_endpoint(
    functions_app: FunctionsApp, environment: Environment, tmp_path: object, where: str
) -> None:
    environment.set(SPINE_DB_PATH=f"{tmp_path}/{where}")
    for answer in call_all(functions_app, [("GET", "/health"), ("GET", "/ready"), *OTHERS[:2]]).values():
        refused(answer, 503, "SPINE_DB_PATH")


def test_a_key_is_never_shown(
    functions_app: FunctionsApp, environment: Environment, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "c2VjcmV0LWtleQ=="
    for more in ({"COSMOS_ENDPOINT": "no-url"}, {"SPINE_STORE": "cosmos"}, {"STALE_AFTER_DAYS": "x"}):
        environment.set(COSMOS_KEY=secret, APPLICATIONINSIGHTS_CONNECTION_STRING=f"broken {secret}", **more)
        for answer in call_all(functions_app, [*ANONYMOUS, *OTHERS[:5]]).values():
            assert secret not in answer.body.decode() + str(answer.headers)
    assert secret not in caplog.text


def test_a_typo_in_the_kill_switch_is_off_and_named_in_a_warning(
    api: Api, environment: Environment, caplog: pytest.LogCaptureFixture
) -> None:
    environment.set(USE_MACRO_PLAN="yes please")
    assert metadata(api.plan("pauta", macro="strict"))["mode"] == {"value": "off", "source": "kill_switch"}
    assert api.get("/health").status == 200
    (warning,) = [r for r in caplog.records if "USE_MACRO_PLAN" in r.getMessage()]
    assert (warning.levelno, "yes please" in warning.getMessage()) == (logging.WARNING, True)


def test_a_malformed_connection_string_is_one_warning_and_the_app_goes_on(
    api: Api, environment: Environment, caplog: pytest.LogCaptureFixture
) -> None:
    environment.set(APPLICATIONINSIGHTS_CONNECTION_STRING="InstrumentationKey")
    for _ in range(3):
        assert api.get("/health").status == 200
        assert api.get("/orgs/byd/facts").status == 200
    warnings = [r for r in caplog.records if "APPLICATIONINSIGHTS_CONNECTION_STRING" in r.getMessage()]
    assert [r.levelno for r in warnings] == [logging.WARNING]


COMBINATIONS = [{"SPINE_HTTP_AUTH": "anonymous"}, {"SPINE_REQUIRE_ORG_CLAIM": "true"}]


@pytest.mark.parametrize("settings", [*COMBINATIONS, COMBINATIONS[0] | COMBINATIONS[1]])
@pytest.mark.parametrize("easy_auth", [{}, {"WEBSITE_AUTH_ENABLED": "false"}])
def test_a_sign_in_that_nobody_checks_closes_all_but_the_anonymous_endpoints(
    api: Api, environment: Environment, settings: dict[str, str], easy_auth: dict[str, str]
) -> None:
    environment.set(**settings, **easy_auth)
    for answer in call_all(api.app, OTHERS).values():
        refused(answer, 503, *settings, "WEBSITE_AUTH_ENABLED")
    for method, path in ANONYMOUS:
        assert api.call(method, path).status == 200


def test_anonymous_with_easy_auth_is_open(api: Api, environment: Environment) -> None:
    environment.set(SPINE_HTTP_AUTH="Anonymous", WEBSITE_AUTH_ENABLED="True")
    assert api.get("/orgs/byd/facts").status == 200
