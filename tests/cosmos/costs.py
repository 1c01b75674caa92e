"""The table of what each endpoint costs, docs/cosmos-costs.md. `python -m tests.cosmos.costs` measures it again."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from devhost import FunctionsApp
from spine import bootstrap, config
from spine.http import router
from spine.store.deadlines import deadline
from tests.api.client import Api
from tests.clock import Clock
from tests.cosmos.calls import CALLS
from tests.cosmos.landscape import ORG, build
from tests.cosmos.observing import Observation, observing
from tests.double import DATABASE, Double
from tests.tooling.docs.pages import replace_table

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "cosmos-costs.md"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SIZES = (1_000, 10_000)

HEAD = ["Endpoint", "Requests", "In sequence", "Documents", "RU, 1,000 facts", "RU, 10,000"]


class Row(NamedTuple):
    """A line of the table."""

    endpoint: str
    requests: int
    in_sequence: int
    documents: int
    units: tuple[float, ...]

    @property
    def cells(self) -> list[str]:
        """The cells of the line."""
        counts = [str(self.requests), str(self.in_sequence), str(self.documents)]
        return [self.endpoint, *counts, *(f"{one:,.0f}" for one in self.units)]


def documented() -> dict[str, Row]:
    """The lines of the table as it stands in docs/, by endpoint."""
    rows = re.findall(r"^\| ((?:GET|POST|PUT|PATCH|DELETE) .*) \|$", TABLE.read_text("utf-8"), re.M)
    cells = (row.replace(",", "\0").split(" | ") for row in rows)
    return {
        name.replace("\0", ","): Row(name.replace("\0", ","), int(requests), int(sequence), int(documents), tuple(
            float(one.replace("\0", "")) for one in units
        ))
        for name, requests, sequence, documents, *units in cells
    }  # fmt: skip


@contextmanager
def settings_for(double: Double) -> Iterator[None]:
    """The app's settings for a fresh container of the double."""
    values = {
        "AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_STORE": "cosmos", "DEFAULT_ORG_ID": ORG,
        "COSMOS_ENDPOINT": double.endpoint, "COSMOS_KEY": double.key, "COSMOS_DATABASE": DATABASE,
        "COSMOS_CONTAINER": double.container(),
    }  # fmt: skip
    with patch.dict(os.environ, values):
        config.forget_settings()
        bootstrap.store_of.cache_clear()
        yield
        bootstrap.store_of(config.settings()).close()  # type: ignore[attr-defined]  # this one is a CosmosStore
        bootstrap.store_of.cache_clear()
    config.forget_settings()


def measure(
    app: FunctionsApp, double: Double, facts: int, organisations: int = 3, calls: Iterable[str] = CALLS
) -> dict[str, Observation]:
    """What each call asks of the double, on an organisation with so many facts next to so many others.

    No deadline counts: the double scans where the service seeks, and other programs may keep the machine busy.
    """
    no_deadline = patch.object(router, "deadline", lambda _: deadline(600.0))
    with settings_for(double), patch.object(bootstrap, "_now", Clock(NOW)), no_deadline:
        build(bootstrap.store_of(config.settings()), facts, NOW, organisations)
        api = Api(app, Clock(NOW))
        return {name: _observed(api, double, name) for name in calls}


def _observed(api: Api, double: Double, name: str) -> Observation:
    with observing(double) as observed:
        answer = CALLS[name](api)
    assert answer.status < 300, f"{name}: {answer.status} {answer.body!r}"
    return observed


def main() -> None:
    """Measure all sizes and write the table."""
    with Double() as double, FunctionsApp(ROOT) as app:
        measured = [measure(app, double, facts) for facts in SIZES]
    rows = [
        Row(name, one.requests, one.in_sequence, one.documents, tuple(size[name].request_units for size in measured))
        for name, one in measured[0].items()
    ]
    replace_table(TABLE, [HEAD, *(row.cells for row in rows)])


if __name__ == "__main__":
    main()
