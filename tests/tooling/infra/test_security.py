"""What no deployment may hold, and what every one must: keys, roles, networks, tags, descriptions."""

import re
from pathlib import Path

import pytest

from tests.tooling.infra.snapshots import INFRA, NAMES, snapshot

every_deployment = pytest.mark.parametrize("name", NAMES)
SOURCES = sorted(path for path in INFRA.rglob("*.bicep*") if path.suffix in (".bicep", ".bicepparam"))

SIGNS_OF_A_KEY = (
    r"listKeys|listAccountSas|listServiceSas|\blist\w*\(|AccountKey=|AccountEndpoint=|SharedAccessKey|"
    r"DefaultEndpointsProtocol|primaryMasterKey|primaryKey|COSMOS_KEY|connectionStrings|StorageAccountConnectionString|"
    r"InstrumentationKey|clientSecret\b"
)

TAGLESS = {
    "Microsoft.Authorization/locks",
    "Microsoft.Authorization/roleAssignments",
    "Microsoft.Consumption/budgets",
    "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments",
    "Microsoft.Insights/diagnosticSettings",
    "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    "Microsoft.Storage/storageAccounts/blobServices",
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
    "Microsoft.Web/sites/config",
}
"""Types that take no tags."""

BLOB_DATA_OWNER, METRICS_PUBLISHER = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "3913510d-42f4-4e42-8a64-420c390055eb"
TABLE_DATA_CONTRIBUTOR = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"


@every_deployment
def test_no_deployment_holds_a_key(name: str) -> None:
    assert re.findall(SIGNS_OF_A_KEY, snapshot(name).text) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_source_asks_for_a_key(path: Path) -> None:
    assert re.findall(SIGNS_OF_A_KEY, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("sign", ["listKeys(account.id)", "AccountKey=abc", "account.listConnectionStrings()"])
def test_a_key_would_be_seen(sign: str) -> None:
    assert re.search(SIGNS_OF_A_KEY, sign)


@every_deployment
def test_an_output_is_a_name_an_id_or_an_address(name: str) -> None:
    assert snapshot(name).outputs.keys() == {
        "APPLICATIONINSIGHTS_NAME",
        "COSMOS_CONTAINER",
        "COSMOS_DATABASE",
        "COSMOS_ENDPOINT",
        "SERVICE_API_ENDPOINTS",
        "SERVICE_API_IDENTITY_CLIENT_ID",
        "SERVICE_API_IDENTITY_PRINCIPAL_ID",
        "SERVICE_API_NAME",
    }


@every_deployment
def test_storage_has_no_shared_key_and_nothing_public(name: str) -> None:
    storage = snapshot(name).properties("Microsoft.Storage/storageAccounts")
    assert storage["allowSharedKeyAccess"] is False
    assert storage["allowBlobPublicAccess"] is False
    assert storage["defaultToOAuthAuthentication"] is True
    assert storage["supportsHttpsTrafficOnly"] is True
    assert storage["minimumTlsVersion"] == "TLS1_2"


@every_deployment
def test_the_app_has_three_roles_each_on_one_resource(name: str) -> None:
    roles = snapshot(name).all("Microsoft.Authorization/roleAssignments")
    found = {
        role["properties"]["roleDefinitionId"].rpartition("/")[2]: role["id"].partition("/providers/Microsoft.Auth")[0]
        for role in roles
    }
    assert found == {
        BLOB_DATA_OWNER: snapshot(name).one("Microsoft.Storage/storageAccounts")["id"],
        TABLE_DATA_CONTRIBUTOR: snapshot(name).one("Microsoft.Storage/storageAccounts")["id"],
        METRICS_PUBLISHER: snapshot(name).one("Microsoft.Insights/components")["id"],
    }
    for role in roles:
        assert role["properties"]["principalType"] == "ServicePrincipal"
        assert "userAssignedIdentities/id-spine-" in role["properties"]["principalId"]


@every_deployment
def test_every_resource_that_takes_tags_has_them(name: str) -> None:
    wanted = {"app": "spine", "environment": "prod" if name == "prod" else "dev"}
    for resource in snapshot(name).resources:
        if resource["type"] in TAGLESS:
            assert "tags" not in resource, resource["type"]
        else:
            tags = resource["tags"]
            assert wanted.items() <= tags.items(), resource["type"]
            assert tags["azd-env-name"].startswith("spine-"), resource["type"]


@every_deployment
def test_azd_finds_the_app_and_nothing_else_by_the_services_name(name: str) -> None:
    served = [one["type"] for one in snapshot(name).resources if "azd-service-name" in one.get("tags", {})]
    assert served == ["Microsoft.Web/sites"]
    assert snapshot(name).one("Microsoft.Web/sites")["tags"]["azd-service-name"] == "api"


@every_deployment
def test_every_name_is_known_before_the_deployment(name: str) -> None:
    assert snapshot(name).diagnostics == []
    unknown = [one["name"] for one in snapshot(name).resources if "reference(" in one["name"]]
    assert unknown == []


@every_deployment
def test_data_is_reached_over_private_endpoints_alone_where_that_is_asked_for(name: str) -> None:
    private = name == "options/private-network"
    access = "Disabled" if private else "Enabled"
    storage = snapshot(name).properties("Microsoft.Storage/storageAccounts")
    assert snapshot(name).account["publicNetworkAccess"] == storage["publicNetworkAccess"] == access
    assert storage["networkAcls"]["defaultAction"] == ("Deny" if private else "Allow")
    assert len(snapshot(name).all("Microsoft.Network/privateEndpoints")) == (3 if private else 0)


def test_the_private_app_sends_from_a_subnet_that_flex_may_use() -> None:
    private = snapshot("options/private-network")
    network = private.one("Microsoft.Network/virtualNetworks")
    subnet = network["properties"]["subnets"][0]
    assert private.app["virtualNetworkSubnetId"] == f"{network['id']}/subnets/{subnet['name']}"
    assert [one["properties"]["serviceName"] for one in subnet["properties"]["delegations"]] == [
        "Microsoft.App/environments"
    ]
    assert "_" not in subnet["name"]
    assert int(subnet["properties"]["addressPrefix"].split("/")[1]) <= 27


def test_each_private_endpoint_has_its_service_and_its_name() -> None:
    private = snapshot("options/private-network")
    endpoints = private.all("Microsoft.Network/privateEndpoints")
    connections = [one["properties"]["privateLinkServiceConnections"][0]["properties"] for one in endpoints]
    assert [one["groupIds"] for one in connections] == [["Sql"], ["blob"], ["table"]]
    assert [one["privateLinkServiceId"].split("/")[-2] for one in connections] == [
        "databaseAccounts",
        "storageAccounts",
        "storageAccounts",
    ]
    assert {one["properties"]["subnet"]["id"].rpartition("/")[2] for one in endpoints} == {"endpoints"}
    zones = [zone["name"] for zone in private.all("Microsoft.Network/privateDnsZones")]
    assert zones[0] == "privatelink.documents.azure.com"
    assert "privatelink.blob." in zones[1]
    assert "privatelink.table." in zones[2]
    assert len(private.all("Microsoft.Network/privateDnsZones/virtualNetworkLinks")) == 3
    assert len(private.all("Microsoft.Network/privateEndpoints/privateDnsZoneGroups")) == 3


def test_a_budget_is_there_only_where_it_is_asked_for() -> None:
    with_budget = [name for name in NAMES if snapshot(name).all("Microsoft.Consumption/budgets")]
    assert with_budget == ["options/budget"]
    budget = snapshot("options/budget").properties("Microsoft.Consumption/budgets")
    assert (budget["amount"], budget["timeGrain"], budget["category"]) == (50, "Monthly", "Cost")
    assert re.fullmatch(r"\d{4}-\d{2}-01", budget["timePeriod"]["startDate"])
    kinds = {one["thresholdType"]: one["threshold"] for one in budget["notifications"].values()}
    assert kinds == {"Actual": 80, "Forecasted": 100}


def test_dev_costs_nothing_by_the_hour() -> None:
    types = {one["type"] for one in snapshot("dev").resources}
    assert not types & {
        "Microsoft.Authorization/locks",
        "Microsoft.Insights/diagnosticSettings",
        "Microsoft.Insights/scheduledQueryRules",
        "Microsoft.Insights/metricAlerts",
        "Microsoft.Network/privateEndpoints",
    }
    workspace = snapshot("dev").properties("Microsoft.OperationalInsights/workspaces")
    assert (workspace["retentionInDays"], workspace["workspaceCapping"]) == (30, {"dailyQuotaGb": 1})


PARAMETER = re.compile(r"((?:^@[^\n]+\n)*)^param (\w+) ([^=\n]+)", re.MULTILINE)


@pytest.mark.parametrize("path", [path for path in SOURCES if path.suffix == ".bicep"], ids=lambda path: path.name)
def test_every_parameter_is_described(path: Path) -> None:
    parameters = PARAMETER.findall(path.read_text(encoding="utf-8"))
    assert [name for above, name, _ in parameters if "@description('" not in above] == []


def test_every_parameter_of_a_deployment_has_its_bounds() -> None:
    parameters = PARAMETER.findall((INFRA / "main.bicep").read_text(encoding="utf-8"))
    assert len(parameters) > 25
    bounds = {"int": ("@minValue", "@maxValue"), "string": ("@minLength", "@maxLength")}
    for above, name, kind in parameters:
        wanted = ("@maxLength",) if kind.strip().endswith("[]") else bounds.get(kind.strip(" ?"), ())
        assert "@allowed(" in above or all(bound in above for bound in wanted), name
