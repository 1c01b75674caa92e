"""What the people in a meeting said of its agenda, and what follows for the next one (contract §6)."""

from collections.abc import Mapping
from typing import Any

from spine.contract.planning import Feedback
from spine.domain.facts import Fact, Hidden, Verdict, said
from spine.domain.proposals import Proposal
from spine.domain.workstreams import Workstream
from spine.errors import Invalid
from spine.store.protocol import Replace, Write
from spine.usecases.lookup import locate
from spine.usecases.service import Service, until_unchanged

_COUNTS = {Verdict.ACCEPT: (1, 0), Verdict.REJECT: (0, 1), Verdict.DONE: (0, 0)}
"""What a verdict adds to the accepted and turned-down bullets; done says nothing against the kind."""


def give(service: Service, proposal_id: str, org: str | None, feedback: Feedback) -> dict[str, Any]:
    """Take in a rating, verdicts and a comment; the last of each counts."""
    if not feedback.given():
        raise Invalid.field("rating", "one of rating, bullets and comment is needed")

    def attempt() -> dict[str, Any]:
        proposal = locate(service, Proposal, proposal_id, org)
        verdicts = _verdicts(proposal, feedback)
        told = _told(service, proposal, feedback, verdicts)
        facts = service.store.get_many(Fact, proposal.org_id, list(verdicts))
        service.store.commit(proposal.org_id, [Replace(told), *_tallied(service, proposal, verdicts)])
        _hide(service, proposal.org_id, facts, verdicts)
        return _present(told)

    return until_unchanged(f"The proposal {proposal_id!r}", attempt)


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
    merged = {**proposal.verdicts, **verdicts}
    return proposal.model_copy(update={**given, "verdicts": merged, "updated_at": service.stamp()})


def _tallied(service: Service, proposal: Proposal, verdicts: Mapping[str, Verdict]) -> list[Write]:
    """The workstreams with their tallies moved by what each verdict changes."""
    refs = {ref["fact_id"]: ref for ref in proposal.agenda.get("_metadata", {}).get("refs", [])}
    moved: dict[str, dict[str, tuple[int, int]]] = {}
    for fact_id, verdict in verdicts.items():
        ref, before = refs.get(fact_id, {}), proposal.verdicts.get(fact_id)
        if ref.get("workstream_id") and before is not verdict:
            tally = moved.setdefault(ref["workstream_id"], {})
            tally[ref["type"]] = _plus(tally.get(ref["type"], (0, 0)), _step(before, verdict))
    workstreams = service.store.get_many(Workstream, proposal.org_id, sorted(moved))
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


def _hide(service: Service, org_id: str, facts: Mapping[str, Fact], verdicts: Mapping[str, Verdict]) -> None:
    """Hide what was rejected or done, and show again what was accepted."""
    hidden = {i: f.model_copy(update={"hidden": _hidden(f, verdicts[i])}) for i, f in facts.items()}
    changed = [Replace(fact) for i, fact in hidden.items() if fact.hidden != facts[i].hidden]
    service.store.commit_in_parts(org_id, changed)


def _hidden(fact: Fact, verdict: Verdict) -> Hidden | None:
    return None if verdict is Verdict.ACCEPT else Hidden(verdict=verdict, said=said(fact))
