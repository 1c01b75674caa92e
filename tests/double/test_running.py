import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from azure.core.exceptions import ServiceRequestError
from azure.cosmos import ContainerProxy

from tests.double import CannotStart, Double
from tests.double.emulator import Emulator, install

ROOT = Path(__file__).parents[2]
BESIDE_DOUBLE = [sys.executable, "-m", "tests.double", "--"]
WAITING = "import os, time; print(os.environ['COSMOS_ENDPOINT'], flush=True); time.sleep(30)"


def test_a_double_that_went_away_comes_back_with_its_documents(double: Double, items: ContainerProxy) -> None:
    items.create_item({"id": "f", "org_id": "acme"})
    double.stop()
    with pytest.raises(ServiceRequestError):
        items.create_item({"id": "g", "org_id": "acme"}, retry_connect=0)
    double.start()
    assert items.read_item("f", "acme")["id"] == "f"


def test_a_machine_without_node_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotStart, match=r"needs node.*install Node\.js 20"):
        Emulator()


def test_a_machine_without_npm_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("tests.double.emulator.HERE", tmp_path)
    with pytest.raises(CannotStart, match="needs npm"):
        install()


def test_a_command_finds_the_container_in_its_environment() -> None:
    script = """
import os
from azure.cosmos import CosmosClient
settings = os.environ
with CosmosClient(settings["COSMOS_ENDPOINT"], settings["COSMOS_KEY"]) as client:
    container = client.get_database_client("spine").get_container_client("spine")
    print(settings["SPINE_STORE"], len(container.read()["indexingPolicy"]["compositeIndexes"]))
"""
    run = subprocess.run([*BESIDE_DOUBLE, sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.splitlines()[-1] == "cosmos 5", run.stderr


def test_the_exit_code_is_the_commands() -> None:
    assert subprocess.run([*BESIDE_DOUBLE, sys.executable, "-c", "exit(3)"], cwd=ROOT).returncode == 3


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_command_and_then_the_double(signum: signal.Signals) -> None:
    command = [*BESIDE_DOUBLE, sys.executable, "-c", WAITING]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout
        endpoint = [process.stdout.readline().strip() for _ in range(2)][1]
        assert requests.get(endpoint, timeout=5).status_code == 200
        process.send_signal(signum)
        process.communicate(timeout=60)
    assert process.returncode != 0
    with pytest.raises(requests.ConnectionError):
        requests.get(endpoint, timeout=5)


def test_a_command_is_wanted() -> None:
    run = subprocess.run(BESIDE_DOUBLE, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stderr.startswith("usage:")
