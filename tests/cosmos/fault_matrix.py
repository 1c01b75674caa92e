"""Every fault on every operation, docs/cosmos-faults.md. `python -m tests.cosmos.fault_matrix` writes it again."""

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import Any
from unittest.mock import patch

from azure.cosmos import CosmosClient, DatabaseProxy

from devhost import Answer, FunctionsApp
from spine import bootstrap, config
from spine.domain.documents import KeywordRefresh
from spine.http import router
from spine.store.cosmos import retry
from spine.store.deadlines import deadline
from spine.store.protocol import Create, Store
from tests.api.client import Api
from tests.clock import Clock
from tests.cosmos.costs import NOW, ROOT, settings_for
from tests.double import DATABASE, Double, Fault
from tests.double.container import SETUP
from tests.double.records import WRITES
from tests.store.builders import fact, link, organisation, workstream
from tests.tooling.docs.pages import replace_table, tables

TABLE = ROOT / "docs" / "cosmos-faults.md"
DEADLINE = 0.5
"""Seconds that each call has where the server is silent."""

TRIES_A_CONTAINER = 20

type Call = Callable[[Api, str], Answer]


def _many(first: int, number: int) -> list[dict[str, Any]]:
    return [{"fact_id": f"n{i}", "fact_type": "task", "text": f"Novo fato {i}"} for i in range(first, first + number)]


@dataclass(frozen=True)
class Attempt:
    """A request, and what its organisation has to have before: `facts`, of which the first `links` are linked."""

    call: Call
    facts: int = 5
    links: int = 0


def _link_60(api: Api, org: str) -> Answer:
    return api.post("/workstreams/ws/link-facts", {"fact_ids": [f"f{n}" for n in range(60)]}, org=org)


OPERATIONS = {
    "read a workstream": Attempt(lambda api, org: api.get("/workstreams/ws", org=org)),
    "plan": Attempt(lambda api, org: api.post("/agenda/plan-nl", {"text": "pauta", "org": org}), links=5),
    "search": Attempt(lambda api, org: api.get("/facts/search", org=org, q="frete contrato")),
    "create a workstream": Attempt(
        lambda api, org: api.post(f"/orgs/{org}/workstreams", {"workstream_id": "w2", "title": "T"})
    ),
    "change a workstream": Attempt(lambda api, org: api.patch("/workstreams/ws", {"title": "Outro"}, org=org)),
    "store 120 facts": Attempt(lambda api, org: api.post(f"/orgs/{org}/facts", {"facts": _many(0, 120)})),
    "link 60 facts": Attempt(_link_60, facts=60),
    "delete a workstream": Attempt(lambda api, org: api.delete("/workstreams/old", org=org), facts=60, links=60),
    "propose": Attempt(
        lambda api, org: api.post("/agenda/propose", {"text": "pauta", "org": org, "meeting_id": "m"}), links=5
    ),
}
READS = ("read", "query")


@dataclass(frozen=True)
class Trouble:
    """A kind of fault: once, at each request in turn, or without end from the first request or write on."""

    name: str
    what: Any
    on: Sequence[str] | frozenset[Any] | None = None
    times: int | None = 1
    applied: bool = False
    substatus: int | None = None
    retry_after: float | None = None
    everywhere: bool = True

    def at(self, place: int) -> Fault:
        """The fault that begins at one of the requests that it is for."""
        more = {} if self.on is None else {"on": self.on}
        return Fault(
            self.what, skip=place, times=self.times, applied=self.applied, substatus=self.substatus,
            retry_after=self.retry_after, **more,
        )  # fmt: skip


TROUBLES = [
    Trouble("429, three times", 429, times=3, retry_after=0.01),
    Trouble("429, always", 429, times=None, retry_after=0.01),
    Trouble("connection reset before the operation", "reset"),
    Trouble("connection reset after the operation", "reset", applied=True),
    Trouble("connection reset, always", "reset", times=None),
    Trouble("503, twice", 503, times=2, everywhere=False),
    Trouble("503 after the write", 503, on=WRITES, applied=True, everywhere=False),
    Trouble("449, twice", 449, times=2),
    Trouble("449, always", 449, times=None),
    Trouble("408 after the write", 408, on=WRITES, applied=True),
    Trouble("404/1002 (lagging replica), once", 404, on=READS, substatus=1002, everywhere=False),
    Trouble("404/1002, always", 404, on=READS, substatus=1002, times=None),
    Trouble("403/1014 (full partition)", 403, on=WRITES, substatus=1014, times=None),
    Trouble("no answer, always", "silent", times=None),
    Trouble("connection refused, then back", "away"),
]


@dataclass(frozen=True)
class Course:
    """How an operation goes where nothing goes wrong: the states before and after it, and which requests write."""

    before: str
    after: str
    writes: list[bool]

    def stored(self, state: str) -> str:
        """How much of what the operation writes a state has; nothing to say where it writes nothing."""
        if not any(self.writes):
            return ""
        if state == self.after:
            return "everything"
        return "nothing" if state == self.before else "a part"


@dataclass(frozen=True)
class Outcome:
    """What a caller got, what was stored then, and whether a repeat brought everything into shape."""

    status: int
    stored: str
    repeated: bool

    def __str__(self) -> str:
        if self.status < 300 and self.stored in ("", "everything"):
            return "normal"
        stored = f", {self.stored} stored" if self.stored else ""
        return f"{self.status}{stored}" if self.repeated else f"{self.status}{stored}, NOT FIXED BY A REPEAT"


class Scene:
    """The app on the double. Each try has an organisation of its own."""

    def __init__(self, app: FunctionsApp, double: Double, database: DatabaseProxy) -> None:
        self.api, self.double, self._database = Api(app, Clock(NOW)), double, database
        self._numbers = count()
        self._courses: dict[str, Course] = {}

    @property
    def store(self) -> Store:
        """The app's store."""
        return bootstrap.store_of(config.settings())

    def cell(self, trouble: Trouble, name: str) -> str:
        """What comes of a trouble on an operation, wherever it begins."""
        places = self._places(trouble, name)
        outcomes = [self.outcome(trouble, name, place) for place in places]
        return " or ".join(sorted(set(map(str, outcomes)))) or "–"

    def outcome(self, trouble: Trouble, name: str, place: int) -> Outcome:
        """What comes of a trouble that begins at one request."""
        usual, org, call = self._usual(name), self._prepared(name), OPERATIONS[name].call
        with self._under(trouble, place):
            answer = call(self.api, org)
        if answer.status >= 500:
            assert "retry-after" in answer.headers, answer.headers
        state = self._state(org)
        stored = usual.stored(state)
        if answer.status < 300 and state == usual.after:
            return Outcome(answer.status, stored, True)  # what a repeat does then was seen where nothing went wrong
        again = call(self.api, org)
        return Outcome(answer.status, stored, again.status < 300 and self._state(org) == usual.after)

    def _places(self, trouble: Trouble, name: str) -> list[int]:
        writes = self._usual(name).writes
        if trouble.what in ("silent", "away"):
            return [0]
        wanted = [w for w in writes if trouble.on is None or w == (trouble.on == WRITES)]
        if trouble.times is not None and trouble.everywhere:
            return list(range(len(wanted)))
        first, *more = [place for place, is_write in enumerate(wanted) if is_write] or [0]
        return sorted({0, first, *more[:1]}) if wanted else []

    def _usual(self, name: str) -> Course:
        if name not in self._courses:
            org = self._prepared(name)
            before = self._state(org)
            self.double.forget()
            answer = OPERATIONS[name].call(self.api, org)
            assert answer.status < 300, answer.body
            writes = [record.operation in WRITES for record in self.double.document_requests]
            after = self._state(org)
            again = OPERATIONS[name].call(self.api, org)
            assert (again.status < 500, self._state(org)) == (True, after), again.body
            self._courses[name] = Course(before, after, writes)
        return self._courses[name]

    @contextmanager
    def _under(self, trouble: Trouble, place: int) -> Iterator[None]:
        if trouble.what == "away":
            self.double.stop()
        else:
            self.double.inject(trouble.at(place))
        began = monotonic()
        with ExitStack() as patches:
            if trouble.what == "silent":
                patches.enter_context(patch.object(router, "deadline", lambda _: deadline(DEADLINE)))
            yield
        if trouble.what == "silent":
            assert monotonic() - began < retry.READ_SECONDS  # which a request without a deadline takes
        if trouble.what == "away":
            self.double.start()
        self.double.clear_faults()

    def _prepared(self, name: str) -> str:
        """A new organisation with two workstreams, and the facts and links that an operation needs."""
        number = next(self._numbers)
        if number % TRIES_A_CONTAINER == 0:
            self._renew()
        org, attempt = f"org{number:05}", OPERATIONS[name]
        facts = [fact(f"f{n}", org, text=f"frete contrato {n}", fact_type="task") for n in range(attempt.facts)]
        links = [link("old", f"f{n}", org) for n in range(attempt.links)]
        whole = [organisation(org), workstream("ws", org), workstream("old", org, priority=9), *facts, *links]
        self.store.commit_in_parts(org, [Create(one) for one in whole])
        return org

    def _renew(self) -> None:
        """Go on in an empty container: the double looks through all there is in one."""
        bootstrap.store_of(config.settings()).close()  # type: ignore[attr-defined]  # this one is a CosmosStore
        bootstrap.store_of.cache_clear()
        os.environ["COSMOS_CONTAINER"] = self.double.container()
        config.forget_settings()

    def _state(self, org: str) -> str:
        """All documents of an organisation, as text, without what differs from one try to the next.

        The mark of a change that was cut short stays until a sweep; it says nothing once the change was repeated.
        """
        items = self._database.get_container_client(os.environ["COSMOS_CONTAINER"])
        stored = items.query_items("SELECT * FROM c", partition_key=org)
        lasting = [one for one in stored if one["type"] != KeywordRefresh.kind]
        kept = [{k: v for k, v in one.items() if k[0] != "_" and k not in ("commit_id", "rev")} for one in lasting]
        text = json.dumps(sorted(kept, key=lambda one: str(one["id"])), sort_keys=True)
        return re.sub(r"agd_[0-9a-f]{16}", "agd", text.replace(org, "org"))


@contextmanager
def scene(app: FunctionsApp, double: Double) -> Iterator[Scene]:
    """The app on a fresh container of the double, at a time that stands still; tries follow one another at once."""
    quick = patch.object(retry, "JITTER", (0.0, 0.01))
    client = CosmosClient(double.endpoint, double.key, user_agent_suffix=SETUP)
    with settings_for(double), patch.object(bootstrap, "_now", Clock(NOW)), quick, client:
        yield Scene(app, double, client.get_database_client(DATABASE))


def documented() -> dict[str, dict[str, str]]:
    """The table as it stands in docs/: by fault, then by operation."""
    (rows,) = [rows for rows in tables(TABLE.read_text("utf-8")) if len(rows[0]) == len(OPERATIONS) + 1]
    return {fault: dict(zip(OPERATIONS, cells, strict=True)) for fault, *cells in rows}


def main() -> None:
    """Try everything and write the table."""
    with Double() as double, FunctionsApp(ROOT) as app, scene(app, double) as stage:
        rows = [[trouble.name, *(stage.cell(trouble, name) for name in OPERATIONS)] for trouble in TROUBLES]
    replace_table(TABLE, [["Fault", *OPERATIONS], *rows])


if __name__ == "__main__":
    main()
