"""Spine in a checkout, served or run, under a clock that stands still; nothing of the checkout is imported."""

import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

SECONDS_TO_START = 60
LONGEST_SECONDS = 120
FAKETIME = ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/lib/faketime/libfaketime.so.1")
SLEEP = '''"""libfaketime 0.9.10 makes time.sleep fail, whose end is a moment; the timeout of a lock it leaves alone."""

import time
from _thread import allocate_lock


def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    lock = allocate_lock()
    lock.acquire()
    lock.acquire(timeout=seconds)


time.sleep = sleep
'''
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d (\d\d:){2}\d\d,\d{3} (?P<level>[A-Z]+) \S+: (?P<message>.*)")
DURATION = re.compile(r'("\w+_ms": )"\d+"')
"""In the log's events, whose other fields are the same each time."""


def faketime() -> Path | None:
    """The library that fakes the clock, None where it is not installed."""
    return next((found for pattern in FAKETIME for found in sorted(Path("/").glob(pattern[1:]))), None)


@dataclass(frozen=True)
class Place:
    """A checkout, a folder for what is made on the way, and the library that fakes the clock."""

    checkout: Path
    folder: Path
    library: Path

    @property
    def python(self) -> str:
        """The checkout's own interpreter, else the one that runs this."""
        own = self.checkout / ".venv/bin/python"
        return str(own) if own.exists() else sys.executable

    def environment(self, at: str, database: str, settings: Mapping[str, str]) -> dict[str, str]:
        """Nothing but what Python needs, the clock, the store and some settings of the app."""
        (self.folder / "python").mkdir(exist_ok=True)
        (self.folder / "python/sitecustomize.py").write_text(SLEEP, encoding="utf-8")
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        clock = {"LD_PRELOAD": str(self.library), "FAKETIME": at, "DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}
        told = {"TZ": "UTC", "LANG": "C.UTF-8", "COLUMNS": "120", "PYTHONPATH": str(self.folder / "python")}
        local = {"AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_DB_PATH": str(self.folder / database)}
        return {**kept, **clock, **told, **local, **settings}

    def run(self, arguments: Sequence[str], typed: str, environment: Mapping[str, str]) -> tuple[int, str, str]:
        """A run of Python in the checkout: exit code, standard output, standard error."""
        done = subprocess.run(
            [self.python, *arguments], cwd=self.checkout, env=environment, input=typed.encode(),
            capture_output=True, timeout=LONGEST_SECONDS,
        )  # fmt: skip
        return done.returncode, text(done.stdout), text(done.stderr)


def text(data: bytes) -> str:
    """Bytes as text; what is no UTF-8 is escaped."""
    return data.decode(errors="backslashreplace")


@dataclass(frozen=True)
class Reply:
    """What came back: status, headers by their names in lower case, body, and what the app logged meanwhile."""

    status: int
    headers: dict[str, str]
    body: bytes
    log: list[str]

    def value(self, path: str) -> str:
        """A header, or what stands at a dotted path in the JSON; `(none)` where nothing does."""
        if path.lower() in self.headers:
            return self.headers[path.lower()]
        found: Any = self._json()
        for part in path.split("."):
            try:
                found = found[int(part)] if isinstance(found, list) else found[part]
            except (KeyError, IndexError, TypeError, ValueError):
                return "(none)"
        return str(found)

    def _json(self) -> object:
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass
class Server:
    """A served app and its log."""

    address: str
    output: str
    log: IO[str]
    _rest: str = field(default="")

    def ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str], *, chunked: bool) -> Reply:
        """One request, on a connection of its own."""
        connection = http.client.HTTPConnection(self.address, timeout=LONGEST_SECONDS)
        sent = iter([body or b""]) if chunked else body
        connection.request(method, path, sent, dict(headers), encode_chunked=chunked)
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        reply = Reply(response.status, named, response.read(), self.logged())
        connection.close()
        return reply

    def logged(self) -> list[str]:
        """What the app logged since the last look: level and message, without the time, the logger and durations."""
        *lines, self._rest = (self._rest + self.log.read()).split("\n")
        found = filter(None, map(LOG_LINE.fullmatch, lines))
        return [f"{line['level']} {DURATION.sub(r'\1"…"', line['message'])}" for line in found]


@contextmanager
def served(place: Place, environment: Mapping[str, str], name: str, arguments: Sequence[str] = ()) -> Iterator[Server]:
    """The app, made ready and seeded, on a free port; it stops at the end."""
    befores = ("--before", "spine init", "--before", "spine seed")
    command = [place.python, "-m", "devhost", "--port", "0", *befores, *arguments]
    output, log = place.folder / f"{name}.out", place.folder / f"{name}.log"
    with output.open("wb") as out, log.open("wb") as err:
        process = subprocess.Popen(command, cwd=place.checkout, env=environment, stdout=out, stderr=err)
    try:
        address = _address(process, output, log)
        with log.open(encoding="utf-8", errors="backslashreplace") as lines:
            yield Server(address, output.read_text(encoding="utf-8"), lines)
    finally:
        process.terminate()
        process.wait(LONGEST_SECONDS)


def _address(process: subprocess.Popen[bytes], output: Path, log: Path) -> str:
    """Host and port, once the server says that it serves. Exits with its log where it does not."""
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        if found := re.search(r"Serving on http://(\S+)\n", output.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    sys.exit(f"The server does not serve:\n{log.read_text(encoding='utf-8')}")
