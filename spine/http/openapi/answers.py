"""What each endpoint answers, under the tag that it is read under: the table of routes, continued.

It stands apart from the table itself, so that starting up loads none of these shapes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from spine.schemas.responses.agendas import (
    FeedbackResponse,
    PlanResponse,
    PlanText,
    ProposalPage,
    ProposalResponse,
    Proposed,
    RawPlanResponse,
    RawPlanText,
)
from spine.schemas.responses.facts import BundleStored, FactPage, FactResponse, FactsFound, FactsStored, StatusChanged
from spine.schemas.responses.organisations import OrganisationResponse
from spine.schemas.responses.service import Coverage, Health
from spine.schemas.responses.workstreams import (
    FactsLinked,
    FactsUnlinked,
    MeetingLinked,
    MeetingUnlinked,
    MeetingWorkstreams,
    SnapshotPage,
    Suggestions,
    WorkstreamFacts,
    WorkstreamMeetings,
    WorkstreamPage,
    WorkstreamResponse,
)


@dataclass(frozen=True)
class Told:
    """What one endpoint answers when all goes well, and what it reads beside query and body.

    `media` are media types of answers that are no JSON; `unknown` says that an endpoint whose query names no
    organisation can be 404 all the same; `headers` are those that it reads.
    """

    shape: Any = None
    status: int = 200
    etag: bool = False
    media: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    unknown: bool = False
    writes: bool = False


GONE = Told(status=204, writes=True)
TEXTS = ("text/plain", "text/markdown", "text/html", "text/calendar")
KEYED = ("Idempotency-Key",)
GUARDED = ("If-Match",)
KEPT = ("If-None-Match",)

ANSWERS: Mapping[str, Mapping[str, Told]] = {
    "Agendas": {
        "agenda_plan": Told(PlanResponse | PlanText, media=TEXTS),
        "agenda_plan_get": Told(PlanResponse | PlanText, media=TEXTS),
        "agenda_plan_raw": Told(RawPlanResponse | RawPlanText, media=TEXTS),
        "agenda_propose": Told(Proposed, unknown=True, writes=True),
        "proposals_list": Told(ProposalPage),
        "proposal_get": Told(ProposalResponse),
        "proposal_feedback": Told(FeedbackResponse, writes=True),
    },
    "Facts": {
        "facts_store": Told(FactsStored, headers=KEYED, writes=True),
        "bundles_store": Told(BundleStored, headers=KEYED, writes=True),
        "facts_list": Told(FactPage),
        "facts_search": Told(FactsFound),
        "fact_get": Told(FactResponse),
        "fact_status": Told(StatusChanged, writes=True),
        "fact_delete": GONE,
    },
    "Workstreams": {
        "workstreams_save": Told(WorkstreamResponse, etag=True, headers=KEYED, writes=True),
        "workstreams_list": Told(WorkstreamPage),
        "workstreams_suggest": Told(Suggestions, writes=True),
        "workstream_get": Told(WorkstreamResponse, etag=True),
        "workstream_patch": Told(WorkstreamResponse, etag=True, headers=GUARDED, writes=True),
        "workstream_delete": replace(GONE, headers=GUARDED),
        "workstream_link_facts": Told(FactsLinked, writes=True),
        "workstream_unlink_facts": Told(FactsUnlinked, writes=True),
        "workstream_facts": Told(WorkstreamFacts),
        "workstream_meetings": Told(WorkstreamMeetings),
    },
    "Meetings": {
        "meeting_link": Told(MeetingLinked, writes=True),
        "meeting_unlink": Told(MeetingUnlinked, writes=True),
        "meeting_workstreams": Told(MeetingWorkstreams),
    },
    "Organisations": {
        "organisation_get": Told(OrganisationResponse, unknown=True),
        "organisation_put": Told(OrganisationResponse, writes=True),
        "organisation_patch": Told(OrganisationResponse, writes=True),
        "organisation_delete": replace(GONE, unknown=True),
        "snapshots_list": Told(SnapshotPage),
        "metrics_coverage": Told(Coverage),
    },
    "Service": {
        "health": Told(Health),
        "ready": Told(Health),
        "openapi": Told(dict[str, Any], etag=True, headers=KEPT),
        "docs": Told(media=("text/html",), etag=True, headers=KEPT),
        "docs_file": Told(media=("text/javascript", "text/css", "text/html"), etag=True, headers=KEPT),
    },
}

TAGS = {
    "Agendas": "From one sentence to a timed agenda; keeping agendas, and saying how good they were.",
    "Facts": "What was decided, asked, risked or promised, with the quotes that prove it.",
    "Workstreams": "The initiatives that meetings are about, and the facts that belong to them.",
    "Meetings": "Which workstreams a meeting is about.",
    "Organisations": "Settings of one organisation, how it stood day by day, and how far the rollout is.",
    "Service": "Whether the service is up, and its description of itself. Anybody may ask.",
}
