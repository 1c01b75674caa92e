"""Two organisations that share every id and name they may: what one gets does not depend on the other at all.

Each call of one is made on two stores; one of them holds the other organisation as well, and takes its calls in
between. Response and log lines must be the same, so no count, order, cursor or 409 tells of the other either.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from spine import bootstrap
from spine.domain.documents import Document
from tests.http.edge import SIGN_IN, Call, Edge, configured, principal
from tests.http.requests_of_endpoints import rows
from tests.store.builders import at, create, fact, link, meeting_link, organisation, proposal, snapshot, workstream
from tests.store.memory_store import MemoryStore

ONE, OTHER = "minerva", "saturno"
PAGES = {"home", "openapi", "docs", "docs_file", "console", "console_file"}
"""Endpoints that answer with files, which know no organisation."""
MARK = "zzforeign"
"""A word of every text of the other organisation."""


def documents_of(org: str) -> list[Document]:
    """What an organisation has: under the same ids, with the same names, about the same things.

    Each calls itself by the other's id as well: that must not tell whether such an organisation exists.
    """
    own, theirs = (MARK, ONE) if org == OTHER else ("casa", OTHER)
    said = [fact(f"f{n}", org, text=f"contrato {own} {n}", fact_type="risk", created_at=at(n)) for n in range(4)]
    return [
        organisation(org, org, "banco", "bco", theirs, name="Banco", aliases=("BCO", theirs), context_text=own),
        workstream("ws", org, title=f"Contrato {own}", stems=("contrat", own), weights=(1.0, 1.0)),
        workstream("ws2", org, title=f"Outra {own}", priority=7),
        *said,
        *(link("ws", one.fact_id, org) for one in said[:2]),
        meeting_link("m", "ws", org),
        proposal("agd", org, subject=own, supporting_fact_ids=("f0",)),
        snapshot(org_id=org, summary=own),
    ]


def calls() -> list[Call]:
    """A request to each endpoint with the shared ids; once as one names it, and once naming the other."""
    ids = {f"ws_{ONE}": "ws", f"f_{ONE}": "f0", f"m_{ONE}": "m", f"agd_{ONE}": "agd"}
    own = [replace(row.call, path={k: ids.get(v, v) for k, v in row.call.path.items()}) for row in rows(ONE)]
    foreign = [row.call for row in rows(OTHER)]
    shared = [
        Call("workstream_link_facts", {"workstream_id": "ws"}, {}, {"fact_ids": ["f2", "f3", "none"]}),
        Call("workstream_unlink_facts", {"workstream_id": "ws"}, {}, {"fact_ids": ["f0"]}),
        Call("meeting_link", {"meeting_id": "m"}, {}, {"workstream_id": "ws2"}),
        Call("proposal_feedback", {"proposal_id": "agd"}, {}, {"bullets": [{"fact_id": "f0", "verdict": "reject"}]}),
        Call("agenda_plan", {}, {}, {"text": "reunião com o Banco sobre contrato, 45 min", "explain": True}),
        Call("agenda_plan", {}, {}, {"text": f"pauta sobre {MARK} com {OTHER}", "org": "BCO"}),
        Call("agenda_plan_get", {}, {"text": f"1:1 about {MARK}", "org": "Banco", "format": "markdown"}),
        Call("agenda_propose", {}, {}, {"text": "reunião sobre contrato", "meeting_id": "m"}),
        Call("facts_search", {}, {"q": f"contrato {MARK}"}),
        Call("facts_list", {"org_id": ONE}, {"limit": "1"}),
        Call("workstream_facts", {"workstream_id": "ws"}, {"limit": "1"}),
        Call("organisations_list", {}, {"limit": "1"}),
        Call("fact_get", {"fact_id": "f3"}),
        Call("fact_delete", {"fact_id": "f1"}),
        Call("workstream_patch", {"workstream_id": "ws2"}, {}, {"title": "Nova"}),
    ]
    return [call for call in own + shared + foreign if call.endpoint not in PAGES]


def as_other(call: Call) -> Call:
    """The same request, as the other organisation makes it."""
    swapped = {ONE: OTHER, OTHER: ONE}
    return replace(
        call,
        path={name: swapped.get(value, value) for name, value in call.path.items()},
        query={name: swapped.get(value, value) for name, value in call.query.items()},
    )


SIGNS = {org: principal(f"org:{org}:admin") for org in (ONE, OTHER)}


class World:
    """The app on a store, and what came of each call."""

    def __init__(self, *orgs: str) -> None:
        self.store = MemoryStore()
        create(self.store, *(document for org in orgs for document in documents_of(org)))
        self._tokens = {org: count() for org in SIGNS}

    def ask(self, org: str, call: Call) -> tuple[int, dict[str, str], str, list[str]]:
        """The status, headers and body of the response, and the log lines."""
        number = self._tokens[org]
        token = patch.object(bootstrap, "_token", lambda: f"{org[0] * 8}{next(number):08}")
        with token, patch.object(bootstrap, "perf_counter", lambda: 0.0), logged() as lines:
            response = Edge(self.store)(call, X_MS_CLIENT_PRINCIPAL=SIGNS[org])
        return response.status_code, dict(response.headers), response.get_body().decode(), lines


@contextmanager
def logged() -> Iterator[list[str]]:
    """All lines that are logged, of any level."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    spine = logging.getLogger("spine")
    level = spine.level
    spine.addHandler(handler)
    spine.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        spine.removeHandler(handler)
        spine.setLevel(level)


steps = st.lists(st.tuples(st.sampled_from([ONE, ONE, OTHER]), st.sampled_from(calls())), min_size=1, max_size=12)


@given(steps)
@settings(max_examples=40)
def test_what_one_organisation_gets_does_not_depend_on_the_other(steps: Sequence[tuple[str, Call]]) -> None:
    with configured(**SIGN_IN):
        alone, together = World(ONE), World(ONE, OTHER)
        for org, call in steps:
            if org == OTHER:
                together.ask(OTHER, as_other(call))
                continue
            answer = together.ask(ONE, call)
            assert answer == alone.ask(ONE, call)
            assert MARK not in shown_besides(call, answer)
    assert of_organisation(together.store, ONE) == of_organisation(alone.store, ONE)


@given(st.lists(st.sampled_from(calls()), min_size=1, max_size=8))
@settings(max_examples=20)
def test_what_one_organisation_does_changes_nothing_of_the_other(asked: Sequence[Call]) -> None:
    with configured(**SIGN_IN):
        together = World(ONE, OTHER)
        before = of_organisation(together.store, OTHER)
        for call in asked:
            together.ask(ONE, call)
    assert of_organisation(together.store, OTHER) == before


def test_the_calls_reach_what_they_name() -> None:
    """Calls that were all refused would show nothing."""
    with configured(**SIGN_IN):
        statuses = [World(ONE, OTHER).ask(ONE, call)[0] for call in calls()]
    assert statuses.count(200) + statuses.count(204) > 50
    assert {403, 404} <= set(statuses)
    assert not set(statuses) - {200, 204, 403, 404}


def shown_besides(call: Call, answer: Any) -> str:
    """All that an answer shows, unless the caller has said the other's word itself."""
    return "" if MARK in str(call) else str(answer)


def of_organisation(store: MemoryStore, org: str) -> list[Any]:
    """What is stored of an organisation."""
    return sorted(str(one) for one in store.everything() if one[1]["org_id"] == org)
