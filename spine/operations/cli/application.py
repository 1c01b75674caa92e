"""The commands and what holds for all of them."""

import logging
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from spine import __version__, config
from spine.config import StoreName
from spine.errors import Invalid
from spine.legacy.migration.commands import repair
from spine.operations.cli import (
    content,
    database,
    lists,
    planning,
    proposing,
    report,
    suggesting,
    transfer,
    verify,
)
from spine.operations.cli.exit_codes import Exit, errors_as_exits, flush, open_streams, wrong_calls_as_exits
from spine.operations.cli.option_names import told_for
from spine.store.cosmos import deferred_warnings

COMMANDS: Mapping[str, Mapping[str, Callable[..., None]]] = {
    "To begin with": {
        "init": database.init,
        "seed": content.seed,
        "ingest": content.ingest,
    },
    "Facts and workstreams": {
        "facts": lists.facts,
        "suggest": suggesting.suggest,
        "workstreams": lists.workstreams,
        "link": content.link,
    },
    "Agendas": {
        "plan": planning.plan,
        "propose": proposing.propose,
        "feedback": proposing.feedback,
    },
    "Operation": {
        "mode": planning.mode,
        "sweep": database.sweep,
        "report": report.report,
        "verify": verify.verify,
    },
    "Moving data": {
        "export": transfer.export,
        "import": transfer.load,
        "repair": repair,
        "rollback": database.rollback,
    },
}
"""Every command by its name, in an order of use, under the headings that they have in the help."""

NAME = "python -m spine"
"""How the command line is called."""

ON_A_DESK = {"AZURE_FUNCTIONS_ENVIRONMENT": "Development"}
"""A command runs where a person is, whatever the environment looks like: never as the Functions app in Azure."""


class Commands(TyperGroup):
    """The commands, each error of which is one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""

        def told(error: Invalid) -> str:
            command = self.commands.get(ctx.invoked_subcommand or "")
            return told_for(command.params if command else (), error)

        with errors_as_exits(told), wrong_calls_as_exits(lambda: self._called(ctx)):
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command; without any word, the help is shown."""
        with wrong_calls_as_exits(lambda: self._called(ctx)) if args else nullcontext():
            return super().parse_args(ctx, args)

    def _called(self, ctx: Any) -> str:
        """The call so far, with its command where there is such a one."""
        return " ".join([NAME, *([ctx.invoked_subcommand] if ctx.invoked_subcommand in self.commands else [])])


def _version(asked: bool) -> None:
    if asked:
        print(f"spine {__version__}")
        raise typer.Exit(Exit.DONE)


def _settings(
    store: Annotated[StoreName | None, typer.Option(help="The database to work on; overrides SPINE_STORE.")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Operate Spine from a shell; settings come from the environment.

    Exit codes: 0 done, 1 refused or failed, 2 wrong call, 130 Ctrl-C.
    """
    config.override(ON_A_DESK | ({"SPINE_STORE": store.value} if store else {}))


def application() -> typer.Typer:
    """The command line; its help has colours and frames on a terminal alone."""
    app = typer.Typer(
        name="spine",
        cls=Commands,
        callback=_settings,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="markdown" if sys.stdout.isatty() else None,
        pretty_exceptions_enable=False,
    )
    for heading, commands in COMMANDS.items():
        for name, command in commands.items():
            app.command(name, rich_help_panel=heading)(command)
    return app


def main() -> int:
    """Run the command in the process's arguments; the exit code."""
    open_streams()
    # The SDKs warn of what comes as an error in a moment, and so does the store.
    logging.getLogger("azure").setLevel(logging.ERROR)
    deferred_warnings.logger.addFilter(lambda record: record.msg != deferred_warnings.DATABASE_FAILED)
    code: int | str | None = Exit.DONE
    try:
        application()(prog_name=NAME)
    except SystemExit as end:
        code = end.code
    return int(code or 0) if flush() else Exit.FAILED
