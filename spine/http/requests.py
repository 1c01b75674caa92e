"""A request as the endpoints see it: checked, typed, and without a trace of Azure Functions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from spine.bootstrap import service
from spine.domain.callers import EVERYONE, Caller
from spine.domain.identifiers import ID_RULE, is_identifier
from spine.errors import Invalid
from spine.schemas.fields import Shape
from spine.usecases.service import IdempotencyKey, Service

MAX_KEY_LENGTH = 255


@dataclass(frozen=True)
class Request[Q: Shape, B: Shape]:
    """One request with its query and body, read into the shapes that the endpoint names."""

    query: Q
    body: B
    path: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes = b""
    caller: Caller = EVERYONE

    @cached_property
    def service(self) -> Service:
        """The service for this caller. Raises BadSettings."""
        return service(self.caller)

    def id(self, name: str) -> str:
        """An id in the path. Raises Invalid where it is none."""
        value = self.path.get(name, "")
        if not is_identifier(value):
            raise Invalid.field(name, ID_RULE)
        return value

    @property
    def idempotency_key(self) -> IdempotencyKey:
        """What tells a repeat of this call from a new one. Raises Invalid for an overlong Idempotency-Key."""
        key = self.headers.get("idempotency-key", "").strip() or None
        if key and len(key) > MAX_KEY_LENGTH:
            raise Invalid.field("Idempotency-Key", f"must not be longer than {MAX_KEY_LENGTH} characters")
        return IdempotencyKey(key, sha256(self.raw).hexdigest())

    @property
    def if_match(self) -> frozenset[str] | None:
        """The revisions that the caller expects, None where the header is absent."""
        header = self.headers.get("if-match", "").strip()
        tags = (tag.strip().removeprefix("W/").strip('"') for tag in header.split(","))
        return frozenset(filter(None, tags)) if header else None

    def accepts(self, media_type: str) -> bool:
        """Whether the Accept header names a media type outright, and not with a weight of 0."""
        parts = [part.replace(" ", "").lower().split(";") for part in self.headers.get("accept", "").split(",")]
        return any(name == media_type.split(";")[0] and not _is_refused(weights) for name, *weights in parts)


def _is_refused(parameters: list[str]) -> bool:
    return any(re.fullmatch(r"q=0(\.0*)?", parameter) for parameter in parameters)
