"""Commands about planning: an agenda, and the mode in which organisations plan."""

import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from spine import bootstrap
from spine.domain.languages import NAMES, TAGS
from spine.domain.organisations import Organisation
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.modes import MacroMode, Nudge, effective_mode
from spine.operations.cli.agenda_view import write_agenda
from spine.operations.cli.content import known_organisation
from spine.operations.cli.output import AsJson, answer, note, plain, table
from spine.operations.errors import Refused
from spine.operations.paging import pages
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import PlanRequest
from spine.schemas.validation import validate
from spine.usecases import organisations
from spine.usecases.handouts import handout_of_plan, text_of_plan
from spine.usecases.planning.pipeline import plan_understood
from spine.usecases.planning.presentation import present
from spine.usecases.planning.understanding import understand

MODE_SOURCES = {
    "kill_switch": "USE_MACRO_PLAN is off",
    "request": "set in the request",
    "org": "set for the organisation",
    "default": "MACRO_DEFAULT_MODE",
}
"""Who decides on a mode, in people's words."""


NUDGES = {
    Nudge.CONTEXT_MISSING: "There are no workstreams yet: `suggest --org {org}` shows what they could be.",
    Nudge.SUBJECT_UNMATCHED: "No workstream is about this: `workstreams --org {org}` lists them.",
    Nudge.WORKSTREAMS_EMPTY: "The workstreams have no facts: `link --org {org}` shows which belong to them.",
}
"""What a person can do about what an organisation lacks."""


class Format(StrEnum):
    """How an agenda is written."""

    NL = "nl"
    MARKDOWN = "markdown"
    HTML = "html"
    ICS = "ics"
    JSON = "json"


class ModeSetting(StrEnum):
    """What an organisation's mode can be set to; `default` takes its own setting away."""

    AUTO = "auto"
    STRICT = "strict"
    OFF = "off"
    DEFAULT = "default"


def plan(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help=f"One sentence in {NAMES}: what the meeting is about.")
    ],
    form: Annotated[Format | None, typer.Option("--format", help="The output format.")] = None,
    org: Annotated[str | None, typer.Option(help="The organisation, by id, name or alias.")] = None,
    subject: Annotated[str | None, typer.Option(help="The subject; overrides the sentence.")] = None,
    minutes: Annotated[int | None, typer.Option(help="Length of the meeting in minutes, 5–480.")] = None,
    language: Annotated[str | None, typer.Option(help=f"{TAGS}.")] = None,
    start: Annotated[str | None, typer.Option(help="When it starts: 2026-03-10T14:00; ics needs a start.")] = None,
    macro: Annotated[MacroMode | None, typer.Option(help="The mode; overrides the organisation's setting.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show scores, and which facts were left out.")] = False,
    as_json: AsJson = False,
) -> None:
    """Plan a meeting's agenda; nothing is stored.

    The agenda goes to standard output, in the format chosen; the mode and the reason for it go to standard
    error. --json is short for --format json.
    """
    if as_json and form not in (None, Format.JSON):
        raise typer.BadParameter(f"--json and --format {form.value} cannot be combined")
    given = {"text": " ".join(text), "org": org, "subject": subject, "duration_minutes": minutes, "language": language}
    given |= {"start_iso": start, "macro": macro, "explain": explain, "format": "json" if as_json else form}
    request = validate(PlanRequest, given)
    service = bootstrap.service()
    understood = understand(service, request.text, request)
    if org and not understood.organisation.known:
        raise Refused(f"no organisation {org!r}")
    made = plan_understood(service, understood)
    if request.format == "json":
        return answer(present(service, made, request), "", as_json=True)
    write_agenda(form, lambda: handout_of_plan(service, made), lambda to: text_of_plan(service, made, to))
    assumed = f"; assumed: {', '.join(understood.assumed)}" if understood.assumed else ""
    because = f"{understood.mode.value} ({MODE_SOURCES[understood.mode.source]}): {made.selection.reason}"
    note(f"{understood.org_id}, mode {because}{assumed}")
    if made.selection.nudge:
        note(NUDGES[made.selection.nudge].format(org=understood.org_id))
    return _write_scores(made.agenda) if explain else None


def _write_scores(agenda: Agenda) -> None:
    """Write each bullet's score to standard error: the agenda may be on its way into a file."""
    rows = []
    for bullet in agenda.bullets:
        parts = ", ".join(f"{part.name} {part.contribution:.2f}" for part in bullet.ranked.parts)
        rows.append([bullet.fact.fact_id, f"{bullet.ranked.total:.2f}", parts])
    rows += [[fact_id, "–", f"left out: {reason}"] for fact_id, reason in sorted(agenda.excluded.items())]
    if rows:
        scores = table(["fact", "score", "score parts"], rows)
        Console(stderr=True).print(scores) if sys.stderr.isatty() else note(plain(scores))


def mode(
    org: Annotated[str | None, typer.Argument(metavar="ORG", help="The organisation's id; default: show all.")] = None,
    setting: Annotated[
        ModeSetting | None, typer.Argument(metavar="SETTING", help="auto, strict, off, or default to remove it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show or set how organisations plan: macro mode.

    auto plans around workstreams if there are any, strict around workstreams only, off never. The first that is set
    applies: the kill switch (USE_MACRO_PLAN), the request's mode, the organisation's mode, MACRO_DEFAULT_MODE.
    """
    service = bootstrap.service()
    if org is None:
        all_pages = pages(service.store.registered_organisations_across_partitions)
        org_ids = sorted(org_id for page in all_pages for org_id in page.items)
    else:
        org_ids = [known_organisation(service, org)]
    if setting is not None:
        macro_mode = None if setting is ModeSetting.DEFAULT else setting.value
        organisations.patch(service, org_ids[0], OrganisationFields(macro_mode=macro_mode))
    document, rows = [], []
    for org_id in org_ids:
        organisation = service.store.get(Organisation, org_id, org_id)
        own = organisation.macro_mode if organisation else None
        settings = service.settings
        effective = effective_mode(None, own, settings.macro_default_mode, is_enabled=settings.use_macro_plan)
        effective_document = {"value": effective.value, "source": effective.source}
        document.append({"org_id": org_id, "macro_mode": own, "mode": effective_document})
        rows.append([org_id, own, str(effective.value), MODE_SOURCES[effective.source]])
    modes = table(["organisation", "own setting", "mode", "because of"], rows)
    answer({"organisations": document}, modes if rows else "No organisations yet.", as_json=as_json)
