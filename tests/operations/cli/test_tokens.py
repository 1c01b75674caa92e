"""`verify` and `report` against an app behind sign-in, with the bearer tokens of bots."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from spine.operations.cli.application import application
from tests.http.edge import SIGN_IN, principal
from tests.operations.cli.proxy import proxy
from tests.tooling.devhost.local_server import local_server

SIGN_INS = {
    "token.of-all": principal("org:*"),
    "token.of-mine": principal("org:verify_mine:admin"),
    "token.of-plain": principal("org:verify_mine"),
    "token.of-acme": principal("org:acme:admin"),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tokens") / "spine.sqlite3"


@pytest.fixture(scope="module")
def url(database: Path) -> Iterator[str]:
    """The app on SQLite, limited to the organisations of a sign-in, behind what stands for Easy Auth."""
    local = {"SPINE_STORE": "sqlite", "SPINE_DB_PATH": str(database), "AZURE_FUNCTIONS_ENVIRONMENT": "Development"}
    settings = local | SIGN_IN | {"SPINE_HTTP_AUTH": "anonymous"}
    with local_server(**settings) as server, proxy(server.port, sign_ins=SIGN_INS) as address:
        yield address


@pytest.fixture(autouse=True)
def _pauses_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spine.operations.verification.runner._RETRY_AFTER_SECONDS", 0.01)


def run(*words: str, token: str) -> Result:
    """One run with a token in a variable; the token is never shown."""
    ran = CliRunner().invoke(application(), [*words, "--token-env", "THE_TOKEN"], env={"THE_TOKEN": token})
    assert token not in ran.output + repr(ran.exception)
    return ran


def failed(ran: Result) -> list[dict[str, Any]]:
    return [one for one in json.loads(ran.stdout)["checks"] if not one["passed"]]


def details(ran: Result) -> dict[str, str]:
    return {one["check"]: one["detail"] for one in json.loads(ran.stdout)["checks"]}


def stored(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return sum(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("facts", "organisations"))


def test_a_token_for_all_organisations_passes_every_check(url: str, database: Path) -> None:
    ran = run("verify", url, "--json", token="token.of-all")
    assert (ran.exit_code, failed(ran)) == (0, []), ran.output
    assert {one["check"]: one["detail"] for one in json.loads(ran.stdout)["checks"]}[
        "key wanted"
    ] == "401 without a key"
    assert stored(database) == 0


def test_a_token_that_administers_one_organisation_is_enough_there(url: str, database: Path) -> None:
    ran = run("verify", url, "--org", "verify_mine", "--json", token="token.of-mine")
    assert (ran.exit_code, failed(ran)) == (0, []), ran.output
    assert "not asked" in details(ran)["coverage"]
    assert stored(database) == 0


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("token.of-plain", "may not remove verify_mine at the end: it needs the role org:verify_mine:admin"),
        ("token.of-acme", "rejected the token (403): Your sign-in does not cover the organisation 'verify_mine'"),
        ("token.of-nobody", "rejected the token (401): is it this app's, and still good?"),
    ],
)
def test_a_token_that_is_not_enough_stores_nothing(url: str, database: Path, token: str, said: str) -> None:
    ran = run("verify", url, "--org", "verify_mine", token=token)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert said in ran.stderr
    assert stored(database) == 0


def test_report_asks_a_deployment_for_the_coverage(url: str) -> None:
    ran = run("report", "--url", url, "--json", token="token.of-all")
    assert (ran.exit_code, json.loads(ran.stdout)["coverage_as_of"]) == (0, None)


@pytest.mark.parametrize(
    ("token", "said"),
    [("token.of-mine", "(403): Your sign-in does not cover all organisations"), ("token.of-nobody", "(401)")],
)
def test_report_says_what_the_token_lacks(url: str, token: str, said: str) -> None:
    ran = run("report", "--url", url, token=token)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert f"rejected the token {said}" in ran.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["verify", "https://spine.invalid", "--key-env", "THE_TOKEN"], "--key-env or --token-env"),
        (["report"], "need --url"),
    ],
)
def test_options_that_do_not_go_together_are_refused(words: list[str], said: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("spine.operations.cli.verify._health_of", lambda _: {"version": "1", "store": "sqlite"})
    monkeypatch.setattr("spine.operations.cli.verify.check_key_is_wanted", lambda _: None)
    ran = run(*words, token="any")
    assert ran.exit_code == 2
    assert said in " ".join(ran.stderr.split())
