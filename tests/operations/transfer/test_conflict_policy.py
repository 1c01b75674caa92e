"""What becomes of a document on both sides, or on one."""

import pytest

from spine.domain.documents import Document
from spine.operations.transfer.conflict_policy import Outcome, Policy, outcome_of
from tests.store.builders import at, fact, link, snapshot, workstream

OLD, NEW = fact(text="old", updated_at=at(1)), fact(text="new", updated_at=at(2))


@pytest.mark.parametrize(
    ("brought", "stored", "refuse", "merge", "replace"),
    [
        (NEW, None, Outcome.MADE, Outcome.MADE, Outcome.MADE),
        (NEW, NEW, Outcome.SAME, Outcome.SAME, Outcome.SAME),
        (NEW, OLD, Outcome.REFUSED, Outcome.CHANGED, Outcome.CHANGED),
        (OLD, NEW, Outcome.REFUSED, Outcome.KEPT, Outcome.CHANGED),
        (None, NEW, Outcome.REFUSED, Outcome.KEPT, Outcome.REMOVED),
        (link(weight=0.5), link(weight=1.0), Outcome.REFUSED, Outcome.KEPT, Outcome.CHANGED),
        (None, snapshot(), Outcome.KEPT, Outcome.KEPT, Outcome.REMOVED),
        (snapshot(summary="a"), snapshot(summary="b"), Outcome.KEPT, Outcome.KEPT, Outcome.CHANGED),
        (workstream(), workstream(stale_flagged_at=at(9), stems=("x",)), Outcome.SAME, Outcome.SAME, Outcome.SAME),
    ],
)
def test_the_fate_of_a_document(
    brought: Document | None, stored: Document | None, refuse: Outcome, merge: Outcome, replace: Outcome
) -> None:
    assert [outcome_of(policy, brought, stored) for policy in Policy] == [refuse, merge, replace]
