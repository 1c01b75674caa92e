"""Which stored fact a line of notes is, where notes come again (docs/notes.md#amended-notes)."""

from collections.abc import Iterable, Sequence

from spine.domain.facts import Fact
from spine.domain.identifiers import derived, is_identifier
from spine.domain.names import are_one_name
from spine.domain.notes.statements import Statement
from spine.domain.planning.duplicates import differences, say_the_same
from spine.domain.tokenizer import fold, words


def fact_id_of(org_id: str, meeting_id: str, statement: Statement, fact: Fact) -> str:
    """The id of a new fact: that of its row, else one that follows from its meeting, type, owner and words.

    A number alone is a row's id inside its meeting.
    """
    key = statement.key
    if key and not key.isdecimal():
        is_own = is_identifier(key) and key.lower() != "search"
        return key if is_own else derived("fact", org_id, key)
    if key:
        return derived("fact", org_id, meeting_id, "row", key)
    said = (fact.type_info.kind.value, " ".join(words(fact.owner or "")), _folded(fact))
    return derived("fact", org_id, meeting_id, *said)


def once(facts: Sequence[Fact], are_rows: Sequence[bool]) -> list[int]:
    """For each fact of some notes the index of the one before it that it repeats, else its own index.

    Rows with ids of their own repeat nothing.
    """
    said = list(map(_Said, facts))
    firsts: list[int] = []
    for index in range(len(facts)):
        earlier = (first for first in range(index) if firsts[first] == first and not are_rows[first])
        repeated = (first for first in earlier if said[first].is_one_with(said[index]))
        firsts.append(index if are_rows[index] else next(repeated, index))
    return firsts


def stored_as(facts: Sequence[Fact], stored: Iterable[Fact]) -> dict[str, Fact]:
    """The stored fact of the same meeting that each fact is, by the fact's id; those that are new are left out.

    First counts the same id, then what says the same, then the same words with another owner or type.
    """
    left = {fact.fact_id: _Said(fact) for fact in stored}
    found = {fact.fact_id: left.pop(fact.fact_id).fact for fact in facts if fact.fact_id in left}
    for is_same in (_Said.is_one_with, _Said.has_the_words_of):
        for one in (_Said(fact) for fact in facts if fact.fact_id not in found):
            match = next((other for other in left.values() if is_same(one, other)), None)
            if match is not None:
                found[one.fact.fact_id] = left.pop(match.fact.fact_id).fact
    return found


def closed_by(fact: Fact, others: Iterable[Fact]) -> list[Fact]:
    """The open facts of other meetings that a fact which is done says the same as."""
    done = _Said(fact)
    return [other for other in others if other.meeting_id != fact.meeting_id and done.is_one_with(_Said(other))]


class _Said:
    """What a fact says, whoever has it."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        self._unowned = fact.model_copy(update={"owner": None})

    def is_one_with(self, other: "_Said") -> bool:
        """Whether two facts say the same; one that names no owner may be anybody's."""
        mine, theirs = self.fact.owner, other.fact.owner
        if mine and theirs and not are_one_name(mine, theirs):
            return False
        one, another = self._unowned, other._unowned
        return differences(one) == differences(another) and say_the_same(one, another)

    def has_the_words_of(self, other: "_Said") -> bool:
        """Whether the words of two facts are the same."""
        return _folded(self.fact) == _folded(other.fact)


def _folded(fact: Fact) -> str:
    return " ".join(fold(fact.words).split())
