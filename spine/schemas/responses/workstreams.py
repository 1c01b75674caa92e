"""Responses about workstreams, their links and suggestions for them."""

from typing import NotRequired, TypedDict

from spine.domain.workstream_states import Colour, WorkstreamState
from spine.schemas.responses.facts import LinkedFact
from spine.schemas.responses.service import Count, InputWarning, Share, Timestamp


class WorkstreamResponse(TypedDict):
    """A workstream.

    `status` is what a person set; `effective_status` shows a stale green as yellow. `stale_flagged_at` is when the
    sweep found it stale.
    """

    workstream_id: str
    org_id: str
    title: str
    description: str | None
    status: Colour
    priority: int
    owner: str | None
    start_iso: str | None
    target_iso: str | None
    tags: list[str]
    state: WorkstreamState
    created_at: Timestamp
    updated_at: Timestamp
    stale_flagged_at: Timestamp | None
    stale: bool
    days_since_update: Count
    effective_status: Colour


class WorkstreamSaved(WorkstreamResponse):
    """A workstream as it is stored now, and what of the request had no effect."""

    warnings: list[InputWarning]


class WorkstreamPage(TypedDict):
    """Workstreams of an organisation, highest priority first; `next_cursor` where there are more."""

    org_id: str
    workstreams: list[WorkstreamResponse]
    next_cursor: NotRequired[str]


class WorkstreamFacts(TypedDict):
    """A workstream with a page of its facts, by weight, then newest first."""

    workstream_id: str
    workstream: WorkstreamResponse
    facts: list[LinkedFact]
    next_cursor: NotRequired[str]


class FactsLinked(TypedDict):
    """`linked_count` counts new links, `fact_ids` are linked now, `missing` are unknown to the organisation."""

    workstream_id: str
    linked_count: Count
    fact_ids: list[str]
    missing: list[str]


class FactsUnlinked(TypedDict):
    """How many facts were unlinked."""

    workstream_id: str
    unlinked_count: Count


class MeetingLinked(TypedDict):
    """That a meeting is about a workstream."""

    meeting_id: str
    workstream_id: str
    linked: bool


class MeetingUnlinked(TypedDict):
    """Whether a meeting was about a workstream until now."""

    meeting_id: str
    workstream_id: str
    unlinked: bool


class MeetingWorkstreams(TypedDict):
    """The workstreams of a meeting, most important first."""

    meeting_id: str
    workstreams: list[WorkstreamResponse]


class WorkstreamMeetings(TypedDict):
    """The meetings of a workstream, the latest link first."""

    workstream_id: str
    meeting_ids: list[str]
    meeting_count: Count


class SuggestionResponse(TypedDict):
    """Facts that could be a workstream, or that became one.

    `priority` grows with what presses among the facts today. `workstream_id` is the workstream that covers them already
    or, once the suggestion was accepted or applied, the one that they are linked to; `created` says whether it was made
    for them. What a person accepted has no `suggested_title`, `cohesion` and `sample_quote`, and no `workstream_id`
    where all its facts were taken.
    """

    suggestion_id: str
    title: str
    suggested_title: NotRequired[str]
    tags: list[str]
    priority: int
    fact_ids: list[str]
    weight: Share
    size: Count
    cohesion: NotRequired[Share]
    sample_quote: NotRequired[str | None]
    workstream_id: NotRequired[str]
    created: NotRequired[bool]


class SuggestionList(TypedDict):
    """Suggested workstreams, best first; with `accept`, those accepted.

    `taken` are facts of accepted suggestions that were linked or deleted meanwhile.
    """

    org_id: str
    suggestions: list[SuggestionResponse]
    taken: NotRequired[list[str]]
