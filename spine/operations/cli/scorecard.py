"""The rollout's scorecard."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any

import typer

from spine.bootstrap import service
from spine.operations.cli.criteria import (
    COVERAGE,
    NOT_ENOUGH,
    NOT_MEASURED,
    Criterion,
    Measured,
    criteria,
    of_coverage,
    of_row,
)
from spine.operations.cli.printing import AsJson, answer, table
from spine.operations.cli.progress import bar
from spine.schemas.responses.service import Coverage
from spine.usecases import sweep_results

type Ask = Callable[[str, int], dict[str, Any]]
"""A query and how far back it looks, in milliseconds, to its one row, which is empty where nothing was found."""


def report(
    workspace: Annotated[str | None, typer.Option(metavar="ID", help="The Log Analytics workspace's id.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="Its API, where it is not in Azure's public cloud.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say whether the rollout meets its success criteria.

    Coverage is what the last stale sweep counted in the store. Errors, the share of macro plans, durations and
    satisfaction are telemetry: with --workspace they are asked there by the workbook's own queries, with your sign-in
    (`az login`); without it they are not measured here.
    """
    ask = _asking(workspace, endpoint)
    counted = sweep_results.coverage(service())
    known = criteria()
    rows = _asked(known, ask) if ask else {}
    measured = [_measured(one, counted, rows) for one in known]
    document = {"coverage_as_of": counted["as_of"], "criteria": [_document(one) for one in measured]}
    columns = ["criterion", "numerator", "denominator", "value", "threshold", "verdict", "as of"]
    lines = [[*_row(one), _as_of(one, counted["as_of"])] for one in measured]
    answer(document, table(columns, lines), as_json=as_json)


def _asking(workspace: str | None, endpoint: str | None) -> Ask | None:
    """What asks the workspace. None without one, which leaves an endpoint without sense."""
    if workspace is None:
        if endpoint is not None:
            raise typer.BadParameter("a workspace is asked there: name it by --workspace", param_hint="--endpoint")
        return None
    from spine.operations.cli.workspace import workspace_of  # 200 ms, for those who have a workspace

    return workspace_of(workspace, endpoint).row


def _asked(known: list[Criterion], ask: Ask) -> dict[str, dict[str, Any]]:
    """The row of each criterion that only telemetry knows."""
    asking = [one for one in known if one.name != COVERAGE]
    rows: dict[str, dict[str, Any]] = {}
    with bar("Asking the workspace", len(asking)) as shown:
        for one in asking:
            rows[one.name] = ask(one.query, one.looks_back_ms)
            shown.moved(at=one.name)
    return rows


def _measured(one: Criterion, counted: Coverage, rows: dict[str, dict[str, Any]]) -> Measured:
    if one.name == COVERAGE:
        return of_coverage(one, counted)
    if one.name not in rows:
        return Measured(one)
    return of_row(one, rows[one.name]) if rows[one.name] else Measured(one, NOT_ENOUGH)


def _document(one: Measured) -> dict[str, Any]:
    said = asdict(one)
    return {"name": one.criterion.name, "title": one.criterion.title} | {
        k: v for k, v in said.items() if k != "criterion"
    }


def _row(one: Measured) -> list[object]:
    counted = [None if number is None else f"{number:g}" for number in (one.numerator, one.denominator)]
    measured = [None if number is None else f"{number:g} {one.unit}".rstrip() for number in (one.value, one.threshold)]
    return [one.criterion.title, *counted, *measured, one.verdict]


def _as_of(one: Measured, swept: str | None) -> str | None:
    """When it was so: coverage is as old as the sweep that counted it."""
    if one.criterion.name == COVERAGE:
        return swept or "no complete sweep yet"
    return None if one.verdict == NOT_MEASURED else "now"
