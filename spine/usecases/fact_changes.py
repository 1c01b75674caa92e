"""What a call makes of facts: new ones, and known ones with the fields that it gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from spine.domain.fact_states import FactState, SetBy, Verdict
from spine.domain.facts import (
    UNTOUCHED,
    Entity,
    Evidence,
    Fact,
    is_rejected_by_verdict,
    is_state_of_a_person,
    with_verdict,
)
from spine.domain.meetings import external_meeting_id_of, meeting_id_of
from spine.domain.tokenizer import fold
from spine.errors import FieldError, Invalid
from spine.schemas.facts import EvidenceFields, FactFields
from spine.schemas.fields import BLANK
from spine.store.protocol import Create, FactFilter, PageRequest, Replace, Write
from spine.usecases.service import Service

KNOWN_READ = 200
"""How many of the newest facts of a meeting, settled and open, are compared with what is parsed again."""

_TIMES = {"created_at", "updated_at"}


@dataclass(frozen=True)
class FactChanges:
    """The facts that a call stores: new ones, and known ones that it changes."""

    new: list[Fact]
    changed: list[Fact]

    @property
    def writes(self) -> list[Write]:
        """The facts as the store takes them."""
        return [*map(Create, self.new), *map(Replace, self.changed)]


def changes_of(
    service: Service, org_id: str, fields: Mapping[str, FactFields], known: Mapping[str, Fact], now: str, by: SetBy
) -> FactChanges:
    """What the call changes. Raises Invalid with every bad fact named."""
    changes, errors = FactChanges([], []), []
    for index, (fact_id, fact_fields) in enumerate(fields.items()):
        before = known.get(fact_id)
        after = _with_set_by(_merged(org_id, fact_id, fact_fields, before, now), before, by)
        found = _errors(fact_fields, before, after)
        errors += [FieldError(loc=["facts", index, name], msg=msg) for name, msg in found]
        if before is None:
            changes.new.append(after)
        elif after.model_dump(exclude=_TIMES) != before.model_dump(exclude=_TIMES):
            changes.changed.append(after)
    if errors:
        raise Invalid.fields(errors)
    if by is SetBy.MACHINE:
        return replace(changes, new=_as_people_left_them(service, org_id, changes.new))
    return changes


def _merged(org_id: str, fact_id: str, fields: FactFields, before: Fact | None, now: str) -> Fact:
    """The fact with the fields of the request; `created_at` of a known fact does not change."""
    values = fields.provided() | {"fact_id": fact_id, "updated_at": now}
    if fields.evidence is not None:
        values["evidence"] = _evidence(fields.evidence)
    if fields.entities is not None:
        values["entities"] = tuple(Entity(**entity.provided()) for entity in fields.entities)
    if fields.owner is not None:
        values["owner"] = fields.owner or None
    if fields.meeting_id is not None:
        values |= _meeting(fields.meeting_id, before)
    if before:
        return before.model_copy(update=values | {"created_at": before.created_at})
    return Fact.model_validate({"org_id": org_id, "fact_type": "", "text": "", "created_at": now, **values})


def _meeting(given: str, before: Fact | None) -> dict[str, str | None]:
    """The meeting of a fact. A client that sends back the derived id, as it read it, changes nothing."""
    if before and before.meeting_id == given:
        return {}
    return {"meeting_id": meeting_id_of(given), "external_meeting_id": external_meeting_id_of(given)}


def _with_set_by(after: Fact, before: Fact | None, by: SetBy) -> Fact:
    """The fact with who set its status and state, if they changed; those that a person set stay under a machine."""
    if before and by is SetBy.MACHINE and before.set_by is SetBy.PERSON:
        kept = {"status": before.status} | ({"state": before.state} if is_state_of_a_person(before) else {})
        after = after.model_copy(update=kept)
    unchanged = (before.status, before.state) if before else UNTOUCHED
    return after if (after.status, after.state) == unchanged else after.model_copy(update={"set_by": by})


def _as_people_left_them(service: Service, org_id: str, new: list[Fact]) -> list[Fact]:
    """New facts of a machine: what people settled or turned down stays so where it is parsed again under another id."""
    meetings = sorted({fact.meeting_id for fact in new if fact.meeting_id})
    if not meetings:
        return new
    in_states = partial(_known_of_meetings, service, org_id, meetings)
    closed, still_open = service.store.run_concurrently(
        partial(in_states, FactState.DONE, FactState.DROPPED), partial(in_states, FactState.OPEN)
    )
    settled = {_said(fact): fact.state for fact in closed if fact.set_by is SetBy.PERSON}
    turned_down = {(_said(fact), fact.due_iso) for fact in still_open if is_rejected_by_verdict(fact)}
    return [_as_left(fact, settled.get(_said(fact)), (_said(fact), fact.due_iso) in turned_down) for fact in new]


def _known_of_meetings(service: Service, org_id: str, meetings: list[str], *states: FactState) -> list[Fact]:
    return service.store.facts(org_id, FactFilter(meetings=meetings, states=states), PageRequest(KNOWN_READ)).items


def _said(fact: Fact) -> tuple[str | None, str]:
    return fact.meeting_id, fold(fact.words)


def _as_left(fact: Fact, state: FactState | None, is_turned_down: bool) -> Fact:
    """The fact as people left the same words: in a state, or out of agendas."""
    if state:
        return fact.model_copy(update={"state": state, "set_by": SetBy.PERSON})
    return with_verdict(fact, Verdict.REJECT, "", fact.updated_at) if is_turned_down else fact


def _evidence(quotes: Sequence[EvidenceFields]) -> tuple[Evidence, ...]:
    """Evidence with ids that are unique inside the fact; one without an id gets the next number that is free."""
    taken = {quote.evidence_id for quote in quotes if quote.evidence_id}
    free = (f"ev_{n}" for n in count(1) if f"ev_{n}" not in taken)
    return tuple(Evidence(**{**quote.provided(), "evidence_id": quote.evidence_id or next(free)}) for quote in quotes)


def _errors(fields: FactFields, before: Fact | None, after: Fact) -> Iterable[tuple[str, str]]:
    """The bad fields of a fact, each with what is wrong with it."""
    if not after.fact_type:
        yield "fact_type", "is required for a new fact"
    if before and before.text.strip() and not after.text.strip():
        yield "text", BLANK
    elif not after.words:
        yield "text", BLANK if fields.text is not None else "is required for a new fact, unless it has a title"
