"""What the host calls: endpoints and timers as functions of Azure. Errors become problems, or log lines of a timer."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any, Unpack

import azure.functions as func

from spine.config import settings
from spine.errors import SpineError, database_status
from spine.http.authorisation import authorise, caller_of
from spine.http.endpoints import Endpoint, Handler, Options
from spine.http.requests import Request, body_values, check_body, check_ids, misplaced, query_values
from spine.http.responses import http_response, problem
from spine.schemas.validation import validate
from spine.store.deadlines import deadline
from spine.telemetry import bind, flush, track_event
from spine.usecases.input_warnings import InputWarnings

if TYPE_CHECKING:
    from spine.usecases.service import Service

logger = logging.getLogger("spine.http")


class Router:
    """Registers endpoints with a FunctionApp, and keeps the list of them."""

    def __init__(self, app: func.FunctionApp) -> None:
        self._app = app
        self.endpoints: list[Endpoint] = []

    def __call__[H: Handler](self, methods: str, route: str, **options: Unpack[Options]) -> Callable[[H], H]:
        """A decorator for the handler of `methods` ("GET" or "GET HEAD") on a route.

        The handler takes a `Request[Query, Body]` and returns a `Result`: its annotations say what the endpoint
        reads and answers.
        """

        def register(handler: H) -> H:
            endpoint = Endpoint(handler, tuple(methods.split()), route, **options)
            self.endpoints.append(endpoint)
            level = func.AuthLevel.ANONYMOUS if endpoint.anonymous else None
            trigger = self._app.route(endpoint.route, methods=list(endpoint.methods), auth_level=level)
            self._app.function_name(endpoint.name)(trigger(_function(endpoint)))
            return handler

        return register


def _function(endpoint: Endpoint) -> Callable[[func.HttpRequest, func.Context], func.HttpResponse]:
    """The function that the worker calls; its events belong to the invocation that the host records."""

    def function(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
        with bind(getattr(context.trace_context, "trace_parent", None)):
            return respond(endpoint, req)

    function.__name__ = endpoint.name
    function.__doc__ = endpoint.docstring[0]
    return function


def respond(endpoint: Endpoint, req: func.HttpRequest) -> func.HttpResponse:
    """The response. Whatever goes wrong leaves as a problem, once logged, never as a stack."""
    started = perf_counter()
    warnings = InputWarnings()
    cause: BaseException | None
    try:
        with deadline(endpoint.deadline):
            return http_response(endpoint.handler(_request(endpoint, req, warnings)), warnings.listed)
    except SpineError as error:
        if error.status >= 500:
            logger.error("%s: %s", endpoint.name, error.detail)
        failure, cause = error, error.__cause__
    except Exception as unexpected:  # the last line of defence: re-raised, it would be an empty 500
        logger.exception("%s failed: %s", endpoint.name, type(unexpected).__name__)
        failure, cause = SpineError("Internal error; the details are in the log."), unexpected
    if failure.status >= 500:
        _track_failure(endpoint, req.method, failure, cause, perf_counter() - started)
    return http_response(problem(failure), warnings.listed)


def _track_failure(
    endpoint: Endpoint, method: str, failure: SpineError, cause: BaseException | None, seconds: float
) -> None:
    """Track a failed request; `database_status` is what the database answered last, 429 where it had no time."""
    track_event(
        "request_failed",
        {
            "endpoint": endpoint.name,
            "method": method,
            "status": failure.status,
            "code": failure.code,
            "database_status": database_status(cause),
            "duration_ms": round(1000 * seconds),
        },
    )


def _request(endpoint: Endpoint, req: func.HttpRequest, warnings: InputWarnings) -> Request[Any, Any]:
    """The request, parsed and authorised; `warnings` gets what of it nothing reads.

    Raises what `spine.errors` has for a bad one.
    """
    headers = {name.lower(): value for name, value in req.headers.items()}
    caller = caller_of(settings(), endpoint, headers)
    raw = check_body(headers, req.get_body()) if endpoint.reads_body else b""
    values = query_values(req.url)
    if not endpoint.anonymous:  # a page reads its own query
        warnings.add_unknown_fields(endpoint.query, values, misplaced(endpoint.body, "query", "body"))
    query = validate(endpoint.query, values)
    parsed = body_values(endpoint.body, raw, headers.get("content-type", ""))
    warnings.add_unknown_fields(endpoint.body, parsed, misplaced(endpoint.query, "body", "query"))
    body = validate(endpoint.body, parsed)
    path = dict(req.route_params)
    check_ids(path, endpoint.parameters)
    return Request(query, body, path, headers, raw, authorise(caller, endpoint, path, query, body))


def run_timer(name: str, context: func.Context, job: "Callable[[Service], None]") -> None:
    """Run a job on the configured service, then send its events. Errors are logged inside the invocation."""
    with bind(getattr(context.trace_context, "trace_parent", None)):
        with _errors_logged(name):
            from spine.bootstrap import service  # loaded by the first tick, as by the first request

            job(service())
        with _errors_logged(name):
            flush()


@contextmanager
def _errors_logged(name: str) -> Iterator[None]:
    try:
        yield
    except SpineError as error:
        logger.error("%s: %s", name, error.detail)
    except Exception as error:
        logger.exception("%s failed: %s", name, type(error).__name__)
