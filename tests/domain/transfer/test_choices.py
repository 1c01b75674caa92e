"""What becomes of a document on both sides, or on one."""

import pytest

from spine.domain.documents import Document
from spine.domain.transfer.choices import Fate, Policy, fate
from tests.store.builders import at, fact, link, snapshot, workstream

OLD, NEW = fact(text="old", updated_at=at(1)), fact(text="new", updated_at=at(2))


@pytest.mark.parametrize(
    ("brought", "stored", "refuse", "merge", "replace"),
    [
        (NEW, None, Fate.MADE, Fate.MADE, Fate.MADE),
        (NEW, NEW, Fate.SAME, Fate.SAME, Fate.SAME),
        (NEW, OLD, Fate.REFUSED, Fate.CHANGED, Fate.CHANGED),
        (OLD, NEW, Fate.REFUSED, Fate.KEPT, Fate.CHANGED),
        (None, NEW, Fate.REFUSED, Fate.KEPT, Fate.REMOVED),
        (link(weight=0.5), link(weight=1.0), Fate.REFUSED, Fate.KEPT, Fate.CHANGED),
        (None, snapshot(), Fate.KEPT, Fate.KEPT, Fate.REMOVED),
        (snapshot(summary="a"), snapshot(summary="b"), Fate.KEPT, Fate.KEPT, Fate.CHANGED),
        (workstream(), workstream(stale_flagged_at=at(9), stems=("x",)), Fate.SAME, Fate.SAME, Fate.SAME),
    ],
)
def test_the_fate_of_a_document(
    brought: Document | None, stored: Document | None, refuse: Fate, merge: Fate, replace: Fate
) -> None:
    assert [fate(policy, brought, stored) for policy in Policy] == [refuse, merge, replace]
