"""Putting a named query together with its values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spine.domain.documents import Document
from spine.store.cosmos import queries
from spine.store.protocol import FactFilter, WorkstreamFilter

type Parameters = dict[str, Any]


@dataclass(frozen=True)
class Statement:
    """A query and the values of its parameters, by name."""

    text: str
    parameters: Mapping[str, Any]

    @property
    def as_sent(self) -> list[dict[str, object]]:
        """The parameters as the SDK takes them."""
        return [{"name": f"@{name}", "value": value} for name, value in self.parameters.items()]


class Conditions:
    """Conditions that all have to hold, and their values."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parameters: Parameters = {}

    def put(self, text: str, **parameters: Any) -> None:
        """One more condition."""
        self.texts.append(text)
        self.parameters |= parameters

    def among(self, text: str, name: str, values: Iterable[str]) -> None:
        """One more condition, on a list of values."""
        named = numbered(name, values)
        self.put(text.format(values=marks(named)), **named)

    def filling(self, query: str, **parameters: Any) -> Statement:
        """A named query with these conditions and further values."""
        more = "".join(f" AND {text}" for text in self.texts)
        return Statement(query.format(more=more), {**parameters, **self.parameters})


def of_values(query: str, values: Iterable[str], **parameters: Any) -> Statement:
    """A named query over a list of values."""
    named = numbered("v", values)
    return Statement(query.format(values=marks(named)), {**parameters, **named})


def numbered(name: str, values: Iterable[str]) -> Parameters:
    """Parameters for the values, each once."""
    return {f"{name}{number}": value for number, value in enumerate(dict.fromkeys(values))}


def marks(named: Iterable[str]) -> str:
    """The parameters as a list in a query."""
    return ", ".join(f"@{name}" for name in named)


def any_of(test: str, named: Iterable[str]) -> str:
    """The condition that one of the tests, one for each parameter, is true."""
    return "(" + " OR ".join(test.format(value=f"@{name}") for name in named) + ")"


def proposals(org_id: str, over_by: str | None) -> Statement:
    """The stored agendas, or those whose meeting was over by a moment."""
    conditions = Conditions()
    if over_by is not None:
        conditions.put(queries.OVER_BY, over_by=over_by)
    return conditions.filling(queries.PROPOSALS, org_id=org_id)


def workstreams(org_id: str, wanted: WorkstreamFilter) -> Statement:
    """The workstreams that pass a filter."""
    conditions = Conditions()
    if wanted.status is not None:
        conditions.put(queries.OF_STATUS, status=wanted.status)
    if wanted.statuses:
        conditions.among(queries.OF_STATUSES, "status", map(str, wanted.statuses))
    if wanted.min_priority:
        conditions.put(queries.OF_PRIORITY, min_priority=wanted.min_priority)
    if wanted.updated_until is not None:
        conditions.put(queries.UPDATED_UNTIL, updated_until=wanted.updated_until)
    if wanted.updated_after is not None:
        conditions.put(queries.UPDATED_AFTER, updated_after=wanted.updated_after)
    return conditions.filling(queries.WORKSTREAMS, org_id=org_id)


def workstreams_carrying(org_id: str, stems: Sequence[str]) -> Statement:
    """The workstreams that carry one of some stems, or of which no stems are stored."""
    named = numbered("s", stems)
    conditions = Conditions()
    conditions.put(f"({any_of(queries.CARRIES_STEM, named)} OR {queries.CARRIES_NO_STEMS})", **named)
    return conditions.filling(queries.WORKSTREAMS, org_id=org_id)


def facts(org_id: str, wanted: FactFilter) -> Statement:
    """The facts that pass a filter."""
    return _passing(wanted).filling(queries.FACTS, org_id=org_id)


def documents(kind: type[Document], org_id: str, after: str | None) -> Statement:
    """The documents of a kind behind a place in the order of their natural ids, all where it is None."""
    text = queries.DOCUMENTS.format(key=queries.KEYS.get(kind.kind, "id"))
    return Statement(text, {"org_id": org_id, "type": kind.kind, "after": after or ""})


def place_of(kind: type[Document], item: Mapping[str, Any]) -> str:
    """Where an item stands in that order."""
    return str(item[queries.KEYS.get(kind.kind, "id")])


def facts_with_stems(org_id: str, stems: Sequence[str], at_least: int, wanted: FactFilter) -> Statement:
    """The facts that pass a filter and hold at least so many of some distinct stems."""
    named = numbered("t", stems)
    conditions = _passing(wanted)
    conditions.put(_holding(list(named), at_least), **named)
    return conditions.filling(queries.FACTS, org_id=org_id)


def _passing(wanted: FactFilter) -> Conditions:
    conditions = Conditions()
    if wanted.types:
        conditions.among(queries.OF_TYPES, "type", wanted.types)
    if wanted.statuses:
        conditions.among(queries.OF_STATUSES, "status", map(str, wanted.statuses))
    if wanted.meetings:
        conditions.among(queries.OF_MEETINGS, "meeting", wanted.meetings)
    if wanted.since is not None:
        conditions.put(queries.CREATED_SINCE, since=wanted.since)
    return conditions


def _holding(named: list[str], at_least: int) -> str:
    """The condition that at least so many of the terms are held, said so that the index can answer it.

    Cosmos DB serves ARRAY_CONTAINS from the range index (its reference says so), and AND and OR join what was found
    there. A sum of what holds has no index: it would be worked out on every fact that holds any of the terms.
    """
    if at_least == len(named):
        return " AND ".join(queries.HOLDS_TERM.format(value=f"@{name}") for name in named)
    if at_least == 1:
        return any_of(queries.HOLDS_TERM, named)
    if at_least == 2:
        return _two_of(named)
    held = " + ".join(f"({queries.HOLDS_TERM.format(value=f'@{name}')} ? 1 : 0)" for name in named)
    return f"{any_of(queries.HOLDS_TERM, named)} AND {held} >= {at_least}"


def _two_of(named: list[str]) -> str:
    """Two different places differ in one binary digit at least: so one term with a 0 there and one with a 1."""
    tests = []
    for digit in range((len(named) - 1).bit_length()):
        halves = ([name for place, name in enumerate(named) if place >> digit & 1 == side] for side in (0, 1))
        tests.append(" AND ".join(any_of(queries.HOLDS_TERM, half) for half in halves))
    return f"({' OR '.join(tests)})"
