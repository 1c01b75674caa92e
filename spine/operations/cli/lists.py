"""Commands that list what an organisation has: facts and workstreams."""

from typing import Annotated, Any

import typer

from spine import bootstrap
from spine.domain.planning.agenda import shortened
from spine.domain.workstream_states import Colour
from spine.operations.cli.content import known_organisation
from spine.operations.cli.output import AsJson, answer, note
from spine.schemas.queries import FactList, FactSearch, WorkstreamList
from spine.schemas.validation import validate
from spine.usecases import fact_lists, search
from spine.usecases import workstreams as stored_workstreams

WIDTH = 80
"""Columns of a line, so that lists are read in any terminal."""
SEPARATOR = " · "

Org = Annotated[str, typer.Option(help="The organisation's id.")]
Limit = Annotated[int, typer.Option(help="The most to show, 1–200.")]


def facts(
    org: Org,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Search for these; default: list the newest facts.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--type", help="Only these types: risk,blocker.")] = None,
    owner: Annotated[str | None, typer.Option(help="Only those of this owner.")] = None,
    due_before: Annotated[str | None, typer.Option(help="Only those due before this day: 2026-03-10.")] = None,
    unlinked: Annotated[bool, typer.Option("--unlinked", help="Only those that belong to no workstream.")] = False,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """List or search the facts of an organisation."""
    if words and (owner or due_before or unlinked):
        raise typer.BadParameter("a search goes with --type alone")
    service = bootstrap.service()
    org_id = known_organisation(service, org)
    if not words:
        asked = {"types": kind, "owner": owner, "due_before": due_before, "linked": False if unlinked else None}
        query = validate(FactList, _given(asked | {"limit": limit}))
        listed: Any = fact_lists.of_organisation(service, org_id, query)
        shown = listed["facts"]
    else:
        found = validate(FactSearch, _given({"q": " ".join(words), "types": kind, "org": org_id, "limit": limit}))
        listed = search.search(service, found)
        shown = listed["items"]
    answer(listed, "\n".join(map(_fact, shown)) or "No such facts.", as_json=as_json)
    for warning in listed.get("warnings", ()):
        note(f"--type: {warning['msg']}")
    _note_more(listed)


def workstreams(
    org: Org,
    status: Annotated[Colour | None, typer.Option(help="Only those of this colour.")] = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List the workstreams of an organisation."""
    service = bootstrap.service()
    org_id = known_organisation(service, org)
    query = validate(WorkstreamList, _given({"status": status, "limit": limit}))
    listed = stored_workstreams.of_organisation(service, org_id, query)
    lines = "\n".join(map(_workstream, listed["workstreams"]))
    answer(listed, lines or "No workstreams yet; `suggest` shows what they could be.", as_json=as_json)
    _note_more(listed)


def _given(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _note_more(listed: Any) -> None:
    if "next_cursor" in listed:
        note("There are more; --limit shows up to 200.")


def _fact(fact: Any) -> str:
    state = None if fact["state"] == "open" else fact["state"]
    due = f"due {fact['due_iso'][:10]}" if fact["due_iso"] else None
    details = SEPARATOR.join(filter(None, [fact["fact_id"], fact["fact_type"], state, fact["owner"], due]))
    return f"{details}\n{indented(fact['text'] or fact['title'] or '')}"


def _workstream(workstream: Any) -> str:
    state = None if workstream["state"] == "active" else workstream["state"]
    details = [workstream["workstream_id"], workstream["status"], f"priority {workstream['priority']}"]
    details += filter(None, [state, workstream["owner"], _age(workstream)])
    return f"{indented(workstream['title'], 0)}\n  {SEPARATOR.join(details)}"


def _age(workstream: Any) -> str:
    """How long ago somebody updated it, and whether that makes it stale."""
    days = workstream["days_since_update"]
    counted = f"{days} day{'' if days == 1 else 's'}"
    if workstream["stale"]:
        return f"stale, {counted}"
    return "updated today" if days == 0 else f"updated {counted} ago"


def indented(text: str, columns: int = 2) -> str:
    """A text on one line of a list, cut between two words where it is too long."""
    return " " * columns + shortened(text, WIDTH - columns - len("…"))
