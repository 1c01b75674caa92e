"""An ingestion endpoint of Application Insights on loopback, which keeps what it is sent."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Ingestion:
    """What arrived, and how the endpoint answers: its `status`; a silent one answers never."""

    port: int = 0
    status: int = 200
    silent: bool = False
    let_go: Event = field(default_factory=Event)
    paths: list[str] = field(default_factory=list)
    envelopes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def connection_string(self) -> str:
        """As the portal writes it: the slash and the semicolon at the end included."""
        key = "InstrumentationKey=00000000-0000-0000-0000-0000000000aa"
        return f"{key};IngestionEndpoint=http://127.0.0.1:{self.port}/;"

    def events(self, name: str | None = None) -> list[dict[str, str]]:
        """The fields of the events of one name, or of all."""
        datas = [envelope["data"]["baseData"] for envelope in self.envelopes]
        return [data["properties"] for data in datas if name in (None, data["name"])]

    def names(self) -> list[str]:
        return [envelope["data"]["baseData"]["name"] for envelope in self.envelopes]

    def wait_for(self, count: int, seconds: float = 60) -> None:
        """Wait until so many events have arrived."""
        end = time.monotonic() + seconds
        while len(self.envelopes) < count:
            assert time.monotonic() < end, f"{len(self.envelopes)} of {count} events arrived"
            time.sleep(0.01)


@contextmanager
def running() -> Iterator[Ingestion]:
    """An endpoint that answers until the block ends."""
    ingestion = Ingestion()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            ingestion.paths.append(self.path)
            if ingestion.silent:
                ingestion.let_go.wait(30)
                return
            if ingestion.status == 200:
                ingestion.envelopes += body
            self.send_response(ingestion.status)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *words: object) -> None:
            """Nothing: the test says what went wrong."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        ingestion.port = server.server_port
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield ingestion
        ingestion.let_go.set()
        server.shutdown()
