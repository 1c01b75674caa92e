"""Every error that a caller can be told about.

    SpineError
    ├── BadSettings            503  a setting that the service cannot run with
    ├── BadRequest             400  no JSON, no body where one is read, or no host in the Host header
    ├── Unauthorized           401  there is no sign-in, or one that cannot be read
    ├── Forbidden              403  the caller may not see this organisation, or not change it in this way
    ├── NotFound               404  nothing has this id
    ├── Conflict               409  the request contradicts what is stored
    │   └── AmbiguousId        409  several organisations have this id
    ├── LengthRequired         411  a chunked body, which the host hands over empty
    ├── StaleRevision          412  it was changed since it was read
    ├── TooLarge               413  the body is larger than the service reads
    ├── Invalid                422  a value that is not allowed; names the field
    ├── BadFile                422  a file of the operator's that cannot be read or written
    └── Unavailable            503  the database is away or overloaded; try again
        └── PartitionFull      507  the organisation's partition is full

403 or 404: a request whose path, query or body names an organisation that the caller may not see is a 403; an id
that exists only in such an organisation is a 404, as if it did not exist.

The HTTP edge turns each into `application/problem+json`; the command line prints its text.
"""

import math
from collections.abc import Mapping, Sequence
from typing import TypedDict

MAX_ERRORS_LISTED = 50
"""How many of the bad fields of a request an error lists; it counts them all."""


class FieldError(TypedDict):
    """One bad field: its path in the request, and what is wrong with it."""

    loc: list[str | int]
    msg: str


class SpineError(Exception):
    """An error with a status, a code for programs and a sentence for people.

    `errors` are the first 50 bad fields, `errors_count` is how many there are.
    """

    status = 500
    code = "internal"
    title = "Internal error"

    def __init__(
        self,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        errors_count: int | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors[:MAX_ERRORS_LISTED])
        self.errors_count = len(errors) if errors_count is None else errors_count
        self.extra = dict(extra or {})


class BadSettings(SpineError):
    """A setting has a value that the service cannot run with."""

    status, code, title = 503, "bad_settings", "The service is not configured"


class BadRequest(SpineError):
    """The body is missing or is not JSON, or the Host header names no host."""

    status, code, title = 400, "bad_request", "Bad request"


class Unauthorized(SpineError):
    """There is no sign-in, or one that cannot be read."""

    status, code, title = 401, "unauthorized", "Not signed in"


class Forbidden(SpineError):
    """The caller's sign-in does not cover the organisation, or not for such a request."""

    status, code, title = 403, "forbidden", "Not allowed"


class NotFound(SpineError):
    """Nothing has this id, or nothing that the caller may see."""

    status, code, title = 404, "not_found", "Not found"


class Conflict(SpineError):
    """The request contradicts what is stored."""

    status, code, title = 409, "conflict", "Conflict"


class AmbiguousId(Conflict):
    """Several organisations have this id; the request has to say which it means."""

    code = "ambiguous_id"

    def __init__(self, kind: str, item_id: str) -> None:
        super().__init__(f"More than one organisation has a {kind} {item_id!r}: choose one with ?org=.")


class LengthRequired(SpineError):
    """A chunked body: the Functions host would pass it on empty."""

    status, code, title = 411, "length_required", "Content-Length required"


class StaleRevision(SpineError):
    """The workstream has changed since the caller read it."""

    status, code, title = 412, "stale_revision", "Precondition failed"


class TooLarge(SpineError):
    """The body is larger than the service reads."""

    status, code, title = 413, "too_large", "Too large"


class UnsupportedMediaType(SpineError):
    """The body is of a media type that the endpoint does not read."""

    status, code, title = 415, "unsupported_media_type", "Unsupported media type"


class Invalid(SpineError):
    """A value that is not allowed. Its `errors` name the fields."""

    status, code, title = 422, "invalid", "Invalid value"

    @classmethod
    def field(cls, name: str | Sequence[str | int], msg: str) -> "Invalid":
        """The error of one field, named by its path in the request."""
        return cls.fields([FieldError(loc=[name] if isinstance(name, str) else list(name), msg=msg)])

    @classmethod
    def fields(cls, errors: Sequence[FieldError], count: int | None = None) -> "Invalid":
        """The errors of some fields, `count` of them where more are bad; the text names the first one."""
        first = errors[0]
        detail = f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}"
        return cls(detail, errors=errors, errors_count=count)


class BadFile(SpineError):
    """A file that an operator named, which cannot be read or written, or holds something else than it should."""

    status, code, title = 422, "bad_file", "The file cannot be used"


class Unavailable(SpineError):
    """The database is unavailable or overloaded; retry after `retry_after` seconds.

    That is what the database asks for, rounded up, and at least 1: the `Retry-After` of the answer.
    """

    status, code, title = 503, "unavailable", "Try again"

    def __init__(self, detail: str, *, retry_after: float = 0, extra: Mapping[str, object] | None = None) -> None:
        super().__init__(detail, extra=extra)
        self.retry_after = max(1, math.ceil(retry_after))


class PartitionFull(Unavailable):
    """The organisation's partition is full."""

    status, code, title = 507, "partition_full", "The organisation's storage is full"


def is_database_away(error: BaseException) -> bool:
    """Whether an error says something about the database, not about one record or organisation."""
    return isinstance(error, Unavailable) and not isinstance(error, PartitionFull)


def database_status(error: BaseException | None) -> int | None:
    """What the database answered last: the HTTP status at the bottom of an error, None where nothing answered."""
    while error is not None and not isinstance(getattr(error, "status_code", None), int):
        error = error.__cause__
    return getattr(error, "status_code", None)
