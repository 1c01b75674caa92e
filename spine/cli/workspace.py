"""Asking a Log Analytics workspace, with the operator's own sign-in (`az login`)."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from azure.core.exceptions import ClientAuthenticationError
from azure.identity import AzureCliCredential

from spine.cli.exits import Refused

ENDPOINT = "https://api.loganalytics.azure.com"
SECONDS = 180
"""How long one query may take: the service's own limit is three minutes."""

AS_IN_APPLICATION_INSIGHTS = """\
let customEvents = AppEvents
| project timestamp = TimeGenerated, name = Name, itemCount = ItemCount, operation_Id = OperationId,
    customDimensions = Properties;
let requests = AppRequests
| project timestamp = TimeGenerated, name = Name, itemCount = ItemCount, operation_Id = OperationId,
    operation_Name = OperationName, resultCode = ResultCode, success = Success, duration = DurationMs;
"""
"""A workspace has other names for the tables and columns that the workbook's queries ask."""

_REFUSED = {
    401: "the workspace does not take the sign-in: run `az login`",
    403: "the sign-in may not read the workspace: it needs the role Log Analytics Reader",
    404: "there is no such workspace: its id is the GUID that the portal calls Workspace ID",
    429: "the workspace is asked too much; try again in a minute",
}


def of_azure_cli(endpoint: str) -> str:
    """The operator's token for an endpoint. Raises Refused without a sign-in."""
    try:
        return str(AzureCliCredential().get_token(f"{endpoint}/.default").token)
    except ClientAuthenticationError as fault:
        raise Refused(f"no sign-in of the Azure CLI: {fault.message.splitlines()[0]}") from fault


class Workspace:
    """One workspace at an endpoint of the Log Analytics API."""

    def __init__(self, workspace_id: str, token: str, endpoint: str = ENDPOINT) -> None:
        self._url = f"{endpoint}/v1/workspaces/{quote(workspace_id, safe='')}/query"
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def row(self, query: str, looks_back_ms: int) -> dict[str, Any]:
        """The one row that a query of the workbook gives, over what is not older. Raises Refused."""
        body = {"query": AS_IN_APPLICATION_INSIGHTS + query, "timespan": f"PT{looks_back_ms // 1000}S"}
        answer = self._post(json.dumps(body).encode())
        if "error" in answer:
            raise Refused("the workspace gave a part of the answer only; try again")
        table = answer["tables"][0]
        names = [column["name"] for column in table["columns"]]
        return dict(zip(names, table["rows"][0], strict=True)) if table["rows"] else {}

    def _post(self, body: bytes) -> Mapping[str, Any]:
        try:
            with urlopen(Request(self._url, body, self._headers), timeout=SECONDS) as answer:
                told: dict[str, Any] = json.load(answer)
                return told
        except HTTPError as fault:
            fault.close()
            raise Refused(_REFUSED.get(fault.code, f"the workspace answers {fault.code}")) from fault
        except (URLError, TimeoutError) as fault:
            raise Refused(f"the workspace cannot be reached: {getattr(fault, 'reason', fault)}") from fault
        except ValueError as fault:
            raise Refused("the workspace's answer is no JSON: something stands between here and Azure") from fault
