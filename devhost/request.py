"""An HTTP request as the Functions host reads it and hands it to the worker."""

import json as jsonlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from devhost import messages

type Query = str | Mapping[str, Any] | Sequence[tuple[str, Any]] | None
type Headers = Mapping[str, str] | Iterable[tuple[str, str]] | None
type Body = bytes | str | None


@dataclass(frozen=True)
class Request:
    """One request: its path and query as sent, its headers by their names in lower case."""

    method: str
    path: str
    raw_query: str
    headers: dict[str, str]
    body: bytes

    @property
    def query(self) -> dict[str, str]:
        """The query's values by name, those of a repeated name joined by commas."""
        return _joined(parse_qsl(self.raw_query, keep_blank_values=True))

    @property
    def key(self) -> str | None:
        """The function key that came along: the header's, or else the one in ?code=."""
        codes = (value for name, value in self.query.items() if name.lower() == "code")
        return self.headers.get("x-functions-key") or next(codes, None)

    def message(self, scheme: str, route_values: dict[str, str]) -> messages.TypedData:
        """The request as the worker is given it; a query parameter without a value is left out."""
        path = quote(self.path, safe="/:@!$&'()*+,;=-._~%")
        query = f"?{self.raw_query}" if self.raw_query else ""
        http = messages.RpcHttp(
            method=self.method,
            url=f"{scheme}://{self.headers['host']}{path}{query}",
            headers=self.headers,
            query={name: value for name, value in self.query.items() if value},
            params=route_values,
            body=messages.TypedData(bytes=self.body) if self.body else None,
        )
        return messages.TypedData(http=http)


def read_request(method: str, target: str, query: Query, headers: Headers, body: Body, json: Any, host: str) -> Request:
    """A request from what a client gives; `query` adds to the target's, `json` is a body and its type."""
    path, _, sent = target.partition("?")
    more = query if isinstance(query, str) else urlencode(query or (), doseq=True)
    pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
    named = {"host": host} | {name.lower(): value for name, value in _joined(pairs).items()}
    if json is not None:
        body = jsonlib.dumps(json)
        named.setdefault("content-type", "application/json")
    return Request(method.upper(), path, "&".join(filter(None, (sent, more))), named, _framed(body, named))


def _framed(body: Body, headers: dict[str, str]) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return b""  # the host passes on only a body that has a Content-Length
    content = body.encode() if isinstance(body, str) else body or b""
    if content:
        headers.setdefault("content-length", str(len(content)))
    return content


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One value a name: names compare without case, and the first spelling is kept."""
    joined: dict[str, str] = {}
    spelling: dict[str, str] = {}
    for name, value in pairs:
        kept = spelling.setdefault(name.lower(), name)
        joined[kept] = ",".join(filter(None, (joined.get(kept), str(value))))
    return joined
