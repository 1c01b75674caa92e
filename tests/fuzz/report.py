"""What schemathesis did, read from its report of events (one JSON object a line)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

HOST_REFUSES = 401
"""What an endpoint that was called without its key answers: then nothing of it ran."""

FOUND = 302
"""What `/` answers, which leads elsewhere."""


@dataclass
class Done:
    """The statuses that each operation (`GET /orgs/{org_id}`) answered with, and the checks that were run."""

    statuses: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    checks: set[str] = field(default_factory=set)

    def missed(self, document: Mapping[str, Any], every_check: Iterable[str]) -> list[str]:
        """What was left out: operations that never ran, or never came to a good end, and checks."""
        left_out = [f"the check {name}" for name in sorted(set(every_check) - self.checks)]
        for path, methods in document["paths"].items():
            for method in methods:
                name = f"{method.upper()} {path}"
                ran = self.statuses[name] - {HOST_REFUSES}
                if not any(status < 300 or status == FOUND for status in ran):
                    left_out.append(f"{name}: {sorted(ran) or 'not called'}")
        return left_out


def read(lines: Iterable[str]) -> Done:
    """What a report tells."""
    done = Done()
    for recorder in _recorders(lines):
        for checks in recorder.get("checks", {}).values():
            done.checks.update(check["name"] for check in checks)
        for case_id, interaction in recorder.get("interactions", {}).items():
            case = recorder["cases"][case_id]["value"]
            if interaction["response"] is not None:
                done.statuses[f"{case['method']} {case['path']}"].add(interaction["response"]["status_code"])
    return done


def _recorders(lines: Iterable[str]) -> Iterator[Any]:
    events = (json.loads(line) for line in lines if line.strip())
    return (event["ScenarioFinished"]["recorder"] for event in events if "ScenarioFinished" in event)
