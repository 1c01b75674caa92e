"""What a meeting is asked for: the facts about its subject, or those of the people it is with; else all of them.

See docs/planning.md#what-was-asked-for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spine.domain.names import is_owned_by
from spine.domain.planning.candidates import Candidate
from spine.domain.planning.matching import Chosen
from spine.domain.planning.subjects import Carrying, Subject, names_workstream


@dataclass(frozen=True)
class Asked:
    """What was asked for. `named` are the workstreams that the subject names: all that they hold is about it.

    `namesakes` are others with the first name of one of the people: what may be theirs is nobody's.
    """

    carrying: Carrying | None = None
    named: frozenset[str] = frozenset()
    people: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        subject: Subject | None,
        people: tuple[str, ...],
        candidates: Sequence[Candidate],
        chosen: Sequence[Chosen] = (),
        *,
        namesakes: tuple[str, ...] = (),
    ) -> "Asked":
        """What a request asks for; everything where nothing is about its subject and nothing is the people's."""
        asked = cls(people=people, namesakes=namesakes)
        if subject is not None:
            workstreams = (choice.workstream for choice in chosen)
            named = {w.workstream_id for w in workstreams if names_workstream(subject.weights.keys(), w)}
            asked = cls(Carrying.of(subject, [c.stems for c in candidates]), frozenset(named), people, namesakes)
        return asked if any(map(asked.covers, candidates)) else cls()

    @property
    def is_particular(self) -> bool:
        """Whether only some facts are what was asked for."""
        return self.carrying is not None or bool(self.people)

    def covers(self, candidate: Candidate) -> bool:
        """Whether a fact is what was asked for: the people's where some are named, else about the subject."""
        if self.people:
            return is_owned_by(candidate.fact.owner, self.people, self.namesakes)
        return self.is_about(candidate)

    def is_about(self, candidate: Candidate) -> bool:
        """Whether a fact is about the subject; any fact where there is none."""
        if self.carrying is None:
            return True
        is_named = candidate.linked and candidate.workstream_id in self.named
        return is_named or self.carrying.carries(candidate.stems)

    def comes_first(self, candidate: Candidate) -> bool:
        """Whether a fact is what was asked for and, where a subject is named too, about it."""
        return self.covers(candidate) and self.is_about(candidate)
