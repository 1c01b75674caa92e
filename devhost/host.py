"""An indexed app, and the host's part in calling it: routes, keys, timers."""

import json as jsonlib
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote

from devhost import functions, messages, problems
from devhost.answer import Answer, Outcome, answer_of, outcome_of
from devhost.functions import Function
from devhost.request import Body, Headers, Query, Request, read_request
from devhost.settings import mark_local_run
from devhost.worker import Worker

MASTER_KEY = "_master"

# A caller in Azure is cut off after 230 seconds, whatever the function's own timeout is.
_HTTP_SECONDS = 230
_TIMER_SECONDS = 30 * 60


class FunctionsApp:
    """An app indexed by the worker library; one at a time in a process.

    `settings` become environment variables first. `keys` ({name: value}, the master key under MASTER_KEY)
    turns on the check of function keys. Raises IndexingError where Azure would find no function.
    """

    def __init__(
        self,
        app_dir: str | Path,
        *,
        settings: Mapping[str, str] | None = None,
        keys: Mapping[str, str] | None = None,
        base_url: str = "http://localhost:7071",
    ) -> None:
        self.directory = Path(app_dir).resolve()
        self.keys = keys
        self._scheme, _, self._host = base_url.partition("://")
        os.environ.update(settings or {})
        mark_local_run()
        self.host_json = _host_json(self.directory)
        self._http = self.host_json.get("extensions", {}).get("http", {})
        self._worker = Worker()
        try:
            self.functions = self._indexed()
        except BaseException:
            self._worker.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Wait for the invocations under way, and let another app be opened."""
        self._worker.close()

    def find(self, method: str, path: str) -> tuple[Function | None, dict[str, str]]:
        """The function that the host picks for a request, and its route values.

        Routes are tried in the order of the functions' names, however specific they are, and a method that no
        matching route lists finds nothing.
        """
        decoded = unquote(re.sub("%(?=2[fF])", "%25", path))  # the host decodes all but a slash
        for function in self.functions:
            if (values := function.match(method.upper(), decoded)) is not None:
                return function, values
        return None, {}

    def invoke_http(
        self,
        method: str,
        path: str,
        query: Query = None,
        headers: Headers = None,
        body: Body = None,
        json: Any = None,
    ) -> Answer:
        """Serve one request as the host would; `query` adds to what the path has behind its question mark."""
        request = read_request(method, path, query, headers, body, json, self._host)
        function, values = self.find(request.method, request.path)
        if function is None:
            return Answer(False, status=200 if request.path in ("", "/") else 404)  # "/" is the host's home page
        if not self.opens(request.key, function.auth):
            return Answer(False, function.name, status=401)
        answer = self._answer(function, request, values)
        return answer.without_body() if request.method == "HEAD" else answer

    def invoke_timer(self, name: str, past_due: bool = False) -> Outcome:
        """Run a timer function as the host's scheduler would. Raises KeyError if none has this name."""
        timers = (f for f in self.functions if f.trigger == "timerTrigger" and f.name.lower() == name.lower())
        if (function := next(timers, None)) is None:
            raise KeyError(f"no timer function {name!r}")
        now = datetime.now(UTC)
        data = messages.TypedData(json=jsonlib.dumps(_timer_info(now, past_due)))
        fired = {"TimerTrigger": messages.TypedData(string=now.strftime("%m/%d/%Y %H:%M:%S"))}
        return outcome_of(
            function.name, self._worker.invoke(function.id, function.argument, data, fired, _TIMER_SECONDS)
        )

    def opens(self, key: str | None, level: str) -> bool:
        """Whether a key lets its bearer call what wants this level: anonymous, function or admin."""
        if self.keys is None or level == "anonymous":
            return True
        names = {name for name, value in self.keys.items() if value == key}
        return MASTER_KEY in names or (level == "function" and bool(names))

    def table(self) -> str:
        """The functions, in the order in which the host tries their routes."""
        return functions.table(self.functions)

    def problems(self) -> list[str]:
        """What the host would refuse, or serve otherwise than the code suggests."""
        return problems.problems_of(self.functions, self.host_json)

    def _indexed(self) -> list[Function]:
        prefix = self._http.get("routePrefix", "api")
        found = [functions.function_of(metadata, prefix) for metadata in self._worker.index(self.directory)]
        return sorted(found, key=lambda function: function.name.upper())

    def _answer(self, function: Function, request: Request, values: dict[str, str]) -> Answer:
        data = request.message(self._scheme, values)
        response = self._worker.invoke(function.id, function.argument, data, {}, _HTTP_SECONDS)
        answer = answer_of(function.name, response)
        custom = {name.lower(): text for name, text in self._http.get("customHeaders", {}).items()}
        return replace(answer, headers=custom | answer.headers)


def _host_json(directory: Path) -> dict[str, Any]:
    path = directory / "host.json"
    read: dict[str, Any] = jsonlib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return read


def _timer_info(now: datetime, past_due: bool) -> dict[str, Any]:
    last = (now - timedelta(days=1)).isoformat()
    status = {"Last": last, "LastUpdated": last, "Next": now.isoformat()}
    return {"Schedule": {"AdjustForDST": True}, "ScheduleStatus": status, "IsPastDue": past_due}
