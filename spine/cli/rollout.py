"""Commands about the rollout: planning an agenda at the desk, and each organisation's mode."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markdown import Markdown

from spine.assembly import service
from spine.cli.exits import Refused
from spine.cli.printing import AsJson, answer, note, plain, shown, table
from spine.contract.organisations import OrganisationFields
from spine.contract.planning import PlanRequest
from spine.contract.validation import validated
from spine.domain.organisations import MacroMode, Organisation
from spine.store.protocol import PageRequest
from spine.usecases import organisations, plan_answers, plans
from spine.usecases.planned import Plan
from spine.usecases.service import Service

ORGANISATIONS_AT_ONCE = 100
SOURCES = {
    "kill_switch": "USE_MACRO_PLAN is off, for everybody",
    "request": "asked for here",
    "org": "set for the organisation",
    "default": "MACRO_DEFAULT_MODE",
}
"""Who decides on a mode, in people's words."""


class Form(StrEnum):
    """How an agenda is written."""

    NL = "nl"
    MARKDOWN = "markdown"
    HTML = "html"
    ICS = "ics"
    JSON = "json"


class Setting(StrEnum):
    """What an organisation's mode can be set to; `default` takes its own setting away."""

    AUTO = "auto"
    STRICT = "strict"
    OFF = "off"
    DEFAULT = "default"


def plan(
    text: Annotated[str, typer.Argument(help="One sentence in Portuguese or English: what the meeting is about.")],
    form: Annotated[Form | None, typer.Option("--format", help="How it is written; at a terminal laid out.")] = None,
    org: Annotated[str | None, typer.Option(help="The organisation, by id, name or alias.")] = None,
    subject: Annotated[str | None, typer.Option(help="The subject, whatever the sentence says.")] = None,
    minutes: Annotated[int | None, typer.Option(help="How long the meeting is: 5–480.")] = None,
    language: Annotated[str | None, typer.Option(help="pt-BR or en-US.")] = None,
    start: Annotated[str | None, typer.Option(help="When it begins, 2026-03-10T14:00:00Z; ics needs it.")] = None,
    macro: Annotated[MacroMode | None, typer.Option(help="The mode, whatever the organisation's setting.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say each bullet's score, and what was left out.")] = False,
    as_json: AsJson = False,
) -> None:
    """Plan a meeting's agenda; nothing is stored.

    The agenda goes to standard output, in the format that is asked for; which mode planned it, and why, to standard
    error. --json is short for --format json.
    """
    given = {"text": text, "org": org, "subject": subject, "duration_minutes": minutes, "language": language}
    given |= {"start_iso": start, "macro": macro, "explain": explain, "format": "json" if as_json else form}
    asked = validated(PlanRequest, given)
    desk = service()
    made = plans.plan(desk, asked.text or "", asked)
    if org and not made.understood.party.known:
        raise Refused(f"there is no organisation {org!r}")
    document = plan_answers.answer(desk, made, asked)
    if asked.format == "json":
        return answer(document, "", as_json=True)
    _write(desk, made, asked)
    _remark(made)
    return _explain(document) if explain else None


def _write(desk: Service, made: Plan, asked: PlanRequest) -> None:
    if asked.format is None and sys.stdout.isatty():
        Console().print(Markdown(shown(plan_answers.as_text(desk, made, asked, "markdown"))))
    else:
        sys.stdout.write(plan_answers.as_text(desk, made, asked, asked.format or "nl"))


def _remark(made: Plan) -> None:
    assumed = f"; assumed: {', '.join(made.understood.assumed)}" if made.understood.assumed else ""
    mode = f"{made.mode.value.value} ({SOURCES[made.mode.source]})"
    note(f"{made.understood.party.org_id}, mode {mode}: {made.reason}{assumed}")


def _explain(document: dict[str, Any]) -> None:
    """The scores, beside the agenda: it may be on its way into a file."""
    agenda = document["proposal"]["agenda"]
    rows = [_scores(bullet) for bullet in _bullets(agenda)]
    rows += [[one["fact_id"], "–", f"left out: {one['reason']}"] for one in agenda["_metadata"]["excluded"]]
    if rows:
        scores = table(["fact", "score", "made of"], rows)
        Console(stderr=True).print(scores) if sys.stderr.isatty() else note(plain(scores))


def _bullets(agenda: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in agenda["sections"]:
        for item in section["items"]:
            yield from item["bullets"]


def _scores(bullet: dict[str, Any]) -> list[str]:
    score = bullet["score"]
    parts = ", ".join(f"{part['name']} {part['contribution']:.2f}" for part in score["parts"])
    return [bullet["fact_id"], f"{score['total']:.2f}", parts]


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
    org_id = str(validated(OrganisationFields, {"org_id": org}).org_id)
    if not desk.store.knows(org_id):
        raise Refused(f"there is no organisation {org!r}")
    if setting is not None:
        value = None if setting is Setting.DEFAULT else setting.value
        organisations.patch(desk, org_id, OrganisationFields(macro_mode=value))
    return _answer_modes([_mode(desk, org_id)], as_json)


def _all(desk: Service) -> list[str]:
    page = desk.store.organisations_across_partitions(PageRequest(ORGANISATIONS_AT_ONCE))
    ids = page.items
    while page.position is not None:
        page = desk.store.organisations_across_partitions(PageRequest(ORGANISATIONS_AT_ONCE, page.position))
        ids += page.items
    return sorted(ids)


def _mode(desk: Service, org_id: str) -> dict[str, Any]:
    organisation = desk.store.get(Organisation, org_id, org_id)
    counts = plans.effective_mode(desk, None, organisation)
    own = organisation.macro_mode if organisation else None
    return {"org_id": org_id, "macro_mode": own, "mode": {"value": counts.value, "source": counts.source}}


def _answer_modes(modes: list[dict[str, Any]], as_json: bool) -> None:
    rows = [
        [one["org_id"], one["macro_mode"], str(one["mode"]["value"]), SOURCES[one["mode"]["source"]]] for one in modes
    ]
    said = table(["organisation", "own setting", "mode", "because of"], rows)
    answer({"organisations": modes}, said if rows else "There is no organisation yet.", as_json=as_json)
