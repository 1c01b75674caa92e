"""Endpoints: how a function of ours becomes a function of Azure's, and the one table of routes."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, get_args, get_type_hints

import azure.functions as func

from spine.config import settings
from spine.domain.callers import EVERYONE
from spine.errors import SpineError, database_status
from spine.http.authentication import caller_of
from spine.http.deadlines import seconds_of
from spine.http.parsing import raw_body, read_body, read_query
from spine.http.requests import Request
from spine.http.responses import Response, problem, response
from spine.schemas.fields import Nothing, Shape
from spine.store.deadlines import deadline
from spine.telemetry import bind, track_event

logger = logging.getLogger("spine.http")

type Handler = Callable[[Request[Any, Any]], Response | Mapping[str, Any]]


@dataclass(frozen=True)
class Endpoint:
    """One line of the table of routes. `query` and `body` are the shapes in the handler's own signature."""

    name: str
    methods: tuple[str, ...]
    route: str
    query: type[Shape]
    body: type[Shape]
    anonymous: bool
    summary: str
    handler: Handler

    @property
    def reads_body(self) -> bool:
        """Whether it reads a body, as JSON or as plain text; what others are sent is ignored."""
        return self.body is not Nothing


class Router:
    """Registers endpoints with a FunctionApp and keeps the table of them."""

    def __init__(self, app: func.FunctionApp) -> None:
        self._app = app
        self.endpoints: list[Endpoint] = []

    def __call__(self, methods: str, route: str, *, anonymous: bool = False) -> Callable[[Handler], Handler]:
        """A decorator for the handler of `methods` ("GET" or "GET PATCH") on a route.

        The handler takes a `Request[Query, Body]`: its annotation says what the endpoint reads.
        """

        def register(handler: Handler) -> Handler:
            query, body = get_args(get_type_hints(handler)["request"])
            summary = (handler.__doc__ or "").strip().splitlines()[0]
            name = handler.__name__
            endpoint = Endpoint(name, tuple(methods.split()), route, query, body, anonymous, summary, handler)
            self.endpoints.append(endpoint)
            self._register(endpoint)
            return handler

        return register

    def _register(self, endpoint: Endpoint) -> None:
        level = func.AuthLevel.ANONYMOUS if endpoint.anonymous else None
        route = self._app.route(endpoint.route, methods=list(endpoint.methods), auth_level=level)
        self._app.function_name(endpoint.name)(route(_function(endpoint)))


def _function(endpoint: Endpoint) -> Callable[[func.HttpRequest, func.Context], func.HttpResponse]:
    """The function that the worker calls; what it tells belongs to the invocation that the host records."""

    def function(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
        with bind(getattr(context.trace_context, "trace_parent", None)):
            return _answer(endpoint, req)

    function.__name__ = endpoint.name
    function.__doc__ = endpoint.summary
    return function


def _answer(endpoint: Endpoint, req: func.HttpRequest) -> func.HttpResponse:
    """The response. Whatever goes wrong leaves as a problem, once logged, never as a stack."""
    started = perf_counter()
    try:
        with deadline(seconds_of(endpoint.name)):
            return response(endpoint.handler(_call(endpoint, req)))
    except SpineError as error:
        if error.status >= 500:
            logger.error("%s: %s", endpoint.name, error.detail)
        fault, cause = error, error.__cause__
    except Exception as broken:  # the last line of defence: re-raised, it would be an empty 500
        logger.exception("%s failed: %s", endpoint.name, type(broken).__name__)
        fault, cause = SpineError("The service failed; the fault is logged."), broken
    if fault.status >= 500:
        _tell_failure(endpoint, req.method, fault, cause, perf_counter() - started)
    return response(problem(fault))


def _tell_failure(
    endpoint: Endpoint, method: str, fault: SpineError, cause: BaseException | None, seconds: float
) -> None:
    """Tell of a failed request; `database_status` is what the database answered last, 429 where it had no time."""
    told = {"endpoint": endpoint.name, "method": method, "status": fault.status, "code": fault.code}
    track_event(
        "request_failed", told | {"database_status": database_status(cause), "duration_ms": round(1000 * seconds)}
    )


def _call(endpoint: Endpoint, req: func.HttpRequest) -> Request[Any, Any]:
    configured = settings()
    caller = EVERYONE if endpoint.anonymous else caller_of(configured)
    headers = {name.lower(): value for name, value in req.headers.items()}
    raw = raw_body(headers, req.get_body()) if endpoint.reads_body else b""
    return Request(
        query=read_query(endpoint.query, req.url),
        body=read_body(endpoint.body, raw),
        path=dict(req.route_params),
        headers=headers,
        raw=raw,
        caller=caller,
    )
