"""The functions of Spine: one for each endpoint, and the timer. What they do is in `spine.usecases`."""

import azure.functions as func

from spine import __version__
from spine.config import indexing_settings, settings
from spine.http import assets, usecases
from spine.http.endpoints import ERASING, LONG, PROPOSING, SHORT
from spine.http.planning import TEXT_TYPES, PlanResult, RawPlanResult, planned, planned_raw, stored, with_macro
from spine.http.requests import Request
from spine.http.responses import JSON, Response, WithETag
from spine.http.router import Router, run_timer
from spine.schemas import queries
from spine.schemas.bundles import Bundle
from spine.schemas.facts import FactBatch, StatusChange
from spine.schemas.notes import NotesQuery, NotesText
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import Feedback, MacroQuery, PlanOptions, PlanQuery, PlanRequest, ProposeRequest
from spine.schemas.queries import InOrganisation
from spine.schemas.responses import agendas
from spine.schemas.responses.facts import BundleStored, FactMatches, FactPage, FactResponse, FactsStored, StatusChanged
from spine.schemas.responses.notes import NotesStored
from spine.schemas.responses.organisations import OrganisationPage, OrganisationResponse, SnapshotPage
from spine.schemas.responses.service import Coverage, Health
from spine.schemas.responses.workstreams import (
    FactsLinked,
    FactsUnlinked,
    MeetingLinked,
    MeetingUnlinked,
    MeetingWorkstreams,
    SuggestionList,
    WorkstreamFacts,
    WorkstreamMeetings,
    WorkstreamPage,
    WorkstreamResponse,
    WorkstreamSaved,
)
from spine.schemas.validation import NoQuery, PlainText
from spine.schemas.workstreams import (
    FactsToLink,
    FactsToUnlink,
    MeetingWorkstream,
    SuggestionChoices,
    WorkstreamChanges,
    WorkstreamFields,
)

_schedule, _auth = indexing_settings()
app = func.FunctionApp(http_auth_level=func.AuthLevel[_auth.name])
route = Router(app)


@route("GET HEAD", "health", tag="Service", anonymous=True)
def health(request: Request) -> Health:
    """Check that the service is up; does not use the database."""
    return {"ok": True, "version": __version__, "store": settings().store.value}


@route("GET HEAD", "ready", tag="Service", deadline=SHORT, anonymous=True)
def ready(request: Request) -> Health:
    """Check that the service and its database are up."""
    request.service.store.ping()
    return {"ok": True, "version": __version__, "store": settings().store.value}


@route("POST", "orgs/{org_id}/workstreams", tag="Workstreams", idempotency_key=True)
def workstreams_save(request: Request[NoQuery, WorkstreamFields]) -> WithETag[WorkstreamSaved]:
    """Create a workstream, or update the given fields of an existing one."""
    saved = usecases.workstreams.save(request.service, request.path["org_id"], request.body, request.idempotency_key)
    return WithETag(usecases.workstreams.present_saved(request.service, saved), saved.rev)


@route("GET", "orgs/{org_id}/workstreams", tag="Workstreams")
def workstreams_list(request: Request[queries.WorkstreamList]) -> WorkstreamPage:
    """The workstreams of an organisation by priority, then status in alphabetical order, then latest update."""
    return usecases.workstreams.of_organisation(request.service, request.path["org_id"], request.query)


@route("GET", "workstreams/{workstream_id}", tag="Workstreams")
def workstream_get(request: Request[InOrganisation]) -> WithETag[WorkstreamResponse]:
    """One workstream, with its ETag."""
    found = usecases.workstreams.read(request.service, request.path["workstream_id"], request.query.org)
    return WithETag(usecases.workstreams.present(request.service, found), found.rev)


@route("PATCH", "workstreams/{workstream_id}", tag="Workstreams", if_match=True)
def workstream_patch(request: Request[InOrganisation, WorkstreamChanges]) -> WithETag[WorkstreamResponse]:
    """Update some fields of a workstream; supports If-Match."""
    workstream_id, org = request.path["workstream_id"], request.query.org
    saved = usecases.workstreams.patch(request.service, workstream_id, org, request.body, request.if_match)
    return WithETag(usecases.workstreams.present(request.service, saved), saved.rev)


@route("DELETE", "workstreams/{workstream_id}", tag="Workstreams", deadline=LONG, if_match=True)
def workstream_delete(request: Request[InOrganisation]) -> None:
    """Delete a workstream with its links."""
    usecases.workstreams.delete(request.service, request.path["workstream_id"], request.query.org, request.if_match)


@route("POST", "workstreams/{workstream_id}/link-facts", tag="Workstreams", deadline=LONG)
def workstream_link_facts(request: Request[InOrganisation, FactsToLink]) -> FactsLinked:
    """Link facts to a workstream."""
    workstream_id, body = request.path["workstream_id"], request.body
    return usecases.links.link(request.service, workstream_id, request.query.org, body.fact_ids, body.weight_or_default)


@route("POST", "workstreams/{workstream_id}/unlink-facts", tag="Workstreams", deadline=LONG)
def workstream_unlink_facts(request: Request[InOrganisation, FactsToUnlink]) -> FactsUnlinked:
    """Unlink facts from a workstream."""
    return usecases.links.unlink(
        request.service, request.path["workstream_id"], request.query.org, request.body.fact_ids
    )


@route("GET", "workstreams/{workstream_id}/facts", tag="Workstreams")
def workstream_facts(request: Request[queries.PagingInOrganisation]) -> WorkstreamFacts:
    """The facts of a workstream, by weight, then newest first."""
    return usecases.links.facts_of(request.service, request.path["workstream_id"], request.query)


@route("GET", "workstreams/{workstream_id}/meetings", tag="Workstreams")
def workstream_meetings(request: Request[InOrganisation]) -> WorkstreamMeetings:
    """The meetings about a workstream."""
    return usecases.meetings.meetings_of(request.service, request.path["workstream_id"], request.query.org)


@route(
    "POST", "orgs/{org_id}/workstreams:suggest", tag="Workstreams", deadline=LONG,
    stores_if=lambda query, body: query.apply or bool(body.provided()),
)  # fmt: skip
def workstreams_suggest(request: Request[queries.SuggestionQuery, SuggestionChoices]) -> SuggestionList:
    """Suggest workstreams for unlinked facts; make them of all (apply=true) or of some, or dismiss some."""
    return usecases.suggestions.for_organisation(request.service, request.path["org_id"], request.query, request.body)


@route("POST", "orgs/{org_id}/facts", tag="Facts", deadline=LONG, idempotency_key=True)
def facts_store(request: Request[NoQuery, FactBatch]) -> FactsStored:
    """Store facts, or update the given fields of existing ones."""
    return usecases.facts.store_batch(request.service, request.path["org_id"], request.body, request.idempotency_key)


@route("GET", "orgs/{org_id}/facts", tag="Facts")
def facts_list(request: Request[queries.FactList]) -> FactPage:
    """The facts of an organisation, newest first."""
    return usecases.fact_lists.of_organisation(request.service, request.path["org_id"], request.query)


@route("POST", "orgs/{org_id}/bundles", tag="Facts", deadline=LONG, idempotency_key=True)
def bundles_store(request: Request[NoQuery, Bundle]) -> BundleStored:
    """Store the facts of one meeting, in the upstream parser's format."""
    return usecases.bundles.store(request.service, request.path["org_id"], request.body, request.idempotency_key)


@route(
    "POST", "orgs/{org_id}/notes", tag="Facts", deadline=LONG, stores_if=lambda query, body: not query.dry_run
)  # fmt: skip
def notes_store(request: Request[NotesQuery, NotesText]) -> NotesStored:
    """Read meeting notes in Markdown, plain text or CSV, and store what they say as facts."""
    return usecases.notes.store(request.service, request.path["org_id"], request.body, request.query)


@route("GET", "facts/search", tag="Facts")
def facts_search(request: Request[queries.FactSearch]) -> FactMatches:
    """Search facts."""
    return usecases.search.search(request.service, request.query)


@route("GET", "facts/{fact_id}", tag="Facts")
def fact_get(request: Request[InOrganisation]) -> FactResponse:
    """One fact."""
    return usecases.facts.read(request.service, request.path["fact_id"], request.query.org)


@route("DELETE", "facts/{fact_id}", tag="Facts", deadline=LONG)
def fact_delete(request: Request[InOrganisation]) -> None:
    """Delete a fact with its links."""
    usecases.facts.delete(request.service, request.path["fact_id"], request.query.org)


@route("POST", "facts/{fact_id}/status", tag="Facts", deadline=LONG)
def fact_status(request: Request[InOrganisation, StatusChange]) -> StatusChanged:
    """Set the review status of a fact or a proposal, or whether a fact is still to be dealt with."""
    return usecases.facts.set_status(request.service, request.path["fact_id"], request.query.org, request.body)


@route("POST", "meetings/{meeting_id}/link-workstream", tag="Meetings")
def meeting_link(request: Request[InOrganisation, MeetingWorkstream]) -> MeetingLinked:
    """Link a meeting to a workstream."""
    return usecases.meetings.link(
        request.service, request.path["meeting_id"], request.body.workstream_id, request.query.org
    )


@route("DELETE", "meetings/{meeting_id}/link-workstream/{workstream_id}", tag="Meetings")
def meeting_unlink(request: Request[InOrganisation]) -> MeetingUnlinked:
    """Unlink a meeting from a workstream."""
    meeting_id, workstream_id = request.path["meeting_id"], request.path["workstream_id"]
    return usecases.meetings.unlink(request.service, meeting_id, workstream_id, request.query.org)


@route("GET", "meetings/{meeting_id}/workstreams", tag="Meetings")
def meeting_workstreams(request: Request[InOrganisation]) -> MeetingWorkstreams:
    """The workstreams that a meeting is about."""
    return usecases.meetings.workstreams_of(request.service, request.path["meeting_id"], request.query.org)


@route("GET", "orgs", tag="Organisations")
def organisations_list(request: Request[queries.Paging]) -> OrganisationPage:
    """The organisations that you may see, with their names."""
    return usecases.organisations.visible(request.service, request.query)


@route("GET", "orgs/{org_id}", tag="Organisations")
def organisation_get(request: Request) -> OrganisationResponse:
    """The settings of an organisation."""
    return usecases.organisations.read(request.service, request.path["org_id"])


@route("PUT", "orgs/{org_id}", tag="Organisations", administers=True)
def organisation_put(request: Request[NoQuery, OrganisationFields]) -> OrganisationResponse:
    """Replace the settings of an organisation."""
    return usecases.organisations.put(request.service, request.path["org_id"], request.body)


@route("PATCH", "orgs/{org_id}", tag="Organisations", administers=True)
def organisation_patch(request: Request[NoQuery, OrganisationFields]) -> OrganisationResponse:
    """Update some settings of an organisation."""
    return usecases.organisations.patch(request.service, request.path["org_id"], request.body)


@route("DELETE", "orgs/{org_id}", tag="Organisations", deadline=ERASING, administers=True)
def organisation_delete(request: Request[queries.Confirmation]) -> None:
    """Delete an organisation and all its data."""
    usecases.organisations.delete(request.service, request.path["org_id"], request.query.confirm)


@route("GET", "orgs/{org_id}/snapshots", tag="Organisations")
def snapshots_list(request: Request[queries.Paging]) -> SnapshotPage:
    """The daily snapshots of an organisation."""
    return usecases.organisations.snapshots_of(request.service, request.path["org_id"], request.query)


@route("POST", "agenda/plan-nl", tag="Agendas", deadline=SHORT, media_types=TEXT_TYPES, read_only=True)
def agenda_plan(request: Request[MacroQuery, PlanRequest]) -> PlanResult:
    """Plan a meeting from one sentence; stores nothing."""
    return planned(request, request.body.text, with_macro(request.body, request.query.macro))


@route("GET", "agenda/plan-nl", tag="Agendas", deadline=SHORT, media_types=TEXT_TYPES)
def agenda_plan_get(request: Request[PlanQuery]) -> PlanResult:
    """Plan a meeting from one sentence in the query; stores nothing."""
    return planned(request, request.query.text, request.query)


@route("POST", "agenda/plan-nl-raw", tag="Agendas", deadline=SHORT, media_types=TEXT_TYPES, read_only=True)
def agenda_plan_raw(request: Request[PlanOptions, PlainText]) -> RawPlanResult:
    """Plan a meeting from a plain text body; stores nothing."""
    return planned_raw(request)


@route("POST", "agenda/propose", tag="Agendas", deadline=PROPOSING, unknown_org_is_404=True)
def agenda_propose(request: Request[MacroQuery, ProposeRequest]) -> agendas.ProposeResponse:
    """Plan a meeting and store the agenda; the same request updates one proposal."""
    return usecases.proposals.propose(request.service, with_macro(request.body, request.query.macro))


@route("GET", "agenda/proposals", tag="Agendas")
def proposals_list(request: Request[queries.ProposalList]) -> agendas.ProposalPage:
    """The stored agendas of an organisation, newest first."""
    return usecases.proposals.of_organisation(request.service, request.query)


@route("GET", "agenda/proposals/{proposal_id}", tag="Agendas", media_types=TEXT_TYPES)
def proposal_get(request: Request[queries.ProposalQuery]) -> agendas.StoredAgendaResponse | agendas.PlanText | Response:
    """One stored agenda; in a text format as it was understood when it was planned."""
    return stored(request, request.path["proposal_id"])


@route("POST", "agenda/{proposal_id}/feedback", tag="Agendas")
def proposal_feedback(request: Request[InOrganisation, Feedback]) -> agendas.FeedbackResponse:
    """Rate an agenda, and mark its bullets as accepted, rejected or done."""
    return usecases.feedback.give(request.service, request.path["proposal_id"], request.query.org, request.body)


@route("GET", "metrics/coverage", tag="Organisations", all_organisations=True)
def metrics_coverage(request: Request) -> Coverage:
    """Rollout coverage as of the last sweep; needs access to all organisations."""
    return usecases.organisations.coverage(request.service)


@route("GET", "/", tag="Service", redirects=True, anonymous=True)
def home(request: Request) -> Response:
    """The way to the console."""
    return Response(None, 302, headers={"Location": "/console"})


@route("GET", "openapi.json", tag="Service", media_types=(JSON,), revalidates=True, anonymous=True)
def openapi(request: Request) -> Response:
    """This description of the API, OpenAPI 3.1."""
    from spine.http.openapi.document import document_json  # no other request needs it

    return assets.revalidated(request, document_json(tuple(route.endpoints)), JSON)


@route("GET", "docs", tag="Service", media_types=("text/html",), revalidates=True, anonymous=True)
def docs(request: Request) -> Response:
    """Interactive documentation of the API."""
    return assets.file(request, assets.DOCS, "index.html")


@route("GET", "docs/{file}", tag="Service", media_types=assets.MEDIA_TYPES, revalidates=True, anonymous=True)
def docs_file(request: Request) -> Response:
    """Scripts and styles of the documentation page."""
    return assets.file(request, assets.DOCS, request.path["file"])


@route("GET", "console", tag="Service", media_types=("text/html",), revalidates=True, anonymous=True)
def console(request: Request) -> Response:
    """The console: the page for those who own workstreams and chair meetings."""
    return assets.file(request, assets.CONSOLE, "index.html")


@route("GET", "console/{file}", tag="Service", media_types=assets.MEDIA_TYPES, revalidates=True, anonymous=True)
def console_file(request: Request) -> Response:
    """Scripts, styles and the icon of the console."""
    return assets.file(request, assets.CONSOLE, request.path["file"])


@app.timer_trigger(arg_name="timer", schedule=_schedule, run_on_startup=False, use_monitor=True)
def flag_stale_workstreams(timer: func.TimerRequest, context: func.Context) -> None:
    """Flag stale workstreams and store a daily snapshot of each organisation; a tick goes on where the last ended."""
    run_timer("flag_stale_workstreams", context, usecases.sweep.tick)
