"""Endpoints: how a function of ours becomes a function of Azure's, and the one table of routes."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

import azure.functions as func

from spine.config import settings
from spine.contract.fields import Shape
from spine.domain.callers import EVERYONE
from spine.errors import SpineError
from spine.http.access import caller_of
from spine.http.answers import Answer, problem, response
from spine.http.bodies import raw_body, read_body, read_query
from spine.http.calls import Call
from spine.http.deadlines import seconds_of
from spine.store.deadlines import within

logger = logging.getLogger("spine.http")

type Handler = Callable[[Call[Any, Any]], Answer | Mapping[str, Any]]


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


class Router:
    """Registers endpoints with a FunctionApp and keeps the table of them."""

    def __init__(self, app: func.FunctionApp) -> None:
        self._app = app
        self.endpoints: list[Endpoint] = []

    def __call__(self, methods: str, route: str, *, anonymous: bool = False) -> Callable[[Handler], Handler]:
        """A decorator for the handler of `methods` ("GET" or "GET PATCH") on a route.

        The handler takes a `Call[Query, Body]`: its annotation says what the endpoint reads.
        """

        def register(handler: Handler) -> Handler:
            query, body = get_args(get_type_hints(handler)["call"])
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


def _function(endpoint: Endpoint) -> Callable[[func.HttpRequest], func.HttpResponse]:
    """The function that the worker calls. Whatever goes wrong leaves as a problem, once logged, never as a stack."""

    def function(req: func.HttpRequest) -> func.HttpResponse:
        try:
            with within(seconds_of(endpoint.name)):
                return response(endpoint.handler(_call(endpoint, req)))
        except SpineError as error:
            if error.status >= 500:
                logger.error("%s: %s", endpoint.name, error.detail)
            return response(problem(error))
        except Exception as fault:  # the last line of defence: re-raised, it would be an empty 500
            logger.exception("%s failed: %s", endpoint.name, type(fault).__name__)
            return response(problem(SpineError("The service failed; the fault is logged.")))

    function.__name__ = endpoint.name
    function.__doc__ = endpoint.summary
    return function


def _call(endpoint: Endpoint, req: func.HttpRequest) -> Call[Any, Any]:
    configured = settings()
    caller = EVERYONE if endpoint.anonymous else caller_of(configured)
    headers = {name.lower(): value for name, value in req.headers.items()}
    raw = raw_body(headers, req.get_body())
    return Call(
        query=read_query(endpoint.query, req.url),
        body=read_body(endpoint.body, raw),
        path=dict(req.route_params),
        headers=headers,
        raw=raw,
        caller=caller,
    )
