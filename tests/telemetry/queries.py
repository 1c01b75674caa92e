"""The queries in `infra/`: those of the alerts and those of the workbook."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

INFRA = Path(__file__).parents[2] / "infra"
ALERTS: list[dict[str, Any]] = json.loads((INFRA / "alerts" / "alerts.json").read_text(encoding="utf-8"))["alerts"]


def query_of(alert: dict[str, Any]) -> str:
    """The query of an alert."""
    return (INFRA / "alerts" / str(alert["query"])).read_text(encoding="utf-8")


def of_workbook() -> Iterator[tuple[str, str]]:
    """The workbook's queries by name."""
    for item in json.loads((INFRA / "workbook.json").read_text(encoding="utf-8"))["items"]:
        if item["type"] == 3:
            yield item["name"], item["content"]["query"]


def everything() -> dict[str, str]:
    """Every query by name."""
    return {alert["query"]: query_of(alert) for alert in ALERTS} | dict(of_workbook())
