"""Commands that move organisations out of a store and into one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from spine.bootstrap import service
from spine.legacy.migration import conversion
from spine.legacy.migration import source_database as old_file
from spine.legacy.migration.report import MigrationReport
from spine.legacy.migration.sorting import sorter
from spine.operations.cli.printing import AsJson, answer, note
from spine.operations.cli.progress import Bar, bar
from spine.operations.transfer import export as exporting
from spine.operations.transfer import importing
from spine.operations.transfer.conflict_policy import Outcome, Policy
from spine.operations.transfer.resumable_file import is_output

LEFT_SHOWN = 20
"""How many of the things left behind are said; `--json` names up to 1,000."""

_DONE = (Outcome.MADE, Outcome.CHANGED, Outcome.SAME, Outcome.KEPT, Outcome.REMOVED)

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False, readable=False)]
OUTPUT = Path("/dev/stdout")


class _Bars:
    """One bar after the other, as the work goes from phase to phase."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._phase: str | None = None
        self._bar: Bar

    def moved(self, phase: str, done: int, whole: int | None) -> None:
        """So much of a phase is done."""
        if phase != self._phase:
            self._stack.close()
            self._phase, self._bar = phase, self._stack.enter_context(bar(phase, whole))
        self._bar.reached(done)


@contextmanager
def _bars() -> Iterator[_Bars]:
    with ExitStack() as stack:
        yield _Bars(stack)


def export(
    file: File,
    org: Annotated[str | None, typer.Option(help="Export this organisation alone.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Write the store, or one organisation, to a file; `-` is standard output.

    The file has one line a document, and its checksum; the same content always gives the same bytes. It is called
    FILE.part until it is whole: a command that was cut short goes on where it stood when it is run again.
    """
    file = OUTPUT if str(file) == "-" else file
    to_output = is_output(file)
    with _bars() as shown:
        done = exporting.export(service(), file, org, shown.moved)
    for org_id in done.left:
        note(f"left out: organisation {org_id!r}, whose id nobody can address")
    if done.earlier:
        note(f"went on behind {done.earlier} documents of a run that was cut short; they stand as they were then")
    lines = [f"{kind}: {number}" for kind, number in done.counts.items()] or ["nothing"]
    said = "\n".join([*lines, f"{done.path} is complete, SHA-256 {done.sha256}."])
    if to_output:
        note(said)
    else:
        answer(asdict(done), said, as_json=as_json)


def load(
    file: File,
    merge: Annotated[
        bool, typer.Option("--merge", help="Bring what is missing; the later version of a document wins.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Make organisations what the file says; remove what it lacks.")
    ] = False,
    from_old_service: Annotated[
        bool, typer.Option("--from-old-service", help="FILE is the former service's own SQLite database.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring an exported file into the store.

    The file is checked before anything is written. An organisation that is in the store already, and not the same, is
    refused unless --merge or --replace says what to do. Running it again completes an import that was cut short, and
    changes nothing after one that was not.
    """
    if merge and replace:
        raise typer.BadParameter("--merge and --replace exclude each other")
    policy = Policy.MERGE if merge else Policy.REPLACE if replace else Policy.REFUSE
    with _bars() as shown:
        if from_old_service:
            came = conversion.migrate(service(), file, old_file.opened, sorter, policy, shown.moved)
            imported, findings = came.imported, came.findings
        else:
            imported, findings = importing.load(service(), file, policy, shown.moved), None
    lines = _lines(imported) + (_told(findings) if findings else [])
    answer(_document(imported, findings), "\n".join(lines), as_json=as_json)


def _document(imported: importing.Imported, findings: MigrationReport | None) -> dict[str, Any]:
    return asdict(imported) | ({"from_old_service": vars(findings)} if findings else {})


def _lines(imported: importing.Imported) -> list[str]:
    lines = []
    for kind, counts in imported.fates.items():
        some = ", ".join(
            f"{counts[outcome_for]} {outcome_for.value}" for outcome_for in _DONE if counts.get(outcome_for)
        )
        lines += [f"{kind}: {some}"] if some else []
    said = f"{imported.verified} documents of {imported.organisations} organisations were found again in the store."
    return [*lines, said]


def _told(findings: MigrationReport) -> list[str]:
    lines = [f"missing: {one}" for one in findings.missing]
    lines += [f"{number} {what}" for what, number in findings.changed.items() if number]
    lines += [f"{kind} {old!r} is now {new}" for kind, ids in findings.mapped.items() for old, new in ids.items()]
    lines += [f"left: {one}" for one in findings.left[:LEFT_SHOWN]]
    more = sum(findings.left_by_table.values())
    return [*lines, f"{more} rows were left behind in all."] if more else lines
