"""Commands that put something into the database, or link what is in it."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from spine import bootstrap
from spine.operations import seeding
from spine.operations.cli.bundle_files import STANDARD_INPUT, BundleFile
from spine.operations.cli.exit_codes import failed
from spine.operations.cli.ingestion import Ingestion
from spine.operations.cli.note_files import NoteFile, note_file
from spine.operations.cli.output import AsJson, answer, bar
from spine.operations.errors import Refused
from spine.operations.linking import ProposedLink, apply_links, propose_links
from spine.schemas.notes import NotesQuery
from spine.schemas.organisations import OrganisationFields
from spine.schemas.validation import validate
from spine.schemas.workstreams import WorkstreamFields
from spine.usecases.service import Service

TITLE = "Strategic priorities"

TEXT_SHOWN = 100
"""Signs of a fact that are shown beside its link."""


def seed(
    org: Annotated[
        list[str] | None, typer.Option(metavar="ORG", help="An organisation's id; may be given several times.")
    ] = None,
    title: Annotated[str | None, typer.Option(help=f"The title of the workstream; default “{TITLE}”.")] = None,
    description: Annotated[str | None, typer.Option(help="What it is about; requests find it by these words.")] = None,
    owner: Annotated[str | None, typer.Option(help="Its owner.")] = None,
    priority: Annotated[int | None, typer.Option(help="0–1000; higher comes first in agendas.")] = None,
    as_json: AsJson = False,
) -> None:
    """Load the demo organisations, or a first workstream.

    With --org, each organisation named gets one strategic workstream; without, the two demo organisations are loaded.
    What exists is not changed, so the command can be repeated.
    """
    given = {"title": title, "description": description, "owner": owner, "priority": priority}
    if org:
        fields = validate(WorkstreamFields, given | {"title": TITLE if title is None else title})
        return _seed_strategic(org, fields, as_json)
    if any(value is not None for value in given.values()):
        raise typer.BadParameter("name the workstream's organisation with --org")
    return _seed_demo(as_json)


def _seed_strategic(orgs: list[str], fields: WorkstreamFields, as_json: bool) -> None:
    org_ids = [organisation_id(org) for org in dict.fromkeys(orgs)]
    service = bootstrap.service()
    document, lines = [], []
    for org_id in org_ids:
        workstream, created = seeding.seed_strategic(service, org_id, fields)
        key, title = workstream.workstream_id, workstream.title
        document.append({"org_id": org_id, "workstream_id": key, "title": title, "created": created})
        lines.append(f"{org_id}: {key}, “{title}”{'' if created else ', exists already; it was not changed'}.")
    answer({"workstreams": document}, "\n".join(lines), as_json=as_json)


def _seed_demo(as_json: bool) -> None:
    seeded = seeding.seed_demo(bootstrap.service())
    lines = [
        f"{organisation.org_id} exists already; it was not changed."
        if organisation.already_there
        else f"{organisation.org_id}: {organisation.workstreams} workstreams and {organisation.facts} facts."
        for organisation in seeded
    ]
    answer({"organisations": list(map(asdict, seeded))}, "\n".join(lines), as_json=as_json)


def ingest(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Notes (.md, .txt, .csv) or bundles; - is a bundle on standard input."),
    ],
    org: Annotated[str | None, typer.Option(help="The organisation of notes, and of bundles that name none.")] = None,
    meeting: Annotated[str | None, typer.Option(help="The id of the meeting that notes are of.")] = None,
    title: Annotated[str | None, typer.Option(help="What it is called; default: the heading of the notes.")] = None,
    date: Annotated[str | None, typer.Option(help="Its day; default: the one in the notes or the file's name.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what notes say, and store nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Store the facts of meetings from notes or bundles.

    Notes are Markdown, plain text or a spreadsheet as CSV; each fact that is read is shown, and each line that is not.
    A bundle is the JSON object that a transcript parser makes of one meeting; a file holds one, or one on each line.
    What is invalid is said and not stored; the other files are. Running the command again stores nothing twice.
    """
    sources = [note_file(name) or BundleFile(None if name == STANDARD_INPUT else Path(name)) for name in files]
    if any(isinstance(source, BundleFile) for source in sources) and (dry_run or meeting or title or date):
        raise typer.BadParameter("--dry-run, --meeting, --title and --date are for notes, not for bundles")
    if any(isinstance(source, NoteFile) for source in sources) and not org:
        raise typer.BadParameter("name the organisation of the notes with --org")
    asked = {"meeting_id": meeting, "title": title, "started_at": date, "dry_run": dry_run}
    query = validate(NotesQuery, {name: value for name, value in asked.items() if value is not None})
    run = Ingestion(bootstrap.service(), organisation_id(org) if org else None)
    with bar("Ingesting", sum(source.size for source in sources) or None) as progress:
        for source in sources:
            if isinstance(source, NoteFile):
                run.take_notes(source, query)
                progress.advance(source.size)
            else:
                run.take(source, progress.advance)
    answer(run.document, "\n".join([*run.lines, run.summary]), as_json=as_json)
    if run.refused:
        raise failed(f"{len(run.refused)} of {len(run.refused) + run.count} could not be stored; see above")


def link(
    org: Annotated[str, typer.Option(help="The organisation's id.")],
    write: Annotated[bool, typer.Option("--apply/--dry-run", help="Create the links, or only show them.")] = False,
    as_json: AsJson = False,
) -> None:
    """Link existing facts with workstreams, by their words.

    Each fact that belongs to no workstream is compared with the words of every workstream: its title, tags and
    description. Every proposed link is shown with its weight and the words that support it. Nothing is written
    without --apply. Facts that are linked already, drafts and rejected facts are ignored.
    """
    service = bootstrap.service()
    org_id = known_organisation(service, org)
    counts = Counter(facts=0, linked_before=0, proposed=0, linked=0)
    document, lines = [], []
    with bar("Linking" if write else "Looking") as progress:
        for page in propose_links(service, org_id):  # of the facts themselves no more than a page is in memory
            counts.update(facts=page.facts, linked_before=page.linked_before, proposed=len(page.links))
            if write:
                counts["linked"] += apply_links(service, page.links)
            document += [_link_document(link) for link in page.links]
            lines += [_link_lines(link) for link in page.links]
            progress.reach(counts["facts"], f"{counts['facts']} facts, {counts['proposed']} links")
    summary = f"Facts: {counts['facts']} checked, {counts['linked_before']} linked already"
    if write:
        lines.append(f"{summary}, {counts['linked']} linked now.")
    else:
        lines.append(f"{summary}, {counts['proposed']} could be linked{'; --apply links them' if document else ''}.")
    answer({"org_id": org_id, "applied": write, "links": document, **counts}, "\n".join(lines), as_json=as_json)


def _link_document(link: ProposedLink) -> dict[str, object]:
    return {
        "fact_id": link.fact.fact_id,
        "text": _shortened(link.fact.words),
        "workstream_id": link.workstream.workstream_id,
        "title": link.workstream.title,
        "weight": link.weight,
        "likeness": link.likeness,
        "words": list(link.words),
    }


def _link_lines(link: ProposedLink) -> str:
    workstream = f"{link.workstream.workstream_id} “{_shortened(link.workstream.title)}”"
    because = f"because of: {', '.join(link.words)} (similarity {link.likeness:.2f})"
    head = f"{link.fact.fact_id} → {workstream}, weight {link.weight}"
    return f"{head}\n  {_shortened(link.fact.words)}\n  {because}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TEXT_SHOWN else f"{line[: TEXT_SHOWN - 1].rsplit(' ', 1)[0]}…"


def organisation_id(org: str) -> str:
    """An id that a person gave. Raises Invalid for what can be none."""
    return str(validate(OrganisationFields, {"org_id": org}).org_id)


def known_organisation(service: Service, org: str) -> str:
    """An organisation's id that a person gave. Raises Refused where the store has none of it."""
    org_id = organisation_id(org)
    if not service.store.organisation_exists(org_id):
        raise Refused(f"no organisation {org!r}")
    return org_id
