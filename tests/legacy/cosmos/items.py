"""Items as the legacy service wrote them: any id, no stems, no revision, links without an organisation."""

from typing import Any

from azure.cosmos import ContainerProxy

ORG = "acme"


def workstream(items: ContainerProxy, workstream_id: str, item_id: str = "", **fields: Any) -> None:
    """A workstream in the legacy shape; a field that is None is left out."""
    made: dict[str, Any] = {
        "id": item_id or f"any id of {workstream_id}", "type": "workstream", "workstream_id": workstream_id,
        "org_id": ORG, "title": "Renovação BYD", "description": "Contrato de frete", "status": "yellow",
        "priority": 2, "owner": "Ana", "tags": ["frete"], "start_iso": None, "target_iso": None,
        "created_at": "2025-02-01T10:00:00Z", "updated_at": "2025-03-01T10:00:00Z",
    }  # fmt: skip
    items.create_item({name: value for name, value in (made | fields).items() if value is not None})


def link(items: ContainerProxy, workstream_id: str, fact_id: str, **fields: Any) -> None:
    """A link in the legacy shape, which has no organisation."""
    made = {
        "id": f"{workstream_id}_{fact_id}", "type": "workstream_fact", "workstream_id": workstream_id,
        "fact_id": fact_id, "weight": 0.7, "created_at": "2025-02-02T10:00:00Z",
    }  # fmt: skip
    items.create_item(made | fields)


def snapshot(items: ContainerProxy, snapshot_id: str, **fields: Any) -> None:
    """A snapshot in the legacy shape."""
    made: dict[str, Any] = {
        "id": snapshot_id, "type": "account_snapshot", "snapshot_id": snapshot_id, "org_id": ORG,
        "as_of_iso": "2025-02-03T10:00:00Z", "summary": "s", "top_workstreams": [], "metrics": {},
    }  # fmt: skip
    items.create_item(made | fields)


def fact(items: ContainerProxy, fact_id: str, **fields: Any) -> None:
    """A fact under any id, without the terms that a search finds."""
    made = {
        "id": f"any id of {fact_id}", "type": "fact", "org_id": ORG, "fact_id": fact_id, "fact_type": "task",
        "text": "Frete urgente", "status": "proposed", "created_at": "2025-02-01T10:00:00Z",
        "updated_at": "2025-02-01T10:00:00Z",
    }  # fmt: skip
    items.create_item(made | fields)
