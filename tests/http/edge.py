"""The edge of the app in this process: endpoints as the worker calls them, without host, worker and routes."""

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import azure.functions as func

import function_app
from spine import bootstrap, config
from spine.http.router import respond
from spine.store.protocol import Store
from tests.clock import Clock

ENDPOINTS = {endpoint.name: endpoint for endpoint in function_app.route.endpoints}
SIGN_IN = {"SPINE_REQUIRE_ORG_CLAIM": "true", "WEBSITE_AUTH_ENABLED": "True"}
"""The settings of an app behind Easy Auth that limits callers to their organisations."""


@dataclass(frozen=True)
class Call:
    """A request to an endpoint, by the name of its function. A body is JSON, or text."""

    endpoint: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None

    def request(self, headers: Mapping[str, str]) -> func.HttpRequest:
        """The request as the worker hands it over."""
        body = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return func.HttpRequest(
            ENDPOINTS[self.endpoint].methods[0], f"https://spine.test/?{urlencode(self.query)}",
            headers=headers, route_params=dict(self.path), body=b"" if self.body is None else body.encode(),
        )  # fmt: skip


@dataclass(frozen=True)
class Edge:
    """The endpoints on a store."""

    store: Store

    def __call__(self, call: Call, **headers: str) -> func.HttpResponse:
        """The response to a call; headers are given with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with patch.object(bootstrap, "store_of", lambda _: self.store):
            return respond(ENDPOINTS[call.endpoint], call.request(named))


@contextmanager
def configured(**settings: str) -> Iterator[None]:
    """The settings of the app, and a clock that stands still, until the end of the block."""
    with patch.object(config, "_settings", lambda: config.read(settings)), patch.object(bootstrap, "_now", Clock()):
        yield


def principal(*roles: str, auth_typ: str = "aad", **claims: str) -> str:
    """The header by which Easy Auth tells of a sign-in with these roles and claims."""
    given = [*(("roles", role) for role in roles), ("name", "Ana"), *claims.items()]
    shown = {
        "auth_typ": auth_typ,
        "claims": [{"typ": name, "val": value} for name, value in given],
        "name_typ": "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "role_typ": "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
    }
    return base64.b64encode(json.dumps(shown).encode()).decode()
