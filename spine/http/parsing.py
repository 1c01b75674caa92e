"""Reading bodies and query strings into the shapes that an endpoint names."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from spine.errors import BadRequest, LengthRequired, TooLarge
from spine.schemas.fields import Nothing, PlainText, Shape
from spine.schemas.json_objects import json_object
from spine.schemas.validation import validated

MAX_BODY_BYTES = 2 * 1024 * 1024


def raw_body(headers: Mapping[str, str], body: bytes) -> bytes:
    """The bytes of a body. Raises LengthRequired for a chunked one and TooLarge over 2 MB."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        raise LengthRequired("Send the body with a Content-Length: a chunked one does not reach the service.")
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge(f"The body has {len(body)} bytes; at most {MAX_BODY_BYTES} are read.")
    return body


def read_body[S: Shape](shape: type[S], body: bytes) -> S:
    """A JSON body as a shape; an endpoint that reads none, or plain text, ignores it. Raises BadRequest and Invalid."""
    if shape in (Nothing, PlainText):
        return shape()
    if not body.strip():
        raise BadRequest("The request has no body; this endpoint reads one as JSON.")
    return validated(shape, json_object(body))


def read_query[S: Shape](shape: type[S], url: str) -> S:
    """A query string as a shape. Empty values count as not given; of repeated names the values are joined by commas."""
    given: dict[str, str] = {}
    for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=False):
        given[name] = f"{given[name]},{value}" if name in given else value
    return validated(shape, given)
