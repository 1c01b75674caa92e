"""Commands that move organisations out of a store and into one."""

from pathlib import Path
from typing import Annotated

import typer

from spine import bootstrap
from spine.legacy.migration.commands import import_database
from spine.operations.cli.output import AsJson, answer, note, phase_bars
from spine.operations.transfer import importing
from spine.operations.transfer.conflict_policy import Policy
from spine.operations.transfer.export import export as export_store
from spine.operations.transfer.resumable_file import is_output

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False, readable=False)]
OUTPUT = Path("/dev/stdout")


def export(
    file: File,
    org: Annotated[str | None, typer.Option(help="Export only this organisation.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Write the store, or one organisation, to a file.

    FILE may be `-`, standard output. The file has one line per document and a checksum; the same content always
    gives the same bytes. It is called FILE.part until it is complete. Repeat an interrupted command to continue where
    it stopped.
    """
    file = OUTPUT if str(file) == "-" else file
    to_output = is_output(file)
    with phase_bars() as progress:
        result = export_store(bootstrap.service(), file, org, progress)
    for org_id in result.unaddressable:
        note(f"skipped: organisation {org_id!r} has an invalid id")
    if result.continued_after:
        documents = f"{result.continued_after} documents"
        note(f"continued after {documents} of an interrupted run; those are as of that run")
    lines = [f"{kind}: {number}" for kind, number in result.counts.items()] or ["nothing"]
    text = "\n".join([*lines, f"{result.path} is complete, SHA-256 {result.sha256}."])
    if to_output:
        return note(text)
    document = {
        "path": result.path,
        "org_id": result.org_id,
        "counts": result.counts,
        "sha256": result.sha256,
        "left": result.unaddressable,
        "earlier": result.continued_after,
    }
    return answer(document, text, as_json=as_json)


def load(
    file: File,
    merge: Annotated[
        bool, typer.Option("--merge", help="Add what is missing; the later version of a document wins.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Make organisations equal to the file; remove what it does not contain.")
    ] = False,
    from_old_service: Annotated[
        bool, typer.Option("--from-old-service", help="FILE is the legacy service's SQLite database.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import an exported file into the store.

    The file is checked before anything is written. If an organisation is in the store already and differs, the import
    is refused unless --merge or --replace is given. Running it again completes an interrupted import, and changes
    nothing after a complete one.
    """
    if merge and replace:
        raise typer.BadParameter("--merge and --replace cannot be combined")
    policy = Policy.MERGE if merge else Policy.REPLACE if replace else Policy.REFUSE
    if from_old_service:
        return import_database(file, policy, as_json=as_json)
    with phase_bars() as progress:
        result = importing.load(bootstrap.service(), file, policy, progress)
    return answer(result.document, "\n".join(result.lines), as_json=as_json)
