"""An organisation of any size, next to others, for measuring what a call costs."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from spine.domain import times
from spine.domain.documents import Link, MeetingLink
from spine.domain.facts import Evidence, Fact
from spine.domain.organisations import Organisation
from spine.domain.planning.keywords import with_keywords
from spine.domain.proposals import Proposal
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.store.protocol import Create, Store, Upsert

ORG, BUSY = "acme", "busy"
FAR, WEEKLY = "Quasímodo", "weekly"
"""A word that only facts far down in the workstreams of the busy organisation have, and the id of its last meeting."""
WORKSTREAMS, LINKS_EACH = 20, 40
TOPICS = [
    "frete", "contrato", "integração", "estoque", "orçamento", "fornecedor", "auditoria", "treinamento", "pagamento",
    "logística", "armazém", "cobrança", "migração", "segurança", "relatório", "homologação", "faturamento", "catálogo",
    "devolução", "garantia",
]  # fmt: skip
FILLER = "prazo equipe reunião cliente decisão entrega responsável semana sistema processo área plano"
TYPES = ["decision", "risk", "task", "question", "action_item", "milestone", "insight"]


def build(store: Store, facts: int, now: datetime, organisations: int = 3) -> None:
    """Fill a store: so many facts in one organisation, and some other organisations."""
    _facts(store, facts, now)
    _workstreams(store, now)
    _past(store, now)
    store.commit("bare", [Create(_organisation("bare", now)), Create(_fact(0, "bare", now))])
    _busy(store, now)
    for number in range(organisations):
        org_id = f"other{number:04}"
        store.commit(
            org_id,
            [Create(_organisation(org_id, now)), Create(_workstream(0, org_id, now)), Create(_fact(0, org_id, now))],
        )


def _busy(store: Store, now: datetime) -> None:
    """An organisation with more that presses than its workstreams hold, and a last meeting that left some of it open.

    Each of its workstreams holds one fact more than its own words are taken from: only links lead from it to them.
    """
    pressing = [_pressing(number, now) for number in range(60)]
    store.commit_in_parts(BUSY, [Create(_organisation(BUSY, now)), *map(Create, pressing)])
    for number in range(3):
        places = [_fact(number + place * len(TOPICS), BUSY, now) for place in range(LINKS_EACH)]
        linked = [fact.model_copy(update={"fact_id": f"near_{fact.fact_id}"}) for fact in places]
        beyond = _fact(number, BUSY, now).model_copy(update={"fact_id": f"far{number}", "text": f"{FAR} {number}"})
        workstream = with_keywords(_workstream(number, BUSY, now), linked)
        links = [_link(workstream, fact, place) for place, fact in enumerate([*linked, beyond])]
        store.commit_in_parts(BUSY, [Create(workstream), *map(Create, [*linked, beyond]), *map(Create, links)])
    shown = [fact.fact_id for fact in pressing[:20]]
    store.commit(BUSY, [Create(_proposal(0, now - timedelta(days=7), BUSY, shown, series=f"id {WEEKLY}"))])


def _pressing(number: int, now: datetime) -> Fact:
    """A task due within the week that no workstream holds."""
    due = (now + timedelta(days=number % 7)).date().isoformat()
    given = {"fact_id": f"due{number:03}", "text": f"Resolver pendência avulsa {number}", "title": None, "evidence": ()}
    return _fact(number, BUSY, now).model_copy(update=given | {"fact_type": "task", "due_iso": due})


def _facts(store: Store, count: int, now: datetime) -> None:
    for some in batched(range(count), 2000, strict=False):
        store.commit_in_parts(ORG, [Create(_fact(number, ORG, now)) for number in some])


def _fact(number: int, org_id: str, now: datetime) -> Fact:
    topic, other = TOPICS[number % len(TOPICS)], TOPICS[number * 7 % len(TOPICS)]
    when = times.iso(now - timedelta(minutes=number * 10))
    text = f"{topic} {other} item{number}x {FILLER} " * 3
    return Fact(
        org_id=org_id, fact_id=f"f{number:06}", fact_type=TYPES[number % len(TYPES)], text=text.strip(), owner="Ana",
        title=f"Sobre {topic} {number}", created_at=when, updated_at=when, meeting_id=f"m{number // 25}",
        evidence=(Evidence(evidence_id="e", quote=f"Precisamos falar de {topic} com o {other} {number}"),),
    )  # fmt: skip


def _workstream(number: int, org_id: str, now: datetime) -> Workstream:
    when = times.iso(now - timedelta(days=number, hours=1))
    colour = ("green", "yellow", "red")[number % 3]
    return Workstream.model_validate({
        "org_id": org_id, "workstream_id": f"ws{number:03}", "title": f"Frente de {TOPICS[number % len(TOPICS)]}",
        "status": colour, "priority": number % 5, "created_at": when, "updated_at": when, "rev": f"r{number}",
    })  # fmt: skip


def _workstreams(store: Store, now: datetime) -> None:
    for number in range(WORKSTREAMS):
        workstream = _workstream(number, ORG, now)
        linked = [_fact(number + place * len(TOPICS), ORG, now) for place in range(LINKS_EACH)]
        store.commit(ORG, [Create(with_keywords(workstream, linked))])
        links = [_link(workstream, fact, place) for place, fact in enumerate(linked)]
        store.commit(ORG, [*map(Create, links), Create(_meeting(workstream))])


def _link(workstream: Workstream, fact: Fact, place: int) -> Link:
    return Link(
        org_id=fact.org_id, workstream_id=workstream.workstream_id, fact_id=fact.fact_id, weight=1 - place / 100,
        created_at=fact.created_at, fact_created_at=fact.created_at,
    )  # fmt: skip


def _meeting(workstream: Workstream) -> MeetingLink:
    return MeetingLink(
        org_id=ORG, workstream_id=workstream.workstream_id, meeting_id="m1", created_at=workstream.created_at
    )


def _organisation(org_id: str, now: datetime) -> Organisation:
    when = times.iso(now)
    return Organisation(org_id=org_id, name=org_id, name_keys=(org_id,), created_at=when, updated_at=when)


def _past(store: Store, now: datetime) -> None:
    """The organisation's own document, snapshots of ten days, and agendas, the newest of yesterday."""
    days = [now - timedelta(days=day) for day in range(1, 11)]
    store.commit(ORG, [Create(_organisation(ORG, now)), *(Upsert(_snapshot(day)) for day in days)])
    shown = [f"f{place:06}" for place in range(200, 220)]
    store.commit_in_parts(ORG, [Create(_proposal(number, day, ORG, shown)) for number, day in enumerate(days)])


def _snapshot(day: datetime) -> Snapshot:
    when = times.iso(day)
    return Snapshot(org_id=ORG, day=when[:10], snapshot_id=f"snap_{when[:10]}", as_of_iso=when, created_at=when)


def _proposal(number: int, day: datetime, org_id: str, shown: Sequence[str], series: str = "") -> Proposal:
    refs = [{"fact_id": one, "type": "task", "status": "proposed", "workstream_id": None} for one in shown]
    given: dict[str, Any] = {
        "org_id": org_id, "proposal_id": f"agd{number}", "series": series,
        "agenda": {"sections": [], "_metadata": {"refs": refs}},
        "choice": "macro", "reason": "r", "supporting_fact_ids": shown, "minutes": 60,
        "created_at": times.iso(day), "updated_at": times.iso(day),
    }  # fmt: skip
    return Proposal.model_validate(given)
