"""Requests about workstreams and their links."""

from typing import Annotated

from pydantic import ConfigDict, Field

from spine.domain.limits import HIGHEST_PRIORITY, MAX_FACTS
from spine.domain.workstream_states import Colour, WorkstreamState
from spine.schemas.fields import (
    AnyCase,
    Description,
    Due,
    Identifier,
    Integral,
    Moment,
    Owner,
    Share,
    Tag,
    Title,
    Whole,
    list_of,
    one_of,
)
from spine.schemas.validation import OptionalBody, RequestModel

MAX_CHOICES = 50
"""Suggestions that one request may accept, and as many that it may dismiss."""

SUGGESTED = frozenset(
    {"suggestion_id", "suggested_title", "weight", "size", "cohesion", "sample_quote", "workstream_id", "created"}
)
"""What only suggestions have: a client may send one back as it read it."""

FactIds = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=MAX_FACTS), list_of("ids", MAX_FACTS, 1)]


class WorkstreamChanges(RequestModel):
    """What a client may change of a workstream; what it leaves out stays as it is."""

    read_only = frozenset(
        {"workstream_id", "org_id", "created_at", "updated_at", "stale", "days_since_update", "effective_status"}
        | {"stale_flagged_at", "warnings"}
    )

    title: Title | None = None
    description: Description | None = None
    status: Annotated[Colour | None, AnyCase] = None
    priority: Annotated[Whole, Field(ge=0, le=HIGHEST_PRIORITY), Integral] | None = None
    owner: Owner | None = None
    start_iso: Due | None = None
    target_iso: Due | None = None
    tags: Annotated[tuple[Tag, ...], Field(max_length=50), list_of("tags", 50)] | None = None
    state: Annotated[WorkstreamState | None, AnyCase] = None


class WorkstreamFields(WorkstreamChanges):
    """A workstream as a client writes it: with a known id, some fields of it. A new one needs a `title`."""

    model_config = ConfigDict(json_schema_extra=one_of("title", "workstream_id"))

    workstream_id: Identifier | None = None
    org_id: Identifier | None = None
    created_at: Moment | None = None


class FactsToLink(RequestModel):
    """Facts to link to a workstream, and the weight of the links (0–1)."""

    fact_ids: FactIds
    weight: Share | None = None

    @property
    def weight_or_default(self) -> float:
        """The weight, 1 where none is given."""
        return 1.0 if self.weight is None else self.weight


class FactsToUnlink(RequestModel):
    """Facts to unlink from a workstream."""

    fact_ids: FactIds


class SuggestionAccepted(WorkstreamChanges):
    """Suggested facts, or some of them, that become a workstream with these fields."""

    read_only = SUGGESTED

    fact_ids: FactIds
    title: Title


class SuggestionDismissed(RequestModel):
    """Facts that are not to be suggested together again."""

    read_only = SUGGESTED | {"title", "tags", "priority"}

    fact_ids: FactIds


class SuggestionChoices(OptionalBody):
    """What a person decided about suggestions. Without it, nothing is stored."""

    accept: Annotated[
        tuple[SuggestionAccepted, ...], Field(max_length=MAX_CHOICES), list_of("suggestions", MAX_CHOICES)
    ] = ()
    dismiss: Annotated[
        tuple[SuggestionDismissed, ...], Field(max_length=MAX_CHOICES), list_of("suggestions", MAX_CHOICES)
    ] = ()


class MeetingWorkstream(RequestModel):
    """The workstream to link a meeting to."""

    workstream_id: Identifier
