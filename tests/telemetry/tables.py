"""The tables that alerts and the workbook ask, in DuckDB: filled with what was sent, asked in Kusto's language."""

import json
import operator
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import duckdb_kql

from devhost import Answer
from tests.telemetry.ingestion import Ingestion
from tests.telemetry.queries import query_of

_INSIGHTS = "timestamp TIMESTAMP, name VARCHAR, itemCount INTEGER, operation_Id VARCHAR"
_TABLES = {
    "customEvents": f"{_INSIGHTS}, customDimensions JSON",
    "requests": f"{_INSIGHTS}, operation_Name VARCHAR, resultCode VARCHAR, success VARCHAR, duration DOUBLE",
    "CDBPartitionKeyStatistics": "TimeGenerated TIMESTAMP, PartitionKey VARCHAR, SizeKb BIGINT",
    "CDBDataPlaneRequests5M": "TimeGenerated TIMESTAMP, StatusCode INTEGER, RequestCount DOUBLE",
    "_LogOperation": "TimeGenerated TIMESTAMP, Category VARCHAR, Operation VARCHAR, Detail VARCHAR",
}
_OPERATORS = {"GreaterThan": operator.gt, "GreaterThanOrEqual": operator.ge, "LessThan": operator.lt}
_IF_EXISTS = re.compile(r'column_ifexists\("(\w+)", ([^()]+|\w+\([^()]*\))\)')


class Tables:
    """Rows of any age; an alert sees those in its own time range."""

    def __init__(self) -> None:
        self._start = _now()
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

    def answered(self, answer: Answer, seconds: float = 0.1, minutes_ago: float = 0, count: int = 1) -> None:
        """The host's own record of requests, each of which took so long; a returned 500 counts as its success."""
        name = answer.function
        self.requested(name, str(answer.status), seconds, minutes_ago, count)

    def requested(self, name: str, code: str, seconds: float, minutes_ago: float = 0, count: int = 1) -> None:
        """The host's own record of invocations of a function; a timer's result code is 0."""
        at = self._start - timedelta(minutes=minutes_ago)
        row = [at, name, 1, "", name, code, "True", 1000 * seconds]
        for _ in range(count):
            self._rows.execute("INSERT INTO all_requests VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def logged(self, table: str, *values: Any, minutes_ago: float = 0) -> None:
        """A row of a table of the workspace."""
        row = [self._start - timedelta(minutes=minutes_ago), *values]
        self._rows.execute(f"INSERT INTO all_{table} VALUES ({', '.join('?' * len(row))})", row)

    def ask(self, query: str, seen: timedelta) -> list[dict[str, Any]]:
        """The rows that a query gives, over the rows that are not older."""
        since = (_now() - seen).isoformat()
        for name, columns in _TABLES.items():
            time = columns.split()[0]
            view = f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM all_{name} WHERE {time} > TIMESTAMP '{since}'"
            self._rows.execute(view)
        found = duckdb_kql.kql(self._rows, _with_columns_that_exist(query))
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    def fires(self, alert: Mapping[str, Any]) -> bool:
        """Whether an alert fires: in one period, or in as many of the last ones as it asks for."""
        periods = alert.get("periods", {"of": 1, "failing": 1})
        window = duration(alert.get("range", alert["window"]))
        exceeds = _OPERATORS[alert["operator"]]
        rows = self.ask(query_of(alert), periods["of"] * window)
        failing = {row.get("timestamp") for row in rows if exceeds(row[alert["measure"]], alert["threshold"])}
        return len(failing) >= periods["failing"]


def _with_columns_that_exist(query: str) -> str:
    """DuckDB's translation does not know `column_ifexists`, which is decided by the tables alone."""
    known = {column.split()[0] for columns in _TABLES.values() for column in columns.split(", ")}
    while found := _IF_EXISTS.search(query):
        query = query.replace(found[0], found[1] if found[1] in known else found[2])
    return query


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def duration(iso: str) -> timedelta:
    """PT15M, PT1H or P2D."""
    [(number, unit)] = re.findall(r"(\d+)([DHM])", iso)
    return int(number) * {"D": timedelta(days=1), "H": timedelta(hours=1), "M": timedelta(minutes=1)}[unit]
