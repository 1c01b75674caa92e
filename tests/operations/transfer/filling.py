"""A store with something of every kind in it, made the way the API makes it."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from spine import config
from spine.domain.documents import Tombstone
from spine.domain.facts import Fact
from spine.schemas.facts import FactFields
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import ProposeRequest
from spine.schemas.workstreams import WorkstreamFields
from spine.store.protocol import Create, PageRequest, SoftDelete, Store
from spine.usecases import facts, links, meetings, organisations, proposals, sweep, workstreams
from spine.usecases.service import Service

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
WORDS = "frete contrato fábrica BYD größe 試験 café naïve entrega piloto orçamento API".split()


def service_of(store: Store, now: datetime = NOW) -> Service:
    """The service at a moment that stands still; ids come one after the other."""
    numbers = iter(range(10**9))
    return Service(store, config.read({}), lambda: now, lambda: f"{next(numbers):016x}")


def fill(store: Store, org_ids: tuple[str, ...] = ("acme", "Beta_2"), count: int = 30, seed: int = 7) -> None:
    """Fill a store with some organisations of some workstreams and so many facts each."""
    chance = Random(seed)
    for org_id in org_ids:
        _organisation(service_of(store), chance, org_id, count)
    sweep.sweep_whole(service_of(store, NOW + timedelta(days=40)))
    for org_id in org_ids:
        _half_deleted(service_of(store), org_id)


def _organisation(service: Service, chance: Random, org_id: str, count: int) -> None:
    settings = OrganisationFields(name=f"{org_id} S.A.", aliases=("Á" + org_id,), context_text="Fábrica\nde ônibus")
    organisations.put(service, org_id, settings)
    for n in range(4):
        fields: dict[str, Any] = {
            "workstream_id": f"ws{n}",
            "title": f"Frente {n} {chance.choice(WORDS)}",
            "tags": ("a",),
        }
        workstreams.save(service, org_id, WorkstreamFields(**fields, priority=n, status="red" if n else "green"))
    given = [FactFields.model_validate(_fact(chance, n)) for n in range(count)]
    for start in range(0, count, 500):
        facts.store(service, org_id, given[start : start + 500])
    for n in range(4):
        some = chance.sample([f"f{n}" for n in range(count)], min(10, count))
        links.link(service, f"ws{n}", org_id, some, round(chance.random(), 3))
        meetings.link(service, f"m{n}", f"ws{n}", org_id)
    proposals.propose(service, ProposeRequest(text=f"pauta com {org_id} sobre frete, 45 min", org=org_id))


def _fact(chance: Random, number: int) -> dict[str, Any]:
    said = " ".join(chance.choices(WORDS, k=12))
    return {
        "fact_id": f"f{number}", "fact_type": chance.choice(["decision", "task", "risk", "question"]), "text": said,
        "owner": "Ana Conceição", "due_iso": "2026-04-01", "confidence": chance.choice([0.0, 1.0, 0.25, 1 / 3]),
        "meeting_id": f"m{number % 4}", "transcript_id": "t 1",
        "payload": {"z": 1.0, "10": [1e16, -0.0, 2.5e-7, None, True], "2": {"β": "ü", "a": {}}, "big": 1e300},
        "evidence": [{"quote": f"“{said}”", "char_span": [3, 90], "utterance_ids": ["u1", "u2"], "ts_start_ms": 1000}],
        "entities": [{"display_name": "BYD", "type": "organisation", "role": "party"}],
    }  # fmt: skip


def _half_deleted(service: Service, org_id: str) -> None:
    """A deletion that was cut short: its tombstone stands, its links are left."""
    fact = Fact(org_id=org_id, fact_id="gone", fact_type="task", text="x", created_at=service.stamp(), updated_at="x")
    service.store.commit(org_id, [Create(fact)])
    stored = service.store.get(Fact, org_id, "gone")
    assert stored
    service.store.commit(org_id, [SoftDelete(stored, service.stamp())])
    assert service.store.documents(Tombstone, org_id, PageRequest(2)).items
