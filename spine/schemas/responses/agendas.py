"""Responses that hold an agenda."""

from typing import Annotated, Literal, NotRequired, TypedDict

from pydantic import Field

from spine.domain.fact_states import FactStatus, Verdict
from spine.domain.fact_types import Kind
from spine.domain.languages import Language
from spine.domain.limits import LONGEST_MEETING, SHORTEST_MEETING
from spine.domain.planning.codes import BulletSignal, DueState, ExclusionReason
from spine.domain.planning.modes import Choice, MacroMode, ModeSource, Nudge
from spine.domain.workstream_states import Colour
from spine.schemas.responses.service import Count, NextCursor, Share, Timestamp

Assumption = Literal[
    "org_id", "duration_minutes", "duration_clamped", "language", "time_zone", "date_order", "unknown_org",
    "unknown_party", "ambiguous_org", "ambiguous_person",
]  # fmt: skip


class ScorePartResponse(TypedDict):
    """One part of a bullet's score: `contribution` is what it adds to the total."""

    name: str
    raw: float
    weight: float
    contribution: float


class ScoreResponse(TypedDict):
    """Why a bullet has its position; the contributions sum to the total."""

    total: float
    parts: list[ScorePartResponse]


class BulletResponse(TypedDict):
    """One fact in the agenda, with its minutes. `why` is its best quote, `why_now` why it is in the agenda of today.

    `signals` has all the reasons of `why_now` as codes. `owner_absent` is there, and true, where the attendees are
    known and the owner is none of them. `score` comes with `justify` or `explain`.
    """

    text: str
    why: str
    why_now: str
    signals: list[BulletSignal]
    minutes: Count
    owner: str | None
    due: str | None
    due_state: DueState
    fact_id: str
    carried_from: str | None
    owner_absent: NotRequired[Literal[True]]
    score: NotRequired[ScoreResponse]


class ItemResponse(TypedDict):
    """Bullets under one heading; `kind` says in any language which one it is."""

    kind: Kind
    heading: str
    bullets: list[BulletResponse]


class SectionResponse(TypedDict):
    """A part of the meeting with its minutes; one that stands for a workstream names it."""

    title: str
    minutes: Count
    workstream_id: NotRequired[str]
    items: list[ItemResponse]


class ParkedFactResponse(TypedDict):
    """A fact for which there was no time."""

    text: str
    fact_id: str
    reason: ExclusionReason


class ModeResponse(TypedDict):
    """Whether the plan may start from workstreams, and who decided so."""

    value: MacroMode
    source: ModeSource


class ChosenWorkstreamResponse(TypedDict):
    """A workstream that was chosen, with its effective status; `empty` where it has no fact to show."""

    workstream_id: str
    title: str
    status: Colour
    priority: int
    empty: NotRequired[bool]


class RefResponse(TypedDict):
    """The evidence of a bullet. `variants` are facts that said the same before, and are not shown."""

    fact_id: str
    type: str
    variants: list[str]
    status: FactStatus
    quote: str | None
    who_said: str | None
    char_span: Annotated[list[Count], Field(min_length=2, max_length=2)] | None
    workstream_id: str | None


class ExcludedFactResponse(TypedDict):
    """A fact that is not in the agenda, and why."""

    fact_id: str
    reason: ExclusionReason


class AgendaMetadataResponse(TypedDict):
    """How the agenda came about: mode, workstreams in the order chosen, and a ref for each fact shown.

    `suggested_minutes` is what was asked for needs by itself, where it fills less than half of the meeting.
    """

    agenda_v: str
    mode: ModeResponse
    workstreams: list[ChosenWorkstreamResponse]
    refs: list[RefResponse]
    nudge: NotRequired[Nudge]
    health: NotRequired[Literal["stale_macro"]]
    subject_matched: NotRequired[bool]
    suggested_minutes: NotRequired[Count]
    excluded: NotRequired[list[ExcludedFactResponse]]


class AgendaResponse(TypedDict):
    """A timed agenda; `minutes` is the sum of its sections. Of the facts parked, the best 50 are shown."""

    title: str
    minutes: Count
    sections: list[SectionResponse]
    parked: list[ParkedFactResponse]
    parked_count: Count
    _metadata: AgendaMetadataResponse


class SubjectResponse(TypedDict):
    """The subject asked for, the share of its words that the agenda holds, and how many facts were considered."""

    query: str | None
    coverage: Share
    facts: Count


class ProposedAgendaResponse(TypedDict):
    """The agenda, how it was chosen, and the facts that it shows, in order."""

    agenda: AgendaResponse
    choice: Choice
    reason: str
    subject: SubjectResponse
    supporting_fact_ids: list[str]


class UnderstoodResponse(TypedDict):
    """How the request was read; `meeting` is what the meeting is called, `assumed` names what was not said."""

    org_id: str
    other_org_ids: list[str]
    subject: str | None
    meeting: str | None
    people: list[str]
    start: Timestamp | None
    duration_minutes: Annotated[int, Field(ge=SHORTEST_MEETING, le=LONGEST_MEETING)]
    language: Language
    assumed: list[Assumption]


class ReferenceResponse(TypedDict):
    """The evidence of a bullet, in the legacy service's format."""

    fact_id: str
    title: str
    quote: str | None
    status: FactStatus
    owner: str | None
    updated_at: Timestamp


class PlanResponse(TypedDict):
    """A plan. `minutes`, `sections` and `references` come with `justify`."""

    org_id: str
    subject: str | None
    understood: UnderstoodResponse
    notes: list[str]
    minutes: NotRequired[Count]
    sections: NotRequired[list[SectionResponse]]
    references: NotRequired[list[ReferenceResponse]]
    proposal: ProposedAgendaResponse


class RawPlanResponse(PlanResponse):
    """A plan, with the language and the minutes that were read from the text; null where it names none."""

    language: Language
    parsed_minutes: int | None


class PlanText(TypedDict):
    """An agenda as text, in the format asked for."""

    org_id: str
    text: str
    notes: list[str]
    language: Language
    subject: str | None


class RawPlanText(PlanText):
    """An agenda as text, with the minutes that were read from the request; null where it names none."""

    parsed_minutes: int | None


class ProposeResponse(TypedDict):
    """A stored agenda; `fact_id` is the former name of `proposal_id`."""

    fact_id: str
    proposal_id: str
    agenda: AgendaResponse
    notes: list[str]
    subject: str | None
    status: FactStatus
    created_at: Timestamp
    proposal: ProposedAgendaResponse


class ProposalPayload(TypedDict):
    """What a proposal holds. The agenda of a proposal from the legacy service may have another structure."""

    subject: str | None
    agenda: AgendaResponse | dict[str, object]
    choice: str
    reason: str
    supporting_fact_ids: list[str]


class ProposalResponse(TypedDict):
    """A stored agenda."""

    fact_id: str
    proposal_id: str
    status: FactStatus
    payload: ProposalPayload
    created_at: Timestamp
    updated_at: Timestamp


class VerdictResponse(TypedDict):
    """The verdict of the meeting on one bullet."""

    fact_id: str
    verdict: Verdict


class StoredAgendaResponse(ProposalResponse):
    """A stored agenda with the start, the language and the notes of its plan, and the feedback on it.

    `bullets` has the verdicts since it was last planned that take a fact out of its texts. `language` is null where
    the agenda was stored before Spine kept it.
    """

    start: Timestamp | None
    language: Language | None
    notes: list[str]
    rating: Annotated[int, Field(ge=1, le=5)] | None
    comment: str | None
    bullets: list[VerdictResponse]


class ProposalPage(NextCursor):
    """Stored agendas of an organisation, newest first; `next_cursor` where there are more."""

    org_id: str
    items: list[ProposalResponse]


class FeedbackResponse(TypedDict):
    """All feedback on an agenda so far."""

    proposal_id: str
    rating: Annotated[int, Field(ge=1, le=5)] | None
    comment: str | None
    bullets: list[VerdictResponse]
