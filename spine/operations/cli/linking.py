"""The command that links existing facts with workstreams."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from spine.bootstrap import service
from spine.operations import linking
from spine.operations.cli.exit_codes import Refused
from spine.operations.cli.printing import AsJson, answer
from spine.operations.cli.progress import bar
from spine.schemas.organisations import OrganisationFields
from spine.schemas.validation import validate
from spine.usecases.service import Service

TEXT_SHOWN = 100
"""Signs of a fact that are shown beside its link."""


def link(
    org: Annotated[str, typer.Option(help="The organisation's id.")],
    write: Annotated[bool, typer.Option("--apply/--dry-run", help="Make the links, or only show them.")] = False,
    as_json: AsJson = False,
) -> None:
    """Link existing facts with workstreams, by their words.

    Each fact that belongs to no workstream is compared with the words of every workstream: its title, tags and
    description. Every proposed link is shown with its weight and the words that speak for it. Nothing is written
    without --apply. Facts that are linked already, drafts and rejected ones are left alone.
    """
    desk = service()
    org_id = str(validate(OrganisationFields, {"org_id": org}).org_id)
    if not desk.store.organisation_exists(org_id):
        raise Refused(f"there is no organisation {org!r}")
    counts: Counter[str] = Counter()
    with bar("Linking" if write else "Looking") as shown:
        links: list[dict[str, Any]] = []
        for page in _pages(desk, org_id, write, counts):
            links += page
            shown.reached(counts["facts"], f"{counts['facts']} facts, {counts['proposed']} links")
    document = {"org_id": org_id, "applied": write, "links": links, **{name: counts[name] for name in _COUNTED}}
    answer(document, "\n".join([*map(_said, links), _summary(counts, write)]), as_json=as_json)


_COUNTED = ("facts", "linked_before", "proposed", "linked")


def _pages(desk: Service, org_id: str, write: bool, counts: Counter[str]) -> Iterator[list[dict[str, Any]]]:
    """What is proposed for each page of facts; of the facts themselves no more than a page is in memory."""
    for looked in linking.proposals(desk, org_id):
        counts.update(facts=looked.facts, linked_before=looked.linked_before, proposed=len(looked.proposed))
        if write:
            counts["linked"] += linking.apply(desk, looked.proposed)
        yield [_document(one) for one in looked.proposed]


def _document(one: linking.Proposed) -> dict[str, Any]:
    return {
        "fact_id": one.fact.fact_id,
        "text": _short(one.fact.words),
        "workstream_id": one.workstream.workstream_id,
        "title": one.workstream.title,
        "weight": one.weight,
        "likeness": one.likeness,
        "words": list(one.words),
    }


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TEXT_SHOWN else f"{line[: TEXT_SHOWN - 1].rsplit(' ', 1)[0]}…"


def _said(link: dict[str, Any]) -> str:
    where = f"{link['fact_id']} → {link['workstream_id']} “{_short(link['title'])}”, weight {link['weight']}"
    return f"{where}\n  {link['text']}\n  because of: {', '.join(link['words'])} (likeness {link['likeness']:.2f})"


def _summary(counts: Counter[str], write: bool) -> str:
    looked = f"Facts: {counts['facts']} looked at, {counts['linked_before']} linked already"
    if write:
        return f"{looked}, {counts['linked']} linked now."
    more = "; --apply links them" if counts["proposed"] else ""
    return f"{looked}, {counts['proposed']} could be linked{more}."
