"""Statements: a named query with its values."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched

from spine.domain.fact_states import FactState
from spine.domain.fact_type_names import spellings_of
from spine.domain.facts import owner_term
from spine.domain.planning.pressing import PressingWindow
from spine.store.cosmos import queries
from spine.store.protocol import PLANNABLE_FACTS, FactFilter

MAX_ALTERNATIVES = 150
"""Conditions joined by OR in one list. An account allows 500 in a statement as a rule."""

type Parameters = dict[str, object]


@dataclass(frozen=True)
class Statement:
    """A query and the values of its parameters, by name."""

    query: str
    parameters: Mapping[str, object] = field(default_factory=dict)

    @property
    def sdk_parameters(self) -> list[dict[str, object]]:
        """The parameters as the SDK takes them."""
        return [{"name": f"@{name}", "value": value} for name, value in self.parameters.items()]


class Conditions:
    """Further conditions of a query, joined by AND, and their values."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._parameters: Parameters = {}

    def add(self, condition: str, **parameters: object) -> None:
        """Add a condition."""
        self._texts.append(condition)
        self._parameters |= parameters

    def add_in(self, condition: str, name: str, values: Iterable[str]) -> None:
        """Add a condition on a list of values; their parameters are called `name` and a number."""
        parameters = numbered(name, values)
        self.add(condition.format(values=placeholders(parameters)), **parameters)

    def add_among(self, org_ids: Collection[str] | None) -> None:
        """Add the condition that an item is of one of these organisations, which may be very many; None is any."""
        if org_ids is not None:
            self.add(queries.AMONG_ORGANISATIONS, org_ids=sorted(org_ids))

    def statement(self, query: str, **parameters: object) -> Statement:
        """A named query, and its own values, with these conditions."""
        more = "".join(f" AND {text}" for text in self._texts)
        return Statement(query.format(more=more), {**parameters, **self._parameters})


def statement_in(query: str, values: Iterable[str], **parameters: object) -> Statement:
    """A named query over a list of values."""
    listed = numbered("v", values)
    return Statement(query.format(values=placeholders(listed)), {**parameters, **listed})


def numbered(name: str, values: Iterable[str]) -> Parameters:
    """Parameters for the distinct values."""
    return {f"{name}{number}": value for number, value in enumerate(dict.fromkeys(values))}


def placeholders(names: Iterable[str]) -> str:
    """The parameters as a list in a query."""
    return ", ".join(f"@{name}" for name in names)


def in_alternatives(values: Iterable[str]) -> list[tuple[str, ...]]:
    """The distinct values in parts, for one statement each."""
    return list(batched(dict.fromkeys(values), MAX_ALTERNATIVES, strict=False))


def any_of(test: str, names: Collection[str]) -> str:
    """The condition that the test holds for at least one of the parameters, at most `MAX_ALTERNATIVES`."""
    if len(names) > MAX_ALTERNATIVES:
        raise ValueError(f"{len(names)} conditions are too many to be joined by OR.")
    return "(" + " OR ".join(test.format(value=f"@{name}") for name in names) + ")"


def fact_conditions(filters: FactFilter) -> Conditions:
    """The conditions of a filter."""
    conditions = Conditions()
    if filters.types:
        stored_as = dict.fromkeys(spelling for name in filters.types for spelling in spellings_of(name))
        conditions.add_in(queries.OF_TYPES, "type", stored_as)
    if filters.statuses:
        conditions.add_in(queries.OF_STATUSES, "status", map(str, filters.statuses))
    if filters.meetings:
        conditions.add_in(queries.OF_MEETINGS, "meeting", filters.meetings)
    if filters.states:
        add_states(conditions, filters.states, default=FactState.OPEN)
    if filters.since is not None:
        conditions.add(queries.CREATED_SINCE, since=filters.since)
    if filters.owner_words:
        names = numbered("owner", map(owner_term, filters.owner_words))
        conditions.add(all_terms(names), **names)
    if filters.due:
        conditions.add(queries.DUE_BEFORE, due=filters.due.text)
        if filters.due.excluded:
            conditions.add_in(queries.NOT_DUE, "not_due", filters.due.excluded)
    return conditions


def add_states(conditions: Conditions, states: Collection[str], *, default: str) -> None:
    """Add the condition on a state; a document without one is in the default state."""
    of_states = queries.OF_STATES_OR_NONE if default in states else queries.OF_STATES
    conditions.add_in(of_states, "state", map(str, states))


def facts_with_stems(org_id: str, stems: Sequence[str], at_least: int, filters: FactFilter) -> Statement:
    """The facts that pass a filter and have at least so many of some distinct stems."""
    parameters = numbered("t", stems)
    conditions = fact_conditions(filters)
    conditions.add(_has_terms(list(parameters), at_least), **parameters)
    return conditions.statement(queries.FACTS, org_id=org_id)


def pressing_facts(org_id: str, window: PressingWindow) -> Statement:
    """The plannable facts inside a window: of a dated type and due in it, or new enough."""
    dated, conditions = numbered("dated", window.dated_types), fact_conditions(PLANNABLE_FACTS)
    alternatives = [queries.DUE_IN_WINDOW.format(types=placeholders(dated))]
    parameters: Parameters = {"due_from": window.due_from, "due_before": window.due_before, **dated}
    for number, (name, since) in enumerate(window.created_since.items()):
        names = {"type": f"new{number}", "since": f"since{number}"}
        alternatives.append(queries.CREATED_IN_WINDOW.format(**names))
        parameters |= {names["type"]: name, names["since"]: since}
    conditions.add(f"({' OR '.join(alternatives)})", **parameters)
    return conditions.statement(queries.FACTS, org_id=org_id)


def all_terms(names: Iterable[str]) -> str:
    """The condition that a fact has all terms of some parameters."""
    return " AND ".join(queries.HAS_TERM.format(value=f"@{name}") for name in names)


def _has_terms(names: list[str], at_least: int) -> str:
    """The condition that a fact has at least so many of the terms, in a form that the index can answer.

    Cosmos DB serves ARRAY_CONTAINS from the range index (its reference says so) and joins the results by AND and OR.
    A sum has no index: it would be computed for every fact that has any of the terms.
    """
    if at_least == len(names):
        return all_terms(names)
    if at_least == 1:
        return any_of(queries.HAS_TERM, names)
    if at_least == 2 and len(names) * (len(names) - 1).bit_length() <= MAX_ALTERNATIVES:
        return _has_two_terms(names)
    count = " + ".join(f"({queries.HAS_TERM.format(value=f'@{name}')} ? 1 : 0)" for name in names)
    return f"{any_of(queries.HAS_TERM, names)} AND {count} >= {at_least}"


def _has_two_terms(names: list[str]) -> str:
    """Two different indexes differ in at least one binary digit: so one term with a 0 there and one with a 1."""
    tests = []
    for digit in range((len(names) - 1).bit_length()):
        halves = ([name for index, name in enumerate(names) if index >> digit & 1 == bit] for bit in (0, 1))
        tests.append(" AND ".join(any_of(queries.HAS_TERM, half) for half in halves))
    return f"({' OR '.join(tests)})"
