"""Stand-ins for the protobuf messages that the Functions host and the Python worker exchange.

The worker library is handed the module of message classes to use, and is handed this one. It constructs
messages, reads their attributes and calls WhichOneof and HasField; these do as much, and refuse what protobuf
refuses.
"""

from types import SimpleNamespace
from typing import Any, ClassVar

type Kind = type | list[type] | dict[type, type]


class Message:
    """Named, typed fields. A kind is a type, a message class, [kind] for a list or {str: kind} for a map."""

    KINDS: ClassVar[dict[str, Kind]] = {}

    def __init__(self, **values: Any) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        self._values = {name: self._checked(name, value, self.KINDS[name]) for name, value in given.items()}

    def _checked(self, name: str, value: Any, kind: Kind) -> Any:
        if isinstance(kind, list):
            return [self._checked(name, item, kind[0]) for item in value]
        if isinstance(kind, dict):
            return {self._checked(name, k, str): self._checked(name, v, kind[str]) for k, v in value.items()}
        if not isinstance(value, (int, float) if kind is float else kind):
            raise TypeError(f"{type(self).__name__}.{name}: {kind.__name__} wanted, not {type(value).__name__}")
        if isinstance(value, str):
            value.encode()  # protobuf takes no lone surrogates
        return value

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self.KINDS:
            raise AttributeError(name)
        kind = self.KINDS[name]
        return self._values.get(name, kind() if isinstance(kind, type) else type(kind)())

    def HasField(self, name: str) -> bool:
        """Whether a field was set."""
        return name in self._values

    def WhichOneof(self, group: str) -> str | None:
        """The field that is set, of a message that holds one of several."""
        return next(iter(self._values), None)


class Timestamp(Message):
    KINDS = {"seconds": int}


class NullableString(Message):
    KINDS = {"value": str}


class NullableBool(Message):
    KINDS = {"value": bool}


class NullableDouble(Message):
    KINDS = {"value": float}


class NullableTimestamp(Message):
    KINDS = {"value": Timestamp}


class RpcHttpCookie(Message):
    KINDS = {
        "name": str,
        "value": str,
        "domain": NullableString,
        "path": NullableString,
        "same_site": int,
        "expires": NullableTimestamp,
        "max_age": NullableDouble,
        "secure": NullableBool,
        "http_only": NullableBool,
    }
    SameSite = SimpleNamespace(**{"None": 0, "Lax": 1, "Strict": 2, "ExplicitNone": 3})


class TypedData(Message):
    KINDS: ClassVar[dict[str, Kind]] = {
        "string": str,
        "json": str,
        "bytes": bytes,
        "int": int,
        "double": float,
    }


class RpcHttp(Message):
    KINDS = {
        "method": str,
        "url": str,
        "status_code": str,
        "headers": {str: str},
        "params": {str: str},
        "query": {str: str},
        "body": TypedData,
        "cookies": [RpcHttpCookie],
        "enable_content_negotiation": bool,
    }


TypedData.KINDS["http"] = RpcHttp


class ParameterBinding(Message):
    KINDS = {"name": str, "data": TypedData}

    def WhichOneof(self, group: str) -> str | None:
        return "data" if self.HasField("data") else None


class RpcException(Message):
    KINDS = {"message": str, "stack_trace": str, "source": str}


class StatusResult(Message):
    Failure, Success, Cancelled = 0, 1, 2
    KINDS = {"status": int, "exception": RpcException}


class BindingInfo(Message):
    undefined, out, inout = 0, 1, 2
    KINDS = {"type": str, "direction": int, "data_type": int}


class RpcRetryOptions(SimpleNamespace):
    def __init__(self, *, retry_strategy: str, **rest: Any) -> None:
        if retry_strategy not in ("fixed_delay", "exponential_backoff"):
            raise ValueError(f"unknown retry strategy {retry_strategy!r}")
        super().__init__(retry_strategy=retry_strategy, **rest)


# The envelopes hold nothing of the app's own, so nothing in them can be wrong.
WorkerInitResponse = WorkerMetadata = InvocationResponse = SimpleNamespace
FunctionMetadataResponse = RpcFunctionMetadata = SimpleNamespace
