"""The scripts of a deployment, run against a stand-in for Azure: its command line, the app's site and its scm site."""

import json
import os
import stat
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread

import pytest

ROOT = Path(__file__).parents[3]
TOKEN = "a-token-of-the-operator"
SUCCEEDED, FAILED, PENDING = 4, 3, 0
NOT_FOUND, ACCEPTED = 404, 202

AZ = """
echo "az $*" >>{log}
case "$*" in
    "account get-access-token "*) echo {token} ;;
    "functionapp show "*defaultHostName*) echo app.example ;;
    "functionapp show "*Repository*) echo app.scm.example ;;
    "functionapp show "*"--query id "*) echo /subscriptions/s/sites/app ;;
    "rest "*/sites/app/config/authsettingsV2"?"*) cat {log}.client 2>>/dev/null || echo ;;
    "functionapp keys list "*) echo the-default-key ;;
    *) exit 1 ;;
esac
"""
CURL = """
echo "curl $*" >>{log}
for word do
    shift
    case "$word" in https://*) word=http://127.0.0.1:{port}/${{word#https://}} ;; esac
    set -- "$@" "$word"
done
exec {curl} "$@"
"""
SLEEP = """
echo "sleep $*" >>{log}
"""

pytestmark = pytest.mark.skipif(which("curl") is None or which("jq") is None, reason="the scripts need curl and jq")


@dataclass
class Azure:
    """What the stand-in answers, and what it was asked."""

    folder: Path
    publications: list[int] = field(default_factory=list)
    """The status of each POST of a package; the last one is repeated."""
    deployments: list[tuple[int, int | None]] = field(default_factory=list)
    """What becomes of each accepted package: status and Azure's number for it, call by call; the last is repeated."""
    health: list[int] = field(default_factory=list)
    packages: list[tuple[str, str, bytes]] = field(default_factory=list)
    """The packages that arrived: the address, who sent it, and the bytes."""

    @property
    def log(self) -> Path:
        return self.folder / "calls.log"

    @property
    def calls(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def run(self, script: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a script with the stand-in's programs first on its path."""
        path = f"{self.folder}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [ROOT / "scripts" / script, *words],
            env={"PATH": path, "HOME": str(self.folder)} | environment,
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def following[T](planned: list[T]) -> T:
    return planned.pop(0) if len(planned) > 1 else planned[0]


@pytest.fixture
def azure(tmp_path: Path) -> Iterator[Azure]:
    """A stand-in that accepts every package and is healthy."""
    state = Azure(tmp_path, publications=[ACCEPTED], deployments=[(200, SUCCEEDED)], health=[200])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.packages.append((self.path, self.headers["Authorization"], body))
            assert self.headers["Content-Type"] == "application/zip"
            status = following(state.publications)
            self.answer(status, b'"deployment-1"' if status == ACCEPTED else b"This request is not authorized")

        def do_GET(self) -> None:
            if self.path == "/app.example/health":
                self.answer(following(state.health), b'{"status": "ok"}')
            else:
                assert self.path == "/app.scm.example/api/deployments/deployment-1"
                status, number = following(state.deployments)
                told = {"status": number, "status_text": "Storage responded with Forbidden"}
                self.answer(status, json.dumps(told).encode() if number is not None else b"not found")

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Nothing: the test says what went wrong."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        names = {"log": str(state.log), "port": server.server_port, "curl": which("curl"), "token": TOKEN}
        for name, text in (("az", AZ), ("curl", CURL), ("sleep", SLEEP)):
            program(tmp_path / name, text.format(**names))
        yield state
        server.shutdown()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "spine.zip"
    path.write_bytes(b"PK\x03\x04\x00\xff the package")
    return path


def waits(azure: Azure, seconds: int) -> int:
    return azure.calls.count(f"sleep {seconds}")


def test_a_package_arrives_as_it_is_and_azure_builds_nothing(azure: Azure, package: Path) -> None:
    ran = azure.run("deploy-app", "rg", "app", str(package))
    assert ran.returncode == 0, ran.stderr
    [(address, sender, body)] = azure.packages
    assert address == "/app.scm.example/api/publish?RemoteBuild=false"
    assert (sender, body) == (f"Bearer {TOKEN}", package.read_bytes())
    assert waits(azure, 60) == 0


def test_the_token_stands_on_no_command_line_and_in_no_output(azure: Azure, package: Path) -> None:
    ran = azure.run("deploy-app", "rg", "app", str(package))
    assert TOKEN not in "\n".join(azure.calls) + ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("publications", "deployments"),
    [
        ([403, 403, ACCEPTED], [(200, SUCCEEDED)]),
        ([409, 500, ACCEPTED], [(200, SUCCEEDED)]),
        ([ACCEPTED], [(200, FAILED), (200, FAILED), (202, PENDING), (200, SUCCEEDED)]),
    ],
)
def test_three_attempts_a_minute_apart(
    azure: Azure, package: Path, publications: list[int], deployments: list[tuple[int, int | None]]
) -> None:
    """Azure may need minutes until the app's identity may write to its storage."""
    azure.publications, azure.deployments = publications, deployments
    ran = azure.run("deploy-app", "rg", "app", str(package))
    assert ran.returncode == 0, ran.stderr
    assert (len(azure.packages), waits(azure, 60)) == (3, 2)


@pytest.mark.parametrize(
    ("publications", "deployments", "said"),
    [
        ([403], [(200, SUCCEEDED)], "403"),
        ([ACCEPTED], [(200, FAILED)], "Forbidden"),
        ([ACCEPTED], [(200, 5)], "Forbidden"),
    ],
)
def test_what_fails_three_times_fails_and_says_why(
    azure: Azure, package: Path, publications: list[int], deployments: list[tuple[int, int | None]], said: str
) -> None:
    azure.publications, azure.deployments = publications, deployments
    ran = azure.run("deploy-app", "rg", "app", str(package))
    assert ran.returncode == 1
    assert said in ran.stderr
    assert (len(azure.packages), waits(azure, 60)) == (3, 2)


def test_a_deployment_that_azure_does_not_know_yet_is_waited_for(azure: Azure, package: Path) -> None:
    azure.deployments = [(NOT_FOUND, None), (NOT_FOUND, None), (202, PENDING), (200, SUCCEEDED)]
    assert azure.run("deploy-app", "rg", "app", str(package)).returncode == 0
    assert (len(azure.packages), waits(azure, 10)) == (1, 4)


def test_a_deployment_that_never_ends_is_given_up(azure: Azure, package: Path) -> None:
    azure.deployments = [(202, PENDING)]
    ran = azure.run("deploy-app", "rg", "app", str(package))
    assert ran.returncode == 1
    assert "within 5 minutes" in ran.stderr


def verifying(folder: Path) -> Sequence[str]:
    """A project whose `python -m spine` says what it is called with, and the key that it sees."""
    scripts = folder / "project" / "scripts"
    scripts.mkdir(parents=True)
    (scripts / "verify-app").write_bytes((ROOT / "scripts" / "verify-app").read_bytes())
    (scripts / "verify-app").chmod(0o755)
    python = folder / "project" / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    program(python, 'echo verified "$@" "$SPINE_KEY$SPINE_TOKEN"\n')
    return (str(scripts / "verify-app"), "rg", "app")


def test_the_keys_are_listed_when_the_host_answers(azure: Azure, tmp_path: Path) -> None:
    """A host that starts lists no keys; asked too early, Azure answers with an error."""
    azure.health = [404, 503, 200]
    ran = azure.run(*verifying(tmp_path))
    assert ran.returncode == 0, ran.stderr
    assert "verified -m spine verify https://app.example --key-env SPINE_KEY the-default-key" in ran.stdout
    [listed] = [number for number, call in enumerate(azure.calls) if call.startswith("az functionapp keys list")]
    asked = [number for number, call in enumerate(azure.calls) if "/health" in call]
    assert len(asked) == 3
    assert max(asked) < listed
    assert waits(azure, 10) == 2


def test_where_callers_sign_in_the_token_of_who_runs_it_is_sent(azure: Azure, tmp_path: Path) -> None:
    Path(f"{azure.log}.client").write_text("the-client-id\n", encoding="utf-8")
    ran = azure.run(*verifying(tmp_path))
    assert ran.returncode == 0, ran.stderr
    asked = "verified -m spine verify https://app.example --token-env SPINE_TOKEN --org verify_deployment"
    assert ran.stdout == f"{asked} {TOKEN}\n"
    assert "az account get-access-token --scope api://the-client-id/.default" in "\n".join(azure.calls)
    assert TOKEN not in "\n".join(azure.calls)
    assert not [call for call in azure.calls if "keys list" in call]


def test_a_host_that_never_answers_is_said_with_its_last_answer(azure: Azure, tmp_path: Path) -> None:
    azure.health = [503]
    ran = azure.run(*verifying(tmp_path))
    assert ran.returncode == 1
    assert "no 200 within 5 minutes" in ran.stderr
    assert '{"status": "ok"}' in ran.stderr  # the body that came with the 503
    assert not [call for call in azure.calls if "keys list" in call]


type Finder = Callable[..., subprocess.CompletedProcess[str]]


def compiler(path: Path, version: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    program(path, f"echo 'Bicep CLI version {version} (abcdef)'\n")
    return path


@pytest.fixture
def find_bicep(tmp_path: Path) -> Finder:
    (tmp_path / "on-path").mkdir()

    def found(**environment: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": f"{tmp_path / 'on-path'}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)} | environment
        return subprocess.run([ROOT / "scripts" / "find-bicep"], env=env, capture_output=True, text=True, check=False)

    return found


def test_the_compiler_that_azs_own_command_installed_comes_before_the_paths(tmp_path: Path, find_bicep: Finder) -> None:
    """GitHub's machines have one on their path, of a version that nobody here chose."""
    compiler(tmp_path / "on-path" / "bicep", "0.51.1")
    pinned = compiler(tmp_path / ".azure" / "bin" / "bicep", "0.49.2")
    assert find_bicep().stdout.strip() == str(pinned)
    moved = compiler(tmp_path / "config" / "bin" / "bicep", "0.49.2")
    assert find_bicep(AZURE_CONFIG_DIR=str(tmp_path / "config")).stdout.strip() == str(moved)


def test_a_compiler_that_is_too_old_is_passed_over(tmp_path: Path, find_bicep: Finder) -> None:
    old = compiler(tmp_path / ".azure" / "bin" / "bicep", "0.36.1")
    newer = compiler(tmp_path / "on-path" / "bicep", "1.2.3")
    assert find_bicep().stdout.strip() == str(newer)
    newer.unlink()
    ran = find_bicep(PATH=str(tmp_path / "on-path") + os.pathsep + "/usr/bin:/bin")
    assert ran.returncode == 1
    assert f"{old} is version 0.36.1; 0.49 at least is needed" in ran.stderr


def test_the_compiler_that_is_named_is_used_or_nothing(tmp_path: Path, find_bicep: Finder) -> None:
    compiler(tmp_path / "on-path" / "bicep", "0.51.1")
    named = compiler(tmp_path / "named" / "bicep", "0.49.2")
    assert find_bicep(BICEP=str(named)).stdout.strip() == str(named)
    ran = find_bicep(BICEP=str(tmp_path / "named" / "no-such"))
    assert ran.returncode == 1
    assert "BICEP" in ran.stderr
