"""The functions of Spine: one for each endpoint. What they do stands in `spine.usecases`."""

from collections.abc import Mapping

import azure.functions as func

from spine import __version__
from spine.config import HttpAuth, indexing_settings, settings
from spine.http import assets, timers
from spine.http.planning import planned, planned_raw, with_macro
from spine.http.requests import Request
from spine.http.responses import NO_CONTENT, Response, with_etag
from spine.http.router import Router
from spine.schemas.bundles import Bundle
from spine.schemas.facts import FactBatch, StatusChange
from spine.schemas.fields import Nothing, PlainText
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import Feedback, MacroQuery, PlanOptions, PlanQuery, PlanRequest, ProposeRequest
from spine.schemas.queries import (
    Confirmation,
    FactList,
    FactSearch,
    InOrganisation,
    Paging,
    PagingInOrganisation,
    ProposalList,
    SuggestionQuery,
    WorkstreamList,
)
from spine.schemas.workstreams import (
    FactsToLink,
    FactsToUnlink,
    MeetingWorkstream,
    WorkstreamChanges,
    WorkstreamFields,
)
from spine.usecases import (
    bundles,
    facts,
    feedback,
    links,
    meetings,
    organisations,
    proposals,
    search,
    suggestions,
    sweep,
    sweep_results,
    workstreams,
)

_schedule, _auth = indexing_settings()
app = func.FunctionApp(
    http_auth_level=func.AuthLevel.ANONYMOUS if _auth is HttpAuth.ANONYMOUS else func.AuthLevel.FUNCTION
)
route = Router(app)

type Json = Mapping[str, object]


@route("GET HEAD", "health", anonymous=True)
def health(request: Request[Nothing, Nothing]) -> Json:
    """Whether the service is up; touches no database."""
    return {"ok": True, "version": __version__, "store": settings().store.value}


@route("GET HEAD", "ready", anonymous=True)
def ready(request: Request[Nothing, Nothing]) -> Json:
    """Whether the database answers, too."""
    request.service.store.ping()
    return {"ok": True, "version": __version__, "store": settings().store.value}


@route("POST", "orgs/{org_id}/workstreams")
def workstreams_save(request: Request[Nothing, WorkstreamFields]) -> Response:
    """Make a workstream, or change the given fields of a known one."""
    saved = workstreams.save(request.service, request.id("org_id"), request.body, request.idempotency_key)
    return with_etag(workstreams.present(request.service, saved), saved.rev)


@route("GET", "orgs/{org_id}/workstreams")
def workstreams_list(request: Request[WorkstreamList, Nothing]) -> Json:
    """The workstreams of an organisation, most important first."""
    return workstreams.of_organisation(request.service, request.id("org_id"), request.query)


@route("GET", "workstreams/{workstream_id}")
def workstream_get(request: Request[InOrganisation, Nothing]) -> Response:
    """One workstream, with its ETag."""
    found = workstreams.read(request.service, request.id("workstream_id"), request.query.org)
    return with_etag(workstreams.present(request.service, found), found.rev)


@route("PATCH", "workstreams/{workstream_id}")
def workstream_patch(request: Request[InOrganisation, WorkstreamChanges]) -> Response:
    """Change some fields of a workstream; honours If-Match."""
    saved = workstreams.patch(
        request.service, request.id("workstream_id"), request.query.org, request.body, request.if_match
    )
    return with_etag(workstreams.present(request.service, saved), saved.rev)


@route("DELETE", "workstreams/{workstream_id}")
def workstream_delete(request: Request[InOrganisation, Nothing]) -> Response:
    """Delete a workstream with its links."""
    workstreams.delete(request.service, request.id("workstream_id"), request.query.org, request.if_match)
    return NO_CONTENT


@route("POST", "workstreams/{workstream_id}/link-facts")
def workstream_link_facts(request: Request[InOrganisation, FactsToLink]) -> Json:
    """Put facts into a workstream."""
    asked = request.body
    return links.link(
        request.service, request.id("workstream_id"), request.query.org, asked.fact_ids, asked.weight_given
    )


@route("POST", "workstreams/{workstream_id}/unlink-facts")
def workstream_unlink_facts(request: Request[InOrganisation, FactsToUnlink]) -> Json:
    """Take facts out of a workstream."""
    return links.unlink(request.service, request.id("workstream_id"), request.query.org, request.body.fact_ids)


@route("GET", "workstreams/{workstream_id}/facts")
def workstream_facts(request: Request[PagingInOrganisation, Nothing]) -> Json:
    """The facts of a workstream, the heaviest and newest first."""
    return links.facts_of(request.service, request.id("workstream_id"), request.query)


@route("GET", "workstreams/{workstream_id}/meetings")
def workstream_meetings(request: Request[InOrganisation, Nothing]) -> Json:
    """The meetings that a workstream is dealt with in."""
    return meetings.meetings_of(request.service, request.id("workstream_id"), request.query.org)


@route("POST", "orgs/{org_id}/workstreams:suggest")
def workstreams_suggest(request: Request[SuggestionQuery, Nothing]) -> Json:
    """Suggest workstreams from facts that belong to none; with apply=true they are made."""
    return suggestions.for_organisation(request.service, request.id("org_id"), request.query)


@route("POST", "orgs/{org_id}/facts")
def facts_store(request: Request[Nothing, FactBatch]) -> Json:
    """Store facts, or change the given fields of known ones."""
    return facts.store(request.service, request.id("org_id"), request.body.facts, request.idempotency_key)


@route("GET", "orgs/{org_id}/facts")
def facts_list(request: Request[FactList, Nothing]) -> Json:
    """The facts of an organisation, newest first."""
    return facts.of_organisation(request.service, request.id("org_id"), request.query)


@route("POST", "orgs/{org_id}/bundles")
def bundles_store(request: Request[Nothing, Bundle]) -> Json:
    """Store the facts of one meeting as the upstream parser gives them."""
    return bundles.store(request.service, request.id("org_id"), request.body, request.idempotency_key)


@route("GET", "facts/search")
def facts_search(request: Request[FactSearch, Nothing]) -> Json:
    """Find facts by words."""
    return search.search(request.service, request.query)


@route("GET", "facts/{fact_id}")
def fact_get(request: Request[InOrganisation, Nothing]) -> Json:
    """One fact."""
    return facts.read(request.service, request.id("fact_id"), request.query.org)


@route("DELETE", "facts/{fact_id}")
def fact_delete(request: Request[InOrganisation, Nothing]) -> Response:
    """Delete a fact with its links."""
    facts.delete(request.service, request.id("fact_id"), request.query.org)
    return NO_CONTENT


@route("POST", "facts/{fact_id}/status")
def fact_status(request: Request[InOrganisation, StatusChange]) -> Json:
    """Say how far a fact, or a proposal, has been checked."""
    return facts.set_status(request.service, request.id("fact_id"), request.query.org, request.body.status)


@route("POST", "meetings/{meeting_id}/link-workstream")
def meeting_link(request: Request[InOrganisation, MeetingWorkstream]) -> Json:
    """Say that a meeting is about a workstream."""
    return meetings.link(request.service, request.id("meeting_id"), request.body.workstream_id, request.query.org)


@route("DELETE", "meetings/{meeting_id}/link-workstream/{workstream_id}")
def meeting_unlink(request: Request[InOrganisation, Nothing]) -> Json:
    """Say that a meeting is not about a workstream."""
    return meetings.unlink(request.service, request.id("meeting_id"), request.id("workstream_id"), request.query.org)


@route("GET", "meetings/{meeting_id}/workstreams")
def meeting_workstreams(request: Request[InOrganisation, Nothing]) -> Json:
    """The workstreams that a meeting is about."""
    return meetings.workstreams_of(request.service, request.id("meeting_id"), request.query.org)


@route("GET", "orgs/{org_id}")
def organisation_get(request: Request[Nothing, Nothing]) -> Json:
    """The settings of an organisation."""
    return organisations.read(request.service, request.id("org_id"))


@route("PUT", "orgs/{org_id}")
def organisation_put(request: Request[Nothing, OrganisationFields]) -> Json:
    """Set all settings of an organisation."""
    return organisations.put(request.service, request.id("org_id"), request.body)


@route("PATCH", "orgs/{org_id}")
def organisation_patch(request: Request[Nothing, OrganisationFields]) -> Json:
    """Set some settings of an organisation."""
    return organisations.patch(request.service, request.id("org_id"), request.body)


@route("DELETE", "orgs/{org_id}")
def organisation_delete(request: Request[Confirmation, Nothing]) -> Response:
    """Delete an organisation with everything in it."""
    organisations.delete(request.service, request.id("org_id"), request.query.confirm)
    return NO_CONTENT


@route("GET", "orgs/{org_id}/snapshots")
def snapshots_list(request: Request[Paging, Nothing]) -> Json:
    """How an organisation stood, day by day."""
    return sweep_results.snapshots_of(request.service, request.id("org_id"), request.query)


@route("POST", "agenda/plan-nl")
def agenda_plan(request: Request[MacroQuery, PlanRequest]) -> Response | Json:
    """Plan a meeting from one sentence; stores nothing."""
    return planned(request, request.body.text, with_macro(request.body, request.query.macro))


@route("GET", "agenda/plan-nl")
def agenda_plan_get(request: Request[PlanQuery, Nothing]) -> Response | Json:
    """Plan a meeting from one sentence in the query; stores nothing."""
    return planned(request, request.query.text, request.query)


@route("POST", "agenda/plan-nl-raw")
def agenda_plan_raw(request: Request[PlanOptions, PlainText]) -> Response | Json:
    """Plan a meeting from a plain text body; stores nothing."""
    return planned_raw(request, request.query)


@route("POST", "agenda/propose")
def agenda_propose(request: Request[MacroQuery, ProposeRequest]) -> Json:
    """Plan a meeting and keep the agenda; the same request updates one proposal."""
    return proposals.propose(request.service, with_macro(request.body, request.query.macro))


@route("GET", "agenda/proposals")
def proposals_list(request: Request[ProposalList, Nothing]) -> Json:
    """The stored agendas of an organisation, newest first."""
    return proposals.of_organisation(request.service, request.query)


@route("GET", "agenda/proposals/{proposal_id}")
def proposal_get(request: Request[InOrganisation, Nothing]) -> Json:
    """One stored agenda."""
    return proposals.read(request.service, request.id("proposal_id"), request.query.org)


@route("POST", "agenda/{proposal_id}/feedback")
def proposal_feedback(request: Request[InOrganisation, Feedback]) -> Json:
    """Rate an agenda, and accept, reject or finish its bullets."""
    return feedback.give(request.service, request.id("proposal_id"), request.query.org, request.body)


@route("GET", "metrics/coverage")
def metrics_coverage(request: Request[Nothing, Nothing]) -> Json:
    """How far the rollout is, as of the last sweep; for callers who may see every organisation."""
    return sweep_results.coverage(request.service)


@route("GET", "openapi.json", anonymous=True)
def openapi(request: Request[Nothing, Nothing]) -> Response:
    """This description of the API, OpenAPI 3.1."""
    return assets.description(request, route.endpoints)


@route("GET", "docs", anonymous=True)
def docs(request: Request[Nothing, Nothing]) -> Response:
    """A page to read this description, and to try the API."""
    return assets.file(request, assets.DOCS, "index.html")


@route("GET", "docs/{file}", anonymous=True)
def docs_file(request: Request[Nothing, Nothing]) -> Response:
    """The scripts and styles of that page."""
    return assets.file(request, assets.DOCS, request.path["file"])


@app.timer_trigger(arg_name="timer", schedule=_schedule, run_on_startup=False, use_monitor=True)
def flag_stale_workstreams(timer: func.TimerRequest, context: func.Context) -> None:
    """Flag neglected workstreams and take a picture of each account; each tick goes on where the last one ended."""
    timers.run("flag_stale_workstreams", context, sweep.tick)
