"""What the people in a meeting said of its agenda, and what follows for the next one (docs/api.md#feedback)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from itertools import batched

from spine.domain.fact_states import Verdict
from spine.domain.facts import Fact, with_verdict
from spine.domain.proposals import Proposal, settled
from spine.domain.workstreams import Workstream
from spine.errors import Invalid
from spine.schemas.planning import Feedback
from spine.schemas.responses.agendas import FeedbackResponse
from spine.store.protocol import Replace
from spine.usecases.lookup import locate
from spine.usecases.service import Service, retry_on_conflict

VERDICTS_AT_ONCE = 50

_COUNTED = {Verdict.ACCEPT: (1, 0), Verdict.REJECT: (0, 1)}
"""What a verdict adds to the accepted and the rejected bullets of a type; the others say nothing against the type."""


def give(service: Service, proposal_id: str, org: str | None, feedback: Feedback) -> FeedbackResponse:
    """Store a rating, verdicts and a comment; the last of each counts. All is checked before the first write."""
    verdicts = {bullet.fact_id: bullet.verdict for bullet in feedback.bullets or ()}
    # A proposal and its workstreams are written at once: so many verdicts are of no more workstreams than that takes.
    for some in list(batched(verdicts.items(), VERDICTS_AT_ONCE, strict=False)) or [()]:
        attempt = partial(_record, service, proposal_id, org, feedback, dict(some))
        proposal = retry_on_conflict(service, f"The proposal {proposal_id!r}", attempt)
    counts = Counter(bullet.verdict for bullet in feedback.bullets or ())
    event = {
        "org_id": proposal.org_id,
        "proposal_id": proposal.proposal_id,
        "rating": feedback.rating,  # that of this call: one of an earlier call is not counted again
        "accepted": counts[Verdict.ACCEPT],
        "rejected": counts[Verdict.REJECT],
        "done": counts[Verdict.DONE],
        "not_now": counts[Verdict.NOT_NOW],
    }
    service.track_event("feedback_given", event)
    return {
        "proposal_id": proposal.proposal_id,
        "rating": proposal.rating,
        "comment": proposal.comment,
        "bullets": [{"fact_id": fact_id, "verdict": verdict} for fact_id, verdict in proposal.verdicts.items()],
    }


def _record(
    service: Service, proposal_id: str, org: str | None, feedback: Feedback, verdicts: Mapping[str, Verdict]
) -> Proposal:
    """Store the feedback with some of its verdicts; the proposal as it is then. Raises WriteConflict."""
    before = locate(service, Proposal, proposal_id, org)
    judged = _with_variants(before, verdicts)
    given = [bullet.fact_id for bullet in feedback.bullets or ()]
    facts = service.store.get_many(Fact, before.org_id, list(dict.fromkeys([*judged, *given])))
    _check_known(before, feedback, facts)
    now = service.stamp()
    after = _with_feedback(before, feedback, verdicts, now)
    service.store.commit(before.org_id, [Replace(after), *_recounted_workstreams(service, before, after, verdicts)])
    # All facts are written, so that of two callers at once the one who comes last has to look again.
    hidden = [with_verdict(facts[key], judged[key], before.meeting.key, now) for key in judged if key in facts]
    service.store.commit_in_parts(before.org_id, [Replace(fact) for fact in hidden])
    return after


def _with_variants(proposal: Proposal, verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """The verdicts by fact, also for the variants that a bullet stands for; one given for a variant itself counts."""
    variants = {ref["fact_id"]: ref.get("variants") for ref in proposal.refs}
    folded: dict[str, Verdict] = {}
    for fact_id, verdict in verdicts.items():
        of_bullet = variants.get(fact_id)
        folded |= dict.fromkeys(map(str, of_bullet), verdict) if isinstance(of_bullet, list) else {}
    return {**folded, **verdicts}


def _check_known(proposal: Proposal, feedback: Feedback, facts: Collection[str]) -> None:
    """Raises Invalid for a fact that neither the proposal nor its organisation has."""
    known = {*proposal.supporting_fact_ids, *proposal.verdicts, *facts}
    for index, bullet in enumerate(feedback.bullets or ()):
        if bullet.fact_id not in known:
            raise Invalid.field(["bullets", index, "fact_id"], "is no fact of this organisation")


def _with_feedback(before: Proposal, feedback: Feedback, verdicts: Mapping[str, Verdict], now: str) -> Proposal:
    """The proposal with the feedback; the workstream and the type that a verdict was first given for stay."""
    changes = {name: value for name, value in feedback.provided().items() if name != "bullets"}
    shown = {
        str(ref["fact_id"]): (str(ref.get("workstream_id") or ""), str(ref.get("type") or "")) for ref in before.refs
    }
    places = {fact_id: shown[fact_id] for fact_id in verdicts if fact_id in shown} | before.places
    merged = {**before.verdicts, **verdicts}
    still = tuple(fact_id for fact_id in before.settled if fact_id not in verdicts)
    update = {"verdicts": merged, "settled": (*still, *settled(verdicts)), "places": places, "updated_at": now}
    return before.model_copy(update={**changes, **update})


def _recounted_workstreams(
    service: Service, before: Proposal, after: Proposal, verdicts: Mapping[str, Verdict]
) -> list[Replace]:
    """The workstreams whose verdict counts change, each verdict counted under the type that it was given for."""
    changes: defaultdict[str, list[tuple[str, Verdict | None, Verdict]]] = defaultdict(list)
    for fact_id, verdict in verdicts.items():
        workstream_id, fact_type = after.places.get(fact_id, ("", ""))
        previous = before.verdicts.get(fact_id)
        if workstream_id and previous is not verdict:
            changes[workstream_id].append((fact_type, previous, verdict))
    workstreams = service.store.get_many(Workstream, before.org_id, sorted(changes))
    return [Replace(_recounted(workstream, changes[key])) for key, workstream in sorted(workstreams.items())]


def _counted(verdict: Verdict | None) -> tuple[int, int]:
    return _COUNTED.get(verdict, (0, 0)) if verdict else (0, 0)


def _recounted(workstream: Workstream, changes: Iterable[tuple[str, Verdict | None, Verdict]]) -> Workstream:
    """The workstream with its counts moved by changed verdicts: the fact's type, the verdict before, and the new."""
    moved: dict[str, tuple[int, int]] = {}
    for fact_type, previous, verdict in changes:
        accepted, rejected = moved.get(fact_type) or workstream.verdicts.get(fact_type, (0, 0))
        (less_accepted, less_rejected), (more_accepted, more_rejected) = _counted(previous), _counted(verdict)
        moved[fact_type] = accepted + more_accepted - less_accepted, rejected + more_rejected - less_rejected
    counts = {fact_type: (max(0, accepted), max(0, rejected)) for fact_type, (accepted, rejected) in moved.items()}
    return workstream.model_copy(update={"verdicts": {**workstream.verdicts, **counts}})
