"""What telemetry costs a process that starts, seen from a fresh interpreter."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.telemetry.ingestion import Ingestion

ROOT = Path(__file__).parents[2]
FLAGGED = "telemetry.track_event('workstream_flagged_stale', {'org_id': 'acme'}); telemetry.flush()"
LOADED = "print([name for name in sys.modules if name.startswith(%r)])"


def said_by(code: str, connection_string: str = "") -> str:
    """What a fresh interpreter prints."""
    settings = {"AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_STORE": "sqlite"}
    environment = os.environ | settings | {"APPLICATIONINSIGHTS_CONNECTION_STRING": connection_string}
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", code]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_without_a_connection_string_no_exporter_is_loaded() -> None:
    code = f"import sys, function_app; from spine import telemetry; {FLAGGED}; {LOADED % ('opencensus',)}"
    assert said_by(code) == "[]"


@pytest.mark.parametrize("name", ["google.protobuf", "google._upb"])
def test_the_exporter_loads_and_sends_without_protobuf(ingestion: Ingestion, name: str) -> None:
    code = f"import sys, function_app; from spine import telemetry; {FLAGGED}; {LOADED % (name,)}"
    assert said_by(code, ingestion.connection_string) == "[]"
    assert ingestion.names() == ["workstream_flagged_stale"]


def test_indexing_loads_no_exporter_even_with_a_connection_string(ingestion: Ingestion) -> None:
    code = f"import sys, function_app; {LOADED % ('opencensus',)}"
    assert said_by(code, ingestion.connection_string) == "[]"


def test_the_stand_in_for_protobuf_has_the_true_numbers() -> None:
    code = """
from google.rpc import code_pb2
from spine.exporter import _only_constants
mine = {name: n for name, n in vars(_only_constants()).items() if name.isupper()}
print(mine == dict(code_pb2.Code.items()))
"""
    assert said_by(code) == "True"


def test_a_process_that_ends_sends_what_it_has(ingestion: Ingestion) -> None:
    code = "from spine import telemetry; telemetry.track_event('workstream_flagged_stale', {'org_id': 'acme'})"
    said_by(code, ingestion.connection_string)
    assert len(ingestion.envelopes) == 1
