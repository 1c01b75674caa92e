"""The table of what each endpoint costs, docs/cosmos-costs.md. `python -m tests.cosmos.costs` measures it anew."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from devhost import FunctionsApp
from spine import bootstrap, config
from spine.http import router
from tests.api.client import Api, Clock
from tests.cosmos.calls import CALLS
from tests.cosmos.landscape import ORG, build
from tests.cosmos.observing import Observation, observing
from tests.double import DATABASE, Double

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "cosmos-costs.md"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SIZES = (1_000, 10_000, 100_000)

HEAD = """# What each endpoint asks of Cosmos DB

Measured by `python -m tests.cosmos.costs` on the test double: one organisation with 20 workstreams of 40 links each
and 1,000, 10,000 or 100,000 facts. `tests/cosmos/test_costs.py` fails where the code asks for other numbers.

- **Requests**: what is sent to the database; tries again (429, lost connections) come on top. **In sequence**: how many
  of them wait for one another. **Documents**: how many are read.
- **RU**: request units by the double's estimate: a point read of 1 KB is 1, a query 2.5 and 0.07 for each document
  and 0.03 for each KB that it returns, a write 5 for each KB and 0.1 for each indexed value, a replacement twice that.
  The service's own charge decides: compare `x-ms-request-charge` in staging. The index seeks of a search, and of a
  plan's widening, grow with how many facts hold its words (an estimated 8 to 30 RU for each read at 100,000 facts);
  nothing else grows with the facts. The columns are flat because the double charges what is returned.
- A query across partitions (by id without `org`, organisations by name) costs its 2.5 RU once for each physical
  partition: one up to 50 GB and 10,000 RU/s.
- An unknown id without `org` is looked for a second time after 100 ms.

| Endpoint | Requests | In sequence | Documents | RU, 1,000 facts | RU, 10,000 | RU, 100,000 |
| --- | --- | --- | --- | --- | --- | --- |
"""


class Row(NamedTuple):
    """A line of the table."""

    endpoint: str
    requests: int
    in_sequence: int
    documents: int
    units: tuple[float, ...]

    def __str__(self) -> str:
        units = " | ".join(f"{one:,.0f}" for one in self.units)
        return f"| {self.endpoint} | {self.requests} | {self.in_sequence} | {self.documents} | {units} |"


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


def measure(app: FunctionsApp, double: Double, facts: int, organisations: int = 3) -> dict[str, Observation]:
    """What each call asks of the double, on an organisation with so many facts beside so many others."""
    with settings_for(double), patch.object(bootstrap, "_now", Clock(NOW)):
        build(bootstrap.store_of(config.settings()), facts, NOW, organisations)
        api = Api(app, Clock(NOW))
        return {name: _observed(api, double, name) for name in CALLS}


def _observed(api: Api, double: Double, name: str) -> Observation:
    with observing(double) as observed:
        answer = CALLS[name](api)
    assert answer.status < 300, f"{name}: {answer.status} {answer.body!r}"
    return observed


def main() -> None:
    """Measure all sizes and write the table. The double scans where the service seeks, so no deadline counts here."""
    with Double() as double, FunctionsApp(ROOT) as app, patch.object(router, "seconds_of", lambda _: 600.0):
        measured = [measure(app, double, facts) for facts in SIZES]
    lines = [
        Row(name, one.requests, one.in_sequence, one.documents, tuple(size[name].request_units for size in measured))
        for name, one in measured[0].items()
    ]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(HEAD + "\n".join(map(str, lines)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
