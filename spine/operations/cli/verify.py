"""The command that verifies a deployment."""

import secrets
from dataclasses import asdict, replace
from typing import Annotated, Any

import typer

from spine.operations.cli.content import organisation_id
from spine.operations.cli.credentials import KeyEnv, TokenEnv, with_credential
from spine.operations.cli.output import AsJson, answer, bar, note, table
from spine.operations.errors import Refused
from spine.operations.verification.checks import CHECKS
from spine.operations.verification.deployment import Deployment, deployment_at
from spine.operations.verification.runner import CHECKING_SECONDS, CheckContext, CheckResult, run_checks


def verify(
    url: Annotated[str, typer.Argument(metavar="URL", help="Its address, like https://func-spine.azurewebsites.net.")],
    key_env: KeyEnv = None,
    token_env: TokenEnv = None,
    org: Annotated[
        str | None, typer.Option(help="The organisation to create and remove; it must not exist (default: verify_…).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Smoke-test a deployment, and clean up.

    It stores facts, creates and links a workstream, plans, proposes, rates and searches in an organisation of its own,
    checks each response, and always removes the organisation at the end. The exit code is 1 when a check failed.
    """
    deployment = deployment_at(url)
    health = _health_of(deployment)
    results = [check_key_is_wanted(deployment)]
    deployment = with_credential(deployment, key_env, token_env).with_time_limit(CHECKING_SECONDS)
    context = CheckContext(deployment, _new_organisation(deployment, org))
    with bar("Verifying", len(CHECKS) + 1) as progress:
        results += run_checks(context, CHECKS, lambda check: progress.advance(at=check))
    failed = [result.check for result in results if not result.passed]
    document = {"url": deployment.url, "version": health["version"], "store": health["store"], "org_id": context.org_id}
    document |= {"passed": not failed, "checks": list(map(asdict, results))}
    rows = [(result.check, "passed" if result.passed else "FAILED", result.ms, result.detail) for result in results]
    answer(document, table(("check", "", "ms", "seen"), rows), as_json=as_json)
    if failed:
        raise Refused(f"{len(failed)} of {len(results)} checks failed: {', '.join(failed)}")
    note(f"{deployment.url} is Spine {health['version']} on {health['store']}; all {len(results)} checks passed.")


def _health_of(deployment: Deployment) -> dict[str, Any]:
    """What /health says. Raises Refused where it is no Spine, or one that cannot run."""
    reply = deployment.wake()
    if reply.status == 503 and reply.problem:
        raise Refused(f"{deployment.url} is Spine, but it cannot run{reply.problem}")
    health = reply.body
    if reply.status != 200 or not isinstance(health, dict) or not {"ok", "version", "store"} <= health.keys():
        raise Refused(
            f"{deployment.url} answers, but is not Spine: unexpected response of GET /health, status {reply.status}"
        )
    return health


def check_key_is_wanted(deployment: Deployment) -> CheckResult:
    """Whether a call without a key is refused; on this machine none is needed."""
    reply = replace(deployment, key=None, token=None).ask("GET", "/metrics/coverage")
    passed = reply.status == 401 or (deployment.is_here and reply.status == 200)
    wrong = f"a request without a key got {reply.status}: anybody can read the data"
    right = "401 without a key" if reply.status == 401 else "no key is needed on this machine"
    return CheckResult("key wanted", passed, round(1000 * reply.seconds), right if passed else wrong)


def _new_organisation(deployment: Deployment, org: str | None) -> str:
    """The organisation to work in.

    Raises Refused for one that is there, as it would be removed at the end, and for one that could not be removed.
    """
    org_id = organisation_id(org or f"verify_{secrets.token_hex(6)}")
    context = CheckContext(deployment, org_id)
    known = deployment.ask("GET", f"/orgs/{org_id}").status == 200
    if known or context.in_org("GET", "/facts")["facts"] or context.in_org("GET", "/workstreams")["workstreams"]:
        raise Refused(f"the organisation {org_id} exists, and would be removed at the end: name another")
    if deployment.token and deployment.ask("DELETE", f"/orgs/{org_id}", confirm=org_id).status == 403:
        raise Refused(f"the token may not remove {org_id} at the end: it needs the role org:{org_id}:admin, or org:*")
    return org_id
