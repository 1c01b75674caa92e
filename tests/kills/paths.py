"""The ways in which Spine writes, each as one call on an organisation that has something of everything."""

from collections.abc import Callable

from spine.usecases.sweep import tick
from tests.usecases.app import App

ORG = "byd"
COUNT = 60
"""More than Cosmos DB writes in one part."""

OLD = [f"old{number:02}" for number in range(COUNT)]
NEW = [f"new{number:02}" for number in range(COUNT)]


def arrange(app: App) -> None:
    """Facts of which half are linked, a workstream without facts, a meeting and a stored agenda."""
    app.put_organisation(ORG, name="BYD")
    app.facts(ORG, *({"fact_id": key, "text": f"Guindaste do porto {key}", "owner": "Ana Lima"} for key in OLD))
    app.facts(ORG, *({"fact_id": key, "text": f"Contrato da Foxconn {key}"} for key in NEW))
    app.workstream(ORG, "Porto", workstream_id="ws")
    app.workstream(ORG, "Compras", workstream_id="empty")
    app.link("ws", *OLD, org=ORG)
    app.link_meeting("m1", "ws", ORG)
    app.propose(text="pauta", org=ORG, meeting_id="m1")


def fresh(count: int = COUNT) -> list[dict[str, str]]:
    return [{"fact_id": f"fresh{number:02}", "text": f"Navio {number}", "owner": "Rui Melo"} for number in range(count)]


def bundle() -> dict[str, object]:
    facts = [{"id": one["fact_id"], "type": "risk", "text": one["text"]} for one in fresh()]
    return {"meeting": {"meeting_id": "m2", "participants": [{"id": "p", "display_name": "Bia Reis"}]}, "facts": facts}


def judge(app: App) -> None:
    proposal = app.proposals(org=ORG)["items"][0]
    judged = [{"fact_id": key, "verdict": "reject"} for key in proposal["payload"]["supporting_fact_ids"]]
    app.give_feedback(proposal["proposal_id"], ORG, rating=4, bullets=judged)


def sweep(app: App) -> None:
    app.clock.pass_by(days=20)
    tick(app.service, lambda seconds: None)


COMPLETED_BY_A_REPEAT_ALONE = {"delete an organisation"}
"""What a deletion has not come to is still there: a sweep does not go on with it."""

PATHS: dict[str, Callable[[App], object]] = {
    "ingest facts": lambda app: app.facts(ORG, *fresh()),
    "change facts": lambda app: app.facts(ORG, *({"fact_id": key, "text": f"Navio novo {key}"} for key in OLD)),
    "ingest a bundle": lambda app: app.store_bundle(ORG, bundle()),
    "reject a fact": lambda app: app.set_status(OLD[0], "rejected", ORG),
    "change a workstream": lambda app: app.workstream(ORG, "Compras novas", workstream_id="empty"),
    "link": lambda app: app.link("empty", *NEW, org=ORG),
    "unlink": lambda app: app.unlink("ws", *OLD, org=ORG),
    "link a meeting": lambda app: app.link_meeting("m2", "ws", ORG),
    "delete a workstream": lambda app: app.delete_workstream("ws", ORG),
    "delete a fact": lambda app: app.delete_fact(OLD[0], ORG),
    "delete an organisation": lambda app: app.delete_organisation(ORG),
    "propose": lambda app: app.propose(text="pauta do porto", org=ORG, meeting_id="m3"),
    "give feedback": judge,
    "apply suggestions": lambda app: app.suggest(ORG, apply=True),
    "accept a suggestion": lambda app: app.choose(ORG, accept=[{"fact_ids": NEW, "title": "Aceita"}]),
    "dismiss a suggestion": lambda app: app.choose(ORG, dismiss=[{"fact_ids": NEW}]),
    "sweep": sweep,
}
