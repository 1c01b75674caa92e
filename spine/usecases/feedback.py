"""What the people in a meeting said of its agenda, and what follows for the next one (contract §6)."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from spine.domain.facts import Fact, HidingVerdict, Verdict, content_hash
from spine.domain.proposals import Proposal
from spine.domain.workstreams import Workstream
from spine.errors import Invalid
from spine.schemas.planning import Feedback
from spine.store.protocol import Replace
from spine.usecases.lookup import locate
from spine.usecases.service import Service, retry_on_conflict

_COUNTS = {Verdict.ACCEPT: (1, 0), Verdict.REJECT: (0, 1), Verdict.DONE: (0, 0)}
"""What a verdict adds to the accepted and turned-down bullets; done says nothing against the kind."""


def give(service: Service, proposal_id: str, org: str | None, feedback: Feedback) -> dict[str, Any]:
    """Take in a rating, verdicts and a comment; the last of each counts."""

    def attempt() -> Proposal:
        proposal = locate(service, Proposal, proposal_id, org)
        verdicts = _verdicts(proposal, feedback)
        told = _told(service, proposal, feedback, verdicts)
        facts = service.store.get_many(Fact, proposal.org_id, list(verdicts))
        service.store.commit(proposal.org_id, [Replace(told), *_tallied(service, proposal, told, verdicts)])
        service.store.commit_in_parts(proposal.org_id, _hidden(facts, verdicts))
        return told

    told = retry_on_conflict(service, f"The proposal {proposal_id!r}", attempt)
    service.track_event("feedback_given", _counts(told, feedback))
    return _present(told)


def _counts(told: Proposal, feedback: Feedback) -> dict[str, object]:
    """What this call says, in numbers; a rating of an earlier one is no part of it."""
    given = Counter(bullet.verdict for bullet in feedback.bullets or ())
    return {
        "org_id": told.org_id,
        "proposal_id": told.proposal_id,
        "rating": feedback.rating,
        "accepted": given[Verdict.ACCEPT],
        "rejected": given[Verdict.REJECT],
        "done": given[Verdict.DONE],
    }


def _present(told: Proposal) -> dict[str, Any]:
    return {
        "proposal_id": told.proposal_id,
        "rating": told.rating,
        "comment": told.comment,
        "bullets": [{"fact_id": fact_id, "verdict": v.value} for fact_id, v in told.verdicts.items()],
    }


def _verdicts(proposal: Proposal, feedback: Feedback) -> dict[str, Verdict]:
    shown = {*proposal.supporting_fact_ids, *proposal.verdicts}
    for place, bullet in enumerate(feedback.bullets or ()):
        if bullet.fact_id not in shown:
            raise Invalid.field(["bullets", place, "fact_id"], "is no bullet of this proposal")
    return {bullet.fact_id: bullet.verdict for bullet in feedback.bullets or ()}


def _told(service: Service, proposal: Proposal, feedback: Feedback, verdicts: Mapping[str, Verdict]) -> Proposal:
    given = {name: value for name, value in feedback.given().items() if name != "bullets"}
    places = {ref["fact_id"]: _place(ref) for ref in proposal.refs}
    kept = {fact_id: places[fact_id] for fact_id in verdicts if fact_id in places} | proposal.places
    merged = {**proposal.verdicts, **verdicts}
    return proposal.model_copy(update={**given, "verdicts": merged, "places": kept, "updated_at": service.stamp()})


def _place(ref: Mapping[str, Any]) -> tuple[str, str]:
    return str(ref.get("workstream_id") or ""), str(ref.get("type") or "")


def _tallied(service: Service, before: Proposal, told: Proposal, verdicts: Mapping[str, Verdict]) -> list[Replace]:
    """The workstreams with their tallies moved by what each verdict changes, under the type it was given for."""
    moved: dict[str, dict[str, tuple[int, int]]] = {}
    for fact_id, verdict in verdicts.items():
        workstream_id, fact_type = told.places.get(fact_id, ("", ""))
        if workstream_id and before.verdicts.get(fact_id) is not verdict:
            tally = moved.setdefault(workstream_id, {})
            tally[fact_type] = _plus(tally.get(fact_type, (0, 0)), _step(before.verdicts.get(fact_id), verdict))
    workstreams = service.store.get_many(Workstream, before.org_id, sorted(moved))
    return [Replace(_with_tallies(w, moved[key])) for key, w in sorted(workstreams.items())]


def _step(before: Verdict | None, after: Verdict) -> tuple[int, int]:
    taken = _COUNTS[before] if before else (0, 0)
    return _COUNTS[after][0] - taken[0], _COUNTS[after][1] - taken[1]


def _plus(tally: tuple[int, int], step: tuple[int, int]) -> tuple[int, int]:
    return tally[0] + step[0], tally[1] + step[1]


def _with_tallies(workstream: Workstream, steps: Mapping[str, tuple[int, int]]) -> Workstream:
    tallies = dict(workstream.verdicts)
    for fact_type, step in steps.items():
        accepted, turned_down = _plus(tallies.get(fact_type, (0, 0)), step)
        tallies[fact_type] = max(0, accepted), max(0, turned_down)
    return workstream.model_copy(update={"verdicts": tallies})


def _hidden(facts: Mapping[str, Fact], verdicts: Mapping[str, Verdict]) -> list[Replace]:
    """The facts, hidden if rejected or done, shown again if accepted. All are written, so that of two callers at once
    the one who comes last has to look again."""
    return [Replace(f.model_copy(update={"hidden": _hiding(f, verdicts[i])})) for i, f in facts.items()]


def _hiding(fact: Fact, verdict: Verdict) -> HidingVerdict | None:
    return None if verdict is Verdict.ACCEPT else HidingVerdict(verdict=verdict, said=content_hash(fact))
