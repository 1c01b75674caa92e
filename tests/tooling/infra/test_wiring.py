"""Each resource leans on the right other one, does what it is there for, and has a name that Azure takes."""

import re

import pytest

from tests.tooling.infra.snapshots import NAMES, snapshot

DEV = {
    "Microsoft.Authorization/roleAssignments",
    "Microsoft.DocumentDB/databaseAccounts",
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
    "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments",
    "Microsoft.Insights/components",
    "Microsoft.Insights/workbooks",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.OperationalInsights/workspaces",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.Storage/storageAccounts/blobServices",
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    "Microsoft.Web/serverfarms",
    "Microsoft.Web/sites",
    "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
    "Microsoft.Web/sites/config",
}
"""All that dev consists of; none of it costs by the hour in the sizes below."""

every_deployment = pytest.mark.parametrize("name", NAMES)


def test_dev_consists_of_what_costs_by_use_alone() -> None:
    dev = snapshot("dev")
    assert {one["type"] for one in dev.resources} == DEV
    assert [place["isZoneRedundant"] for place in dev.account["locations"]] == [False]
    assert dev.properties("Microsoft.Web/serverfarms")["zoneRedundant"] is False
    assert dev.one("Microsoft.Storage/storageAccounts")["sku"] == {"name": "Standard_LRS"}
    scale = dev.app["functionAppConfig"]["scaleAndConcurrency"]
    assert (scale["instanceMemoryMB"], scale["maximumInstanceCount"], scale["alwaysReady"]) == (2048, 40, [])


@every_deployment
def test_throughput_belongs_to_the_container_and_never_to_the_database(name: str) -> None:
    assert snapshot(name).properties("Microsoft.DocumentDB/databaseAccounts/sqlDatabases")["options"] == {}


@every_deployment
def test_the_app_runs_on_the_plan_of_this_deployment_and_can_be_reached(name: str) -> None:
    here = snapshot(name)
    assert here.app["serverFarmId"] == here.one("Microsoft.Web/serverfarms")["id"]
    assert here.app.get("publicNetworkAccess", "Enabled") == "Enabled"
    assert here.app["siteConfig"]["cors"]["supportCredentials"] is False
    storage = here.one("Microsoft.Storage/storageAccounts")
    held = here.app["functionAppConfig"]["deployment"]["storage"]
    assert f"storageAccounts/{storage['name']}'" in held["value"]
    assert here.settings["AzureWebJobsStorage__accountName"] == storage["name"]


@every_deployment
def test_telemetry_is_signed_in_and_kept_in_the_workspace(name: str) -> None:
    here = snapshot(name)
    insights = here.properties("Microsoft.Insights/components")
    assert insights["WorkspaceResourceId"] == here.one("Microsoft.OperationalInsights/workspaces")["id"]
    assert insights["DisableLocalAuth"] is False  # opencensus sends without a token: true would lose every event
    assert here.settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"].count(";Authorization=AAD") == 1
    assert here.settings["APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL"] == "true"


@every_deployment
def test_nothing_in_storage_is_public_and_no_other_tenant_copies_it(name: str) -> None:
    account = snapshot(name).properties("Microsoft.Storage/storageAccounts")
    assert (account["allowCrossTenantReplication"], account["networkAcls"]["bypass"]) == (False, "None")
    containers = snapshot(name).all("Microsoft.Storage/storageAccounts/blobServices/containers")
    assert [one["properties"]["publicAccess"] for one in containers] == ["None"]


@every_deployment
def test_names_are_ones_that_azure_takes(name: str) -> None:
    here = snapshot(name)
    assert re.fullmatch(r"[a-z0-9]{3,24}", here.one("Microsoft.Storage/storageAccounts")["name"])
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{1,42}[a-z0-9]", here.one("Microsoft.DocumentDB/databaseAccounts")["name"])
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]", here.one("Microsoft.Web/sites")["name"])


def test_the_action_group_tells_and_has_a_name_for_a_text_message() -> None:
    group = snapshot("prod").properties("Microsoft.Insights/actionGroups")
    assert group["enabled"] is True
    assert 1 <= len(group["groupShortName"]) <= 12


def test_every_query_rule_is_on_and_closes_by_itself() -> None:
    rules = [one["properties"] for one in snapshot("prod").all("Microsoft.Insights/scheduledQueryRules")]
    frequencies = {"PT5M", "PT10M", "PT15M", "PT30M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D"}
    assert len(rules) >= 12
    for rule in rules:
        assert (rule["enabled"], rule["autoMitigate"]) == (True, True), rule["displayName"]
        assert rule["severity"] in range(5), rule["displayName"]
        assert rule["evaluationFrequency"] in frequencies, rule["displayName"]


def test_every_metric_rule_is_on_and_closes_by_itself() -> None:
    rules = [one["properties"] for one in snapshot("prod").all("Microsoft.Insights/metricAlerts")]
    assert [(rule["enabled"], rule["autoMitigate"], rule["severity"]) for rule in rules] == [(True, True, 1)] * 2


def test_the_databases_logs_go_to_this_workspace_and_do_not_fill_its_quota() -> None:
    prod = snapshot("prod")
    kept = prod.properties("Microsoft.Insights/diagnosticSettings")
    workspace = prod.one("Microsoft.OperationalInsights/workspaces")
    assert kept["workspaceId"] == workspace["id"]
    assert workspace["properties"]["workspaceCapping"]["dailyQuotaGb"] >= 5
    a_row_for_each_request = {"DataPlaneRequests", "QueryRuntimeStatistics", "PartitionKeyRUConsumption"}
    assert not a_row_for_each_request & {log["category"] for log in kept["logs"]}
