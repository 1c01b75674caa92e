"""Reading bodies and query strings into the shapes that an endpoint names."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import parse_qsl, urlsplit

from spine.contract.fields import Nothing, Shape
from spine.contract.validation import validated
from spine.errors import BadRequest, FieldError, Invalid, LengthRequired, TooLarge

MAX_BODY_BYTES = 2 * 1024 * 1024


def raw_body(headers: Mapping[str, str], body: bytes) -> bytes:
    """The bytes of a body. Raises LengthRequired for a chunked one and TooLarge over 2 MB."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        raise LengthRequired("Send the body with a Content-Length: a chunked one does not reach the service.")
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge(f"The body has {len(body)} bytes; at most {MAX_BODY_BYTES} are read.")
    return body


def read_body[S: Shape](shape: type[S], body: bytes) -> S:
    """A JSON body as a shape; an endpoint that reads none ignores it. Raises BadRequest and Invalid."""
    if shape is Nothing:
        return shape()
    if not body.strip():
        raise BadRequest("The request has no body; this endpoint reads one as JSON.")
    return validated(shape, _json(body))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _json(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8 text.") from None
    except RecursionError:
        raise BadRequest("The body is nested too deeply.") from None
    except ValueError as problem:
        raise BadRequest(f"The body is not JSON: {_place(problem)}.") from None
    if not isinstance(value, dict):
        raise Invalid("The body must be a JSON object.", errors=[FieldError(loc=[], msg="must be an object")])
    return value


def _place(problem: ValueError) -> str:
    """Where the JSON ends to be JSON, without a word of the payload."""
    if isinstance(problem, json.JSONDecodeError):
        return f"line {problem.lineno}, column {problem.colno}"
    return "it holds a number that JSON does not have"


def read_query[S: Shape](shape: type[S], url: str) -> S:
    """A query string as a shape. Empty values count as not given; of repeated names the values are joined by commas."""
    given: dict[str, str] = {}
    for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=False):
        given[name] = f"{given[name]},{value}" if name in given else value
    return validated(shape, given)
