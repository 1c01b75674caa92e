"""A request to each endpoint, and how it comes to an organisation; a new endpoint needs a row here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from spine.domain.callers import Access
from tests.http.edge import Call


class Reach(Enum):
    """How a request comes to the organisation that it touches."""

    NAMED = auto()
    """It names the organisation."""
    BY_ID = auto()
    """It names an id that the organisation has."""
    DEFAULT = auto()
    """It names nothing: the caller's only organisation, or the default one, is meant."""
    OWN = auto()
    """It touches what the caller may see, which may be nothing."""
    ALL = auto()
    """It touches all organisations."""
    NONE = auto()
    """It is anonymous, and touches none."""


@dataclass(frozen=True)
class Row:
    """A request, with what a caller has to be allowed to in the organisation."""

    call: Call
    reach: Reach
    needs: Access = Access.READ


NAMED, BY_ID, DEFAULT = Reach.NAMED, Reach.BY_ID, Reach.DEFAULT
READ, WRITE, ADMIN = Access.READ, Access.WRITE, Access.ADMIN
FACTS = {"facts": [{"fact_id": "f_new", "fact_type": "risk", "text": "Atraso."}]}
BUNDLE = {"meeting": {"meeting_id": "m_acme"}, "facts": [{"id": "f_new", "text": "Atraso."}]}
NOTES = "# Ações\n- Trocar a placa\n"


def rows(org: str = "acme") -> list[Row]:
    """A request to each endpoint that finds what it needs where `org` has `ws_…`, `f_…`, `m_…` and `agd_…`."""
    at_org, ws, fact = {"org_id": org}, {"workstream_id": f"ws_{org}"}, {"fact_id": f"f_{org}"}
    meeting, proposal, ids = {"meeting_id": f"m_{org}"}, {"proposal_id": f"agd_{org}"}, {"fact_ids": [f"f_{org}"]}
    text = {"text": "pauta sobre integrações"}

    def row(
        reach: Reach, needs: Access, endpoint: str, path: Mapping[str, str], body: object = None, **query: str
    ) -> Row:
        return Row(Call(endpoint, path, query, body), reach, needs)

    return [
        row(Reach.NONE, READ, "health", {}),
        row(Reach.NONE, READ, "ready", {}),
        row(Reach.NONE, READ, "openapi", {}),
        row(Reach.NONE, READ, "home", {}),
        row(Reach.NONE, READ, "docs", {}),
        row(Reach.NONE, READ, "docs_file", {"file": "docs.css"}),
        row(Reach.NONE, READ, "console", {}),
        row(Reach.NONE, READ, "console_file", {"file": "main.js"}),
        row(NAMED, WRITE, "workstreams_save", at_org, {"title": "Nova"}),
        row(NAMED, READ, "workstreams_list", at_org),
        row(NAMED, READ, "workstreams_suggest", at_org),
        row(NAMED, WRITE, "workstreams_suggest", at_org, apply="true"),
        row(NAMED, WRITE, "workstreams_suggest", at_org, {"accept": [{**ids, "title": "Nova"}]}),
        row(NAMED, WRITE, "workstreams_suggest", at_org, {"dismiss": [ids]}),
        row(BY_ID, READ, "workstream_get", ws),
        row(NAMED, READ, "workstream_get", ws, org=org),
        row(BY_ID, WRITE, "workstream_patch", ws, {"owner": "Ana"}),
        row(BY_ID, WRITE, "workstream_delete", ws),
        row(BY_ID, WRITE, "workstream_link_facts", ws, ids),
        row(BY_ID, WRITE, "workstream_unlink_facts", ws, ids),
        row(BY_ID, READ, "workstream_facts", ws),
        row(BY_ID, READ, "workstream_meetings", ws),
        row(NAMED, WRITE, "facts_store", at_org, FACTS),
        row(NAMED, READ, "facts_list", at_org),
        row(NAMED, WRITE, "bundles_store", at_org, BUNDLE),
        row(NAMED, WRITE, "notes_store", at_org, NOTES, title="Semanal"),
        row(NAMED, READ, "notes_store", at_org, NOTES, title="Semanal", dry_run="true"),
        row(NAMED, READ, "facts_search", {}, org=org, q="contrato"),
        row(DEFAULT, READ, "facts_search", {}, q="contrato"),
        row(BY_ID, READ, "fact_get", fact),
        row(BY_ID, WRITE, "fact_delete", fact),
        row(NAMED, WRITE, "fact_delete", fact, org=org),
        row(BY_ID, WRITE, "fact_status", fact, {"status": "validated"}),
        row(BY_ID, WRITE, "fact_status", {"fact_id": f"agd_{org}"}, {"status": "validated"}),
        row(BY_ID, WRITE, "meeting_link", meeting, {"workstream_id": f"ws_{org}"}),
        row(BY_ID, WRITE, "meeting_unlink", meeting | ws),
        row(BY_ID, READ, "meeting_workstreams", meeting),
        row(Reach.OWN, READ, "organisations_list", {}),
        row(NAMED, READ, "organisation_get", at_org),
        row(NAMED, ADMIN, "organisation_put", at_org, {"name": "Outra"}),
        row(NAMED, ADMIN, "organisation_patch", at_org, {"name": "Outra"}),
        row(NAMED, ADMIN, "organisation_delete", at_org, confirm=org),
        row(NAMED, READ, "snapshots_list", at_org),
        row(NAMED, READ, "agenda_plan", {}, text | {"org": org}),
        row(DEFAULT, READ, "agenda_plan", {}, text),
        row(DEFAULT, READ, "agenda_plan_get", {}, **text),
        row(NAMED, READ, "agenda_plan_raw", {}, text["text"], org=org),
        row(NAMED, WRITE, "agenda_propose", {}, text | {"org": org}),
        row(DEFAULT, WRITE, "agenda_propose", {}, text),
        row(NAMED, READ, "proposals_list", {}, org=org),
        row(DEFAULT, READ, "proposals_list", {}),
        row(BY_ID, READ, "proposal_get", proposal),
        row(BY_ID, WRITE, "proposal_feedback", proposal, {"rating": 5}),
        row(Reach.ALL, READ, "metrics_coverage", {}),
    ]
