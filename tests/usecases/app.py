"""Spine without HTTP: its use cases on a store, called as the endpoints call them, at a time that stands still."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from itertools import count
from typing import Any

import jsonschema_rs
import pytest
from pydantic import TypeAdapter

from spine import config
from spine.domain.callers import EVERYONE, Access, Caller
from spine.domain.notes.forms import Form
from spine.errors import SpineError
from spine.schemas import bundles as bundle_schemas
from spine.schemas import facts as fact_schemas
from spine.schemas import planning as planning_schemas
from spine.schemas import queries
from spine.schemas import workstreams as workstream_schemas
from spine.schemas.notes import NotesQuery, NotesText
from spine.schemas.organisations import OrganisationFields
from spine.schemas.responses import agendas as agenda_responses
from spine.schemas.responses import facts as fact_responses
from spine.schemas.responses import organisations as organisation_responses
from spine.schemas.responses import service as service_responses
from spine.schemas.responses import workstreams as workstream_responses
from spine.schemas.responses.notes import NotesStored
from spine.schemas.validation import validate
from spine.store.protocol import Store
from spine.usecases import (
    bundles,
    fact_lists,
    facts,
    feedback,
    links,
    meetings,
    notes,
    organisations,
    proposals,
    search,
    suggestions,
    workstreams,
)
from spine.usecases.handouts import text_of_plan, text_of_proposal
from spine.usecases.idempotency import IdempotencyKey
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.planning.presentation import present, present_text
from spine.usecases.service import Service
from tests.clock import Clock
from tests.closed_schemas import closed

_TOKENS = count()
"""What every app takes its tokens from, so that no two have the same one."""


@dataclass
class App:
    """The use cases. Fields are given by their names in a request; answers are those that clients read.

    Every answer is held against the type that the use case promises, and has no field beside.
    """

    store: Store
    settings: config.Settings = field(default_factory=lambda: config.read({}))
    clock: Clock = field(default_factory=Clock)
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    caller: Caller = EVERYONE

    def __post_init__(self) -> None:
        self.service = Service(
            self.store, self.settings, self.clock, lambda: f"{next(_TOKENS):016x}", self.caller,
            track_event=lambda name, fields: self.events.append((name, dict(fields))),
        )  # fmt: skip

    def with_settings(self, **values: str) -> "App":
        """Another instance of the app on the same store, with other settings."""
        return App(self.store, config.read(values), self.clock)

    def seen_by(self, *orgs: str) -> "App":
        """The app as a caller sees it who may see some organisations alone, and change their data."""
        return self.called_by(Caller(dict.fromkeys(orgs, Access.WRITE)))

    def called_by(self, caller: Caller) -> "App":
        """The app as a caller sees it."""
        return App(self.store, self.settings, self.clock, caller=caller)

    def on(self, store: Store) -> Service:
        """The service on another store."""
        return replace(self.service, store=store)

    # Workstreams

    def workstream(
        self, org: str, title: str | None = "Integrações", /, *, key: str | None = None, **fields: Any
    ) -> Any:
        """A workstream, made or changed."""
        saved = self.save_workstream(org, title, key=key, **fields)
        return {name: value for name, value in saved.items() if name != "warnings"}

    def save_workstream(self, org: str, title: str | None, /, *, key: str | None = None, **fields: Any) -> Any:
        """The answer to making or changing a workstream."""
        given = {"title": title, **fields}
        fields_given = validate(workstream_schemas.WorkstreamFields, given)
        saved = workstreams.save(self.service, org, fields_given, _idempotency_key(key, given))
        shown = workstreams.present_saved(self.service, saved)
        return held(workstream_responses.WorkstreamSaved, shown)

    def read_workstream(self, workstream_id: str, org: str | None = None) -> Any:
        return self._presented(workstreams.read(self.service, workstream_id, org))

    def change_workstream(
        self, workstream_id: str, org: str | None = None, /, *, if_match: frozenset[str] | None = None, **changes: Any
    ) -> Any:
        given = validate(workstream_schemas.WorkstreamChanges, changes)
        return self._presented(workstreams.patch(self.service, workstream_id, org, given, if_match))

    def delete_workstream(
        self, workstream_id: str, org: str | None = None, if_match: frozenset[str] | None = None
    ) -> None:
        workstreams.delete(self.service, workstream_id, org, if_match)

    def workstreams(self, org: str, **query: Any) -> Any:
        """A page of workstreams."""
        wanted = validate(queries.WorkstreamList, query)
        page = workstreams.of_organisation(self.service, org, wanted)
        return held(workstream_responses.WorkstreamPage, page)

    def _presented(self, workstream: Any) -> Any:
        shown = workstreams.present(self.service, workstream)
        return held(workstream_responses.WorkstreamResponse, shown)

    def link(self, workstream_id: str, *fact_ids: str, weight: float | None = None, org: str | None = None) -> Any:
        given = validate(workstream_schemas.FactsToLink, {"fact_ids": fact_ids, "weight": weight})
        linked = links.link(self.service, workstream_id, org, given.fact_ids, given.weight_or_default)
        return held(workstream_responses.FactsLinked, linked)

    def unlink(self, workstream_id: str, *fact_ids: str, org: str | None = None) -> Any:
        given = validate(workstream_schemas.FactsToUnlink, {"fact_ids": fact_ids})
        unlinked = links.unlink(self.service, workstream_id, org, given.fact_ids)
        return held(workstream_responses.FactsUnlinked, unlinked)

    def facts_of(self, workstream_id: str, **query: Any) -> Any:
        """A page of a workstream's facts."""
        page = links.facts_of(self.service, workstream_id, validate(queries.PagingInOrganisation, query))
        return held(workstream_responses.WorkstreamFacts, page)

    def linked(self, workstream_id: str, org: str | None = None) -> list[tuple[str, float]]:
        """The ids of a workstream's facts with their weights, in order."""
        return [(one["fact_id"], one["weight"]) for one in self.facts_of(workstream_id, org=org)["facts"]]

    def seeded(self, org: str, title: str, /, *facts: dict[str, Any], **fields: Any) -> Any:
        """A workstream with some facts linked."""
        made = self.workstream(org, title, **fields)
        if facts:
            self.link(made["workstream_id"], *self.facts(org, *facts), org=org)
        return made

    def suggest(self, org: str, **query: Any) -> Any:
        """Suggested workstreams."""
        return self.choose(org, **query)["suggestions"]

    def choose(self, org: str, accept: Any = (), dismiss: Any = (), **query: Any) -> Any:
        """Suggested workstreams, some of which are accepted or dismissed."""
        choices = validate(workstream_schemas.SuggestionChoices, {"accept": accept, "dismiss": dismiss})
        wanted = validate(queries.SuggestionQuery, query)
        answer = suggestions.for_organisation(self.service, org, wanted, choices)
        return held(workstream_responses.SuggestionList, answer)

    # Facts

    def store_facts(self, org: str, *given: Mapping[str, Any], key: str | None = None) -> Any:
        """The answer to storing some facts."""
        batch = validate(fact_schemas.FactBatch, {"facts": given})
        stored = facts.store_batch(self.service, org, batch, _idempotency_key(key, given))
        return held(fact_responses.FactsStored, stored)

    def facts(self, org: str, *given: Mapping[str, Any]) -> list[str]:
        """The ids of some facts, stored; a decision where no type is given."""
        return list(self.store_facts(org, *({"fact_type": "decision", **fact} for fact in given))["fact_ids"])

    def fact(self, org: str, text: str = "Usar a API nova", /, **fields: Any) -> str:
        """The id of one fact, stored."""
        return self.facts(org, {"text": text, **fields})[0]

    def store_bundle(self, org: str, bundle: Mapping[str, Any], key: str | None = None) -> Any:
        """The answer to storing a bundle."""
        given = validate(bundle_schemas.Bundle, bundle)
        stored = bundles.store(self.service, org, given, _idempotency_key(key, bundle))
        return held(fact_responses.BundleStored, stored)

    def store_notes(self, org: str, text: str, /, form: str = "text/markdown", **query: Any) -> Any:
        """Notes, stored unless it is a dry run."""
        body = NotesText(text=text, form=Form(form))
        return held(NotesStored, notes.store(self.service, org, body, validate(NotesQuery, query)))

    def read_fact(self, fact_id: str, org: str | None = None) -> Any:
        return held(fact_responses.FactResponse, facts.read(self.service, fact_id, org))

    def list_facts(self, org: str, **query: Any) -> Any:
        """A page of facts."""
        page = fact_lists.of_organisation(self.service, org, validate(queries.FactList, query))
        return held(fact_responses.FactPage, page)

    def set_status(
        self, item_id: str, status: str | None = None, org: str | None = None, state: str | None = None
    ) -> Any:
        given = validate(fact_schemas.StatusChange, {"status": status, "state": state})
        return held(fact_responses.StatusChanged, facts.set_status(self.service, item_id, org, given))

    def delete_fact(self, fact_id: str, org: str | None = None) -> None:
        facts.delete(self.service, fact_id, org)

    def search(self, q: str | None = None, **query: Any) -> Any:
        """The answer to a search."""
        wanted = validate(queries.FactSearch, {**query, **({} if q is None else {"q": q})})
        return held(fact_responses.FactMatches, search.search(self.service, wanted))

    # Meetings

    def link_meeting(self, meeting_id: str, workstream_id: str, org: str | None = None) -> Any:
        linked = meetings.link(self.service, meeting_id, workstream_id, org)
        return held(workstream_responses.MeetingLinked, linked)

    def unlink_meeting(self, meeting_id: str, workstream_id: str, org: str | None = None) -> Any:
        unlinked = meetings.unlink(self.service, meeting_id, workstream_id, org)
        return held(workstream_responses.MeetingUnlinked, unlinked)

    def workstreams_of_meeting(self, meeting_id: str, org: str | None = None) -> Any:
        found = meetings.workstreams_of(self.service, meeting_id, org)
        return held(workstream_responses.MeetingWorkstreams, found)["workstreams"]

    def meetings_of(self, workstream_id: str, org: str | None = None) -> Any:
        return held(workstream_responses.WorkstreamMeetings, meetings.meetings_of(self.service, workstream_id, org))

    # Organisations

    def organisation(self, org: str) -> Any:
        return held(organisation_responses.OrganisationResponse, organisations.read(self.service, org))

    def organisations(self, **query: Any) -> Any:
        """A page of the organisations that the caller sees."""
        page = organisations.visible(self.service, validate(queries.Paging, query))
        return held(organisation_responses.OrganisationPage, page)

    def put_organisation(self, org: str, /, **fields: Any) -> Any:
        put = organisations.put(self.service, org, validate(OrganisationFields, fields))
        return held(organisation_responses.OrganisationResponse, put)

    def patch_organisation(self, org: str, /, **fields: Any) -> Any:
        patched = organisations.patch(self.service, org, validate(OrganisationFields, fields))
        return held(organisation_responses.OrganisationResponse, patched)

    def delete_organisation(self, org: str, confirm: str | None = None) -> None:
        organisations.delete(self.service, org, org if confirm is None else confirm)

    def snapshots(self, org: str, **query: Any) -> Any:
        """A page of snapshots."""
        page = organisations.snapshots_of(self.service, org, validate(queries.Paging, query))
        return held(organisation_responses.SnapshotPage, page)

    def coverage(self) -> Any:
        return held(service_responses.Coverage, organisations.coverage(self.service))

    # Agendas

    def plan(self, text: str, /, **options: Any) -> Any:
        """A plan."""
        given = validate(planning_schemas.PlanRequest, {"text": text, **options})
        plan = plan_agenda(self.service, given.text, given)
        return held(agenda_responses.PlanResponse, present(self.service, plan, given))

    def plan_text(self, text: str, form: str, /, **options: Any) -> str:
        """The text of a plan in one of the formats."""
        given = validate(planning_schemas.PlanRequest, {"text": text, **options})
        plan = plan_agenda(self.service, given.text, given)
        return str(held(agenda_responses.PlanText, present_text(plan, text_of_plan(self.service, plan, form)))["text"])

    def propose(self, **request: Any) -> Any:
        """A plan that is stored."""
        given = validate(planning_schemas.ProposeRequest, request)
        return held(agenda_responses.ProposeResponse, proposals.propose(self.service, given))

    def read_proposal(self, proposal_id: str, org: str | None = None) -> Any:
        read = proposals.read(self.service, proposal_id, org)
        return held(agenda_responses.StoredAgendaResponse, proposals.present_whole(self.service, read))

    def proposal_text(self, proposal_id: str, form: str, org: str | None = None) -> str:
        """The text of a stored agenda in one of the formats."""
        text = text_of_proposal(self.service, proposals.read(self.service, proposal_id, org), form)
        return str(held(agenda_responses.PlanText, text)["text"])

    def proposals(self, **query: Any) -> Any:
        """A page of stored agendas."""
        page = proposals.of_organisation(self.service, validate(queries.ProposalList, query))
        return held(agenda_responses.ProposalPage, page)

    def give_feedback(self, proposal_id: str, org: str | None = None, **given: Any) -> Any:
        answer = feedback.give(self.service, proposal_id, org, validate(planning_schemas.Feedback, given))
        return held(agenda_responses.FeedbackResponse, answer)


def _idempotency_key(key: str | None, given: object) -> IdempotencyKey:
    """What tells a repeat of a request: its key, and the hash of its body."""
    return IdempotencyKey(key, sha256(json.dumps(given, sort_keys=True).encode()).hexdigest())


def held(kind: Any, answer: Any) -> Any:
    """The answer, as JSON holds it, which has all fields of its type and no other."""
    shown = json.loads(json.dumps(answer))
    _validator(kind).validate(shown)
    return shown


@cache
def _validator(kind: Any) -> Any:
    return jsonschema_rs.Draft202012Validator(closed(TypeAdapter(kind).json_schema()))


@contextmanager
def refused(kind: type[SpineError], *names: str) -> Iterator[None]:
    """What is inside raises this very error, whose text and fields name each of these."""
    with pytest.raises(kind) as raised:
        yield
    assert raised.type is kind
    told = f"{raised.value.detail} {raised.value.errors}"
    for name in names:
        assert name in told, f"{name!r} is not named in {told}"
