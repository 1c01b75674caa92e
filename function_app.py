"""The functions of Spine: one for each endpoint. What they do stands in `spine.usecases`."""

from collections.abc import Mapping

import azure.functions as func

from spine import __version__
from spine.config import HttpAuth, indexing_settings, settings
from spine.contract.bundles import Bundle
from spine.contract.facts import FactBatch, StatusChange
from spine.contract.fields import Nothing, PlainText
from spine.contract.organisations import OrganisationFields
from spine.contract.planning import Feedback, MacroQuery, PlanOptions, PlanQuery, PlanRequest, ProposeRequest
from spine.contract.queries import (
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
from spine.contract.workstreams import (
    FactsToLink,
    FactsToUnlink,
    MeetingWorkstream,
    WorkstreamChanges,
    WorkstreamFields,
)
from spine.http import assets, timers
from spine.http.answers import NO_CONTENT, Answer, with_etag
from spine.http.calls import Call
from spine.http.planning import planned, planned_raw, with_macro
from spine.http.router import Router
from spine.usecases import (
    bundles,
    coverage,
    facts,
    feedback,
    links,
    meetings,
    organisations,
    proposals,
    search,
    snapshots,
    suggestions,
    sweep,
    workstreams,
)

_schedule, _auth = indexing_settings()
app = func.FunctionApp(
    http_auth_level=func.AuthLevel.ANONYMOUS if _auth is HttpAuth.ANONYMOUS else func.AuthLevel.FUNCTION
)
route = Router(app)

type Json = Mapping[str, object]


@route("GET HEAD", "health", anonymous=True)
def health(call: Call[Nothing, Nothing]) -> Json:
    """Whether the service is up; touches no database."""
    return {"ok": True, "version": __version__, "store": settings().store.value}


@route("GET HEAD", "ready", anonymous=True)
def ready(call: Call[Nothing, Nothing]) -> Json:
    """Whether the database answers, too."""
    call.service.store.ping()
    return {"ok": True, "version": __version__, "store": settings().store.value}


@route("POST", "orgs/{org_id}/workstreams")
def workstreams_save(call: Call[Nothing, WorkstreamFields]) -> Answer:
    """Make a workstream, or change the given fields of a known one."""
    saved = workstreams.save(call.service, call.id("org_id"), call.body, call.repeat)
    return with_etag(workstreams.present(call.service, saved), saved.rev)


@route("GET", "orgs/{org_id}/workstreams")
def workstreams_list(call: Call[WorkstreamList, Nothing]) -> Json:
    """The workstreams of an organisation, most important first."""
    return workstreams.of_organisation(call.service, call.id("org_id"), call.query)


@route("GET", "workstreams/{workstream_id}")
def workstream_get(call: Call[InOrganisation, Nothing]) -> Answer:
    """One workstream, with its ETag."""
    found = workstreams.read(call.service, call.id("workstream_id"), call.query.org)
    return with_etag(workstreams.present(call.service, found), found.rev)


@route("PATCH", "workstreams/{workstream_id}")
def workstream_patch(call: Call[InOrganisation, WorkstreamChanges]) -> Answer:
    """Change some fields of a workstream; honours If-Match."""
    saved = workstreams.patch(call.service, call.id("workstream_id"), call.query.org, call.body, call.if_match)
    return with_etag(workstreams.present(call.service, saved), saved.rev)


@route("DELETE", "workstreams/{workstream_id}")
def workstream_delete(call: Call[InOrganisation, Nothing]) -> Answer:
    """Delete a workstream with its links."""
    workstreams.delete(call.service, call.id("workstream_id"), call.query.org, call.if_match)
    return NO_CONTENT


@route("POST", "workstreams/{workstream_id}/link-facts")
def workstream_link_facts(call: Call[InOrganisation, FactsToLink]) -> Json:
    """Put facts into a workstream."""
    asked = call.body
    return links.link(call.service, call.id("workstream_id"), call.query.org, asked.fact_ids, asked.weight_given)


@route("POST", "workstreams/{workstream_id}/unlink-facts")
def workstream_unlink_facts(call: Call[InOrganisation, FactsToUnlink]) -> Json:
    """Take facts out of a workstream."""
    return links.unlink(call.service, call.id("workstream_id"), call.query.org, call.body.fact_ids)


@route("GET", "workstreams/{workstream_id}/facts")
def workstream_facts(call: Call[PagingInOrganisation, Nothing]) -> Json:
    """The facts of a workstream, the heaviest and newest first."""
    return links.facts_of(call.service, call.id("workstream_id"), call.query)


@route("GET", "workstreams/{workstream_id}/meetings")
def workstream_meetings(call: Call[InOrganisation, Nothing]) -> Json:
    """The meetings that a workstream is dealt with in."""
    return meetings.meetings_of(call.service, call.id("workstream_id"), call.query.org)


@route("POST", "orgs/{org_id}/workstreams:suggest")
def workstreams_suggest(call: Call[SuggestionQuery, Nothing]) -> Json:
    """Suggest workstreams from facts that belong to none; with apply=true they are made."""
    return suggestions.for_organisation(call.service, call.id("org_id"), call.query)


@route("POST", "orgs/{org_id}/facts")
def facts_store(call: Call[Nothing, FactBatch]) -> Json:
    """Store facts, or change the given fields of known ones."""
    return facts.store(call.service, call.id("org_id"), call.body.facts, call.repeat)


@route("GET", "orgs/{org_id}/facts")
def facts_list(call: Call[FactList, Nothing]) -> Json:
    """The facts of an organisation, newest first."""
    return facts.of_organisation(call.service, call.id("org_id"), call.query)


@route("POST", "orgs/{org_id}/bundles")
def bundles_store(call: Call[Nothing, Bundle]) -> Json:
    """Store the facts of one meeting as the upstream parser gives them."""
    return bundles.store(call.service, call.id("org_id"), call.body, call.repeat)


@route("GET", "facts/search")
def facts_search(call: Call[FactSearch, Nothing]) -> Json:
    """Find facts by words."""
    return search.search(call.service, call.query)


@route("GET", "facts/{fact_id}")
def fact_get(call: Call[InOrganisation, Nothing]) -> Json:
    """One fact."""
    return facts.read(call.service, call.id("fact_id"), call.query.org)


@route("DELETE", "facts/{fact_id}")
def fact_delete(call: Call[InOrganisation, Nothing]) -> Answer:
    """Delete a fact with its links."""
    facts.delete(call.service, call.id("fact_id"), call.query.org)
    return NO_CONTENT


@route("POST", "facts/{fact_id}/status")
def fact_status(call: Call[InOrganisation, StatusChange]) -> Json:
    """Say how far a fact, or a proposal, has been checked."""
    return facts.set_status(call.service, call.id("fact_id"), call.query.org, call.body.status)


@route("POST", "meetings/{meeting_id}/link-workstream")
def meeting_link(call: Call[InOrganisation, MeetingWorkstream]) -> Json:
    """Say that a meeting is about a workstream."""
    return meetings.link(call.service, call.id("meeting_id"), call.body.workstream_id, call.query.org)


@route("DELETE", "meetings/{meeting_id}/link-workstream/{workstream_id}")
def meeting_unlink(call: Call[InOrganisation, Nothing]) -> Json:
    """Say that a meeting is not about a workstream."""
    return meetings.unlink(call.service, call.id("meeting_id"), call.id("workstream_id"), call.query.org)


@route("GET", "meetings/{meeting_id}/workstreams")
def meeting_workstreams(call: Call[InOrganisation, Nothing]) -> Json:
    """The workstreams that a meeting is about."""
    return meetings.workstreams_of(call.service, call.id("meeting_id"), call.query.org)


@route("GET", "orgs/{org_id}")
def organisation_get(call: Call[Nothing, Nothing]) -> Json:
    """The settings of an organisation."""
    return organisations.read(call.service, call.id("org_id"))


@route("PUT", "orgs/{org_id}")
def organisation_put(call: Call[Nothing, OrganisationFields]) -> Json:
    """Set all settings of an organisation."""
    return organisations.put(call.service, call.id("org_id"), call.body)


@route("PATCH", "orgs/{org_id}")
def organisation_patch(call: Call[Nothing, OrganisationFields]) -> Json:
    """Set some settings of an organisation."""
    return organisations.patch(call.service, call.id("org_id"), call.body)


@route("DELETE", "orgs/{org_id}")
def organisation_delete(call: Call[Confirmation, Nothing]) -> Answer:
    """Delete an organisation with everything in it."""
    organisations.delete(call.service, call.id("org_id"), call.query.confirm)
    return NO_CONTENT


@route("GET", "orgs/{org_id}/snapshots")
def snapshots_list(call: Call[Paging, Nothing]) -> Json:
    """How an organisation stood, day by day."""
    return snapshots.of_organisation(call.service, call.id("org_id"), call.query)


@route("POST", "agenda/plan-nl")
def agenda_plan(call: Call[MacroQuery, PlanRequest]) -> Answer | Json:
    """Plan a meeting from one sentence; stores nothing."""
    return planned(call, call.body.text, with_macro(call.body, call.query.macro))


@route("GET", "agenda/plan-nl")
def agenda_plan_get(call: Call[PlanQuery, Nothing]) -> Answer | Json:
    """Plan a meeting from one sentence in the query; stores nothing."""
    return planned(call, call.query.text, call.query)


@route("POST", "agenda/plan-nl-raw")
def agenda_plan_raw(call: Call[PlanOptions, PlainText]) -> Answer | Json:
    """Plan a meeting from a plain text body; stores nothing."""
    return planned_raw(call, call.query)


@route("POST", "agenda/propose")
def agenda_propose(call: Call[MacroQuery, ProposeRequest]) -> Json:
    """Plan a meeting and keep the agenda; the same request updates one proposal."""
    return proposals.propose(call.service, with_macro(call.body, call.query.macro))


@route("GET", "agenda/proposals")
def proposals_list(call: Call[ProposalList, Nothing]) -> Json:
    """The stored agendas of an organisation, newest first."""
    return proposals.of_organisation(call.service, call.query)


@route("GET", "agenda/proposals/{proposal_id}")
def proposal_get(call: Call[InOrganisation, Nothing]) -> Json:
    """One stored agenda."""
    return proposals.read(call.service, call.id("proposal_id"), call.query.org)


@route("POST", "agenda/{proposal_id}/feedback")
def proposal_feedback(call: Call[InOrganisation, Feedback]) -> Json:
    """Rate an agenda, and accept, reject or finish its bullets."""
    return feedback.give(call.service, call.id("proposal_id"), call.query.org, call.body)


@route("GET", "metrics/coverage")
def metrics_coverage(call: Call[Nothing, Nothing]) -> Json:
    """How far the rollout is, as of the last sweep; for callers who may see every organisation."""
    return coverage.read(call.service)


@route("GET", "openapi.json", anonymous=True)
def openapi(call: Call[Nothing, Nothing]) -> Answer:
    """This description of the API, OpenAPI 3.1."""
    return assets.description(call, route.endpoints)


@route("GET", "docs", anonymous=True)
def docs(call: Call[Nothing, Nothing]) -> Answer:
    """A page to read this description, and to try the API."""
    return assets.file(call, assets.DOCS, "index.html")


@route("GET", "docs/{file}", anonymous=True)
def docs_file(call: Call[Nothing, Nothing]) -> Answer:
    """The scripts and styles of that page."""
    return assets.file(call, assets.DOCS, call.path["file"])


@app.timer_trigger(arg_name="timer", schedule=_schedule, run_on_startup=False, use_monitor=True)
def flag_stale_workstreams(timer: func.TimerRequest, context: func.Context) -> None:
    """Flag neglected workstreams and take a picture of each account; each tick goes on where the last one ended."""
    timers.run("flag_stale_workstreams", context, sweep.tick)
