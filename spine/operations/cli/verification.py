"""Whether a deployment does what it is for: the guide's calls, in an organisation of their own, and their answers.

Each check makes its call and looks at what the answer says, not only at its status. Whatever happens, the organisation
is removed at the end.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from spine.operations.cli.deployment import Deployment, Reply
from spine.operations.cli.exit_codes import Refused

CLEANED_UP = "cleaned up"

CHECKING_SECONDS = 600.0
"""How long all checks may take together."""

_REMOVING_SECONDS = 240.0
_AGAIN_AFTER = 2.0


class Unexpected(Exception):
    """An answer that is not what a working Spine gives; the message says what was wrong with it."""


@dataclass(frozen=True)
class CheckResult:
    """What one check came to; `detail` says what was seen, or what was wrong."""

    check: str
    passed: bool
    ms: int
    detail: str


@dataclass
class Visit:
    """One verification: where it is made, in which organisation, and what the checks leave for later ones."""

    deployment: Deployment
    org_id: str
    made: dict[str, Any] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: object = None, **query: object) -> Any:
        """The body of a 200. Raises Unexpected for another status, Refused where the key is not taken."""
        reply = self.deployment.ask(method, path, body, **query)
        if reply.status in (401, 403) and self.deployment.key:
            raise Refused(f"{self.deployment.url} does not take the key ({reply.status}): is it this app's?")
        wanted(reply.status == 200, f"{method} {path} answered {reply.status}{said(reply)}")
        return reply.body

    def in_org(self, method: str, path: str, body: object = None, **query: object) -> Any:
        """The answer under the organisation's own path."""
        return self.ask(method, f"/orgs/{self.org_id}{path}", body, **query)


type Check = Callable[[Visit], str]
"""Makes a call and says in some words what it saw. Raises Unexpected."""


def wanted(holds: bool, otherwise: str) -> None:
    """Raises Unexpected, with what is wrong, unless something holds."""
    if not holds:
        raise Unexpected(otherwise)


def said(reply: Reply) -> str:
    """What a problem document says, after a colon."""
    detail = reply.body.get("detail") if isinstance(reply.body, dict) else None
    return f": {detail}" if detail else ""


def verify(visit: Visit, checks: Sequence[tuple[str, Check]], seen: Callable[[str], None]) -> Iterator[CheckResult]:
    """Make the checks in their order, and remove the organisation, whatever comes. Raises Refused.

    A check that fails is made once more a little later: another instance may not have seen a write yet. The checks
    end with the deployment's time; the removal has its own.
    """
    try:
        for name, check in checks:
            seen(name)
            yield _found(visit, name, check)
    except BaseException as end:
        if not (removed := _removed(visit)).passed:
            raise Refused(f"{visit.org_id} is left behind: {removed.detail}") from end
        raise
    yield _removed(visit)


def _removed(visit: Visit) -> CheckResult:
    lasting = visit.deployment.lasting(_REMOVING_SECONDS)
    begun = lasting.clock()
    try:
        return _found(Visit(lasting, visit.org_id), CLEANED_UP, removal)
    except Refused as end:
        return CheckResult(CLEANED_UP, False, round(1000 * (lasting.clock() - begun)), str(end))


def _found(visit: Visit, name: str, check: Check) -> CheckResult:
    first = _tried(visit, name, check)
    if first.passed:
        return first
    visit.deployment.pause(_AGAIN_AFTER)
    return _tried(visit, name, check)


def _tried(visit: Visit, name: str, check: Check) -> CheckResult:
    begun = time.perf_counter()
    try:
        detail, passed = check(visit), True
    except Unexpected as fault:
        detail, passed = str(fault), False
    except (KeyError, TypeError, IndexError, AttributeError) as fault:
        detail, passed = f"the answer has another shape: {type(fault).__name__} {fault}", False
    return CheckResult(name, passed, round(1000 * (time.perf_counter() - begun)), detail)


def removal(visit: Visit) -> str:
    """Remove the organisation with all that the checks made; a cut-short removal goes on where it was."""
    while True:
        path = f"/orgs/{visit.org_id}"
        reply = visit.deployment.ask("DELETE", path, confirm=visit.org_id)
        if reply.status != 503:
            wanted(reply.status in (204, 404), f"DELETE {path} answered {reply.status}{said(reply)}")
            left = visit.in_org("GET", "/facts")["facts"] + visit.in_org("GET", "/workstreams")["workstreams"]
            wanted(not left, f"{len(left)} facts and workstreams are left in {visit.org_id}")
            return "nothing is left"
        visit.deployment.pause(_asked_to_wait(reply))


def _asked_to_wait(reply: Reply) -> float:
    told = reply.headers.get("retry-after", "")
    return max(1.0, float(told)) if told.isdecimal() else 1.0
