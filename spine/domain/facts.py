"""Facts: what a meeting decided, asked, risked or promised, with the quotes as evidence."""

from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from spine.domain import times, tokenizer
from spine.domain.documents import Document
from spine.domain.fact_states import FactState, FactStatus, SetBy, Verdict
from spine.domain.fact_type_names import type_named
from spine.domain.fact_types import FactType, fact_type
from spine.domain.limits import CHARACTERS_READ
from spine.domain.word_analysis import WordAnalysis

PLANNABLE = (FactStatus.PROPOSED.value, FactStatus.VALIDATED.value, FactStatus.PUBLISHED.value)
"""The statuses of facts that agendas are planned from and workstreams suggested from: neither drafts nor rejected."""

MAX_MEETINGS_LEFT_OUT = 20
"""How many meetings a fact remembers that it is left out of; of more the last count."""


class Evidence(BaseModel):
    """A quote that proves a fact, and where it was said. Its id is unique inside the fact."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True)

    evidence_id: str
    quote: str = ""
    char_span: tuple[int, int] | None = None
    who_said_label: str | None = None
    ts_start_ms: int | None = None
    utterance_ids: tuple[str, ...] = ()
    card_id: str | None = None


class Entity(BaseModel):
    """A person, organisation or thing that a fact mentions."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True)

    entity_id: str | None = None
    display_name: str
    type: str | None = None
    role: str | None = None


class HidingVerdict(BaseModel):
    """The rejection that hides a fact from agendas; `said` is the content hash of the fact when it was given."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    verdict: Verdict
    said: str


class Fact(Document):
    """One fact. `confidence` is 0–1; `hidden` and `not_now` are internal, and no client sees them."""

    kind: ClassVar[str] = "fact"
    key_field: ClassVar[str] = "fact_id"

    fact_id: str
    fact_type: str
    status: FactStatus = FactStatus.PROPOSED
    state: FactState = FactState.OPEN
    set_by: SetBy = SetBy.MACHINE
    """Who set its status or its state; a machine that nobody contradicted."""
    text: str
    title: str | None = None
    owner: str | None = None
    due_iso: str | None = None
    confidence: float | None = None
    language: str | None = None
    meeting_id: str | None = None
    external_meeting_id: str | None = None
    """What a calendar calls its meeting, where `meeting_id` is derived from that."""
    transcript_id: str | None = None
    payload: dict[str, Any] = Field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    entities: tuple[Entity, ...] = ()
    created_at: str
    updated_at: str
    hidden: HidingVerdict | None = None
    not_now: tuple[str, ...] = ()
    """Keys of the meetings that it is left out of."""

    @model_validator(mode="before")
    @classmethod
    def _with_state(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """Complete a fact that was stored before facts had a state: a valid verdict `done` is its state."""
        hidden = fields.get("hidden")
        if isinstance(hidden, dict) and hidden.get("verdict") == Verdict.DONE:
            is_valid = hidden.get("said") == _hash(_words(fields), fields.get("due_iso"))
            fields = {**fields, "hidden": None} | ({"state": FactState.DONE} if is_valid else {})
        if fields.get("set_by"):
            return fields
        is_untouched = (fields.get("status") or FactStatus.PROPOSED, fields.get("state") or FactState.OPEN) == UNTOUCHED
        return {**fields, "set_by": SetBy.MACHINE if is_untouched else SetBy.PERSON}

    @field_validator("fact_type")
    @classmethod
    def _read_as_its_type(cls, name: str) -> str:
        """A fact that was stored under a synonym is of the type that this means."""
        return type_named(name)

    @cached_property
    def type_info(self) -> FactType:
        """The entry of its type in the table of types."""
        return fact_type(self.fact_type)

    @property
    def words(self) -> str:
        """The text of its bullet: the fact's own text, or its title where it has none."""
        return _words({"text": self.text, "title": self.title})

    @cached_property
    def analysis(self) -> WordAnalysis:
        """What its words are compared by; a store that kept it for these words has set it."""
        quotes = [evidence.quote for evidence in self.evidence]
        return WordAnalysis.of(title=self.title or "", text=self.text, names=self.names, quotes=quotes)

    @property
    def names(self) -> list[str]:
        """The names that it holds: its owner's and its entities'."""
        return [self.owner or "", *(entity.display_name for entity in self.entities)]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values, without what was worked out from the old ones."""
        copied = super().model_copy(update=update, deep=deep)
        is_kept = type(self).model_fields.keys() | ({"analysis"} if _ANALYSED.isdisjoint(update or ()) else set())
        for name in copied.__dict__.keys() - is_kept:
            del copied.__dict__[name]
        return copied

    @property
    def opening(self) -> str:
        """The part of its words that it is compared by."""
        return tokenizer.opening(self.words)

    @property
    def quotes(self) -> str:
        """The part of its quotes, one after the other, that it is compared by."""
        return tokenizer.opening(" ".join(evidence.quote for evidence in self.evidence))


_ANALYSED = {"title", "text", "owner", "entities", "evidence"}
"""The fields whose words are analysed."""


def kept_with_facts[A](work_out: Callable[[Fact], A]) -> Callable[[Fact], A]:
    """The function, whose result is kept with each fact: it depends on the fact alone, which never changes."""
    name = f"{work_out.__module__}.{work_out.__qualname__}"

    def read(fact: Fact) -> A:
        known = fact.__dict__
        if name not in known:
            known[name] = work_out(fact)
        result: A = known[name]
        return result

    return read


@kept_with_facts
def made_at(fact: Fact) -> float:
    """When a fact was made, in seconds since 1970."""
    return times.parse(fact.created_at).timestamp()


UNTOUCHED = (FactStatus.PROPOSED, FactState.OPEN)
"""The status and the state of a fact that nobody has dealt with."""


def _words(fields: Mapping[str, Any]) -> str:
    return str(fields.get("text") or "").strip() or str(fields.get("title") or "").strip()


def _hash(words: str, due_iso: str | None) -> str:
    return sha256(f"{words}\0{due_iso or ''}".encode()).hexdigest()[:16]


def content_hash(fact: Fact) -> str:
    """A hash that changes with the text and the due date alone."""
    return _hash(fact.words, fact.due_iso)


def with_verdict(fact: Fact, verdict: Verdict, meeting_key: str, now: str) -> Fact:
    """The fact as a verdict of one meeting leaves it; `updated_at` moves with what clients see of it.

    A rejected one is hidden until it is accepted or changes; a finished one is done until it is accepted; `not_now`
    leaves it out of that meeting alone.
    """
    if verdict is Verdict.DONE:
        return _in_state(fact, FactState.DONE, now).model_copy(update={"hidden": None})
    if verdict is Verdict.REJECT:
        return fact.model_copy(update={"hidden": HidingVerdict(verdict=verdict, said=content_hash(fact))})
    others = tuple(key for key in fact.not_now if key != meeting_key)
    if verdict is Verdict.NOT_NOW:
        return fact.model_copy(update={"not_now": (*others, meeting_key)[-MAX_MEETINGS_LEFT_OUT:]})
    shown = _in_state(fact, FactState.OPEN, now) if fact.state is FactState.DONE else fact
    return shown.model_copy(update={"hidden": None, "not_now": others})


def _in_state(fact: Fact, state: FactState, now: str) -> Fact:
    """The fact in a state that a person set."""
    if (fact.state, fact.set_by) == (state, SetBy.PERSON):
        return fact
    return fact.model_copy(update={"state": state, "set_by": SetBy.PERSON, "updated_at": now})


def is_state_of_a_person(fact: Fact) -> bool:
    """Whether a person set its state; what a person only validated or published is open because nobody closed it."""
    is_only_checked = fact.state is FactState.OPEN and fact.status is not FactStatus.PROPOSED
    return fact.set_by is SetBy.PERSON and not is_only_checked


def is_rejected_by_verdict(fact: Fact) -> bool:
    """Whether people turned it down, and neither its text nor its due date has changed since."""
    return fact.hidden is not None and fact.hidden.said == content_hash(fact)


def keep_analysis(fact: Fact, stored: object) -> None:
    """Give a fact that was read the analysis that was stored with it; without a whole one it is made when needed."""
    if isinstance(stored, str) and (kept := WordAnalysis(stored)).is_whole:
        fact.__dict__["analysis"] = kept


def search_terms(fact: Fact) -> list[str]:
    """What a fact is found by: at most 200 stems of title, text, owner, entities and quotes, and its owner's words."""
    owned_by = [owner_term(word) for word in dict.fromkeys(tokenizer.words(fact.owner or ""))]
    parts = [fact.title or "", fact.text, " ".join(fact.names), " ".join(evidence.quote for evidence in fact.evidence)]
    if max(map(len, parts)) <= CHARACTERS_READ:  # nothing was cut off before it was analysed
        return [*tokenizer.terms_among(fact.analysis.in_order), *owned_by]
    return [*tokenizer.terms(*parts), *owned_by]


def owner_term(word: str) -> str:
    """The term of a folded word of an owner's name; no stem of a text is like it."""
    return f"@{word}"


def best_quote(fact: Fact) -> Evidence | None:
    """The evidence with the longest quote; the first of equals, none where there is no quote."""
    return max((e for e in fact.evidence if e.quote.strip()), key=lambda e: len(e.quote), default=None)
