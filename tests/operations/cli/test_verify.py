"""`python -m spine verify` against a server that runs the app, and against what is none."""

import json
import os
import pty
import socket
import sqlite3
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from spine.errors import Invalid
from spine.operations.cli.verify import check_key_is_wanted
from spine.operations.errors import Refused
from spine.operations.verification.checks import CHECKS
from spine.operations.verification.deployment import WAKING_SECONDS, Deployment, deployment_at
from spine.operations.verification.runner import CheckContext, run_checks
from tests.commands import block, ended_after, unused_port
from tests.operations.cli.proxy import Passed, Spoil, proxy
from tests.processes import command
from tests.tooling.devhost.local_server import LocalServer, local_server

ROOT = Path(__file__).parents[3]
KEY = "a-function-key-of-this-test"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("verify") / "spine.sqlite3"


@pytest.fixture(scope="module")
def server(database: Path) -> Iterator[LocalServer]:
    """The app on SQLite, behind a function key."""
    local = {"SPINE_STORE": "sqlite", "SPINE_DB_PATH": str(database), "AZURE_FUNCTIONS_ENVIRONMENT": "Development"}
    with local_server(f"--enable-auth={KEY}", **local) as started:
        yield started


@pytest.fixture
def url(server: LocalServer) -> str:
    return f"http://127.0.0.1:{server.port}"


def run(*words: str, key: str | None = KEY, given_by: str = "--key-env") -> subprocess.CompletedProcess[str]:
    """One run where nobody sits at a terminal, with a key or a token in a variable."""
    given = [given_by, "THE_KEY"] if key else []
    env = os.environ | ({"THE_KEY": key} if key else {})
    return subprocess.run(
        command("spine", "verify", *words, *given), cwd=ROOT, env=env, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip


def findings(ran: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    return {one["check"]: one for one in json.loads(ran.stdout)["checks"]}


def organisations(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        facts = connection.execute("SELECT DISTINCT org_id FROM facts")
        workstreams = connection.execute("SELECT DISTINCT org_id FROM workstreams")
        return {org_id for (org_id,) in [*facts, *workstreams]}


def test_a_working_deployment_passes_every_check(url: str, database: Path) -> None:
    ran = run(url, "--json")
    assert (ran.returncode, [one for one in findings(ran).values() if not one["passed"]]) == (0, []), ran.stderr
    told = json.loads(ran.stdout)
    assert (told["store"], told["passed"], told["url"]) == ("sqlite", True, url)
    assert told["org_id"].startswith("verify_")
    assert set(findings(ran)) == {"key wanted", "cleaned up", *(name for name, _ in CHECKS)}
    assert organisations(database) == set()


def test_people_read_a_table_and_one_line(url: str) -> None:
    ran = run(f"{url}/")
    assert ran.returncode == 0
    lines = ran.stdout.splitlines()
    assert lines[0].split() == ["check", "ms", "seen"]
    assert len(lines) == len(CHECKS) + 3
    assert all(" passed " in line for line in lines[1:])
    assert ran.stderr.strip().endswith(f"all {len(CHECKS) + 2} checks passed.")


def test_the_kill_switch_is_no_fault_of_the_deployment(tmp_path: Path) -> None:
    local = {"SPINE_DB_PATH": str(tmp_path / "spine.sqlite3"), "AZURE_FUNCTIONS_ENVIRONMENT": "Development"}
    with local_server(**local, SPINE_STORE="sqlite", USE_MACRO_PLAN="0") as started:
        ran = run(f"http://127.0.0.1:{started.port}", "--json", key=None)
    assert ran.returncode == 0, ran.stdout
    assert "kill switch" in findings(ran)["plan, auto, POST"]["detail"]
    assert findings(ran)["key wanted"]["detail"] == "no key is needed on this machine"


def spoilt(part: str, **changes: object) -> Spoil:
    """A front that changes members of the JSON that a path answers."""

    def spoil(method: str, path: str, passed: Passed) -> Passed:
        if part not in path or passed.status != 200:
            return passed
        return passed._replace(body=json.dumps(json.loads(passed.body) | changes).encode())

    return spoil


@pytest.mark.parametrize(
    ("check", "part", "changes"),
    [
        ("facts linked", "/link-facts", {"missing": []}),
        ("facts stored", "/facts", {"inserted": 1, "updated": 0, "unchanged": 0}),
        ("workstreams suggested", ":suggest", {"suggestions": []}),
        ("search", "/facts/search", {"items": []}),
        ("snapshots", "/snapshots", {"snapshots": [{}, {}]}),
    ],
)
def test_an_answer_that_is_wrong_is_found_and_the_organisation_removed(
    server: LocalServer, database: Path, check: str, part: str, changes: dict[str, object]
) -> None:
    with proxy(server.port, spoilt(part, **changes)) as url:
        ran = run(url, "--json")
    assert ran.returncode == 1
    failed = [name for name, one in findings(ran).items() if not one["passed"]]
    assert failed == [check]
    assert ran.stderr.strip() == f"spine: 1 of {len(CHECKS) + 2} checks failed: {check}"
    assert organisations(database) == set()


def test_an_answer_that_is_no_json_fails_its_check_alone(server: LocalServer) -> None:
    def spoil(method: str, path: str, passed: Passed) -> Passed:
        return Passed(200, "text/html", b"<html>") if "/snapshots" in path else passed

    with proxy(server.port, spoil) as url:
        ran = run(url, "--json")
    assert [name for name, one in findings(ran).items() if not one["passed"]] == ["snapshots"]
    assert "unexpected response" in findings(ran)["snapshots"]["detail"]


def test_a_deployment_that_is_cold_is_waited_for(server: LocalServer) -> None:
    cold = iter(["cold", "cold"])
    pauses: list[float] = []

    def spoil(method: str, path: str, passed: Passed) -> Passed:
        return Passed(503, "text/plain", b"Function host is not running.") if next(cold, "") else passed

    with proxy(server.port, spoil) as url:
        assert Deployment(url, sleep=pauses.append).wake().body["ok"] is True
    assert len(pauses) == 2
    assert sum(pauses) < WAKING_SECONDS


def test_bad_settings_are_said_at_once(tmp_path: Path) -> None:
    local = {"AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_DB_PATH": str(tmp_path / "spine.sqlite3")}
    with local_server("--check=builtins:dict", **local, STALE_AFTER_DAYS="never") as started:
        ran = run(f"http://127.0.0.1:{started.port}")
    assert ran.returncode == 1
    assert "is Spine, but it cannot run: STALE_AFTER_DAYS='never' is not allowed" in ran.stderr


def test_a_wrong_key_is_said_in_one_line_that_does_not_show_it(url: str) -> None:
    ran = run(url, key="wrong-key-12345")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == f"spine: {url} rejected the key (401): is it this app's?\n"


def test_the_key_is_never_shown(url: str) -> None:
    ran = run(url, "--json")
    assert KEY not in ran.stdout + ran.stderr


@pytest.mark.parametrize("key", ["with space", "two\nlines", "ação"])
def test_what_can_be_no_key_is_refused_without_showing_it(url: str, key: str) -> None:
    ran = run(url, key=key)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert key not in ran.stderr
    assert "invalid characters" in ran.stderr


def test_without_a_key_where_nobody_can_be_asked_it_says_how_to_give_one(url: str) -> None:
    ran = run(url, key=None)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "name the environment variable that holds it with --key-env" in ran.stderr


def test_a_variable_that_is_not_set_is_named(url: str) -> None:
    ran = run(url, "--key-env", "NOT_SET", key=None)
    assert ran.stderr == "spine: the environment variable NOT_SET is not set\n"


def test_at_a_terminal_the_key_is_asked_for_and_not_shown(url: str) -> None:
    ours, theirs = pty.openpty()
    with (
        subprocess.Popen(
            [sys.executable, "-m", "spine", "verify", url, "--json"],  # a session's terminal is not handed over
            cwd=ROOT,
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
            text=True,
            start_new_session=True,  # or it would ask at the terminal of whoever runs the tests
        ) as asked,
        ended_after(60, asked),
    ):
        os.close(theirs)
        seen = b""
        while b"Function key" not in seen and (more := block(ours)):
            seen += more
        while asked.poll() is None and termios.tcgetattr(ours)[3] & termios.ECHO:  # typed before, it is thrown away
            time.sleep(0.01)
        os.write(ours, f"{KEY}\n".encode())
        while more := block(ours):
            seen += more
        os.close(ours)
        told = json.loads(asked.stdout.read()) if asked.stdout else {}
    assert (asked.returncode, told["passed"]) == (0, True)
    assert KEY.encode() not in seen


def test_an_organisation_that_is_there_is_left_alone(server: LocalServer, url: str, database: Path) -> None:
    deployment = Deployment(url).with_key(KEY)
    body = {"facts": [{"fact_id": "f", "fact_type": "risk", "text": "Kept."}]}
    assert deployment.ask("POST", "/orgs/acme/facts", body).status == 200
    ran = run(url, "--org", "acme")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "the organisation acme exists" in ran.stderr
    assert organisations(database) == {"acme"}
    assert deployment.ask("DELETE", "/orgs/acme", confirm="acme").status == 204


def test_an_organisation_of_ones_own_choice_is_made_and_removed(url: str, database: Path) -> None:
    ran = run(url, "--org", "verify_mine", "--json")
    assert (ran.returncode, json.loads(ran.stdout)["org_id"]) == (0, "verify_mine")
    assert organisations(database) == set()


def test_a_bad_organisation_is_refused(url: str) -> None:
    ran = run(url, "--org", "no/slash")
    assert (ran.returncode, ran.stderr.startswith("spine: --org: must be ")) == (2, True)


def test_an_address_without_anybody_is_said_in_one_line() -> None:
    with unused_port() as port:
        ran = run(f"http://127.0.0.1:{port}")
    assert (ran.returncode, ran.stderr) == (1, f"spine: 127.0.0.1:{port} cannot be reached: Connection refused\n")


def test_a_host_that_does_not_exist_is_said_in_one_line() -> None:
    ran = run("https://spine.invalid")
    assert ran.returncode == 1
    assert ran.stderr.startswith("spine: spine.invalid cannot be reached: ")
    assert ran.stderr.count("\n") == 1


def test_a_server_that_is_no_spine_is_said_so(server: LocalServer) -> None:
    with proxy(server.port, lambda method, path, passed: Passed(200, "text/html", b"<h1>Welcome</h1>")) as url:
        ran = run(url)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert f"{url} answers, but is not Spine" in ran.stderr


def test_json_that_is_nested_too_deeply_is_none(server: LocalServer) -> None:
    with proxy(server.port, lambda method, path, passed: Passed(200, "application/json", b"[" * 200_000)) as url:
        assert Deployment(url).ask("GET", "/health").body is None


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(server: LocalServer) -> None:
    elsewhere: list[str] = []

    def note(method: str, path: str, passed: Passed) -> Passed:
        elsewhere.append(path)
        return passed

    with proxy(server.port, note) as other:
        redirect = Passed(302, "text/plain", f"{other}/health".encode())
        with proxy(server.port, lambda method, path, passed: redirect) as url:
            assert Deployment(url).with_key(KEY).ask("GET", "/health").status == 302
    assert elsewhere == []


@pytest.mark.parametrize(
    "address",
    [
        "func-spine",
        "ftp://func-spine",
        "https://",
        "https://u:p@func-spine",
        "https://f?code=x",
        "https://f:x",
        "http://a b",
        "https://[",
        "https://a..b",
    ],
)
def test_what_is_no_address_alone_is_refused(address: str) -> None:
    with pytest.raises(Invalid, match=r"^url: must be "):
        deployment_at(address)


def test_a_key_or_token_is_not_sent_where_it_could_be_read() -> None:
    with pytest.raises(Refused, match="is not https: the key"):
        Deployment("http://func-spine.example").with_key(KEY)
    with pytest.raises(Refused, match="is not https: the token"):
        Deployment("http://func-spine.example").with_token(KEY)


def test_neither_key_nor_token_stands_in_what_is_printed_of_a_deployment() -> None:
    assert KEY not in repr(Deployment("https://func-spine.example", key=KEY, token=KEY))


def test_where_anybody_may_read_the_check_fails_but_on_this_machine(tmp_path: Path, url: str) -> None:
    local = {"SPINE_DB_PATH": str(tmp_path / "spine.sqlite3"), "AZURE_FUNCTIONS_ENVIRONMENT": "Development"}
    with local_server(**local, SPINE_STORE="sqlite") as unlocked:
        address = f"http://127.0.0.1:{unlocked.port}"
        assert check_key_is_wanted(Deployment(address)).passed
        found = check_key_is_wanted(Elsewhere(address))
    assert not found.passed
    assert "anybody can read the data" in found.detail
    assert check_key_is_wanted(Elsewhere(url)).detail == "401 without a key"


class Elsewhere(Deployment):
    """A deployment that is to be held for one on another machine."""

    is_here = False


def test_a_verification_that_is_broken_off_removes_its_organisation(url: str, database: Path) -> None:
    context = CheckContext(Deployment(url).with_key(KEY), "verify_broken_off")

    def interrupted(context: CheckContext) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(run_checks(context, [*CHECKS[:3], ("Ctrl-C", interrupted)], lambda check: None))
    assert organisations(database) == set()


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: "])
def test_an_answer_that_never_ends_is_not_waited_for(sent: bytes) -> None:
    """Each byte comes soon enough for a socket's own timeout."""
    with (
        dripping(sent) as url,
        pytest.raises(Refused, match="did not answer GET /ready: no complete response within 1 s"),
    ):
        Deployment(url).with_time_limit(1.0).ask("GET", "/ready")


@contextmanager
def dripping(sent: bytes) -> Iterator[str]:
    """A server that begins an answer, and then sends a letter every now and then, or nothing."""
    stopped = Event()

    def drip() -> None:
        with listener.accept()[0] as connection:
            connection.sendall(sent)
            while sent and not stopped.wait(0.2):
                connection.sendall(b"x")
            stopped.wait()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=drip)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            stopped.set()
            thread.join()


def test_checks_that_take_too_long_are_broken_off_and_the_organisation_removed(url: str, database: Path) -> None:
    now = [0.0]
    deployment = Deployment(url, clock=lambda: now[0]).with_key(KEY).with_time_limit(600)

    def slow(context: CheckContext) -> str:
        now[0] += 601
        return "at last"

    made = run_checks(
        CheckContext(deployment, "verify_slow"), [*CHECKS[:3], ("slow", slow), CHECKS[3]], lambda check: None
    )
    with pytest.raises(Refused, match="is too slow: out of time before GET /orgs/verify_slow/workstreams"):
        list(made)
    assert organisations(database) == set()


@pytest.mark.parametrize(("header", "waited"), [("7", 7.0), ("Wed, 25 Nov 2026 07:00:00 GMT", 1.0), ("99999", 240.0)])
def test_a_removal_goes_on_for_some_minutes_and_no_longer(server: LocalServer, header: str, waited: float) -> None:
    now, pauses = [0.0], list[float]()

    def slept(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    def spoil(method: str, path: str, passed: Passed) -> Passed:
        return Passed(503, "text/plain", b"", header) if method == "DELETE" else passed

    with proxy(server.port, spoil) as url:
        context = CheckContext(Deployment(url, sleep=slept, clock=lambda: now[0]).with_key(KEY), "verify_slow")
        (found,) = run_checks(context, [], lambda check: None)
    assert (found.check, found.passed, sum(pauses)) == ("cleaned up", False, 240.0)
    assert found.detail == f"{url} is too slow: out of time before DELETE /orgs/verify_slow"
    assert pauses[0] == waited


def test_an_organisation_that_cannot_be_removed_is_named(server: LocalServer, url: str) -> None:
    def spoil(method: str, path: str, passed: Passed) -> Passed:
        return Passed(500, "text/plain", b"") if method == "DELETE" else passed

    with proxy(server.port, spoil) as fronted:
        ran = run(fronted, "--json", "--org", "verify_left")
    assert (ran.returncode, findings(ran)["cleaned up"]["passed"]) == (1, False)
    assert "DELETE /orgs/verify_left answered 500" in findings(ran)["cleaned up"]["detail"]
    Deployment(url).with_key(KEY).ask("DELETE", "/orgs/verify_left", confirm="verify_left")
