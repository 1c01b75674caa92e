"""Planning an agenda at the desk."""

import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown

from spine.bootstrap import service
from spine.domain.languages import TAGS
from spine.domain.organisations import MacroMode
from spine.domain.planning.ranking import Ranked
from spine.operations.cli.exit_codes import Refused
from spine.operations.cli.modes import SOURCES
from spine.operations.cli.printing import AsJson, answer, note, plain, shown, table
from spine.schemas.planning import PlanRequest
from spine.schemas.validation import validate
from spine.usecases.planning.pipeline import Plan, plan_understood
from spine.usecases.planning.presentation import as_text, present
from spine.usecases.planning.understanding import understand


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
    language: Annotated[str | None, typer.Option(help=f"{TAGS}.")] = None,
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
    if org and not understood.organisation.known:
        raise Refused(f"there is no organisation {org!r}")
    made = plan_understood(desk, understood)
    if asked.format == "json":
        return answer(present(desk, made, asked), "", as_json=True)
    _write(made, asked)
    _remark(made)
    return _explain(made) if explain else None


def _write(made: Plan, asked: PlanRequest) -> None:
    if asked.format is None and sys.stdout.isatty():
        Console().print(Markdown(shown(as_text(made, asked, "markdown"))))
        return
    text = as_text(made, asked, asked.format or "nl")
    sys.stdout.write(shown(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text)


def _remark(made: Plan) -> None:
    assumed = f"; assumed: {', '.join(made.understood.assumed)}" if made.understood.assumed else ""
    selection, mode = made.selection, made.understood.mode
    nudge = f"; nudge: {selection.nudge}" if selection.nudge else ""
    because = f"{mode.value} ({SOURCES[mode.source]}): {selection.reason}"
    note(f"{made.understood.org_id}, mode {because}{assumed}{nudge}")


def _explain(made: Plan) -> None:
    """The scores, beside the agenda: it may be on its way into a file."""
    rows = [[bullet.fact.fact_id, *_scores(bullet.ranked)] for bullet in made.agenda.bullets]
    rows += [[fact_id, "–", f"left out: {reason}"] for fact_id, reason in sorted(made.agenda.excluded.items())]
    if rows:
        scores = table(["fact", "score", "made of"], rows)
        Console(stderr=True).print(scores) if sys.stderr.isatty() else note(plain(scores))


def _scores(ranked: Ranked) -> list[str]:
    return [f"{ranked.total:.2f}", ", ".join(f"{part.name} {part.contribution:.2f}" for part in ranked.parts)]
