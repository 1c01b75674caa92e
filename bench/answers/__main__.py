"""What does the app answer? Records some hundreds of answers, and compares two recordings byte for byte.

    python -m bench.answers record FILE [--checkout DIR] [--data DIR]
    python -m bench.answers compare BEFORE AFTER

A checkout is served by its own devhost on a new SQLite file, with the demo organisations and some real meetings, and
asked over HTTP; then its command line is run. The clock stands still (libfaketime: apt-get install faketime), so two
recordings of one commit are the same bytes. What chance makes, ids and revisions of workstreams, is numbered instead.
A line of the file is a request with all that came back, the app's log lines among it. `compare` prints what differs
and ends with 1, or with 0 where nothing does.
"""

import argparse
import difflib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.answers.asking import Request, Scene
from bench.answers.commands import COMMANDS, Command
from bench.answers.frozen import Place, Reply, faketime, served, text
from bench.answers.requests import SCENES

ROOT = Path(__file__).resolve().parents[2]
NOT_RECORDED = {"connection", "date", "server"}
MADE_BY_CHANCE = re.compile(r"\bws_[0-9a-f]{16}\b")
REVISION = re.compile(r'("rev": ?)"[0-9a-f]{16}"')
CHECKSUM = re.compile(r"\b[0-9a-f]{64}\b")
LONGEST_SENT = 4_000
"""Characters of a request's body that are written down; of a longer one its hash."""
LONGEST_SHOWN = 40
"""Lines of one difference that are shown."""

type Record = dict[str, Any]


def main() -> None:
    """Read the arguments; record or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record", help="record the answers of a checkout")
    recording.add_argument("file", type=Path)
    recording.add_argument("--checkout", type=Path, default=ROOT, help="whose answers (this repository's)")
    recording.add_argument("--data", type=Path, default=ROOT.parent / "shared", help="holds data/ami and nl/")
    comparing = commands.add_parser("compare", help="print each difference; ends with 1 where there is one")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    options = parser.parse_args()
    sys.exit(compare(options.before, options.after) if options.command == "compare" else record(options))


def record(options: argparse.Namespace) -> int:
    """Write all answers of a checkout; the exit code."""
    library = faketime()
    if library is None:
        print("answers: libfaketime is missing: apt-get install faketime", file=sys.stderr)
        return 2
    with TemporaryDirectory(prefix="answers-") as folder:
        place = Place(options.checkout.resolve(), Path(folder), library)
        names, kept = Names({folder: "<tmp>", str(place.checkout): "<checkout>"}), dict[str, str]()
        records = [one for scene in SCENES for one in asked(place, scene, options.data, names, kept)]
        records += run(place, names)
    with options.file.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in records)
    print(f"{len(records)} answers in {options.file}")
    return 0


@dataclass
class Names:
    """Numbers in place of what is another each time; `texts` are replaced by what stands beside them."""

    texts: dict[str, str] = field(default_factory=dict)

    def learn(self, kind: str, value: str) -> None:
        """Number a value, unless it has a number."""
        count = sum(name.startswith(f"<{kind} ") for name in self.texts.values())
        self.texts.setdefault(value, f"<{kind} {count + 1}>")

    def hide(self, said: str) -> str:
        """A text with the numbers."""
        for value, name in self.texts.items():
            said = said.replace(value, name)
        return REVISION.sub(r'\1"<rev>"', said)

    def hide_in(self, record: Record) -> Record:
        """A record with the numbers in all its texts."""
        hidden: Record = json.loads(json.dumps(record), object_hook=self._hidden)
        return hidden

    def _hidden(self, part: Record) -> Record:
        return {name: self._value(value) for name, value in part.items()}

    def _value(self, value: object) -> object:
        if isinstance(value, list):
            return [self._value(one) for one in value]
        return self.hide(value) if isinstance(value, str) else value


def asked(place: Place, scene: Scene, data: Path, names: Names, kept: dict[str, str]) -> Iterator[Record]:
    """The answers to the requests of a scene, and first what the server says when it starts."""
    environment = place.environment(scene.at, "served.sqlite3", scene.settings)
    with served(place, environment, scene.name, scene.arguments) as server:
        names.texts[server.address] = "<server>"
        started = {"request": f"the server starts: {scene.name}", "status": 0, "answer": server.output}
        yield names.hide_in(started | {"log": server.logged()})
        for request in scene.requests(data):
            sent = request.filled(kept)
            reply = server.ask(sent.method, sent.path, sent.bytes, sent.sent_headers, chunked=sent.chunked)
            kept.update((name, reply.value(path)) for name, path in sent.keep.items())
            learn(names, sent, reply)
            yield names.hide_in(written(sent, reply))


def learn(names: Names, request: Request, reply: Reply) -> None:
    """Number what chance made: the revisions of workstreams, and the ids of those made without id and key."""
    if "/workstreams" in request.path and "etag" in reply.headers:
        names.learn("revision", reply.headers["etag"].strip('"'))
    if request.by_chance:
        for found in MADE_BY_CHANCE.findall(reply.body.decode()):
            names.learn("workstream", found)


def written(request: Request, reply: Reply) -> Record:
    """A request and its answer as they are kept."""
    headers = {name: value for name, value in sorted(reply.headers.items()) if name not in NOT_RECORDED}
    return {
        "request": f"{request.method} {request.path}",
        "sent": {"headers": request.sent_headers, "body": shortened(request.bytes)},
        "status": reply.status,
        "headers": headers,
        "answer": f"sha256 {sha256(reply.body).hexdigest()}" if request.path.startswith("/docs") else text(reply.body),
        "log": reply.log,
    }


def shortened(body: bytes | None) -> str | None:
    """A body as text, or its hash."""
    if body is None or len(body) <= LONGEST_SENT:
        return None if body is None else text(body)
    return f"{len(body)} bytes, sha256 {sha256(body).hexdigest()}"


def run(place: Place, names: Names) -> Iterator[Record]:
    """The answers of the command line, each command in the store that the one before left."""
    for command in COMMANDS:
        for name, content in command.given.items():
            (place.folder / name).write_text(content, encoding="utf-8")
        environment = place.environment(command.at, command.database, command.settings)
        arguments = [one.replace("<tmp>", str(place.folder)) for one in command.arguments]
        code, output, errors = place.run(arguments, command.typed, environment)
        files = {name: content_of(place.folder / name, names) for name in command.files}
        learn_checksum(names, output)
        yield names.hide_in(told(command, code, output, errors, files))


def told(command: Command, code: int, output: str, errors: str, files: Mapping[str, str]) -> Record:
    """A command and what came of it as they are kept."""
    settings = " ".join(f"{name}={value}" for name, value in command.settings.items())
    return {
        "request": f"$ {settings} python {' '.join(command.arguments)}".replace("$  ", "$ "),
        "sent": {"headers": {}, "body": command.typed},
        "status": code,
        "headers": files,
        "answer": output,
        "log": errors.splitlines(),
    }


def content_of(file: Path, names: Names) -> str:
    """The hash of a file, in which revisions and the checksum are hidden first."""
    if not file.exists():
        return "is not there"
    content = file.read_text(encoding="utf-8")
    learn_checksum(names, content)
    return f"{content.count('\n')} lines, sha256 {sha256(names.hide(content).encode()).hexdigest()}"


def learn_checksum(names: Names, export: str) -> None:
    """Number the checksum of an export that holds revisions, for it is another each time."""
    if REVISION.search(export):
        for checksum in CHECKSUM.findall(export.splitlines()[-1]):
            names.learn("sha256", checksum)


def compare(before: Path, after: Path) -> int:
    """Print what differs between two recordings; the exit code."""
    pairs = list(zip_longest(read(before), read(after), fillvalue={"request": "(no request)"}))
    different = [(one, other) for one, other in pairs if one != other]
    for one, other in different:
        renamed = [f"  is now: {other['request']}"] if one["request"] != other["request"] else []
        print(one["request"], *renamed, *difference(one, other), "", sep="\n")
    print(f"{len(different)} of {len(pairs)} answers differ" if different else f"{len(pairs)} answers, the same bytes")
    return 1 if different else 0


def read(file: Path) -> list[Record]:
    """The records of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def difference(one: Record, other: Record) -> list[str]:
    """A short unified diff of two records."""
    lines = list(difflib.unified_diff(shown(one), shown(other), "before", "after", lineterm="", n=1))
    lines = lines or list(difflib.unified_diff([json.dumps(one)], [json.dumps(other)], lineterm=""))
    more = [f"  … {len(lines) - LONGEST_SHOWN} more lines"] if len(lines) > LONGEST_SHOWN else []
    return [f"  {line}" for line in lines[:LONGEST_SHOWN]] + more


def shown(record: Record) -> list[str]:
    """A record in lines, JSON laid out."""
    sent = record.get("sent", {})
    head = [f"sent {sent.get('headers')} {sent.get('body')}", f"status {record.get('status')}"]
    head += [f"{name}: {value}" for name, value in record.get("headers", {}).items()]
    head += [f"log: {line}" for line in record.get("log", [])]
    answer = record.get("answer", "")
    with suppress(ValueError):
        answer = json.dumps(json.loads(answer), indent=1, ensure_ascii=False)
    return [*head, *answer.splitlines()]


if __name__ == "__main__":
    main()
