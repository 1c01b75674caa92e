"""A local Azure Functions host, for development and tests; it is never deployed.

Azure runs a Python app as two processes: the host (HTTP, routes, keys, timers) and the worker, whose
indexing, conversions and invocation are the package azure-functions-runtime. Here a small host speaks to that
same package, so an app that does not index here does not index in Azure, and what a function is given and
returns goes through Azure's own converters. The host's side follows the real host's rules, the surprising
ones above all.

    with FunctionsApp(".") as app:
        answer = app.invoke_http("POST", "/orgs/7/items?dry=1", json={"a": 1})
        assert answer.status == 201, answer.stack
        assert app.invoke_timer("nightly").ok

`python -m devhost` serves an app on loopback.
"""

from devhost.answer import Answer, Outcome
from devhost.errors import IndexingError
from devhost.host import FunctionsApp

__all__ = ["Answer", "FunctionsApp", "IndexingError", "Outcome"]
