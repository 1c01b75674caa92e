"""What came of an invocation, and what the Functions host makes of a function's return value."""

import json as jsonlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from devhost import messages

_SAME_SITE = ("", "; samesite=lax", "; samesite=strict", "; samesite=none")


@dataclass(frozen=True)
class Outcome:
    """How an invocation ended. `error` is "ExceptionType: message", `stack` the whole traceback."""

    ok: bool
    function: str = ""
    error: str = ""
    stack: str = ""


@dataclass(frozen=True)
class Answer(Outcome):
    """An HTTP response; header names are in lower case, and `cookies` are the values of Set-Cookie."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    body: bytes = b""

    def json(self) -> Any:
        """The body read as JSON."""
        return jsonlib.loads(self.body)

    def without_body(self) -> "Answer":
        """The answer to HEAD: the headers that GET would have, the length among them, and no body."""
        return replace(self, headers={"content-length": str(len(self.body)), **self.headers}, body=b"")


def outcome_of(function: str, response: Any) -> Outcome:
    """How the worker says that an invocation ended."""
    result = response.result
    ok = result.status == messages.StatusResult.Success
    return Outcome(ok, function, result.exception.message, result.exception.stack_trace)


def answer_of(function: str, response: Any) -> Answer:
    """The response that the host sends; a failure is a 500 without a body, for the error is only logged."""
    outcome = outcome_of(function, response)
    if not outcome.ok:
        return Answer(**vars(outcome), status=500)
    if response.return_value.WhichOneof("data") == "http":
        return _http_answer(function, response.return_value.http)
    return _text_answer(function, response.return_value.string)


def _http_answer(function: str, http: messages.RpcHttp) -> Answer:
    headers = {name.lower(): text for name, text in http.headers.items()}
    cookies = [_set_cookie(cookie) for cookie in http.cookies]
    status = int(http.status_code)
    return Answer(True, function, status=status, headers=headers, cookies=cookies, body=http.body.bytes)


def _text_answer(function: str, text: str) -> Answer:
    """The host parses a returned str as JSON, and takes an object with a "body" for a whole response."""
    data, status = _json_or_none(text), 200
    if isinstance(data, dict) and "body" in (parts := {name.lower(): item for name, item in data.items()}):
        data, status = parts["body"], int(parts.get("statuscode", parts.get("status", 200)))
        text = str(data)
    if isinstance(data, (dict, list)):
        text = jsonlib.dumps(data, indent=2, ensure_ascii=False)
    headers = {"content-type": "text/plain; charset=utf-8"}
    return Answer(True, function, status=status, headers=headers, body=text.encode())


def _json_or_none(text: str) -> Any:
    try:
        return jsonlib.loads(text)
    except ValueError:
        return None


def _set_cookie(cookie: messages.RpcHttpCookie) -> str:
    """A cookie as ASP.NET Core writes it: its value escaped, and path=/ unless another is given."""
    text: str = f"{cookie.name}={quote(cookie.value, safe='-._~')}"
    if cookie.HasField("expires"):
        expires = datetime.fromtimestamp(cookie.expires.value.seconds, UTC)
        text += "; expires=" + format_datetime(expires, usegmt=True)
    if cookie.HasField("max_age"):
        text += f"; max-age={int(cookie.max_age.value)}"
    text += f"; domain={cookie.domain.value}" if cookie.domain.value else ""
    text += f"; path={cookie.path.value or '/'}" + ("; secure" if cookie.secure.value else "")
    return text + _SAME_SITE[cookie.same_site] + ("; httponly" if cookie.http_only.value else "")
