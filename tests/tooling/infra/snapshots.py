"""What a deployment would make, as the compiler worked it out: the snapshots beside the parameter files."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

INFRA = Path(__file__).parents[3] / "infra"
NAMES = sorted(
    path.relative_to(INFRA).as_posix().removesuffix(".bicepparam")
    for folder in (INFRA, INFRA / "options")
    for path in folder.glob("*.bicepparam")
)
"""Every parameter file: dev, prod, and each option on top of dev."""


class Snapshot:
    """The resources of one deployment."""

    def __init__(self, name: str) -> None:
        self.text = (INFRA / f"{name}.snapshot.json").read_text(encoding="utf-8")
        held = json.loads(self.text)
        self.resources: list[dict[str, Any]] = held["predictedResources"]
        self.outputs: dict[str, Any] = held["outputs"]
        self.diagnostics: list[Any] = held["diagnostics"]

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The resources of one type."""
        return [one for one in self.resources if one["type"] == kind]

    def one(self, kind: str) -> dict[str, Any]:
        """The only resource of a type."""
        [found] = self.all(kind)
        return found

    def properties(self, kind: str) -> dict[str, Any]:
        """What the only resource of a type is like."""
        return dict(self.one(kind)["properties"])

    @property
    def app(self) -> dict[str, Any]:
        """The Function App."""
        return self.properties("Microsoft.Web/sites")

    @property
    def account(self) -> dict[str, Any]:
        """The Cosmos DB account."""
        return self.properties("Microsoft.DocumentDB/databaseAccounts")

    @property
    def settings(self) -> Mapping[str, str]:
        """The app's settings by name; one that is set twice fails."""
        pairs = [(one["name"], one["value"]) for one in self.app["siteConfig"]["appSettings"]]
        assert len(pairs) == len(dict(pairs))
        return dict(pairs)


@lru_cache
def snapshot(name: str) -> Snapshot:
    """The snapshot of a parameter file."""
    return Snapshot(name)
