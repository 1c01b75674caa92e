"""Requests for an agenda, and feedback on it."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, Strict, StringConstraints, model_validator

from spine.domain.fact_states import Verdict
from spine.domain.limits import LONGEST_MEETING, MAX_TEXT_LENGTH, SHORTEST_MEETING
from spine.domain.planning.modes import MacroMode
from spine.schemas.field_errors import OneRequired
from spine.schemas.fields import (
    AnyCase,
    Description,
    Identifier,
    Integral,
    LocalMoment,
    MeetingId,
    Name,
    Title,
    Whole,
    described,
    list_of,
    not_blank,
    one_of,
)
from spine.schemas.organisations import LanguageTag
from spine.schemas.queries import Format, listed
from spine.schemas.validation import RequestModel

Macro = Annotated[MacroMode | None, AnyCase]
Sentence = Annotated[str, Field(max_length=MAX_TEXT_LENGTH), AfterValidator(not_blank), described(pattern=r"\S")]


Names = Annotated[tuple[Annotated[Name, AfterValidator(not_blank)], ...], Field(max_length=50), list_of("names", 50)]

IcalUid = Annotated[str, StringConstraints(max_length=255), AfterValidator(not_blank), described(pattern=r"\S")]


class PlanOptions(RequestModel):
    """Options of an agenda. A field overrides what the text says. Durations are minutes."""

    org: Annotated[Name, AfterValidator(not_blank), described(pattern=r"\S")] | None = None
    subject: Annotated[str, Field(max_length=1_000)] | None = None
    duration_minutes: Annotated[int, Field(ge=SHORTEST_MEETING, le=LONGEST_MEETING)] | None = None
    language: LanguageTag | None = None
    context: Description | None = None
    format: Format = None
    start_iso: LocalMoment | None = None
    meeting_id: MeetingId | None = None
    meeting: Title | None = None
    people: Annotated[Names, listed(50)] | None = None
    attendees: Annotated[Names, listed(50)] | None = None
    ical_uid: IcalUid | None = None
    justify: bool | None = None
    explain: bool | None = None
    macro: Macro = None


class PlanQuery(PlanOptions):
    """A request for an agenda, as a query string."""

    text: Sentence


class BodyOptions(PlanOptions):
    """The options in JSON, where numbers, booleans and lists are not text."""

    people: Names | None = None
    attendees: Names | None = None
    duration_minutes: Annotated[Whole, Field(ge=SHORTEST_MEETING, le=LONGEST_MEETING), Integral] | None = None
    justify: Annotated[bool, Strict()] | None = None
    explain: Annotated[bool, Strict()] | None = None


class PlanRequest(BodyOptions):
    """A request for an agenda, as a body: one sentence in any of the languages, and options."""

    text: Sentence


class MacroQuery(RequestModel):
    """The query of a POST with options in its body; `macro` may be in either."""

    macro: Macro = None


class ProposeRequest(BodyOptions):
    """A request for an agenda that is to be stored; text, prompt or subject is required."""

    model_config = ConfigDict(json_schema_extra=one_of("text", "prompt", "subject"))

    text: Annotated[str, Field(max_length=MAX_TEXT_LENGTH)] | None = None
    prompt: Annotated[str, Field(max_length=MAX_TEXT_LENGTH)] | None = None
    """Another name for `text`."""
    transcript_id: Name | None = None

    @property
    def sentence(self) -> str:
        """The request in words: `text`, or else `prompt`."""
        return (self.text or "").strip() or (self.prompt or "").strip()

    @model_validator(mode="after")
    def _asks_something(self) -> "ProposeRequest":
        if not self.sentence and not (self.subject or "").strip():
            raise OneRequired("text", "prompt", "subject")
        return self


class BulletVerdict(RequestModel):
    """The verdict of the meeting on one bullet."""

    fact_id: Identifier
    verdict: Annotated[Verdict, AnyCase]


class Feedback(RequestModel):
    """Feedback from a meeting on its agenda; a rating is 1 (useless) to 5."""

    model_config = ConfigDict(json_schema_extra=one_of("rating", "bullets", "comment"))

    rating: Annotated[Whole, Field(ge=1, le=5), Integral] | None = None
    bullets: Annotated[tuple[BulletVerdict, ...], Field(max_length=200), list_of("bullets", 200)] | None = None
    comment: Annotated[str, Field(max_length=MAX_TEXT_LENGTH)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Feedback":
        if not self.provided():
            raise OneRequired("rating", "bullets", "comment")
        return self
