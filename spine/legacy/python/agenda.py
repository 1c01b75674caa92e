"""The micro planner of the legacy service, as `spine.agenda`."""

from typing import Any

from spine import bootstrap
from spine.domain.planning.modes import MacroMode
from spine.legacy.python.db import Fields
from spine.schemas.planning import PlanOptions
from spine.schemas.validation import validate
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.planning.presentation import present_proposal


def plan_agenda_next_only(
    *, org: str, subject: str | None = None, duration_minutes: int = 30, language: str | None = None, **options: Any
) -> Fields:
    """The agenda of an organisation's next meeting by kind of fact, about a subject where one is named.

    `duration_minutes` is 5–480; further options are those of a request. Raises Invalid.
    """
    given = {**options, "org": org, "subject": subject, "duration_minutes": duration_minutes, "language": language}
    request = validate(PlanOptions, given | {"macro": MacroMode.OFF})
    service = bootstrap.service()
    return present_proposal(service, plan_agenda(service, "", request), request)
