"""Calls that are wrong: each is told in one short line, in the names of the command line, and ends with 2."""

import pytest

from spine.operations.cli.application import COMMANDS
from spine.usecases.service import Service
from tests.operations.cli.conftest import Spine

WIDTH = 80


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("plan", "x", "--minutes", "ten"), "--minutes: must be a whole number"),
        (("plan", "x", "--minutes", "3"), "--minutes: must be at least 5"),
        (("plan", "x", "--format", "pdf"), "--format: must be nl, markdown, html, ics or json"),
        (("plan", "x", "--macro", "maybe"), "--macro: must be auto, strict or off"),
        (("plan", ""), "TEXT: must not be blank"),
        (("plan", "x", "--json", "--format", "nl"), "--json and --format nl cannot be combined"),
        (("plan", "x", "--format", "ics"), "--start: an invitation needs a start: give one here or in the text"),
        (("propose", "x", "--format", "pdf"), "--format: must be nl, markdown, html, ics or json"),
        (("facts", "--org", "org_demo", "--limit", "x"), "--limit: must be a whole number"),
        (("facts", "--org", "org_demo", "--type", "5"),
         "--type: must be a word for a type of facts, like decision or risk"),
        (("facts", "--org", "a b"),
         "--org: must be 1–128 letters, digits or _.:-, the first a letter or digit"),
        (("workstreams", "--org", "org_demo", "--status", "blue"), "--status: must be green, yellow or red"),
        (("mode", "org_demo", "maybe"), "SETTING: must be auto, strict, off or default"),
        (("feedback", "agd", "--rating", "good"), "--rating: must be a whole number"),
        (("--store", "mongo", "init"), "--store: must be sqlite or cosmos"),
        (("ingest", "notes.md"), "name the organisation of the notes with --org"),
        (("ingest", "a.json", "--dry-run"),
         "--dry-run, --meeting, --title and --date are for notes, not for bundles"),
        (("verify", "notaurl"), "URL: must be an address like https://func-spine.azurewebsites.net"),
        (("verify", "https://a.example/?code=1"), "URL: must be the address alone; keys come from --key-env"),
        (("report", "--url", "notaurl"), "--url: must be an address like https://func-spine.azurewebsites.net"),
        (("report", "--endpoint", "x"), "--endpoint needs --workspace"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_allowed_is_one_line(
    spine: Spine, seeded: Service, words: tuple[str, ...], line: str
) -> None:
    ran = spine(*words)
    assert (ran.exit_code, ran.stdout, ran.stderr) == (2, "", f"spine: {line}\n")
    assert len(ran.stderr) <= WIDTH + 1


@pytest.mark.parametrize(
    ("words", "line", "command"),
    [
        (("plan",), "TEXT: is required", "plan "),
        (("facts",), "--org: is required", "facts "),
        (("ingest",), "FILE: is required", "ingest "),
        (("feedback",), "PROPOSAL: is required", "feedback "),
        (("mode", "x", "auto", "y"), "Got unexpected extra argument(s) (y)", "mode "),
        (("plan", "x", "--minuts", "9"), "No such option: --minuts (Possible options: --minutes)", "plan "),
        (("plan", "x", "--org"), "Option '--org' requires an argument.", "plan "),
        (("plna",), "No such command 'plna'. Did you mean 'plan'?", ""),
        (("--stor", "sqlite"), "No such option: --stor (Possible options: --store)", ""),
    ],
)
def test_a_call_of_a_wrong_form_is_told_where_its_help_is(
    spine: Spine, words: tuple[str, ...], line: str, command: str
) -> None:
    ran = spine(*words)
    help_of = f"See `python -m spine {command}--help`."
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == f"spine: {line}\n{help_of}\n"


def test_the_help_of_every_command_fits_into_80_columns(spine: Spine) -> None:
    names = [name for commands in COMMANDS.values() for name in commands]
    for words in ([], *([name] for name in names)):
        ran = spine(*words, "--help")
        assert ran.exit_code == 0
        assert max(map(len, ran.stdout.splitlines())) <= WIDTH
        assert "..." not in ran.stdout.partition("Commands:")[2], words


def test_a_call_without_words_shows_the_help(spine: Spine) -> None:
    ran = spine()
    assert ran.exit_code == 2
    assert "Commands:" in ran.stderr
