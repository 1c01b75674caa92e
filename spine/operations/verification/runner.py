"""Running checks against a deployment, in an organisation that is removed at the end, whatever happens.

Each check makes its call and looks at what the answer says, not only at its status.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from spine.operations.errors import Refused
from spine.operations.verification.deployment import Deployment

CLEANED_UP = "cleaned up"

CHECKING_SECONDS = 600.0
"""How long all checks may take together."""

_REMOVING_SECONDS = 240.0
_RETRY_AFTER_SECONDS = 2.0


class CheckFailed(Exception):
    """An answer that is not what a working Spine gives; the message says what is wrong with it."""


@dataclass(frozen=True)
class CheckResult:
    """What one check came to; `detail` says what was seen, or what is wrong."""

    check: str
    passed: bool
    ms: int
    detail: str


@dataclass
class CheckContext:
    """What every check gets: the deployment, the organisation to work in, and what earlier checks noted."""

    deployment: Deployment
    org_id: str
    noted: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: object = None, **query: str) -> Any:
        """The body of a 200. Raises CheckFailed for another status, Refused where key or token are not taken."""
        reply = self.deployment.ask(method, path, body, **query)
        if reply.status in (401, 403) and (credential := self.deployment.credential):
            reason = reply.problem or f": is it this app's{', and still good' if credential == 'token' else ''}?"
            raise Refused(f"{self.deployment.url} rejected the {credential} ({reply.status}){reason}")
        expect(reply.status == 200, f"{method} {path} answered {reply.status}{reply.problem}")
        return reply.body

    def in_org(self, method: str, path: str, body: object = None) -> Any:
        """The answer under the organisation's own path."""
        return self.ask(method, f"/orgs/{self.org_id}{path}", body)


type Check = Callable[[CheckContext], str]
"""Makes a call and says in some words what it saw. Raises CheckFailed."""


def expect(holds: bool, otherwise: str) -> None:
    """Raises CheckFailed, with what is wrong, unless something holds."""
    if not holds:
        raise CheckFailed(otherwise)


def run_checks(
    context: CheckContext, checks: Sequence[tuple[str, Check]], progress: Callable[[str], None]
) -> Iterator[CheckResult]:
    """Make the checks in their order, and remove the organisation, whatever comes. Raises Refused.

    The checks end with the deployment's time; the removal has its own.
    """
    try:
        for name, check in checks:
            progress(name)
            yield _run(context, name, check)
    except BaseException as end:
        removed = _remove_organisation(context)
        if not removed.passed:
            raise Refused(f"{context.org_id} was not removed: {removed.detail}") from end
        raise
    yield _remove_organisation(context)


def _remove_organisation(context: CheckContext) -> CheckResult:
    deployment = context.deployment.with_time_limit(_REMOVING_SECONDS)
    begun = deployment.clock()
    try:
        return _run(CheckContext(deployment, context.org_id), CLEANED_UP, removal)
    except Refused as end:
        return CheckResult(CLEANED_UP, False, round(1000 * (deployment.clock() - begun)), str(end))


def _run(context: CheckContext, name: str, check: Check) -> CheckResult:
    """A check, made once more a little later if it fails: another instance may not have seen a write yet."""
    first = _attempt(context, name, check)
    if first.passed:
        return first
    context.deployment.pause(_RETRY_AFTER_SECONDS)
    return _attempt(context, name, check)


def _attempt(context: CheckContext, name: str, check: Check) -> CheckResult:
    begun = time.perf_counter()
    try:
        detail, passed = check(context), True
    except CheckFailed as failure:
        detail, passed = str(failure), False
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        detail, passed = f"unexpected response: {type(error).__name__} {error}", False
    return CheckResult(name, passed, round(1000 * (time.perf_counter() - begun)), detail)


def removal(context: CheckContext) -> str:
    """Remove the organisation with all that the checks made; a cut-short removal goes on where it was."""
    path = f"/orgs/{context.org_id}"
    while True:
        reply = context.deployment.ask("DELETE", path, confirm=context.org_id)
        if reply.status != 503:
            break
        wait = reply.headers.get("retry-after", "")
        context.deployment.pause(max(1.0, float(wait)) if wait.isdecimal() else 1.0)
    expect(reply.status in (204, 404), f"DELETE {path} answered {reply.status}{reply.problem}")
    left = context.in_org("GET", "/facts")["facts"] + context.in_org("GET", "/workstreams")["workstreams"]
    expect(not left, f"{len(left)} facts and workstreams are left in {context.org_id}")
    return "nothing is left"
