"""The commands and what holds for all of them."""

import logging
import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from spine import __version__, config
from spine.config import StoreName
from spine.legacy import commands as legacy_commands
from spine.operations.cli import agendas, content, database, linking, modes, scorecard, transfer, verify
from spine.operations.cli.exit_codes import Exit, faults_as_exits, flush, open_streams
from spine.store.cosmos import deferred_warnings

COMMANDS: Mapping[str, Mapping[str, Callable[..., None]]] = {
    "The database": {
        "init": database.init,
        "rollback": database.rollback,
        "repair": legacy_commands.repair,
        "sweep": database.sweep,
    },
    "What is in it": {
        "seed": content.seed,
        "ingest": content.ingest,
        "link": linking.link,
        "export": transfer.export,
        "import": transfer.load,
    },
    "Agendas and the rollout": {
        "plan": agendas.plan,
        "mode": modes.mode,
        "report": scorecard.report,
    },
    "A deployment": {
        "verify": verify.verify,
    },
}
"""Every command by its name, under the headings that they have in the help."""


class Commands(TyperGroup):
    """The commands, each fault of which is one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with faults_as_exits():
            return super().invoke(ctx)


def _version(asked: bool) -> None:
    if asked:
        print(f"spine {__version__}")
        raise typer.Exit(Exit.DONE)


def _is_news(record: logging.LogRecord) -> bool:
    return record.msg != deferred_warnings.DATABASE_FAILED


def _settings(
    store: Annotated[StoreName | None, typer.Option(help="The database to work on, whatever SPINE_STORE says.")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and end.")
    ] = False,
) -> None:
    """Operate Spine from a shell.

    Settings come from the environment, as the app reads them: docs/settings.md lists them. Every command takes --json,
    answers on standard output and says all else on standard error. It ends with 0 when all is done, with 1 and a line
    that says why when it refused or failed, with 2 when it was called wrongly, with 130 after Ctrl-C.
    """
    config.override({"SPINE_STORE": store.value} if store else {})


def application() -> typer.Typer:
    """The command line; its help has colours and frames on a terminal alone."""
    app = typer.Typer(
        name="spine",
        cls=Commands,
        callback=_settings,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich" if sys.stdout.isatty() else None,
        pretty_exceptions_enable=False,
    )
    for heading, commands in COMMANDS.items():
        for name, command in commands.items():
            app.command(name, rich_help_panel=heading)(command)
    return app


def main() -> int:
    """Run the command in the process's arguments; the exit code."""
    open_streams()
    logging.getLogger("azure").setLevel(logging.ERROR)  # the SDKs warn of what comes as a fault in a moment,
    deferred_warnings.logger.addFilter(_is_news)  # and so does the store
    try:
        application()(prog_name="python -m spine")
        code: Any = Exit.DONE
    except SystemExit as end:
        code = end.code
    return int(code) if flush() else Exit.FAILED
