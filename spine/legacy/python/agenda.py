"""The micro planner of the old service's Python surface (contract §10)."""

from typing import Any

from spine.bootstrap import service
from spine.domain.organisations import MacroMode
from spine.schemas.planning import PlanOptions
from spine.schemas.validation import validate
from spine.usecases.plan_answers import proposal_of
from spine.usecases.plans import plan


def plan_agenda_next_only(
    *, org: str, subject: str | None = None, duration_minutes: int = 30, language: str | None = None, **options: Any
) -> dict[str, Any]:
    """The agenda of an organisation's next meeting by kind of fact, about a subject where one is named.

    `duration_minutes` is 5–480; further options are those of a request (contract §4). Raises Invalid.
    """
    given = {**options, "org": org, "subject": subject, "duration_minutes": duration_minutes, "language": language}
    asked = validate(PlanOptions, given | {"macro": MacroMode.OFF})
    desk = service()
    return proposal_of(desk, plan(desk, "", asked), asked)
