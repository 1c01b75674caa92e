"""How long each endpoint may wait for the database, all its requests together."""

PLANNING = 2.5
PROPOSING = 5.0
USUAL = 10.0
LONG = 60.0
"""For what writes hundreds of documents, in parts: what was written stays, and a repeat goes on."""
ERASING = 70.0
"""Deleting an organisation ends by itself after 60 seconds of work."""

_SECONDS = {
    "agenda_plan": PLANNING,
    "agenda_plan_get": PLANNING,
    "agenda_plan_raw": PLANNING,
    "agenda_propose": PROPOSING,
    "bundles_store": LONG,
    "fact_delete": LONG,
    "fact_status": LONG,
    "facts_store": LONG,
    "organisation_delete": ERASING,
    "ready": PLANNING,
    "workstream_delete": LONG,
    "workstream_link_facts": LONG,
    "workstream_unlink_facts": LONG,
    "workstreams_suggest": LONG,
}


def seconds_of(endpoint: str) -> float:
    """The seconds of an endpoint, by its name."""
    return _SECONDS.get(endpoint, USUAL)
