"""Facts: what a meeting decided, asked, risked or promised, with the quotes as evidence."""

from enum import StrEnum
from hashlib import sha256
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from spine.domain import tokenizer
from spine.domain.documents import Document
from spine.domain.fact_types import FactType, fact_type


class FactStatus(StrEnum):
    """How far a fact has been checked."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    VALIDATED = "validated"
    PUBLISHED = "published"
    REJECTED = "rejected"


PLANNABLE = (FactStatus.PROPOSED.value, FactStatus.VALIDATED.value, FactStatus.PUBLISHED.value)
"""The statuses of facts that agendas are planned from and workstreams suggested from: neither drafts nor rejected."""


class Verdict(StrEnum):
    """What the people in a meeting decided about a bullet."""

    ACCEPT = "accept"
    REJECT = "reject"
    DONE = "done"


class Evidence(BaseModel):
    """A quote that proves a fact, and where it was said. Its id is unique inside the fact."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    evidence_id: str
    quote: str = ""
    char_span: tuple[int, int] | None = None
    who_said_label: str | None = None
    ts_start_ms: int | None = None
    utterance_ids: tuple[str, ...] = ()
    card_id: str | None = None


class Entity(BaseModel):
    """A person, organisation or thing that a fact mentions."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    entity_id: str | None = None
    display_name: str
    type: str | None = None
    role: str | None = None


class HidingVerdict(BaseModel):
    """The verdict that hides a fact from agendas; `said` is the content hash of the fact when it was given."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    verdict: Verdict
    said: str


class Fact(Document):
    """One fact. `confidence` is 0–1; `hidden` is internal, and no client sees it."""

    kind: ClassVar[str] = "fact"
    key_field: ClassVar[str] = "fact_id"

    fact_id: str
    fact_type: str
    status: FactStatus = FactStatus.PROPOSED
    text: str
    title: str | None = None
    owner: str | None = None
    due_iso: str | None = None
    confidence: float | None = None
    language: str | None = None
    meeting_id: str | None = None
    transcript_id: str | None = None
    payload: dict[str, Any] = Field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    entities: tuple[Entity, ...] = ()
    created_at: str
    updated_at: str
    hidden: HidingVerdict | None = None

    @property
    def type_info(self) -> FactType:
        """The entry of its type in the table of types."""
        return fact_type(self.fact_type)

    @property
    def words(self) -> str:
        """The text of its bullet: the fact's own text, or its title where it has none."""
        return self.text.strip() or (self.title or "").strip()

    @property
    def opening(self) -> str:
        """The part of its words that it is compared by."""
        return tokenizer.opening(self.words)

    @property
    def quotes(self) -> str:
        """The part of its quotes, one after the other, that it is compared by."""
        return tokenizer.opening(" ".join(evidence.quote for evidence in self.evidence))


def content_hash(fact: Fact) -> str:
    """A hash that changes with the text and the due date alone."""
    return sha256(f"{fact.words}\0{fact.due_iso or ''}".encode()).hexdigest()[:16]


def with_verdict(fact: Fact, verdict: Verdict) -> Fact:
    """The fact, hidden from agendas if rejected or done, shown again if accepted."""
    is_shown = verdict is Verdict.ACCEPT
    hidden = None if is_shown else HidingVerdict(verdict=verdict, said=content_hash(fact))
    return fact.model_copy(update={"hidden": hidden})


def hidden_by(fact: Fact) -> Verdict | None:
    """The verdict that hides a fact from agendas; None once its text or due date has changed."""
    return fact.hidden.verdict if fact.hidden and fact.hidden.said == content_hash(fact) else None


def search_terms(fact: Fact) -> list[str]:
    """The stems that a fact is found by: title, text, owner, entities and quotes, at most 200."""
    names = [fact.owner or "", *(entity.display_name for entity in fact.entities)]
    quotes = [evidence.quote for evidence in fact.evidence]
    return tokenizer.terms(fact.title or "", fact.text, *names, *quotes)


def best_quote(fact: Fact) -> Evidence | None:
    """The evidence with the longest quote; the first of equals, none where there is no quote."""
    return max((e for e in fact.evidence if e.quote.strip()), key=lambda e: len(e.quote), default=None)
