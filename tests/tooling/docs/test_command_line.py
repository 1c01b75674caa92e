"""docs/command-line.md and docs/export-and-import.md: their tables are the code's, and their blocks run."""

from pathlib import Path

import pytest

from spine.operations.cli.application import COMMANDS
from spine.operations.cli.exit_codes import Exit
from spine.operations.transfer import envelope
from spine.operations.transfer.conflict_policy import Policy
from spine.operations.transfer.serialization import KINDS
from tests.api.environment import Environment
from tests.tooling.docs.pages import Page, names, table, tables
from tests.tooling.docs.running import run, run_blocks

PAGE = Page("docs/command-line.md")
TRANSFER = Page("docs/export-and-import.md")


def test_the_table_has_every_command() -> None:
    commands = tables(PAGE.text)[0]
    known = {name for group in COMMANDS.values() for name in group}
    assert sorted(row[0].strip("`") for row in commands) == sorted(known)


def test_the_exit_codes_are_the_codes() -> None:
    assert [int(row[0]) for row in table(PAGE.section("Common options and output"))] == [code.value for code in Exit]


def test_the_types_in_a_file_are_the_codes_in_this_order() -> None:
    types = tables(TRANSFER.section("The file"))[1]
    assert [row[0].strip("`") for row in types] == [kind.kind for kind in KINDS]


def test_the_first_line_of_a_file_is_the_codes() -> None:
    first = tables(TRANSFER.section("The file"))[0][0][1]
    assert names(first) == ["format", envelope.FORMAT, "version", str(envelope.VERSION), "org_id", "null"]


def test_the_policies_are_the_codes() -> None:
    options = [row[0].strip("`").removeprefix("--") for row in table(TRANSFER.section("Conflicts"))]
    assert options == ["none", *(policy.value for policy in Policy if policy is not Policy.REFUSE)]


@pytest.mark.parametrize(
    ("page", "seeded"), [(PAGE, False), (TRANSFER, True)], ids=lambda one: getattr(one, "path", one)
)
def test_the_blocks_run_in_order(
    page: Page, seeded: bool, environment: Environment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if seeded:
        monkeypatch.chdir(tmp_path)
        run(".venv/bin/python -m spine seed", environment)
    run_blocks(page, environment, monkeypatch, tmp_path)
