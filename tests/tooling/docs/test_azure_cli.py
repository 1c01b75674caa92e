"""Every `az` command of pages, scripts and workflows is one of the Azure command line, with options that it has.

`azure_cli.json` is what Azure CLI itself says of these commands. To add one, run this file with the Python of an
installed Azure CLI: `python tests/tooling/docs/test_azure_cli.py`.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
TABLE = Path(__file__).with_name("azure_cli.json")
EVERYWHERE = {"--output", "--query", "--subscription", "--only-show-errors"}
OF_EXTENSIONS = {"monitor log-analytics query", "monitor scheduled-query list"}
"""Commands that Azure CLI installs an extension for, so that it says nothing of them."""


def texts() -> Iterator[str]:
    for path in sorted((*ROOT.glob("docs/*.md"), ROOT / "infra" / "README.md")):
        text = path.read_text(encoding="utf-8")
        yield from re.findall(r"^```(?:sh)?\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        yield from re.findall(r"`(az [^`]+)`", text)
    for path in (*(ROOT / "scripts").iterdir(), *(ROOT / ".github" / "workflows").glob("*.yml")):
        if path.is_file() and path.suffix != ".py":
            yield re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def calls() -> set[tuple[str, frozenset[str]]]:
    """Each command with the options that it is called with."""
    lines = [line for text in texts() for line in text.replace("\\\n", " ").splitlines()]
    found = set()
    for line in lines:
        for call in re.split(r"(?<![\w/.-])az (?=[a-z])", line)[1:]:
            command, *_ = re.split(r"\s+(?![a-z][a-z-]*(?:\s|$))|[)`|]", call, maxsplit=1)
            options = re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", call.partition(" | ")[0])
            found.add((command.strip(), frozenset(options) - EVERYWHERE))
    return {(command, options) for command, options in found if options}


def test_every_azure_command_exists_and_has_its_options() -> None:
    known = json.loads(TABLE.read_text(encoding="utf-8"))["commands"]
    used = {(command, options) for command, options in calls() if command not in OF_EXTENSIONS}
    assert len(used) > 20
    assert sorted(command for command, _ in used if command not in known) == []
    strange = {command: sorted(options - set(known[command])) for command, options in used}
    assert {command: options for command, options in strange.items() if options} == {}


def test_an_option_that_is_none_would_be_seen() -> None:
    known = json.loads(TABLE.read_text(encoding="utf-8"))["commands"]
    assert "--target-database-account-name" in known["cosmosdb restore"]
    assert "--target-account" not in known["cosmosdb restore"]


def _write_table() -> None:
    from azure.cli.core import __version__, get_default_cli  # type: ignore[import-not-found]
    from azure.cli.core.file_util import create_invoker_and_load_cmds_and_args  # type: ignore[import-not-found]

    cli = get_default_cli()
    create_invoker_and_load_cmds_and_args(cli)
    table = cli.invocation.commands_loader.command_table
    commands = {}
    for name in sorted({command for command, _ in calls()} - OF_EXTENSIONS):
        arguments = table[name].arguments.values()
        options = {str(option) for one in arguments for option in one.type.settings.get("options_list") or ()}
        commands[name] = sorted(option for option in options if option.startswith("--"))
    TABLE.write_text(json.dumps({"version": __version__, "commands": commands}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write_table()
