"""What the host would refuse of an app, or serve otherwise than its code suggests."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

from devhost.functions import Function
from spine.domain.ncrontab import schedule_error

_NAME = re.compile(r"(?!host$)[a-z][a-z0-9_\-]{0,127}", re.IGNORECASE)
_ARGUMENT = re.compile("(?!.*__)[a-zA-Z_][a-zA-Z0-9_]{0,127}")


def problems_of(functions: Sequence[Function], host_json: dict[str, Any]) -> list[str]:
    """One line for each problem; the functions come in the order in which the host tries their routes."""
    found = [] if host_json.get("version") == "2.0" else ['host.json: "version" must be "2.0"']
    for position, function in enumerate(functions):
        found += _own_problems(function)
        found += _lost_to(functions[:position], function)
    return found


def _own_problems(function: Function) -> Iterator[str]:
    if not _NAME.fullmatch(function.name):
        yield f"{function.name}: the host refuses this name"
    if not _ARGUMENT.fullmatch(function.argument):
        yield f"{function.name}: argument {function.argument!r} is a binding name that the host refuses"
    if function.template and function.route.lower().startswith(("admin", "runtime")):
        yield f"{function.name}: routes that start with admin or runtime are the host's own"
    if function.schedule:
        yield from _schedule_problem(function)


def _schedule_problem(function: Function) -> Iterator[str]:
    setting = re.fullmatch("%(.+)%", function.schedule)
    schedule = os.environ.get(setting[1], "") if setting else function.schedule
    if setting and not schedule:
        yield f"{function.name}: {function.schedule} is not set, so the host drops the function"
    elif error := schedule_error(schedule):
        yield f"{function.name}: schedule {schedule!r}: {error}"


def _lost_to(earlier: Sequence[Function], function: Function) -> Iterator[str]:
    for other in earlier:
        shared = not function.methods or not other.methods or set(function.methods) & set(other.methods)
        if not (function.template and other.template and shared):
            continue
        if other.route.lower() == function.route.lower():
            yield f"{function.name}: the host drops it, for {other.name} has the same route and method"
        elif other.template.match(function.template.sample) is not None:
            yield f"{function.name}: /{function.route} is hidden by {other.name}, tried first"
