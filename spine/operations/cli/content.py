"""Commands that put something into the database."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from spine.bootstrap import service
from spine.operations import demo, strategic
from spine.operations.cli.bundle_files import STANDARD_INPUT, Source
from spine.operations.cli.exit_codes import failed
from spine.operations.cli.ingestion import Ingestion
from spine.operations.cli.printing import AsJson, answer
from spine.operations.cli.progress import bar
from spine.schemas.organisations import OrganisationFields
from spine.schemas.validation import validate
from spine.schemas.workstreams import WorkstreamFields

TITLE = "Strategic priorities"


def seed(
    org: Annotated[list[str] | None, typer.Option(help="An organisation's id; may be given several times.")] = None,
    title: Annotated[str | None, typer.Option(help=f"The title of the workstream; else “{TITLE}”.")] = None,
    description: Annotated[str | None, typer.Option(help="What it is about: plans choose it by these words.")] = None,
    owner: Annotated[str | None, typer.Option(help="Who answers for it.")] = None,
    priority: Annotated[int | None, typer.Option(help="0–1000; the higher, the earlier in the agenda.")] = None,
    as_json: AsJson = False,
) -> None:
    """Load the demo organisations, or a first workstream.

    With --org, each organisation named gets one strategic workstream; without, the two demo organisations are loaded.
    What is there already is left alone, so the command may be repeated.
    """
    given = {"title": title, "description": description, "owner": owner, "priority": priority}
    if not org:
        return _demo(given, as_json)
    fields = validate(WorkstreamFields, given | {"title": TITLE if title is None else title})
    org_ids = [str(validate(OrganisationFields, {"org_id": one}).org_id) for one in dict.fromkeys(org)]
    seeded = [strategic.seed(service(), org_id, fields) for org_id in org_ids]
    document = [
        {"org_id": one.org_id, "workstream_id": one.workstream_id, "title": one.title, "created": made}
        for one, made in seeded
    ]
    lines = [
        f"{one.org_id}: {one.workstream_id}, “{one.title}”{'' if made else ', is there already; it was left alone'}."
        for one, made in seeded
    ]
    return answer({"workstreams": document}, "\n".join(lines), as_json=as_json)


def _demo(given: Mapping[str, object], as_json: bool) -> None:
    if any(value is not None for value in given.values()):
        raise typer.BadParameter("say by --org whose workstream it is")
    seeded = demo.seed(service())
    lines = [
        f"{one.org_id} is there already; it was left alone."
        if one.already_there
        else f"{one.org_id}: {one.workstreams} workstreams and {one.facts} facts."
        for one in seeded
    ]
    answer({"organisations": list(map(asdict, seeded))}, "\n".join(lines), as_json=as_json)


def ingest(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Files of bundles; - is standard input.")],
    org: Annotated[str | None, typer.Option(help="The organisation of bundles that name none.")] = None,
    as_json: AsJson = False,
) -> None:
    """Store the facts of meetings from bundle files.

    A bundle is the JSON object that the upstream parser makes of one meeting. A file holds one of them, or one on each
    line (JSONL). Of a bundle with any bad fact nothing is stored, and a line says which fact and which field; the
    other bundles are stored. Running the command again stores nothing twice.
    """
    sources = [Source(None if name == STANDARD_INPUT else Path(name)) for name in files]
    run = Ingestion(service(), org)
    with bar("Ingesting", sum(one.size for one in sources) or None) as shown:
        for source in sources:
            run.take(source, shown.moved)
    answer(run.document, run.summary, as_json=as_json)
    if run.problems:
        raise failed(run.complaint)
