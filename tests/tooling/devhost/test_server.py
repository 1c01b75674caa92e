import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import LONGEST_SECONDS
from tests.tooling.devhost.local_server import LocalServer, ask, devhost_process, local_server
from tests.tooling.devhost.remote import SAMPLE

KEY = "x-functions-key: the-key"
CHUNKS = b"5\r\nhello\r\n0\r\n\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with local_server(SAMPLE, "--log=sample") as started:
        yield started


@pytest.fixture(scope="module")
def locked_server() -> Iterator[LocalServer]:
    with local_server(SAMPLE, "--enable-auth=the-key") as started:
        yield started


@pytest.fixture
def connection(server: LocalServer) -> Iterator[socket.socket]:
    with server.connect() as opened:
        yield opened


def test_a_connection_stays_open_for_the_next_request(connection: socket.socket) -> None:
    assert ask(connection, "GET", "/health").status == 200
    assert ask(connection, "GET", "/orgs/7").status == 200


def test_head_sends_the_length_but_no_body(connection: socket.socket) -> None:
    length = len(ask(connection, "GET", "/health").body)
    connection.sendall(b"HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    sent = b"".join(iter(lambda: connection.recv(65536), b""))
    assert f"content-length: {length}" in sent.decode().lower()
    assert sent.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("coding", ["chunked", "Chunked"])
def test_a_chunked_body_reaches_the_function_empty(connection: socket.socket, coding: str) -> None:
    reply = ask(connection, "POST", "/echo/a", f"Transfer-Encoding: {coding}", body=CHUNKS)
    assert (reply.status, json.loads(reply.body)["body"]) == (200, "")


def test_after_a_chunked_body_the_connection_takes_the_next_request(connection: socket.socket) -> None:
    assert ask(connection, "POST", "/echo/a", "Transfer-Encoding: chunked", body=CHUNKS).status == 200
    assert ask(connection, "GET", "/orgs/next").status == 200


def test_a_content_length_beside_the_chunks_changes_nothing(connection: socket.socket) -> None:
    both = ("Content-Length: 5", "Transfer-Encoding: chunked")
    assert json.loads(ask(connection, "POST", "/echo/a", *both, body=CHUNKS).body)["body"] == ""
    assert ask(connection, "GET", "/orgs/next").status == 200


def test_chunks_in_http_1_0_are_not_read_and_end_the_connection(connection: socket.socket) -> None:
    connection.sendall(b"POST /echo/a HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n")
    sent = b"".join(iter(lambda: connection.recv(65536), b""))
    assert sent.startswith(b"HTTP/1.0 200 ")


def test_a_body_with_its_length_reaches_the_function(connection: socket.socket) -> None:
    body = "reunião".encode() * 400_000  # over 3 MB
    reply = ask(connection, "POST", "/echo/a", f"Content-Length: {len(body)}", body=body)
    assert json.loads(reply.body)["body"] == body.decode()


def test_the_path_and_headers_are_read_as_utf_8(server: LocalServer) -> None:
    given = json.loads(server.ask("GET", "/echo/%C3%A9%20%C3%BC?q=%C3%A7", "X-Name: José").body)
    assert given["route"] == {"rest": "é ü"}
    assert given["query"] == {"q": "ç"}
    assert given["headers"]["x-name"] == "José"
    assert given["url"] == "http://localhost/echo/%C3%A9%20%C3%BC?q=%C3%A7"


def test_the_absolute_form_of_a_target_is_understood(server: LocalServer) -> None:
    assert server.ask("GET", "http://localhost/health").status == 200


def test_a_failure_is_a_500_whose_stack_is_in_the_log(server: LocalServer) -> None:
    assert server.ask("GET", "/broken").status == 500
    server.wait_for("ERROR devhost.server: broken failed: Traceback")
    server.wait_for("RuntimeError: nobody sees this but the log")


def test_the_app_s_own_info_records_are_shown(server: LocalServer) -> None:
    server.ask("PUT", "/echo/a", "Content-Length: 0")
    assert server.wait_for(r"INFO sample: echoing PUT")


def test_a_timer_is_run_by_an_admin_request(server: LocalServer) -> None:
    assert server.ask("POST", "/admin/functions/nightly", "Content-Length: 0").status == 202
    assert json.loads(server.ask("GET", "/ticks").body) == {"past_due": [False]}


@pytest.mark.parametrize("name", ["missing", "health"])
def test_an_admin_request_for_no_timer_is_404(server: LocalServer, name: str) -> None:
    assert server.ask("POST", f"/admin/functions/{name}", "Content-Length: 0").status == 404


def test_with_auth_a_function_wants_its_key(locked_server: LocalServer) -> None:
    assert locked_server.ask("GET", "/orgs/7").status == 401
    assert locked_server.ask("GET", "/orgs/7", KEY).status == 200
    assert locked_server.ask("GET", "/orgs/7?code=the-key").status == 200
    assert locked_server.ask("GET", "/health").status == 200


def test_with_auth_a_timer_wants_the_key_too(locked_server: LocalServer) -> None:
    assert locked_server.ask("POST", "/admin/functions/nightly").status == 401
    assert locked_server.ask("POST", "/admin/functions/nightly", KEY).status == 202


def test_without_a_given_key_one_is_made_and_printed() -> None:
    with local_server(SAMPLE, "--enable-auth") as server:
        key = server.wait_for(r"the key (\S{20,}) ")[1]
        assert server.ask("GET", "/orgs/7", f"x-functions-key: {key}").status == 200


def test_a_port_in_use_is_one_line_and_exit_code_1(server: LocalServer) -> None:
    with devhost_process(SAMPLE, f"--port={server.port}") as process:
        printed, _ = process.communicate(timeout=LONGEST_SECONDS)
    assert process.returncode == 1
    reason = f"port {server.port} cannot be used: Address already in use."
    assert printed == f"devhost: {reason} Choose another with --port.\n"


def test_an_app_that_cannot_be_indexed_is_exit_code_1(tmp_path: Path) -> None:
    with devhost_process(tmp_path, "--port=0") as process:
        printed, _ = process.communicate(timeout=LONGEST_SECONDS)
    assert process.returncode == 1
    assert printed == f"devhost: {tmp_path} has no function_app.py\n"


def test_bad_settings_are_one_line_and_exit_code_1() -> None:
    check = "--check=sample_settings:settings"
    with devhost_process(SAMPLE, "--port=0", check, SAMPLE_SETTING="bad") as process:
        printed, _ = process.communicate(timeout=LONGEST_SECONDS)
    assert process.returncode == 1
    assert printed == "devhost: SAMPLE_SETTING is 'bad': allowed is anything else.\n"


def test_modules_run_before_the_app_is_greeted_with_its_address(tmp_path: Path) -> None:
    greeting = tmp_path / "greeting.txt"
    greeting.write_text("Try {url}/health", encoding="utf-8")
    with devhost_process(SAMPLE, "--port=0", "--before=this", f"--greeting={greeting}") as process:
        server = LocalServer(process)
        server.wait_for("Namespaces are one honking great idea")
        server.wait_for(r"Try http://127\.0\.0\.1:\d+/health")
        assert server.stop() == 0


def test_a_module_that_fails_before_keeps_the_app_from_being_served() -> None:
    with devhost_process(SAMPLE, "--port=0", "--before=nobody_has_this --flag") as process:
        printed, _ = process.communicate(timeout=LONGEST_SECONDS)
    assert process.returncode == 1
    assert printed.endswith("devhost: python -m nobody_has_this --flag failed.\n")


@pytest.fixture
def copied_app(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "an app"))


def test_local_settings_fill_in_what_the_environment_lacks(copied_app: Path) -> None:
    values = {"SAMPLE_SETTING": "from the file", "SAMPLE_SCHEDULE": "0 0 * * * *"}
    (copied_app / "local.settings.json").write_text(json.dumps({"Values": values}), encoding="utf-8")
    with local_server(copied_app) as server:
        assert json.loads(server.ask("GET", "/health").body)["setting"] == "from the file"
    with local_server(copied_app, SAMPLE_SETTING="from outside") as server:
        assert json.loads(server.ask("GET", "/health").body)["setting"] == "from outside"


def test_a_changed_source_file_starts_the_server_again(copied_app: Path) -> None:
    with local_server(copied_app, "--reload") as server:
        source = copied_app / "function_app.py"
        source.write_text(source.read_text(encoding="utf-8").replace("get_org", "renamed"), encoding="utf-8")
        server.wait_for("starting again")
        server.wait_for(f"http://127.0.0.1:{server.port}")
        assert json.loads(server.ask("GET", "/orgs/7").body)["function"] == "renamed"


def test_sigterm_ends_it_cleanly_in_the_middle_of_a_connection() -> None:
    with local_server(SAMPLE) as server, server.connect() as connection:
        assert ask(connection, "GET", "/health").status == 200
        assert server.stop() == 0
