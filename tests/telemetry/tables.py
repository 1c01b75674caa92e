"""The tables of Application Insights in DuckDB, filled with what was really sent, and asked in Kusto's language."""

import json
import operator
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import duckdb_kql

from devhost import Answer
from tests.telemetry.ingestion import Ingestion
from tests.telemetry.queries import query_of

_COMMON = "timestamp TIMESTAMP, name VARCHAR, itemCount INTEGER, operation_Id VARCHAR"
_TABLES = {
    "customEvents": f"{_COMMON}, customDimensions JSON",
    "requests": f"{_COMMON}, operation_Name VARCHAR, resultCode VARCHAR, success VARCHAR, duration DOUBLE",
}
_OPERATORS = {"GreaterThan": operator.gt, "GreaterThanOrEqual": operator.ge, "LessThan": operator.lt}


class Tables:
    """Rows of any age; an alert sees those in its own time range."""

    def __init__(self) -> None:
        self._rows = duckdb.connect()
        self._rows.execute("SET TimeZone = 'UTC'")
        for name, columns in _TABLES.items():
            self._rows.execute(f"CREATE TABLE all_{name} ({columns})")

    def take(self, ingestion: Ingestion, ago: timedelta = timedelta()) -> None:
        """Move what an endpoint received into the table of events, as if it had been sent some time ago."""
        for envelope in ingestion.envelopes:
            sent = datetime.fromisoformat(envelope["time"]).astimezone(UTC).replace(tzinfo=None)
            data, trace = envelope["data"]["baseData"], envelope["tags"]["ai.operation.id"]
            row = [sent - ago, data["name"], 1, trace, json.dumps(data["properties"])]
            self._rows.execute("INSERT INTO all_customEvents VALUES (?, ?, ?, ?, ?)", row)
        ingestion.envelopes.clear()

    def answered(self, answer: Answer, seconds: float = 0.1) -> None:
        """The host's own record of a request, which took so long; a 500 that a function returns is its success."""
        row = [_now(), answer.function, 1, "", answer.function, str(answer.status), "True", 1000 * seconds]
        self._rows.execute("INSERT INTO all_requests VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def ask(self, query: str, seen: timedelta) -> list[dict[str, Any]]:
        """The rows that a query gives, over the rows that are not older."""
        for name in _TABLES:
            since = (_now() - seen).isoformat()
            view = f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM all_{name} WHERE timestamp > TIMESTAMP '{since}'"
            self._rows.execute(view)
        found = duckdb_kql.kql(self._rows, query)
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    def fires(self, alert: dict[str, Any]) -> bool:
        """Whether an alert fires."""
        rows = self.ask(query_of(alert), duration(alert.get("range", alert["window"])))
        exceeds = _OPERATORS[alert["operator"]]
        return any(exceeds(row[alert["measure"]], alert["threshold"]) for row in rows)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def duration(iso: str) -> timedelta:
    """PT15M, PT1H or P2D."""
    [(number, unit)] = re.findall(r"(\d+)([DHM])", iso)
    return int(number) * {"D": timedelta(days=1), "H": timedelta(hours=1), "M": timedelta(minutes=1)}[unit]
