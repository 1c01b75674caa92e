"""Asking a Log Analytics workspace, with the operator's own sign-in (`az login`)."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    DecodeError,
    HttpResponseError,
    IncompleteReadError,
)
from azure.core.pipeline import PipelineResponse
from azure.core.rest import HttpRequest, HttpResponse
from azure.identity import AzureCliCredential
from azure.monitor.query import LogsQueryClient, LogsQueryPartialResult, LogsTable

from spine.errors import Invalid
from spine.operations import http_calls
from spine.operations.errors import Refused

ENDPOINT = "https://api.loganalytics.azure.com"
SECONDS = 180
"""How long the service may be silent: its own limit for one query is three minutes."""

AS_IN_APPLICATION_INSIGHTS = """\
let customEvents = AppEvents
| project timestamp = TimeGenerated, name = Name, itemCount = ItemCount, operation_Id = OperationId,
    customDimensions = Properties;
let requests = AppRequests
| project timestamp = TimeGenerated, name = Name, itemCount = ItemCount, operation_Id = OperationId,
    operation_Name = OperationName, resultCode = ResultCode, success = Success, duration = DurationMs;
"""
"""A workspace has other names for the tables and columns that the workbook's queries ask."""

_REFUSALS = {
    401: "the workspace rejected the sign-in: run `az login`",
    403: "the sign-in may not read the workspace: it needs the role Log Analytics Reader",
    404: "no such workspace: its id is the GUID that the portal calls Workspace ID",
    429: "the workspace is throttling; try again in a minute",
}

_NO_ANSWER = "unexpected response; is a proxy in the way?"


def workspace_of(workspace_id: str, endpoint: str | None) -> "Workspace":
    """A workspace, asked with the operator's sign-in. Raises Invalid for what is none."""
    if not re.fullmatch(r"[A-Za-z0-9-]+", workspace_id):
        raise Invalid("--workspace: not a workspace id; give the GUID that the portal calls Workspace ID")
    return Workspace(workspace_id, ENDPOINT if endpoint is None else endpoint_at(endpoint))


def endpoint_at(url: str) -> str:
    """The address of an API that may have a token; the token is for it alone. Raises Invalid for another."""
    parts = http_calls.address(url)
    if parts is None or not re.fullmatch(r"\w+://[\w.:-]+/*", parts.geturl()):
        raise Invalid(f"--endpoint: {url!r} is not an address without a path, like {ENDPOINT}")
    if parts.scheme != "https" and not http_calls.is_here(parts):
        raise Invalid(f"--endpoint: {url!r} is not https: the token would be sent unencrypted")
    return f"{parts.scheme}://{parts.netloc}"


class Workspace:
    """One workspace at an endpoint of the Log Analytics API. No call is repeated, and no redirect is followed."""

    def __init__(self, workspace_id: str, endpoint: str) -> None:
        self._id, self._host = workspace_id, urlsplit(endpoint).netloc
        self._client = LogsQueryClient(
            AzureCliCredential(), endpoint=endpoint, retry_total=0, permit_redirects=False, read_timeout=SECONDS
        )

    def row(self, query: str, looks_back_ms: int) -> dict[str, object]:
        """The one row that a query of the workbook gives, over what is not older; empty for none. Raises Refused."""
        try:
            table = self._table(AS_IN_APPLICATION_INSIGHTS + query, timedelta(milliseconds=looks_back_ms))
            rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        except AzureError as error:
            raise self._refusal(error) from error
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise Refused(_NO_ANSWER) from error
        return rows[0] if rows else {}

    def _table(self, query: str, timespan: timedelta) -> LogsTable:
        answer = self._client.query_workspace(
            self._id,
            query,
            timespan=timespan,
            enforce_https=False,  # the endpoint is https, or this machine
            raw_response_hook=_check_status,
        )
        if isinstance(answer, LogsQueryPartialResult):
            raise Refused("the workspace returned a partial result; try again")
        table = answer.tables[0]
        if not table.columns:
            raise ValueError("a table without columns")
        return table

    def _refusal(self, error: AzureError) -> Refused:
        cause = error.__context__ if isinstance(error, HttpResponseError) else error  # the client puts its own in front
        if isinstance(cause, ClientAuthenticationError):
            return Refused(f"not signed in to the Azure CLI: {cause.message.splitlines()[0]}")
        if isinstance(cause, DecodeError) and not isinstance(cause, IncompleteReadError):
            return Refused(_NO_ANSWER)
        failure = http_calls.failure(self._host, error)
        return failure if isinstance(failure, Refused) else Refused(f"the workspace does not answer: {failure}")


def _check_status(response: PipelineResponse[HttpRequest, HttpResponse]) -> None:
    """Raises Refused for another status than 200. The client would first read the body, which may be no JSON."""
    status = response.http_response.status_code
    if 300 <= status < 400:
        raise Refused(f"the workspace answers {status}, a redirect, which is not followed with the token")
    if status != 200:
        raise Refused(_REFUSALS.get(status, f"the workspace answers {status}"))
