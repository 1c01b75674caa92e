"""The command that suggests workstreams, and takes or dismisses what it suggests."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

import typer

from spine import bootstrap
from spine.domain.facts import Fact
from spine.domain.workstream_states import Colour
from spine.operations.cli.content import known_organisation
from spine.operations.cli.lists import indented
from spine.operations.cli.output import AsJson, answer
from spine.operations.errors import Refused
from spine.schemas.queries import FactList, SuggestionQuery
from spine.schemas.responses.workstreams import SuggestionResponse
from spine.schemas.validation import validate
from spine.schemas.workstreams import SuggestionAccepted
from spine.usecases import accepted_suggestions, fact_lists, links, organisations, suggestions
from spine.usecases.service import Service

ALL = "all"
FACTS_SHOWN = 3
"""Facts of a suggestion that are shown, the most typical ones."""
MOST = 50
"""Suggestions that are made at once."""


def suggest(
    org: Annotated[str, typer.Option(help="The organisation's id.")],
    accept: Annotated[
        list[str] | None, typer.Option(metavar="N", help="Make suggestion N a workstream; `all` for each.")
    ] = None,
    dismiss: Annotated[list[str] | None, typer.Option(metavar="N", help="Do not suggest N again.")] = None,
    title: Annotated[str | None, typer.Option(help="The title of the one that is accepted.")] = None,
    owner: Annotated[str | None, typer.Option(help="Its owner.")] = None,
    status: Annotated[Colour | None, typer.Option(help="Its colour.")] = None,
    priority: Annotated[int | None, typer.Option(help="Its priority, 0–1000; default: by what presses.")] = None,
    limit: Annotated[int, typer.Option(help="The most to show, 1–50.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Suggest workstreams for facts that have none.

    N is a suggestion's number or id, as the command shows them; --accept and --dismiss can be repeated. What a
    workstream covers already joins it.
    """
    given = {"title": title, "owner": owner, "status": status, "priority": priority}
    changes = {name: value for name, value in given.items() if value is not None}
    if changes and (accept is None or len(accept) != 1 or ALL in accept):
        raise typer.BadParameter(f"--{', --'.join(changes)}: only for one --accept")
    shown_at_most = validate(SuggestionQuery, {"limit": limit}).limit
    service = bootstrap.service()
    org_id = known_organisation(service, org)
    found = suggestions.for_organisation(service, org_id, SuggestionQuery(limit=MOST))["suggestions"]
    if not accept and not dismiss:
        return _show(service, org_id, found, shown_at_most, as_json=as_json)
    dismissed = _each_once(_picked(found, name) for name in dismiss or ())
    left = [one for one in found if one not in dismissed]
    takes_all = ALL in (accept or ())
    accepted = left if takes_all else _each_once(_picked(left, name, among=found) for name in accept or ())
    made = [_take(service, org_id, one, changes) for one in accepted]
    if dismissed:
        organisations.dismiss(service, org_id, [fact_id for one in dismissed for fact_id in one["fact_ids"]])
    lines = [*map(_told, made), *(f"Dismissed “{one['title']}”." for one in dismissed)]
    document = {"org_id": org_id, "accepted": made, "dismissed": [one["suggestion_id"] for one in dismissed]}
    return answer(document, "\n".join(lines) or _why_nothing(service, org_id), as_json=as_json)


def _show(service: Service, org_id: str, found: Sequence[SuggestionResponse], most: int, *, as_json: bool) -> None:
    """Write suggestions, each with its most typical facts."""
    shown = found[:most]
    wanted = [fact_id for one in shown for fact_id in one["fact_ids"][:FACTS_SHOWN]]
    texts = {key: fact.words for key, fact in service.store.get_many(Fact, org_id, wanted).items()}
    parts = [_suggestion(number, one, texts) for number, one in enumerate(shown, 1)]
    more = f" There are {len(found) - len(shown)} more: --limit." if len(found) > len(shown) else ""
    parts.append(f"--accept 1 makes the first a workstream, --dismiss 1 hides it.{more}")
    text = "\n\n".join(parts) if shown else _why_nothing(service, org_id)
    answer({"org_id": org_id, "suggestions": shown}, text, as_json=as_json)


def _why_nothing(service: Service, org_id: str) -> str:
    """Why there is nothing to suggest, and what to do about it."""

    def has_facts(**filters: bool) -> bool:
        page = fact_lists.of_organisation(service, org_id, FactList(limit=1, **filters))
        return bool(page["facts"]) or "next_cursor" in page

    if has_facts(linked=False):
        return (
            "Nothing to suggest: the facts without a workstream have too little in common,\n"
            f"or are settled or dismissed. `facts --org {org_id} --unlinked` lists them."
        )
    if has_facts():
        return "Nothing to suggest: every fact belongs to a workstream."
    return "Nothing to suggest: there are no facts yet; `ingest` stores some."


def _suggestion(number: int, suggestion: SuggestionResponse, texts: Mapping[str, str]) -> str:
    size, joins = suggestion["size"], suggestion.get("workstream_id")
    lines = [
        f"{number}. {suggestion['title']}",
        indented(f"{size} facts · priority {suggestion['priority']} · {suggestion['suggestion_id']}", 3),
        *([indented(f"joins {joins}", 3)] if joins else []),
        *(indented(f"- {texts[key]}", 3) for key in suggestion["fact_ids"][:FACTS_SHOWN] if key in texts),
        *([indented(f"- and {size - FACTS_SHOWN} more", 3)] if size > FACTS_SHOWN else []),
    ]
    return "\n".join(lines)


def _each_once(picked: Iterable[SuggestionResponse]) -> list[SuggestionResponse]:
    """Suggestions in the order in which they are picked first."""
    return list({one["suggestion_id"]: one for one in picked}.values())


def _picked(
    offered: Sequence[SuggestionResponse], name: str, among: Sequence[SuggestionResponse] = ()
) -> SuggestionResponse:
    """The offered suggestion of a number, counted from 1 among all, or an id. Raises Refused for none."""
    for number, one in enumerate(among or offered, 1):
        if name in (str(number), one["suggestion_id"]) and one in offered:
            return one
    raise Refused(f"no suggestion {name!r}; call `suggest` again for their numbers")


def _take(
    service: Service, org_id: str, suggestion: SuggestionResponse, changes: Mapping[str, object]
) -> SuggestionResponse:
    """The suggestion as a workstream, or linked to the one that covers it, unless a person changed it."""
    covered_by, fact_ids = suggestion.get("workstream_id"), suggestion["fact_ids"]
    if covered_by and not changes:
        linked = links.link(service, covered_by, org_id, fact_ids, suggestion["weight"])["fact_ids"]
        return {**suggestion, "fact_ids": linked, "size": len(linked), "created": False}
    fields = {"title": suggestion["title"], "tags": suggestion["tags"], **changes, "fact_ids": fact_ids}
    [made] = accepted_suggestions.make(service, org_id, [validate(SuggestionAccepted, fields)])["suggestions"]
    return made


def _told(made: SuggestionResponse) -> str:
    count = f"{made['size']} fact{'' if made['size'] == 1 else 's'}"
    workstream_id = made.get("workstream_id")
    if workstream_id is None:
        return f"“{made['title']}”: its facts were linked or deleted meanwhile."
    if made.get("created"):
        return f"Made {workstream_id}, “{made['title']}”, of {count}."
    return f"Linked {count} of “{made['title']}” to {workstream_id}."
