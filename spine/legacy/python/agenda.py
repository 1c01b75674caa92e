"""The micro planner of the legacy service, as a Python function."""

from collections.abc import Mapping
from typing import Any

from spine.bootstrap import service
from spine.domain.organisations import MacroMode
from spine.schemas.planning import PlanOptions
from spine.schemas.validation import validate
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.planning.presentation import present_proposal


def plan_agenda_next_only(
    *, org: str, subject: str | None = None, duration_minutes: int = 30, language: str | None = None, **options: Any
) -> Mapping[str, Any]:
    """The agenda of an organisation's next meeting by kind of fact, about a subject where one is named.

    `duration_minutes` is 5–480; further options are those of a request. Raises Invalid.
    """
    given = {**options, "org": org, "subject": subject, "duration_minutes": duration_minutes, "language": language}
    asked = validate(PlanOptions, given | {"macro": MacroMode.OFF})
    desk = service()
    return present_proposal(desk, plan_agenda(desk, "", asked), asked)
