"""The rollout's success criteria, read from the workbook: its queries and thresholds are the one truth."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ValidationError

from spine.operations.errors import Refused
from spine.schemas.responses.service import Coverage

WORKBOOK = Path(__file__).parents[3] / "infra" / "workbook.json"
PREFIX = "criterion "
COVERAGE = "coverage"

PASS, FAIL, NOT_ENOUGH, NOT_MEASURED = "pass", "fail", "not enough data", "not measured here"
UNITS = {"_pct": "%", "_ms": "ms", "": ""}
"""What the endings of the workbook's columns `value…` and `threshold…` mean."""
VERDICTS = {"pass": PASS, "fail": FAIL, "too little data": NOT_ENOUGH}
"""The workbook's verdicts, in the report's words."""


Number = Annotated[float | None, AfterValidator(lambda number: number if math.isfinite(number or 0) else None)]
"""The API writes a real without a value as the text NaN."""


class Row(BaseModel):
    """The row of a criterion's query, its columns without the endings that tell the unit."""

    verdict: Literal["pass", "fail", "too little data"]
    numerator: Number
    denominator: Number
    value: Number
    threshold: Number


@dataclass(frozen=True)
class Criterion:
    """One criterion of the workbook: what it says, its query, and how far back that looks, in milliseconds."""

    name: str
    title: str
    query: str
    looks_back_ms: int

    def constant(self, pattern: str) -> float:
        """A number that stands in the query, as `threshold_pct = (…)`."""
        found = re.search(pattern.replace("…", r"[\d.]+"), self.query)
        if found is None:
            raise Refused(f"{WORKBOOK.name} has no {pattern} in the query of {self.name!r}")
        return float(found.group(1))


@dataclass(frozen=True)
class Measurement:
    """What a criterion came to. None where there is nothing to say."""

    verdict: str = NOT_MEASURED
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    threshold: float | None = None
    unit: str = ""
    """What value and threshold are counted in: %, ms, or nothing for a rating."""


def read_criteria(workbook: Path = WORKBOOK) -> list[Criterion]:
    """The workbook's criteria, in its order. Raises OSError where the workbook is not there."""
    items = json.loads(workbook.read_text(encoding="utf-8"))["items"]
    return [
        Criterion(
            item["name"].removeprefix(PREFIX),
            item["content"]["title"],
            item["content"]["query"],
            int(item["content"]["timeContext"]["durationMs"]),
        )
        for item in items
        if item.get("name", "").startswith(PREFIX)
    ]


def measure_coverage(criterion: Criterion, coverage: Coverage) -> Measurement:
    """The criterion of coverage, from what `GET /metrics/coverage` counts: the last complete sweep."""
    having, total = coverage["orgs_with_workstream"], coverage["orgs"]
    threshold = criterion.constant(r"threshold_pct = (…)")
    is_enough = coverage["as_of"] is not None and total >= criterion.constant(r"denominator >= (…)")
    verdict = (PASS if 100 * having >= threshold * total else FAIL) if is_enough else NOT_ENOUGH
    value = round(100 * having / total, 1) if total else None
    return Measurement(verdict, having, total, value, threshold, "%")


def measure_row(criterion: Criterion, row: Mapping[str, object]) -> Measurement:
    """A criterion from the row that its query gives; without a row there is not enough data.

    Raises Refused for a row that has not the workbook's columns.
    """
    if not row:
        return Measurement(NOT_ENOUGH)
    suffix = next((suffix for suffix in UNITS if f"threshold{suffix}" in row), "")
    try:
        read = Row.model_validate({name.removesuffix(suffix): cell for name, cell in row.items()})
    except ValidationError as error:
        message = f"the workspace's result for {criterion.name!r} lacks columns of the workbook's query"
        raise Refused(message) from error
    return Measurement(VERDICTS[read.verdict], **read.model_dump(exclude={"verdict"}), unit=UNITS[suffix])
