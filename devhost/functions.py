"""The functions of an indexed app, as the host knows them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from devhost.routes import Template


@dataclass(frozen=True)
class Function:
    """One function. No methods means all methods; a function without a template is not called over HTTP."""

    name: str
    id: str
    trigger: str
    argument: str
    schedule: str = ""
    methods: tuple[str, ...] = ()
    route: str = ""
    auth: str = ""
    template: Template | None = None

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """The route values of a request that is this function's, or None."""
        if self.template is None or (self.methods and method not in self.methods):
            return None
        return self.template.match(path)

    @property
    def row(self) -> tuple[str, ...]:
        """What a table of functions shows of it."""
        http = (
            (",".join(self.methods) or "any", f"/{self.route.lstrip('/')}", self.auth) if self.template else ("-",) * 3
        )
        return (self.name, self.trigger.removesuffix("Trigger"), *http, self.schedule or "-")


def function_of(metadata: Any, prefix: str) -> Function:
    """A function from the worker's metadata, its route with the app's route prefix."""
    bindings = [json.loads(raw) for raw in metadata.raw_bindings]
    trigger = next(b for b in bindings if b["type"].lower().endswith("trigger"))
    name, identifier, kind = metadata.name, metadata.function_id, trigger["type"]
    if kind != "httpTrigger":
        return Function(name, identifier, kind, trigger["name"], trigger.get("schedule", ""))
    route = "/".join(filter(None, (prefix, trigger.get("route") or name)))
    return Function(
        name,
        identifier,
        kind,
        trigger["name"],
        methods=tuple(trigger.get("methods", ())),
        route=route,
        auth=trigger.get("authLevel", "function").lower(),
        template=Template(route),
    )


def table(functions: Sequence[Function]) -> str:
    """The functions in lines of equal columns."""
    rows = [("NAME", "TRIGGER", "METHODS", "ROUTE", "AUTH", "SCHEDULE"), *(f.row for f in functions)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
