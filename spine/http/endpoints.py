"""Endpoints, as the options of their decorator and the signature of their handler declare them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from types import UnionType
from typing import Any, Literal, Required, TypedDict, get_args, get_origin, get_type_hints

from spine.domain.callers import Access
from spine.http.requests import Request
from spine.http.responses import Response, Result, WithETag
from spine.schemas.validation import NoBody, NoQuery, RequestModel

type Tag = Literal["Agendas", "Facts", "Workstreams", "Meetings", "Organisations", "Service"]
type Handler = Callable[[Request[Any, Any]], Result]

SHORT, PROPOSING, USUAL = 2.5, 5.0, 10.0
"""Seconds that one request may take in all (docs/operations.md#limits-and-capacity)."""
LONG = 60.0
"""For writing hundreds of documents in parts: what was written stays, and a repeat goes on."""
ERASING = 70.0
"""For deleting an organisation, which stops by itself after 60 seconds of work."""


class Options(TypedDict, total=False):
    """The options of an endpoint's decorator."""

    tag: Required[Tag]
    """The heading that it is documented under."""
    anonymous: bool
    """Whether it needs no key."""
    deadline: float
    """The seconds that it may take."""
    read_only: bool
    """Whether it stores nothing, although its method is not GET."""
    stores_if: Callable[[Any, Any], bool]
    """Whether a query and a body ask it to store something, where not all do."""
    administers: bool
    """Whether it deletes an organisation, or sets its settings."""
    idempotency_key: bool
    """Whether it honours the header Idempotency-Key."""
    if_match: bool
    """Whether it honours the header If-Match."""
    media_types: tuple[str, ...]
    """The media types of a `Response` that it returns."""
    revalidates: bool
    """Whether its `Response` has an ETag, and is 304 for a client that sends it in If-None-Match."""
    redirects: bool
    """Whether its `Response` leads elsewhere."""
    unknown_org_is_404: bool
    """Whether it answers 404 where the request, but not its path, names an organisation that is not stored."""
    all_organisations: bool
    """Whether only callers who may see every organisation may call it."""


@dataclass(frozen=True)
class Endpoint:
    """One endpoint, as its decorator and its handler declare it."""

    handler: Handler
    methods: tuple[str, ...]
    route: str
    tag: Tag
    anonymous: bool = False
    deadline: float = USUAL
    read_only: bool = False
    stores_if: Callable[[Any, Any], bool] = lambda query, body: True
    administers: bool = False
    idempotency_key: bool = False
    if_match: bool = False
    media_types: tuple[str, ...] = ()
    revalidates: bool = False
    redirects: bool = False
    unknown_org_is_404: bool = False
    all_organisations: bool = False

    @property
    def name(self) -> str:
        """The name of its function in Azure."""
        return self.handler.__name__

    @cached_property
    def docstring(self) -> tuple[str, str]:
        """The first line of the handler's docstring, and the rest as one text."""
        first, *rest = (self.handler.__doc__ or "").strip().splitlines()
        return first, "\n".join(line.strip() for line in rest).strip()

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters in its route, in order."""
        return tuple(re.findall(r"\{(\w+)\}", self.route))

    @cached_property
    def _types(self) -> Mapping[str, Any]:
        return get_type_hints(self.handler)

    @cached_property
    def query(self) -> type[RequestModel]:
        """The model of its query."""
        model: type[RequestModel] = (get_args(self._types["request"]) or [NoQuery])[0]
        return model

    @cached_property
    def body(self) -> type[RequestModel]:
        """The model of its body."""
        model: type[RequestModel] = (get_args(self._types["request"]) or [NoBody])[-1]
        return model

    @property
    def reads_body(self) -> bool:
        """Whether it reads a body, as JSON or as plain text; what others are sent is ignored."""
        return self.body is not NoBody

    @property
    def writes(self) -> bool:
        """Whether it stores or deletes anything."""
        return not self.read_only and not {"GET", "HEAD"} & set(self.methods)

    def access_needed(self, query: RequestModel, body: RequestModel) -> Access:
        """What a caller has to be allowed to in the organisation that a request touches."""
        if self.administers:
            return Access.ADMIN
        return Access.WRITE if self.writes and self.stores_if(query, body) else Access.READ

    @property
    def has_no_content(self) -> bool:
        """Whether its success is 204."""
        return self._types["return"] is type(None)

    @property
    def has_etag(self) -> bool:
        """Whether its response has an ETag."""
        return self.revalidates or get_origin(self._types["return"]) is WithETag

    @cached_property
    def response_type(self) -> Any:
        """The type of its JSON response, None where it has none."""
        declared = self._types["return"]
        if get_origin(declared) is WithETag:
            return get_args(declared)[0]
        members = get_args(declared) if isinstance(declared, UnionType) else (declared,)
        in_json = [member for member in members if member not in (Response, type(None))]
        return reduce(or_, in_json) if in_json else None
