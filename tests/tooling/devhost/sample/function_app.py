"""A small app that shows what the host does: each function says what it was given."""

import json
import logging
import os
from typing import Any

import azure.functions as func

app = func.FunctionApp()
logger = logging.getLogger("sample")
ticks: list[bool] = []


def said(**values: Any) -> func.HttpResponse:
    """The values as JSON."""
    return func.HttpResponse(json.dumps(values), mimetype="application/json")


@app.route("echo/{*rest}")
def echo(req: func.HttpRequest) -> func.HttpResponse:
    """All that it was given."""
    logger.info("echoing %s", req.method)
    return said(
        method=req.method,
        url=req.url,
        query=dict(req.params),
        route=dict(req.route_params),
        headers=dict(req.headers),
        body=req.get_body().decode(),
    )


@app.route("orgs/{org_id}", methods=["GET"])
def get_org(req: func.HttpRequest) -> func.HttpResponse:
    """The route that takes any organisation."""
    return said(function="get_org", **req.route_params)


@app.route("orgs/search", methods=["GET"])
def search_orgs(req: func.HttpRequest) -> func.HttpResponse:
    """A literal route beside one with a parameter."""
    return said(function="search_orgs")


@app.route("orgs/{org_id}:archive", methods=["POST"])
def archive_org(req: func.HttpRequest) -> func.HttpResponse:
    """A route with a verb behind a colon."""
    return said(function="archive_org", **req.route_params)


@app.route("health", methods=["GET", "HEAD"], auth_level=func.AuthLevel.ANONYMOUS)
def health(req: func.HttpRequest) -> func.HttpResponse:
    """A route that anybody may call."""
    return said(ok=True, setting=os.environ.get("SAMPLE_SETTING"))


@app.route("purge", methods=["POST"], auth_level=func.AuthLevel.ADMIN)
def purge(req: func.HttpRequest) -> func.HttpResponse:
    """A route that wants the master key."""
    return said(purged=True)


@app.route("text", methods=["GET"])
def text(req: func.HttpRequest) -> str:
    """A body that looks like a response."""
    return '{"body": "a whole response", "status": 418}'


@app.route("cookie", methods=["GET"])
def cookie(req: func.HttpRequest) -> func.HttpResponse:
    """A header that is parsed on its way."""
    return func.HttpResponse(headers={"Set-Cookie": "seen=a/b; Secure; Max-Age=60"})


@app.route("broken", methods=["GET"])
def broken(req: func.HttpRequest) -> func.HttpResponse:
    """A function that fails."""
    raise RuntimeError("nobody sees this but the log")


@app.route("ticks", methods=["GET"])
def get_ticks(req: func.HttpRequest) -> func.HttpResponse:
    """Whether each run of the timer was late."""
    return said(past_due=ticks)


@app.timer_trigger("timer", "0 0 3 * * *")
def nightly(timer: func.TimerRequest) -> None:
    """A timer that notes its runs."""
    ticks.append(timer.past_due)


@app.timer_trigger("timer", "%SAMPLE_SCHEDULE%")
def unset(timer: func.TimerRequest) -> None:
    """A timer whose schedule is a setting."""
    raise RuntimeError("this timer always fails")
