"""The database that is deployed: keys, indexes, back-up, and who may read it."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cosmos.orders import QUERIES, composites, order_of
from tests.tooling.infra.snapshots import INFRA, NAMES, snapshot

ROOT = Path(__file__).parents[3]
CONTAINER = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers"
DATA_ROLES = "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments"
DATA_CONTRIBUTOR = "00000000-0000-0000-0000-000000000002"
every_deployment = pytest.mark.parametrize("name", NAMES)


def container(name: str) -> dict[str, Any]:
    return dict(snapshot(name).properties(CONTAINER)["resource"])


@every_deployment
def test_documents_are_parted_by_organisation(name: str) -> None:
    assert container(name)["partitionKey"] == {"paths": ["/org_id"], "kind": "Hash", "version": 2}


@every_deployment
def test_the_index_policy_is_that_of_its_one_file(name: str) -> None:
    policy = json.loads((INFRA / "cosmos-index-policy.json").read_text(encoding="utf-8"))
    assert container(name)["indexingPolicy"] == policy


@pytest.mark.parametrize("query", [query for query, text in QUERIES.items() if len(order_of(text)) > 1])
def test_every_order_of_several_properties_has_its_index_in_azure(query: str) -> None:
    for name in NAMES:
        assert order_of(QUERIES[query]) in composites(container(name)["indexingPolicy"])


def test_the_store_asks_for_orders_of_several_properties() -> None:
    assert len([text for text in QUERIES.values() if len(order_of(text)) > 1]) >= 4


@every_deployment
def test_a_document_ends_only_where_it_says_so(name: str) -> None:
    assert container(name)["defaultTtl"] == -1


@every_deployment
def test_no_key_opens_the_database(name: str) -> None:
    account = snapshot(name).account
    assert account["disableLocalAuth"] is True
    assert account["disableKeyBasedMetadataWriteAccess"] is True
    assert account["minimalTlsVersion"] == "Tls12"


@every_deployment
def test_the_database_is_backed_up_all_the_time(name: str) -> None:
    days = 30 if name == "prod" else 7
    tier = {"tier": f"Continuous{days}Days"}
    assert snapshot(name).account["backupPolicy"] == {"type": "Continuous", "continuousModeProperties": tier}


@every_deployment
def test_throughput_is_asked_for_where_the_account_is_not_serverless(name: str) -> None:
    most = {"prod": 4000, "options/autoscale": 1000}.get(name)
    options = snapshot(name).properties(CONTAINER)["options"]
    assert options == ({"autoscaleSettings": {"maxThroughput": most}} if most else {})
    assert snapshot(name).account["capabilities"] == ([] if most else [{"name": "EnableServerless"}])
    assert len(snapshot(name).account["locations"]) == 1


@every_deployment
def test_the_app_and_the_operators_read_and_write_documents_and_nothing_above_them(name: str) -> None:
    roles = snapshot(name).all(DATA_ROLES)
    operators = ["55555555-5555-5555-5555-555555555555"] if name == "options/lock" else []
    assert [role["properties"]["principalId"] for role in roles[1:]] == operators
    assert "userAssignedIdentities/id-spine-" in roles[0]["properties"]["principalId"]
    account = snapshot(name).one("Microsoft.DocumentDB/databaseAccounts")["id"]
    for role in roles:
        assert role["properties"]["roleDefinitionId"] == f"{account}/sqlRoleDefinitions/{DATA_CONTRIBUTOR}"
        assert role["properties"]["scope"] == f"{account}/dbs/spine"


@pytest.mark.parametrize("name", ["dev", "prod"])
def test_operators_are_those_of_the_environment_and_who_is_signed_in_by_azd(name: str) -> None:
    compiler = subprocess.run([ROOT / "scripts" / "find-bicep"], capture_output=True, text=True, check=False)
    if compiler.returncode:
        pytest.skip(compiler.stderr)
    one, two, azd = (f"{number}1111111-1111-1111-1111-111111111111" for number in range(3))
    given = {"SPINE_OPERATOR_PRINCIPAL_IDS": f"{one}, {two},", "SPINE_ALERT_EMAIL": "operators@example.com"}
    expected = [one, two]
    if name == "dev":
        given, expected = given | {"AZURE_PRINCIPAL_ID": azd}, [azd, one, two]
    command = [compiler.stdout.strip(), "build-params", str(INFRA / f"{name}.bicepparam"), "--stdout"]
    ran = subprocess.run(command, env=os.environ | given, capture_output=True, text=True, check=True)
    parameters = json.loads(json.loads(ran.stdout)["parametersJson"])["parameters"]
    assert parameters["operatorPrincipalIds"]["value"] == expected


@every_deployment
def test_the_lock_is_on_the_database_in_prod_and_where_it_is_asked_for(name: str) -> None:
    locks = snapshot(name).all("Microsoft.Authorization/locks")
    assert [lock["properties"]["level"] for lock in locks] == ["CanNotDelete"] * (name in ("prod", "options/lock"))
    assert all("/databaseAccounts/" in lock["id"] for lock in locks)


def test_the_databases_own_logs_are_kept_in_prod() -> None:
    kept = snapshot("prod").properties("Microsoft.Insights/diagnosticSettings")
    assert {log["category"] for log in kept["logs"] if log["enabled"]} == {
        "ControlPlaneRequests",
        "DataPlaneRequests5M",
        "PartitionKeyStatistics",
    }
    assert kept["logAnalyticsDestinationType"] == "Dedicated"
