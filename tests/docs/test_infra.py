"""infra/README.md: its table of the two environments is what is deployed."""

import pytest

from tests.docs.pages import Page, tables
from tests.infra.snapshots import snapshot

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
