"""Asking a Log Analytics workspace, with the operator's own sign-in (`az login`)."""

import json
import re
from typing import Annotated, Any, Self
from urllib.request import Request

from azure.core.exceptions import ClientAuthenticationError
from azure.identity import AzureCliCredential
from pydantic import BaseModel, Field, ValidationError, model_validator

from spine.errors import Invalid
from spine.operations.cli.calls import Silence, address, answer_to, is_here
from spine.operations.cli.exit_codes import Refused

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


_NO_ANSWER = "the answer is none of Log Analytics: something stands between here and Azure"


class _Column(BaseModel):
    name: str


class _Table(BaseModel):
    columns: Annotated[list[_Column], Field(min_length=1)]
    rows: list[list[Any]]

    @model_validator(mode="after")
    def _has_a_cell_for_each_column(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has not the length of the columns")
        return self


class _Answer(BaseModel):
    """An answer of the API, as far as it is read here. One with an error lacks rows, or all of them."""

    error: Any = None
    tables: list[_Table] = []


def workspace_of(workspace_id: str, endpoint: str | None) -> "Workspace":
    """A workspace, asked with the operator's token. Raises Refused, and Invalid for what is none."""
    if not re.fullmatch(r"[A-Za-z0-9-]+", workspace_id):
        raise Invalid("--workspace: that is no workspace's id; it is the GUID that the portal calls Workspace ID")
    url = ENDPOINT if endpoint is None else endpoint_at(endpoint)
    return Workspace(workspace_id, of_azure_cli(url), url)


def endpoint_at(url: str) -> str:
    """The address of an API that may have a token; the token is for it alone. Raises Invalid for another."""
    parts = address(url)
    if parts is None or not re.fullmatch(r"\w+://[\w.:-]+/*", parts.geturl()):
        raise Invalid(f"--endpoint: {url!r} is no address alone, like {ENDPOINT}")
    if parts.scheme != "https" and not is_here(parts):
        raise Invalid(f"--endpoint: {url!r} is not https: the token could be read on its way")
    return f"{parts.scheme}://{parts.netloc}"


def of_azure_cli(endpoint: str) -> str:
    """The operator's token for an endpoint. Raises Refused without a sign-in."""
    try:
        return str(AzureCliCredential().get_token(f"{endpoint}/.default").token)
    except ClientAuthenticationError as fault:
        raise Refused(f"no sign-in of the Azure CLI: {fault.message.splitlines()[0]}") from fault


class Workspace:
    """One workspace at an endpoint of the Log Analytics API."""

    def __init__(self, workspace_id: str, token: str, endpoint: str) -> None:
        self._url = f"{endpoint}/v1/workspaces/{workspace_id}/query"
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def row(self, query: str, looks_back_ms: int) -> dict[str, Any]:
        """The one row that a query of the workbook gives, over what is not older. Raises Refused."""
        body = {"query": AS_IN_APPLICATION_INSIGHTS + query, "timespan": f"PT{looks_back_ms // 1000}S"}
        answer = self._answer(json.dumps(body).encode())
        if answer.error is not None:
            raise Refused("the workspace gave a part of the answer only; try again")
        if not answer.tables:
            raise Refused(_NO_ANSWER)
        table = answer.tables[0]
        names = [column.name for column in table.columns]
        return dict(zip(names, table.rows[0], strict=True)) if table.rows else {}

    def _answer(self, body: bytes) -> _Answer:
        try:
            status, _, told = answer_to(Request(self._url, body, self._headers), SECONDS)
            if status != 200:
                raise Refused(_refusal(status))
            return _Answer.model_validate_json(told)
        except Silence as silence:
            raise Refused(f"the workspace does not answer: {silence}") from silence
        except ValidationError as fault:
            raise Refused(_NO_ANSWER) from fault


def _refusal(status: int) -> str:
    if 300 <= status < 400:
        return f"the workspace answers {status}, which leads elsewhere; the token is for the endpoint alone"
    return _REFUSED.get(status, f"the workspace answers {status}")
