"""Planning an agenda at the desk."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markdown import Markdown

from spine.bootstrap import service
from spine.domain.organisations import MacroMode
from spine.operations.cli.exit_codes import Refused
from spine.operations.cli.modes import SOURCES
from spine.operations.cli.printing import AsJson, answer, note, plain, shown, table
from spine.schemas.planning import PlanRequest
from spine.schemas.validation import validate
from spine.usecases import plan_answers, plans
from spine.usecases.planned import Plan
from spine.usecases.service import Service
from spine.usecases.understanding import understand


class Form(StrEnum):
    """How an agenda is written."""

    NL = "nl"
    MARKDOWN = "markdown"
    HTML = "html"
    ICS = "ics"
    JSON = "json"


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
    if as_json and form not in (None, Form.JSON):
        raise typer.BadParameter(f"--json and --format {form.value} exclude each other")
    given = {"text": text, "org": org, "subject": subject, "duration_minutes": minutes, "language": language}
    given |= {"start_iso": start, "macro": macro, "explain": explain, "format": "json" if as_json else form}
    asked = validate(PlanRequest, given)
    desk = service()
    understood = understand(desk, asked.text, asked)
    if org and not understood.party.known:
        raise Refused(f"there is no organisation {org!r}")
    made = plans.plan_understood(desk, understood, asked, plans.meeting_ref_of(desk, understood, asked.text, asked))
    document = plan_answers.answer(desk, made, asked)
    if asked.format == "json":
        return answer(document, "", as_json=True)
    _write(desk, made, asked)
    _remark(made)
    return _explain(document) if explain else None


def _write(desk: Service, made: Plan, asked: PlanRequest) -> None:
    if asked.format is None and sys.stdout.isatty():
        Console().print(Markdown(shown(plan_answers.as_text(desk, made, asked, "markdown"))))
        return
    text = plan_answers.as_text(desk, made, asked, asked.format or "nl")
    sys.stdout.write(shown(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text)


def _remark(made: Plan) -> None:
    assumed = f"; assumed: {', '.join(made.understood.assumed)}" if made.understood.assumed else ""
    mode = f"{made.mode.value.value} ({SOURCES[made.mode.source]})"
    nudge = f"; nudge: {made.nudge}" if made.nudge else ""
    note(f"{made.understood.party.org_id}, mode {mode}: {made.reason}{assumed}{nudge}")


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
