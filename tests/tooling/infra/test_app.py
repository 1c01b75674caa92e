"""The Function App that is deployed: its settings, its runtime, and who gets in."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from function_app import route
from spine import config
from spine.config import HttpAuth, Settings
from tests.http.edge import Call, Edge, configured, principal
from tests.store.memory_store import MemoryStore
from tests.tooling.infra.snapshots import NAMES, snapshot

ROOT = Path(__file__).parents[3]
every_deployment = pytest.mark.parametrize("name", NAMES)

HOST_SETTINGS = {
    "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
    "APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL",
    "AzureWebJobsStorage__accountName",
    "AzureWebJobsStorage__blobServiceUri",
    "AzureWebJobsStorage__clientId",
    "AzureWebJobsStorage__credential",
    "AzureWebJobsStorage__tableServiceUri",
    "PYTHON_THREADPOOL_THREAD_COUNT",
}
"""What the Functions host, its worker and the telemetry library read; Spine does not."""

NOT_OURS_TO_SET = {"COSMOS_KEY", "IDENTITY_ENDPOINT", "SPINE_DB_PATH", "WEBSITE_AUTH_ENABLED"}
"""For the emulator, for SQLite, or set by Azure itself."""

WITH_SIGN_IN = {"SPINE_ORG_CLAIM", "SPINE_REQUIRE_ORG_CLAIM"}
FEDERATED = "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"

READ_BY_SPINE = {str(field.alias) for field in Settings.model_fields.values()}

SIGN_IN = "options/easy-auth"


def sign_in(name: str) -> dict[str, Any]:
    return snapshot(name).properties("Microsoft.Web/sites/config")


@every_deployment
def test_the_app_has_every_setting_that_is_read_and_no_other(name: str) -> None:
    wanted = HOST_SETTINGS | READ_BY_SPINE - NOT_OURS_TO_SET
    wanted = wanted | {FEDERATED} if name == SIGN_IN else wanted - WITH_SIGN_IN
    assert snapshot(name).settings.keys() == wanted


@every_deployment
def test_spine_takes_the_settings_as_they_are(name: str) -> None:
    evaluated = {
        "COSMOS_ENDPOINT": "https://a.documents.azure.com:443/",
        "APPLICATIONINSIGHTS_CONNECTION_STRING": "InstrumentationKey=00000000-0000-0000-0000-000000000000",
    }
    azure = {"WEBSITE_SKU": "FlexConsumption", "WEBSITE_AUTH_ENABLED": str(name == SIGN_IN)}
    read = config.read({**snapshot(name).settings, **evaluated, **azure})
    assert (read.use_macro_plan, read.macro_default_mode, read.store) == (True, "auto", "cosmos")
    assert (read.http_auth is HttpAuth.ANONYMOUS, read.require_org_claim) == (name == SIGN_IN, name == SIGN_IN)
    assert read.cosmos_endpoint and read.connection_string and read.azure_client_id
    assert not read.open_without_sign_in


@every_deployment
def test_settings_that_azure_works_out_come_from_the_resource_of_that_name(name: str) -> None:
    settings = snapshot(name).settings
    assert re.search(r"databaseAccounts/cosmos-spine-.*\.documentEndpoint\]$", settings["COSMOS_ENDPOINT"])
    assert re.search(r"userAssignedIdentities/id-spine-.*\.clientId\]$", settings["AZURE_CLIENT_ID"])
    assert settings["AzureWebJobsStorage__clientId"] == settings["AZURE_CLIENT_ID"]
    assert settings["AzureWebJobsStorage__credential"] == "managedidentity"
    assert settings["AzureWebJobsStorage__blobServiceUri"].endswith(".primaryEndpoints.blob]")
    assert settings["AzureWebJobsStorage__tableServiceUri"].endswith(".primaryEndpoints.table]")
    assert settings["AZURE_CLIENT_ID"][1:-1] in settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]


@every_deployment
def test_database_and_container_of_the_settings_are_those_deployed(name: str) -> None:
    settings = snapshot(name).settings
    deployed = snapshot(name).one("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers")["name"]
    assert deployed.split("/")[1:] == [settings["COSMOS_DATABASE"], settings["COSMOS_CONTAINER"]]


@every_deployment
def test_an_instance_takes_as_many_requests_as_it_has_threads(name: str) -> None:
    scale = snapshot(name).app["functionAppConfig"]["scaleAndConcurrency"]
    assert scale["triggers"]["http"]["perInstanceConcurrency"] == 16
    assert snapshot(name).settings["PYTHON_THREADPOOL_THREAD_COUNT"] == "16"


@every_deployment
def test_the_site_has_nothing_of_other_plans(name: str) -> None:
    app = snapshot(name).app
    assert app["siteConfig"].keys() == {"minTlsVersion", "scmMinTlsVersion", "http20Enabled", "cors", "appSettings"}
    assert snapshot(name).one("Microsoft.Web/serverfarms")["sku"] == {"tier": "FlexConsumption", "name": "FC1"}
    assert snapshot(name).properties("Microsoft.Web/serverfarms")["reserved"] is True


@every_deployment
def test_the_app_is_reached_by_tls_alone_and_published_without_a_password(name: str) -> None:
    app = snapshot(name).app
    assert app["httpsOnly"] is True
    assert app["siteConfig"]["minTlsVersion"] == app["siteConfig"]["scmMinTlsVersion"] == "1.2"
    policies = snapshot(name).all("Microsoft.Web/sites/basicPublishingCredentialsPolicies")
    assert {one["name"].split("/")[1]: one["properties"] for one in policies} == {
        "scm": {"allow": False},
        "ftp": {"allow": False},
    }


@every_deployment
def test_the_package_is_read_as_the_apps_identity(name: str) -> None:
    site = snapshot(name).one("Microsoft.Web/sites")
    storage = site["properties"]["functionAppConfig"]["deployment"]["storage"]
    [identity] = site["identity"]["userAssignedIdentities"]
    assert storage["type"] == "blobContainer"
    assert storage["authentication"] == {
        "type": "UserAssignedIdentity",
        "userAssignedIdentityResourceId": identity,
    }
    package = snapshot(name).one("Microsoft.Storage/storageAccounts/blobServices/containers")["name"].split("/")[-1]
    assert package in storage["value"]


def test_python_is_the_same_everywhere() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    said = {
        (ROOT / ".python-version").read_text(encoding="utf-8").strip(),
        *re.findall(r'^python_version = "(.+)"', pyproject, re.MULTILINE),
        *(f"{major}.{minor}" for major, minor in re.findall(r'"py(\d)(\d+)"', pyproject)),
        *(
            ".".join(version.split(", "))
            for place in ("Makefile", "scripts/find-python")
            for version in re.findall(r"version_info\[:2\] [!=]= \((.+?)\)", (ROOT / place).read_text(encoding="utf-8"))
        ),
        *(snapshot(name).app["functionAppConfig"]["runtime"]["version"] for name in NAMES),
    }
    assert said == {"3.13"}
    assert {snapshot(name).app["functionAppConfig"]["runtime"]["name"] for name in NAMES} == {"python"}


def test_the_host_file_leaves_to_the_plan_what_is_the_plans() -> None:
    host = json.loads((ROOT / "host.json").read_text(encoding="utf-8"))
    assert "extensionBundle" not in host  # HTTP and timers are in the host itself
    assert host["extensions"].keys() == {"http"}
    assert not {"maxConcurrentRequests", "maxOutstandingRequests"} & host["extensions"]["http"].keys()
    assert re.fullmatch(r"00:[0-5]\d:00", host["functionTimeout"])  # a sweep that hangs is ended before the next tick


def test_log_lines_are_sampled_and_what_alerts_count_is_not() -> None:
    """Every line kept would use up the day's quota, and then each alert is blind."""
    host = json.loads((ROOT / "host.json").read_text(encoding="utf-8"))
    sampling = host["logging"]["applicationInsights"]["samplingSettings"]
    assert sampling["isEnabled"] is True
    assert set(sampling["excludedTypes"].split(";")) == {"Request", "Exception"}
    assert sampling["maxTelemetryItemsPerSecond"] == 5


@every_deployment
def test_without_a_function_key_nobody_gets_in_unless_there_is_sign_in(name: str) -> None:
    anonymous = snapshot(name).settings["SPINE_HTTP_AUTH"] == "anonymous"
    assert anonymous == sign_in(name)["platform"]["enabled"] == (name == SIGN_IN)


def test_sign_in_refuses_a_caller_without_a_token() -> None:
    asked = sign_in(SIGN_IN)["globalValidation"]
    assert asked["requireAuthentication"] is True
    assert asked["unauthenticatedClientAction"] == "Return401"
    assert sign_in(SIGN_IN)["httpSettings"]["requireHttps"] is True


def test_sign_in_takes_tokens_for_this_app_from_applications_that_are_named() -> None:
    ours, other = "33333333-3333-3333-3333-333333333333", "44444444-4444-4444-4444-444444444444"
    provider = sign_in(SIGN_IN)["identityProviders"]["azureActiveDirectory"]
    assert provider["registration"]["clientId"] == ours
    assert provider["validation"]["allowedAudiences"] == [ours, f"api://{ours}"]
    assert provider["validation"]["defaultAuthorizationPolicy"] == {"allowedApplications": [ours, other]}
    assert snapshot(SIGN_IN).app["siteConfig"]["cors"]["allowedOrigins"] == ["https://agenda.example.com"]


@pytest.mark.parametrize(
    ("easy_auth", "header", "status"),
    [
        ("True", principal("org:acme"), 200),
        ("True", principal(org_id="acme"), 200),
        ("True", principal("org:beta"), 403),
        ("True", "", 401),
        ("False", principal("org:acme"), 503),
        ("", principal("org:acme"), 503),
    ],
)
def test_the_deployed_settings_let_in_roles_and_without_easy_auth_nobody(
    easy_auth: str, header: str, status: int
) -> None:
    """Azure sets WEBSITE_AUTH_ENABLED once sign-in is on, which is after the app got its settings."""
    settings = {name: value for name, value in snapshot(SIGN_IN).settings.items() if not value.startswith("[")}
    with configured(**settings, COSMOS_ENDPOINT="https://a.documents.azure.com:443/", WEBSITE_AUTH_ENABLED=easy_auth):
        asked = Edge(MemoryStore())(Call("facts_list", {"org_id": "acme"}), X_MS_CLIENT_PRINCIPAL=header)
        healthy = Edge(MemoryStore())(Call("health"))
    assert (asked.status_code, healthy.status_code) == (status, 200)


def test_sign_in_needs_no_secret() -> None:
    registration = sign_in(SIGN_IN)["identityProviders"]["azureActiveDirectory"]["registration"]
    assert registration["clientSecretSettingName"] == FEDERATED
    assert snapshot(SIGN_IN).settings[FEDERATED] == snapshot(SIGN_IN).settings["AZURE_CLIENT_ID"]


EXCLUDED = ["/health", "/ready", "/openapi.json", "/docs", "/docs/*", "/console", "/console/*"]


def open_to_all(path: str) -> bool:
    """Whether sign-in lets a path through."""
    return any(path == one or (one.endswith("/*") and path.startswith(one[:-1])) for one in EXCLUDED)


def test_sign_in_lets_through_the_contracts_anonymous_paths() -> None:
    assert sign_in(SIGN_IN)["globalValidation"]["excludedPaths"] == EXCLUDED


@pytest.mark.parametrize("endpoint", route.endpoints, ids=lambda endpoint: endpoint.name)
def test_sign_in_lets_through_exactly_the_anonymous_endpoints_but_the_root(endpoint: Any) -> None:
    path = f"/{endpoint.route.strip('/')}"
    assert open_to_all(path) == (endpoint.anonymous and path != "/")


def test_nothing_is_always_ready_but_in_prod() -> None:
    ready = {name: snapshot(name).app["functionAppConfig"]["scaleAndConcurrency"]["alwaysReady"] for name in NAMES}
    assert ready.pop("prod") == [{"name": "http", "instanceCount": 1}]
    assert set(map(len, ready.values())) == {0}
