"""infra/README.md: its table of the two environments is what is deployed."""

import re

import pytest

from tests.tooling.docs.pages import ROOT, Page, tables
from tests.tooling.infra.snapshots import NAMES, snapshot

PAGE = Page("infra/README.md")


def column(environment: str) -> dict[str, str]:
    """What the table says about an environment."""
    rows = tables(PAGE.section("Deploy"))[1]
    return {row[0]: row[1 + ["dev", "prod"].index(environment)] for row in rows}


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_logs_and_backups_are_what_is_deployed(environment: str) -> None:
    deployed = snapshot(environment)
    (workspace,) = deployed.all("Microsoft.OperationalInsights/workspaces")
    days, quota = (
        workspace["properties"]["retentionInDays"],
        workspace["properties"]["workspaceCapping"]["dailyQuotaGb"],
    )
    shown = column(environment)
    assert shown["logs"].startswith(f"{days} days, at most {quota} GB a day")
    tier = deployed.account["backupPolicy"]["continuousModeProperties"]["tier"]
    assert tier == f"Continuous{shown['backup'].split()[0]}Days"


def test_only_prod_has_throughput_and_alerts() -> None:
    (throughput,) = [
        one["properties"]["options"]["autoscaleSettings"]["maxThroughput"]
        for one in snapshot("prod").all("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers")
    ]
    assert f"at most {throughput} RU/s" in column("prod")["database"]
    assert snapshot("dev").all("Microsoft.Insights/scheduledQueryRules") == []
    assert column("dev")["alerts"] == "none"


def providers(name: str) -> set[str]:
    """The resource providers that a deployment needs; Microsoft.Authorization is registered everywhere."""
    kinds = {one["type"].partition("/")[0] for one in snapshot(name).resources}
    delegations = re.findall(r'"serviceName": "(Microsoft\.\w+)/', snapshot(name).text)
    return kinds.union(delegations) - {"Microsoft.Authorization"}


def test_every_resource_provider_is_named_with_what_needs_it() -> None:
    told = {need: set(cell.split(", ")) for cell, need in tables(PAGE.section("Deploy"))[0]}
    usual = providers("dev") | providers("prod")
    assert told["every deployment"] == usual
    assert told["private networking"] == providers("options/private-network") - usual
    assert told["a budget"] == providers("options/budget") - usual
    assert set.union(*map(providers, NAMES)) == set.union(*told.values())


def test_a_deployer_may_assign_the_roles_of_the_deployment_and_no_other() -> None:
    condition = (ROOT / "infra" / "deployer-condition.txt").read_text(encoding="utf-8")
    assigned = {
        one["properties"]["roleDefinitionId"].rpartition("/")[2]
        for one in snapshot("prod").all("Microsoft.Authorization/roleAssignments")
    }
    for action, source in (("write", "Request"), ("delete", "Resource")):
        part = condition.split(f"roleAssignments/{action}'")[1].split("\nAND\n")[0]
        (allowed,) = re.findall(rf"@{source}\S+:RoleDefinitionId\] ForAnyOfAnyValues:GuidEquals {{(.*)}}", part)
        assert set(allowed.split(", ")) == assigned
        assert f"@{source}[Microsoft.Authorization/roleAssignments:PrincipalType]" in part
    assert "deployer-condition.txt" in PAGE.section("Deploy")
    assert len(condition) < 8000  # Azure takes 8 KB
