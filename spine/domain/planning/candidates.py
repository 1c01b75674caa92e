"""The facts that an agenda is chosen from, and why the others are not among them (docs/planning.md#retrieve)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spine.domain.fact_states import FactState, FactStatus
from spine.domain.facts import Fact, is_rejected_by_verdict
from spine.domain.planning.codes import ExclusionReason
from spine.domain.planning.subjects import Subject, says_itself
from spine.domain.workstreams import Workstream

STEMS_IN_COMMON = 2
"""How many stems a fact that no link ties to a workstream shares with it, to stand there."""


@dataclass(frozen=True)
class Candidate:
    """A fact that may be shown, the workstream that it stands under, and the proposal that it is carried over from.

    `linked` is whether somebody put it into a workstream: into that one, else into one without a section. What is not
    linked stands where it does because of its words. `held_by` is the workstream without a section, if it is known.
    """

    fact: Fact
    workstream_id: str | None = None
    carried_from: str | None = None
    stems: frozenset[str] = frozenset()
    linked: bool = False
    held_by: Workstream | None = None

    @classmethod
    def of(cls, fact: Fact, workstream_id: str | None = None) -> "Candidate":
        """A candidate with its stems at hand; one with a workstream is linked to it."""
        return cls(fact, workstream_id, None, fact.analysis.stems, workstream_id is not None)


@dataclass(frozen=True)
class Pool:
    """Candidates, and the facts that are none, with the reason.

    `priorities` are what presses in the organisation, whatever the meeting is about: they fill time that remains.
    `settled` are those of the facts left out that are done or dropped.
    """

    candidates: list[Candidate]
    excluded: dict[str, ExclusionReason] = field(default_factory=dict)
    priorities: list[Candidate] = field(default_factory=list)
    settled: list[Candidate] = field(default_factory=list)


def exclusion_reason(fact: Fact, meeting_key: str = "") -> ExclusionReason | None:
    """Why a fact may not be shown in a meeting as it stands, or None; drafts are decided by the plan."""
    if fact.status is FactStatus.REJECTED:
        return ExclusionReason.REJECTED
    if fact.state is not FactState.OPEN:
        return ExclusionReason.DONE
    if is_rejected_by_verdict(fact) or meeting_key in fact.not_now:
        return ExclusionReason.FEEDBACK
    return None


def filter_candidates(
    candidates: Iterable[Candidate],
    subject: Subject | None,
    priorities: Iterable[Candidate] = (),
    meeting_key: str = "",
) -> Pool:
    """The pool of some facts: hidden ones out, drafts only where nothing else is about a named subject."""
    excluded: dict[str, ExclusionReason] = {}
    finished: list[Candidate] = []
    settled: list[Candidate] = []
    drafts: list[Candidate] = []
    for candidate in candidates:
        if reason := exclusion_reason(candidate.fact, meeting_key):
            excluded[candidate.fact.fact_id] = reason
            settled += [candidate] if reason is ExclusionReason.DONE else []
        else:
            (drafts if candidate.fact.status is FactStatus.DRAFT else finished).append(candidate)
    needed: list[Candidate] = []
    if subject and not any(subject.matches(c.stems) for c in finished):
        needed = [c for c in drafts if subject.matches(c.stems)]
    needed_ids = {candidate.fact.fact_id for candidate in needed}
    excluded |= {c.fact.fact_id: ExclusionReason.DRAFT for c in drafts if c.fact.fact_id not in needed_ids}
    known = {c.fact.fact_id for c in (*finished, *needed)} | excluded.keys()
    open_priorities = [c for c in priorities if _is_a_priority(c.fact, known, meeting_key)]
    return Pool([*finished, *needed], excluded, open_priorities, settled)


def _is_a_priority(fact: Fact, known: Collection[str], meeting_key: str) -> bool:
    """Whether a fact that is no candidate yet may fill time that remains: open, and nothing settled."""
    is_shown = exclusion_reason(fact, meeting_key) is None and fact.status is not FactStatus.DRAFT
    return is_shown and fact.type_info.is_open and fact.fact_id not in known


def assign_to_workstreams(
    facts: Iterable[Fact],
    links: Mapping[str, Mapping[str, float]],
    chosen: Sequence[Workstream],
    elsewhere: Collection[str] = (),
    subject: Subject | None = None,
    people: Collection[str] = (),
    *,
    others: Sequence[Workstream] = (),
) -> list[Candidate]:
    """Each fact once: under the chosen workstream of its heaviest link, else under the one that it shares most with.

    `links` has for each workstream its facts with the links' weights (0–1). A fact of `elsewhere`, which other
    workstreams hold, stands under none of these, and nor does one that shares fewer than two stems with each. With a
    subject, facts stand by their words only under workstreams that say themselves that they are about it; where people
    are named, under none. What none of these holds belongs to the one of the `others` that does. The earlier workstream
    wins a tie.
    """
    open_to_all = [w for w in chosen if subject is None or says_itself(subject, w)] if not people else []
    keywords = [_Keywords.of(workstream) for workstream in open_to_all]
    any_keyword = frozenset[str]().union(*(one.stems for one in keywords))
    holders, other_holders = _holders(chosen, links), _holders(others, links)
    linked = set[str]().union(*links.values())
    candidates: dict[str, Candidate] = {}
    for fact in facts:
        stems, fact_id = fact.analysis.stems, fact.fact_id
        if fact_id in candidates:
            continue
        if fact_id in holders:
            candidates[fact_id] = Candidate.of(fact, holders[fact_id].workstream_id)
        elif fact_id in elsewhere:
            held_by = other_holders.get(fact_id)
            candidates[fact_id] = Candidate(fact, stems=stems, linked=fact_id in linked, held_by=held_by)
        else:
            candidates[fact_id] = Candidate(fact, _most_shared(stems & any_keyword, keywords), stems=stems)
    return list(candidates.values())


def _holders(workstreams: Sequence[Workstream], links: Mapping[str, Mapping[str, float]]) -> dict[str, Workstream]:
    """The workstream that holds each fact by the heaviest link."""
    holders, heaviest = dict[str, Workstream](), dict[str, float]()
    for workstream in workstreams:
        for fact_id, weight in links.get(workstream.workstream_id, {}).items():
            if fact_id not in heaviest or weight > heaviest[fact_id]:
                holders[fact_id], heaviest[fact_id] = workstream, weight
    return holders


class _Keywords(NamedTuple):
    """The stems by which facts stand under a workstream, and the weight of each."""

    workstream_id: str
    stems: frozenset[str]
    weights: Mapping[str, float]

    @classmethod
    def of(cls, workstream: Workstream) -> "_Keywords":
        weights = dict(zip(workstream.stems, workstream.weights, strict=False))
        return cls(workstream.workstream_id, frozenset(weights), weights)


def _most_shared(stems: frozenset[str], keywords: Sequence[_Keywords]) -> str | None:
    """The workstream whose keywords some stems share most, if at least two."""
    shared = {
        one.workstream_id: sum(map(one.weights.__getitem__, sorted(common)))
        for one in keywords
        if len(common := stems & one.stems) >= STEMS_IN_COMMON
    }
    return max(shared, key=lambda key: shared[key], default=None)
