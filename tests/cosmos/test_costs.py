"""What each endpoint asks of the database; a change of these numbers is a change of docs/cosmos-costs.md."""

import pytest

from spine import assembly, config
from tests.api.client import Api, Clock
from tests.api.conftest import NOW, Environment, functions_app
from tests.cosmos.calls import CALLS
from tests.cosmos.landscape import build
from tests.cosmos.observing import observing
from tests.double import Double
from tests.double.fixtures import Container

def test_x(functions_app, environment, monkeypatch, double, double_container):
    names = ("COSMOS_ENDPOINT", "COSMOS_KEY", "COSMOS_DATABASE", "COSMOS_CONTAINER")
    environment.set(SPINE_STORE="cosmos", DEFAULT_ORG_ID="acme", **dict(zip(names, double_container)))
    clock=Clock(NOW); monkeypatch.setattr(assembly, "_now", clock)
    store=assembly.store_of(config.settings())
    build(store, 1000, NOW)
    api=Api(functions_app, clock)
    for name, call in CALLS.items():
        with observing(double) as o:
            a=call(api)
        print(f"{name:75} {a.status} {o.requests:3} {o.in_sequence:3} {o.documents:5} {o.request_units:8.1f} {len(double.document_requests)}")
        if a.status>=400: print(a.body)
