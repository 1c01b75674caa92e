"""The command that reports on the rollout."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

import typer
from pydantic import TypeAdapter

from spine import bootstrap
from spine.operations.cli.credentials import KeyEnv, TokenEnv, with_credential
from spine.operations.cli.exit_codes import failed
from spine.operations.cli.output import AsJson, answer, bar
from spine.operations.errors import Refused
from spine.operations.rollout.criteria import (
    COVERAGE,
    FAIL,
    Criterion,
    Measurement,
    measure_coverage,
    measure_row,
    read_criteria,
)
from spine.operations.verification.deployment import deployment_at
from spine.schemas.responses.service import Coverage
from spine.usecases import organisations

type Ask = Callable[[str, int], dict[str, object]]
"""A query and how far back it looks, in milliseconds, to its one row, which is empty where nothing was found."""


def report(
    workspace: Annotated[str | None, typer.Option(metavar="ID", help="The Log Analytics workspace's id.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="The API endpoint, if not in Azure's public cloud.")] = None,
    url: Annotated[
        str | None, typer.Option(help="Ask the deployment at this address for the coverage, not the database.")
    ] = None,
    key_env: KeyEnv = None,
    token_env: TokenEnv = None,
    as_json: AsJson = False,
) -> None:
    """Check the success criteria of the rollout.

    Coverage comes from the last stale sweep: from the database, or with --url from a deployment. The other criteria
    come from telemetry and need --workspace and your sign-in (`az login`). The exit code is 1 where one fails.
    """
    ask = _workspace(workspace, endpoint)
    counted = _coverage(url, key_env, token_env)
    criteria = read_criteria()
    measured = _ask_each(criteria, ask) if ask else {}
    document, lines = [], []
    for criterion in criteria:
        measurement = measured.get(criterion.name, Measurement())
        as_of = None
        if criterion.name == COVERAGE:  # as old as the sweep that counted it
            measurement, as_of = measure_coverage(criterion, counted), counted["as_of"] or "no complete sweep yet"
        document.append({"name": criterion.name, "title": criterion.title} | asdict(measurement))
        lines += [criterion.title, f"  {_result(measurement, as_of)}"]
    answer({"coverage_as_of": counted["as_of"], "criteria": document}, "\n".join(lines), as_json=as_json)
    if failing := sum(one["verdict"] == FAIL for one in document):
        raise failed(f"{failing} of {len(criteria)} criteria {'fails' if failing == 1 else 'fail'}")


def _coverage(url: str | None, key_env: str | None, token_env: str | None) -> Coverage:
    """The totals of the last sweep. Raises Refused where a deployment does not tell them."""
    if url is None:
        if key_env or token_env:
            raise typer.BadParameter("--key-env and --token-env need --url", param_hint="--url")
        return organisations.coverage(bootstrap.service())
    deployment = with_credential(deployment_at(url), key_env, token_env)
    reply = deployment.ask("GET", "/metrics/coverage")
    if reply.status in (401, 403):
        raise Refused(f"{deployment.url} rejected the {deployment.credential} ({reply.status}){reply.problem}")
    try:
        return TypeAdapter(Coverage).validate_python(reply.body)
    except ValueError:
        raise Refused(f"{deployment.url} gives no coverage: status {reply.status}{reply.problem}") from None


def _workspace(workspace: str | None, endpoint: str | None) -> Ask | None:
    """What asks the workspace. None without one, which leaves an endpoint without sense."""
    if workspace is None:
        if endpoint is not None:
            raise typer.BadParameter("--endpoint needs --workspace", param_hint="--endpoint")
        return None
    from spine.operations.rollout.workspace import workspace_of  # 200 ms, for those who have a workspace

    return workspace_of(workspace, endpoint).row


def _ask_each(criteria: list[Criterion], ask: Ask) -> dict[str, Measurement]:
    """The criteria that only telemetry knows, by name."""
    asked = [criterion for criterion in criteria if criterion.name != COVERAGE]
    measured = {}
    with bar("Querying the workspace", len(asked)) as progress:
        for criterion in asked:
            measured[criterion.name] = measure_row(criterion, ask(criterion.query, criterion.looks_back_ms))
            progress.advance(at=criterion.name)
    return measured


def _result(measurement: Measurement, as_of: str | None) -> str:
    """The verdict with what it rests on: "pass: 92 % (23 of 25), needs 80 %"."""
    value, unit = measurement.value, measurement.unit
    counts = (measurement.numerator, measurement.denominator)
    parts = [] if value is None else [f"{value:g} {unit}".rstrip()]
    if None not in counts:
        parts.append("{:g} of {:g}".format(*counts))
    if measurement.threshold is not None:
        parts.append(f"threshold {measurement.threshold:g} {unit}".rstrip())
    found = f"{measurement.verdict}{': ' if parts else ''}{', '.join(parts)}"
    return f"{found}; {as_of if measurement.value is None else f'as of {as_of}'}" if as_of else found
