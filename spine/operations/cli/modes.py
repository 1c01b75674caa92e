"""How organisations plan: the rollout of macro planning, one by one."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from spine.bootstrap import service
from spine.domain.organisations import Organisation
from spine.operations.cli.exit_codes import Refused
from spine.operations.cli.printing import AsJson, answer, table
from spine.schemas.organisations import OrganisationFields
from spine.schemas.validation import validate
from spine.store.protocol import PageRequest
from spine.usecases import organisations
from spine.usecases.planning.understanding import effective_mode
from spine.usecases.service import Service

ORGANISATIONS_AT_ONCE = 100
SOURCES = {
    "kill_switch": "USE_MACRO_PLAN is off, for everybody",
    "request": "asked for here",
    "org": "set for the organisation",
    "default": "MACRO_DEFAULT_MODE",
}
"""Who decides on a mode, in people's words."""


class Setting(StrEnum):
    """What an organisation's mode can be set to; `default` takes its own setting away."""

    AUTO = "auto"
    STRICT = "strict"
    OFF = "off"
    DEFAULT = "default"


def mode(
    org: Annotated[str | None, typer.Argument(help="The organisation's id; without it all are shown.")] = None,
    setting: Annotated[Setting | None, typer.Argument(help="Set it; default takes the setting away.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show or set how organisations plan: macro mode.

    auto plans around workstreams where there are some, strict around workstreams alone, off never. The mode that
    counts is the kill switch's (USE_MACRO_PLAN), else a request's own, else the organisation's, else
    MACRO_DEFAULT_MODE.
    """
    desk = service()
    if org is None:
        return _answer_modes([_mode(desk, one) for one in _all(desk)], as_json)
    org_id = str(validate(OrganisationFields, {"org_id": org}).org_id)
    if not desk.store.organisation_exists(org_id):
        raise Refused(f"there is no organisation {org!r}")
    if setting is not None:
        value = None if setting is Setting.DEFAULT else setting.value
        organisations.patch(desk, org_id, OrganisationFields(macro_mode=value))
    return _answer_modes([_mode(desk, org_id)], as_json)


def _all(desk: Service) -> list[str]:
    page = desk.store.registered_organisations_across_partitions(PageRequest(ORGANISATIONS_AT_ONCE))
    ids = page.items
    while page.position is not None:
        page = desk.store.registered_organisations_across_partitions(PageRequest(ORGANISATIONS_AT_ONCE, page.position))
        ids += page.items
    return sorted(ids)


def _mode(desk: Service, org_id: str) -> dict[str, Any]:
    organisation = desk.store.get(Organisation, org_id, org_id)
    counts = effective_mode(desk, None, organisation)
    own = organisation.macro_mode if organisation else None
    return {"org_id": org_id, "macro_mode": own, "mode": {"value": counts.value, "source": counts.source}}


def _answer_modes(modes: list[dict[str, Any]], as_json: bool) -> None:
    rows = [
        [one["org_id"], one["macro_mode"], str(one["mode"]["value"]), SOURCES[one["mode"]["source"]]] for one in modes
    ]
    said = table(["organisation", "own setting", "mode", "because of"], rows)
    answer({"organisations": modes}, said if rows else "There is no organisation yet.", as_json=as_json)
