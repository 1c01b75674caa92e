#!/usr/bin/env python3
"""Does Spine stay as it is under load for minutes? Over HTTP, on SQLite, or on the double with faults.

    python bench/soak.py [--minutes 10] [--threads 8] [--cosmos]

A server of its own is called by threads that do all that clients do: store, change, link, search, plan, propose,
judge, suggest, delete, in organisations of their own and in one that they share; one of them runs the sweep each
minute. What they store has the ids of a fixed set, so the data do not grow. With --cosmos the server works on the
tests' double, which throttles, refuses, cuts and delays requests all the time.

Printed is a row for the table in docs/operations.md#soak-test: requests, their seconds, answers by status, and the
server's memory, threads and handles at the end of the warm-up (a fifth of the time, at least a minute) and at the end.
The exit code is 1 where an answer was a 5xx, but for the 503 that faults account for, or the log has a stack.
"""

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.double import DATABASE, Double
from tests.double.faults import Fault

ROOT = Path(__file__).resolve().parent.parent
FACTS, WORKSTREAMS = 120, 6
"""How many of each an organisation has at most."""
WORDS = """contrato bateria fornecedor integração prazo orçamento câmbio fábrica sensor licença auditoria piloto frete
    invoice shipment warranty dashboard payroll vendor roadmap budget release onboarding churn""".split()
FAULTS = [
    lambda: Fault(429, times=6, retry_after=0.05),
    lambda: Fault(503, times=2),
    lambda: Fault(408, times=2),
    lambda: Fault(449, times=2),
    lambda: Fault("reset", times=3),
    lambda: Fault("reset", times=2, applied=True),
    lambda: Fault("slow", times=6, seconds=0.4),
    lambda: Fault(429, times=None, retry_after=2.0),
]
FAULT_SECONDS = 1.5


def main() -> int:
    """Run the load; print the row; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--cosmos", action="store_true")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        stop = threading.Event()
        settings = {"SPINE_STORE": "sqlite", "SPINE_DB_PATH": str(folder / "spine.sqlite3")}
        if options.cosmos:
            settings = stack.enter_context(faulty_double(stop))
        server = stack.enter_context(served(settings, folder, options.threads))
        run = soaked(server, options.minutes * 60, options.threads, stop)
        log = (folder / "server.log").read_text(encoding="utf-8")
    print(run.row("the double with faults" if options.cosmos else "SQLite", options.minutes))
    allowed = {503} if options.cosmos else set()
    failed = {status: n for status, n in run.statuses.items() if status >= 500 and status not in allowed}
    for error in run.broken:
        print(f"A client broke: {error!r}", file=sys.stderr)
    print("".join(f"{n} answers of {status}\n" for status, n in failed.items()), end="", file=sys.stderr)
    if "Traceback" in log:
        print(log, file=sys.stderr)
    return 1 if failed or run.broken or "Traceback" in log else 0


@contextmanager
def faulty_double(stop: threading.Event) -> Iterator[dict[str, str]]:
    """The settings of a double whose faults change all the time, until `stop`."""
    with Double() as double:
        container = double.container()

        def spoil() -> None:
            while not stop.wait(FAULT_SECONDS):
                double.clear_faults()
                double.inject(random.choice(FAULTS)())
                double.forget()
            double.clear_faults()

        spoiler = threading.Thread(target=spoil)
        spoiler.start()
        yield {
            "SPINE_STORE": "cosmos", "COSMOS_ENDPOINT": double.endpoint, "COSMOS_KEY": double.key,
            "COSMOS_DATABASE": DATABASE, "COSMOS_CONTAINER": container,
        }  # fmt: skip
        stop.set()
        spoiler.join()


@dataclass(frozen=True)
class Server:
    """The process that serves the app, and its port."""

    pid: int
    port: int

    def looked_at(self) -> tuple[float, int, int]:
        """Its memory in MB, its threads, and its open files and sockets."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        memory, threads = (int(re.findall(rf"{name}:\s+(\d+)", status)[0]) for name in ("VmRSS", "Threads"))
        return memory / 1024, threads, sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())


@contextmanager
def served(settings: dict[str, str], folder: Path, threads: int) -> Iterator[Server]:
    """A server of its own, with these settings; its log stands in the folder."""
    command = [sys.executable, "-m", "devhost", str(ROOT), "--port=0", f"--threads={threads}", "--log=none"]
    environment = os.environ | settings
    with (
        (folder / "server.log").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, cwd=ROOT) as child,
    ):
        try:
            assert child.stdout is not None
            line = next(line for line in child.stdout if b"http://127.0.0.1:" in line)
            threading.Thread(target=child.stdout.read, daemon=True).start()
            yield Server(child.pid, int(re.findall(rb"127\.0\.0\.1:(\d+)", line)[0]))
        finally:
            child.terminate()


@dataclass
class Run:
    """What came of the load."""

    seconds: float
    warm_up: float
    statuses: Counter[int] = field(default_factory=Counter)
    durations: list[float] = field(default_factory=list)
    samples: list[tuple[float, float, int, int]] = field(default_factory=list)
    """Seconds since the start, and what `looked_at` said."""
    broken: list[Exception] = field(default_factory=list)

    def row(self, store: str, minutes: float) -> str:
        """The row of the table."""
        after = [sample[1:] for sample in self.samples if sample[0] >= self.warm_up]
        few = max(1, len(after) // 5)
        begin, end = (median(memory for memory, *_ in some) for some in (after[:few], after[-few:]))
        threads, handles = ([sample[n] for sample in after] for n in (1, 2))
        percentiles = quantiles(self.durations, n=100)
        statuses = ", ".join(f"{status}: {n}" for status, n in sorted(self.statuses.items()))
        cells = [
            store, f"{minutes:g}", f"{len(self.durations)} ({len(self.durations) / self.seconds:.0f}/s)",
            " / ".join(f"{percentiles[n - 1]:.2f}" for n in (50, 95, 99)), statuses,
            f"{begin:.0f} → {end:.0f} MB", f"{min(threads)}–{max(threads)}", f"{min(handles)}–{max(handles)}",
        ]  # fmt: skip
        return f"| {' | '.join(cells)} |"


def soaked(server: Server, seconds: float, threads: int, stop: threading.Event) -> Run:
    """The server under load for so many seconds."""
    run, started = Run(seconds, max(seconds / 5, min(60.0, seconds / 2))), time.monotonic()
    clients = [Client(server.port, number, run, started + seconds) for number in range(threads)]
    workers = [threading.Thread(target=client.work) for client in clients]
    for worker in workers:
        worker.start()
    pause = min(5.0, seconds / 25)
    while any(worker.is_alive() for worker in workers):
        time.sleep(pause)
        elapsed = time.monotonic() - started
        if elapsed < seconds:
            run.samples.append((elapsed, *server.looked_at()))
    stop.set()
    return run


class Client:
    """One thread's calls: at random, but the same for the same number."""

    def __init__(self, port: int, number: int, run: Run, end: float) -> None:
        self._port, self._number, self._run, self._end = port, number, run, end
        self._random = random.Random(number)
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
        self._swept = time.monotonic()
        self._proposals: list[str] = []
        self.org = ""

    def work(self) -> None:
        """Call until the end."""
        try:
            while time.monotonic() < self._end:
                self.org = self._random.choice([f"org_{self._number}", f"org_{self._number}", "org_shared"])
                self._random.choice(CALLS)(self)
                if self._number == 0 and time.monotonic() > self._swept + 60:
                    self._swept = time.monotonic()
                    self.call("POST", "/admin/functions/flag_stale_workstreams", {})
        except Exception as error:  # the end of one thread does not end the run, but makes it fail
            self._run.broken.append(error)
        finally:
            self._connection.close()

    def call(self, method: str, path: str, body: object = None) -> object:
        """The JSON of an answer; None where there is none. A connection that the server closed is opened again."""
        data = None if body is None else json.dumps(body).encode()
        started = time.monotonic()
        try:
            self._connection.request(method, quote(path, safe="/?&=:"), data, {"Content-Type": "application/json"})
            response = self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError):
            self._connection.close()
            return None
        content = response.read()
        self._run.durations.append(time.monotonic() - started)
        self._run.statuses[response.status] += 1
        is_json = "json" in response.headers.get("Content-Type", "")
        return json.loads(content) if content and is_json else None

    def _fact_ids(self, count: int) -> list[str]:
        return [f"f{n}" for n in self._random.sample(range(FACTS), count)]

    def _workstream(self) -> str:
        return f"w{self._random.randrange(WORKSTREAMS)}"

    def _words(self, count: int) -> str:
        return " ".join(self._random.choices(WORDS, k=count))

    def store_facts(self) -> None:
        """Ten facts, new or changed."""
        kinds = ["action_item", "decision", "risk", "question"]
        facts = [
            {
                "fact_id": fact_id, "fact_type": self._random.choice(kinds), "text": self._words(9),
                "owner": "Ana Prado",
                "evidence": [{"evidence_id": "e", "quote": self._words(20)}],
            }
            for fact_id in self._fact_ids(10)
        ]  # fmt: skip
        self.call("POST", f"/orgs/{self.org}/facts", {"facts": facts})

    def store_workstream(self) -> None:
        """A workstream, new or changed, by either way."""
        workstream_id = self._workstream()
        self.call("POST", f"/orgs/{self.org}/workstreams", {"workstream_id": workstream_id, "title": self._words(2)})
        self.call("PATCH", f"/workstreams/{workstream_id}?org={self.org}", {"priority": self._random.randrange(9)})

    def link(self) -> None:
        """Link some facts, unlink others."""
        path = f"/workstreams/{self._workstream()}"
        self.call("POST", f"{path}/link-facts?org={self.org}", {"fact_ids": self._fact_ids(8)})
        self.call("POST", f"{path}/unlink-facts?org={self.org}", {"fact_ids": self._fact_ids(4)})

    def read(self) -> None:
        """Lists and searches."""
        word = self._random.choice(WORDS[-16:])
        self.call("GET", f"/orgs/{self.org}/facts?limit=50")
        self.call("GET", f"/orgs/{self.org}/workstreams?stale=false")
        self.call("GET", f"/facts/search?org={self.org}&q={word}")
        self.call("GET", f"/workstreams/{self._workstream()}/facts?org={self.org}")

    def plan(self) -> None:
        """An agenda, in one of the formats."""
        form = self._random.choice(["json", "json", "nl", "markdown", "html"])
        text = f"pauta sobre {self._words(2)}, {self._random.choice([30, 45, 60])} minutos"
        self.call("POST", "/agenda/plan-nl", {"text": text, "org": self.org, "format": form, "explain": True})

    def propose(self) -> None:
        """An agenda that is stored, and what the meeting said of it."""
        made = self.call("POST", "/agenda/propose", {"text": f"pauta {self._random.randrange(5)}", "org": self.org})
        if isinstance(made, dict) and (shown := made.get("proposal", {}).get("supporting_fact_ids")):
            verdict = self._random.choice(["accept", "reject", "done", "accept"])
            body = {"rating": 4, "bullets": [{"fact_id": shown[0], "verdict": verdict}]}
            self.call("POST", f"/agenda/{made['proposal_id']}/feedback?org={self.org}", body)

    def suggest(self) -> None:
        """Suggested workstreams, none of which is made."""
        self.call("POST", f"/orgs/{self.org}/workstreams:suggest")

    def delete(self) -> None:
        """A fact, and now and then a workstream."""
        self.call("DELETE", f"/facts/{self._fact_ids(1)[0]}?org={self.org}")
        if self._random.random() < 0.2:
            self.call("DELETE", f"/workstreams/{self._workstream()}?org={self.org}")


CALLS: list[Callable[[Client], None]] = [
    Client.store_facts, Client.store_workstream, Client.link, Client.read, Client.read, Client.plan, Client.plan,
    Client.propose, Client.suggest, Client.delete,
]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
