"""A request as the endpoints see it: checked, typed, and without a trace of Azure Functions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from spine.domain.callers import EVERYONE, Caller
from spine.domain.identifiers import ID_RULE, is_identifier
from spine.domain.notes.forms import Form
from spine.errors import BadRequest, Invalid, LengthRequired, SpineError, TooLarge, UnsupportedMediaType
from spine.schemas.field_errors import Repeated
from spine.schemas.notes import NotesText
from spine.schemas.validation import NoBody, NoQuery, OptionalBody, PlainText, RequestModel, json_object
from spine.usecases.idempotency import IdempotencyKey

if TYPE_CHECKING:
    from spine.usecases.service import Service

MAX_BODY_BYTES = 2 * 1024 * 1024
MAX_KEY_LENGTH = 255
KEY_PARAMETER = "code"
"""The parameter that the host reads a function key from."""

_ENTITY_TAG = re.compile(r'(W/)?"([!#-~\x80-\xff]*)"')
_ENTITY_TAGS = re.compile(rf"[ \t]*(?:{_ENTITY_TAG.pattern}[ \t]*)?(?:,[ \t]*(?:{_ENTITY_TAG.pattern}[ \t]*)?)*")


@dataclass(frozen=True)
class Request[Q: RequestModel = NoQuery, B: RequestModel = NoBody]:
    """One request with its query and body, as the models that the endpoint's handler names.

    `path` holds the route's parameters, whose ids are checked, and `headers` have names in lower case.
    """

    query: Q
    body: B
    path: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes = b""
    caller: Caller = EVERYONE

    @cached_property
    def service(self) -> "Service":
        """The service for this caller. Raises BadSettings."""
        from spine.bootstrap import service  # with the store's interface: loaded by the first request

        return service(self.caller)

    @property
    def idempotency_key(self) -> IdempotencyKey:
        """Identifies a repeat of this request. Raises Invalid for an overlong Idempotency-Key."""
        key = self.headers.get("idempotency-key", "").strip() or None
        if key and len(key) > MAX_KEY_LENGTH:
            raise Invalid.field("Idempotency-Key", f"must not be longer than {MAX_KEY_LENGTH} characters")
        return IdempotencyKey(key, sha256(self.raw).hexdigest())

    @property
    def if_match(self) -> frozenset[str] | None:
        """The revisions that the caller expects, "*" for any, None where the header is absent (RFC 9110, 13.1.1).

        A weak tag equals none, and what is no list of quoted tags holds none.
        """
        header = self.headers.get("if-match")
        if header is None:
            return None
        if header.strip() == "*":
            return frozenset("*")
        tags = _ENTITY_TAG.findall(header) if _ENTITY_TAGS.fullmatch(header) else []
        return frozenset(tag for weak, tag in tags if not weak and tag != "*")

    def accepts(self, media_type: str) -> bool:
        """Whether the Accept header names a media type outright, and not with a weight of 0."""
        for part in self.headers.get("accept", "").split(","):
            name, *parameters = part.replace(" ", "").lower().split(";")
            is_refused = any(re.fullmatch(r"q=0(\.0*)?", parameter) for parameter in parameters)
            if name == media_type.split(";")[0] and not is_refused:
                return True
        return False


type AnyRequest = Request[RequestModel, RequestModel]


def check_ids(path: Mapping[str, str], names: Iterable[str]) -> None:
    """Check the ids in a path. Raises Invalid for the first that is not a valid id."""
    for name in names:
        given = path.get(name, "")
        if name.endswith("_id") and not is_identifier(given):
            raise Invalid.field(name, ID_RULE + (_known_as(given) if name == "meeting_id" else ""))


def _known_as(external_meeting_id: str) -> str:
    from spine.domain.meetings import meeting_id_of  # with words, which few requests need

    return f"; this meeting is known as {meeting_id_of(external_meeting_id)}"


def check_body(headers: Mapping[str, str], body: bytes) -> bytes:
    """The bytes of a body. Raises LengthRequired for a chunked body and TooLarge over 2 MB."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        raise LengthRequired("Send the body with a Content-Length header: chunked bodies are not supported.")
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge(f"The body has {len(body)} bytes; the limit is {MAX_BODY_BYTES}.")
    return body


def body_values(model: type[RequestModel], body: bytes, content_type: str = "") -> dict[str, object]:
    """What a body, JSON or text, says of the fields of a model; an endpoint that reads none ignores it.

    Raises BadRequest, Invalid for JSON that is no object, and UnsupportedMediaType for what cannot be notes.
    """
    if model is NoBody:
        return {}
    if model is PlainText:
        return {"text": _text(body).strip()}
    if model is NotesText:
        return {"form": _form_of_notes(content_type), "text": _text(body, UnsupportedMediaType)}
    if not body.strip():
        if issubclass(model, OptionalBody):
            return {}
        raise BadRequest("The request has no body; this endpoint needs a JSON body.")
    return json_object(body)


def _text(body: bytes, no_text: type[SpineError] = BadRequest) -> str:
    """A body that is text. Raises BadRequest for an empty one, and `no_text` for bytes that are not UTF-8."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise no_text("The body is not UTF-8 text.") from None
    if not text.strip():
        raise BadRequest("The request has no body; this endpoint needs a text body.")
    return text


def _form_of_notes(content_type: str) -> Form:
    """The form that a Content-Type names; without one, notes are Markdown."""
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = {part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")}
    if media_type not in {"", *Form} or not charsets <= {"utf-8", "utf8", "us-ascii"}:
        raise UnsupportedMediaType(f"Send notes in UTF-8 as {', '.join(Form)}; the body is {content_type[:100]!r}.")
    return Form(media_type) if media_type else Form.MARKDOWN


def query_values(url: str) -> dict[str, object]:
    """What a query string says. Empty values and the key are left out; the values of a repeated name are a list.

    Raises BadRequest where the URL, which begins with what the Host header says, is none.
    """
    try:
        query = urlsplit(url).query
    except ValueError:
        raise BadRequest("The Host header names no host.") from None
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=False):
        if name != KEY_PARAMETER:
            values.setdefault(name, []).append(value)
    return {name: Repeated(said) if len(said) > 1 else said[0] for name, said in values.items()}


def misplaced(model: type[RequestModel], here: str, there: str) -> dict[str, str]:
    """What to tell of the fields of a model that stand in another part of a request."""
    if model in (PlainText, NotesText):  # the body itself
        return {}
    return dict.fromkeys(model.model_fields, f"is not read in the {here} and was ignored; it belongs in the {there}")
