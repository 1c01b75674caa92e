"""What notes state as facts: which are stored already, what changes them, and which open ones they close.

See docs/notes.md#amended-notes.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from spine.domain.fact_states import FactState
from spine.domain.facts import Fact
from spine.domain.notes import amendments
from spine.domain.notes.statements import Statement
from spine.domain.tokenizer import stems
from spine.schemas.facts import FactFields
from spine.schemas.validation import validate
from spine.store.protocol import FactFilter, PageRequest
from spine.usecases.service import Service

FACTS_READ = 2_000
"""How many of the newest facts of a meeting notes are compared with."""
OPEN_READ = 40
"""How many open facts with its words one that is done is compared with."""
MANY_STEMS = 0.5
"""The share of the stems of a fact that is done which an open one must have to be compared."""

_PAGE = 200
_NOTES = "notes"
"""The field of the payload that says that a fact was read from notes."""


@dataclass(frozen=True)
class Origin:
    """What all facts of some notes have in common. `meeting_id` is as it was given, `known_as` as it is stored."""

    org_id: str
    meeting_id: str
    known_as: str
    moments: Mapping[date | None, str]
    """When the meeting of each day was."""
    language: str | None
    now: str


@dataclass(frozen=True)
class Draft:
    """A statement as the fact that it would be, and the stored fact that it is."""

    statement: Statement
    fact: Fact
    known: Fact | None = None

    @property
    def fact_id(self) -> str:
        """The id that it has."""
        return self.known.fact_id if self.known else self.fact.fact_id

    @property
    def is_done(self) -> bool:
        """Whether the notes say that it is done."""
        return self.statement.state is FactState.DONE

    @property
    def note(self) -> Mapping[str, object]:
        """What its stored payload says of its notes."""
        note = self.known.payload.get(_NOTES) if self.known else None
        return note if isinstance(note, dict) else {}

    @property
    def closes(self) -> str | None:
        """The fact of another meeting that it closed."""
        closed = self.note.get("closes")
        return closed if isinstance(closed, str) else None


def _drafts(service: Service, origin: Origin, statements: Sequence[Statement]) -> list[Draft]:
    """The facts that some statements are, each once, with those of them that are stored."""
    statements = _with_ids_once(statements)
    facts = [_fact(origin, statement) for statement in statements]
    firsts = amendments.once(facts, [statement.key is not None for statement in statements])
    merged = {first: statements[first] for first in firsts}
    for index, first in enumerate(firsts):
        merged[first] = _completed(merged[first], statements[index])
    made = {first: _fact(origin, statement) for first, statement in merged.items()}
    unique = {fact.fact_id: first for first, fact in reversed(made.items())}
    kept = [first for first in made if unique[made[first].fact_id] == first]
    stored = {fact.fact_id: fact for fact in _facts_of_meeting(service, origin)}
    keyed = [made[first].fact_id for first in kept if merged[first].key]
    stored |= service.store.get_many(Fact, origin.org_id, keyed) if keyed else {}
    known = amendments.stored_as([made[first] for first in kept], stored.values())
    return [Draft(merged[first], made[first], known.get(made[first].fact_id)) for first in kept]


def _with_ids_once(statements: Sequence[Statement]) -> list[Statement]:
    """Statements of which a second with the same id has none: a row that was copied is another one."""
    seen: set[str] = set()
    once: list[Statement] = []
    for statement in statements:
        once.append(replace(statement, key=None) if statement.key in seen else statement)
        seen |= {statement.key} if statement.key else set()
    return once


def _fact(origin: Origin, statement: Statement) -> Fact:
    fact = Fact(
        org_id=origin.org_id,
        fact_id="",
        fact_type=statement.fact_type,
        text=statement.text,
        title=statement.title,
        owner=statement.owner,
        meeting_id=origin.known_as,
        created_at=origin.moments.get(statement.day, origin.now),
        updated_at=origin.now,
    )
    return fact.model_copy(update={"fact_id": amendments.fact_id_of(origin.org_id, origin.known_as, statement, fact)})


def _completed(first: Statement, again: Statement) -> Statement:
    """A statement with what it leaves open and its repetition in the same notes says."""
    return replace(
        first,
        owner=first.owner or again.owner,
        due=first.due or again.due,
        state=first.state or again.state,
        is_ticked=again.is_ticked if first.is_ticked is None else first.is_ticked or bool(again.is_ticked),
    )


def _facts_of_meeting(service: Service, origin: Origin) -> Iterator[Fact]:
    position: str | None = None
    for _ in range(FACTS_READ // _PAGE):
        page = service.store.facts(origin.org_id, FactFilter(meetings=[origin.known_as]), PageRequest(_PAGE, position))
        yield from page.items
        position = page.position
        if position is None:
            return


def _open_matches(service: Service, origin: Origin, drafts: Sequence[Draft]) -> dict[str, list[Fact]]:
    """For each new draft that is done the open facts of other meetings that say the same, by the draft's id."""
    done = [draft for draft in drafts if draft.is_done and draft.known is None and stems(draft.fact.words)]
    calls = [partial(_open_with_words, service, origin.org_id, draft.fact) for draft in done]
    found = service.store.run_concurrently(*calls) if calls else []
    return {draft.fact_id: amendments.closed_by(draft.fact, facts) for draft, facts in zip(done, found, strict=True)}


def _open_with_words(service: Service, org_id: str, fact: Fact) -> list[Fact]:
    wanted = list(dict.fromkeys(stems(fact.opening)))
    at_least = max(1, math.ceil(MANY_STEMS * len(wanted)))
    return service.store.facts_with_stems(
        org_id, wanted, at_least, FactFilter(states=(FactState.OPEN.value,)), OPEN_READ
    )


def _fields(origin: Origin, draft: Draft, closes: str | None) -> FactFields:
    """What a draft stores: a new fact whole, of a known one what the notes say otherwise than before."""
    statement, known = draft.statement, draft.known
    values: dict[str, object] = {
        "fact_id": draft.fact_id,
        "owner": statement.owner,
        "due_iso": statement.due and statement.due.isoformat(),
        "state": _state(draft),
    }
    if known is None or draft.note or statement.key:
        values |= {"fact_type": statement.fact_type, "text": statement.text, "title": statement.title}
        values |= {"payload": _payload(draft, closes)}
    if known is None:
        values |= {
            "meeting_id": origin.meeting_id,
            "language": origin.language,
            "created_at": origin.moments.get(statement.day),
        }
    if known is None or (draft.note and all(quote.quote != statement.quote for quote in known.evidence)):
        values["evidence"] = [_evidence(statement)]
    return validate(FactFields, {name: value for name, value in values.items() if value is not None})


def _evidence(statement: Statement) -> dict[str, object]:
    span = [statement.start, statement.end]
    said_by = {"who_said_label": statement.speaker} if statement.speaker else {}
    return {"quote": statement.quote, "char_span": span, **said_by}


def _state(draft: Draft) -> FactState | None:
    """The state that the notes set; a box that is not ticked any more takes back what a tick set."""
    if draft.statement.state is not None:
        return draft.statement.state
    is_undone = draft.statement.is_ticked is False and draft.note.get("ticked") is True
    return FactState.OPEN if is_undone else None


def _payload(draft: Draft, closes: str | None) -> dict[str, object]:
    """The stored payload with the line that the fact was first read from, its box, and what it closed."""
    before = draft.known.payload if draft.known else {}
    note: dict[str, object] = {"line": draft.note.get("line", draft.statement.line)}
    if draft.statement.is_ticked is not None or draft.is_done:
        note["ticked"] = draft.is_done
    if closes:
        note["closes"] = closes
    return {**before, _NOTES: note}


@dataclass(frozen=True)
class NoteBatch:
    """What notes store: `fact_ids` are those of the facts that they state, `closed` those that they close."""

    fields: list[FactFields]
    fact_ids: list[str]
    closed: list[str]
    ambiguous: list[Draft]
    """Done ones that several open facts say the same as, so that none is closed."""


def batch_of(service: Service, origin: Origin, statements: Sequence[Statement]) -> NoteBatch:
    """What some statements store."""
    drafts = _drafts(service, origin, statements)
    matches = _open_matches(service, origin, drafts)
    closes = {fact_id: found[0].fact_id for fact_id, found in matches.items() if len(found) == 1}
    closes |= {draft.fact_id: draft.closes for draft in drafts if draft.closes and draft.is_done}
    others = service.store.get_many(Fact, origin.org_id, [draft.closes for draft in drafts if draft.closes])
    closed = list(dict.fromkeys(found for found in closes.values() if found in others or found not in _old(drafts)))
    states = dict.fromkeys(closed, FactState.DONE) | dict.fromkeys(_reopened(drafts, others), FactState.OPEN)
    own = {draft.fact_id for draft in drafts}
    fields = [_fields(origin, draft, closes.get(draft.fact_id)) for draft in drafts]
    fields += [FactFields(fact_id=other, state=state) for other, state in states.items() if other not in own]
    ambiguous = [draft for draft in drafts if len(matches.get(draft.fact_id, ())) > 1]
    return NoteBatch(fields, [draft.fact_id for draft in drafts], closed, ambiguous)


def _old(drafts: Sequence[Draft]) -> set[str]:
    return {draft.closes for draft in drafts if draft.closes}


def _reopened(drafts: Sequence[Draft], others: Mapping[str, Fact]) -> list[str]:
    """The facts of other meetings that a tick had closed which is taken back; what a person set stays."""
    undone = [draft.closes for draft in drafts if draft.closes and _state(draft) is FactState.OPEN]
    facts = [others[fact_id] for fact_id in undone if fact_id in others]
    return [fact.fact_id for fact in facts if fact.state is FactState.DONE]
