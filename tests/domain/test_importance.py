from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from spine.domain.importance import by_importance, by_importance_as_set
from spine.domain.workstreams import Colour, WorkstreamSummary
from tests.domain.planning.builders import NOW, workstream, workstreams

AFTER = 14


def test_the_order_is_priority_then_colour_then_update_then_id() -> None:
    ranked = [
        workstream("ws_z", priority=9, status=Colour.GREEN),
        workstream("ws_y", priority=5, status=Colour.RED, updated_at="2026-11-01T00:00:00Z"),
        workstream("ws_x", priority=5, status=Colour.YELLOW, updated_at="2026-11-24T00:00:00Z"),
        workstream("ws_w", priority=5, status=Colour.GREEN, updated_at="2026-11-02T00:00:00Z"),  # stale: reads yellow
        workstream("ws_a", priority=5, status=Colour.GREEN, updated_at="2026-11-24T00:00:00Z"),
        workstream("ws_b", priority=5, status=Colour.GREEN, updated_at="2026-11-24T00:00:00Z"),
        workstream("ws_c", priority=5, status=Colour.GREEN, updated_at="2026-11-23T00:00:00Z"),
    ]
    for order in [*permutations(ranked)][::97]:
        assert sorted(order, key=lambda w: by_importance(w, NOW, AFTER)) == ranked


@given(st.lists(workstreams(), max_size=8, unique_by=lambda w: w.workstream_id))
def test_no_two_workstreams_are_equally_important(some: list) -> None:
    assert len({by_importance(w, NOW, AFTER) for w in some}) == len(some)


def test_a_snapshot_orders_by_the_colour_as_it_is_set_and_an_unknown_one_comes_last() -> None:
    old = "2020-01-01T00:00:00Z"
    ranked = [
        WorkstreamSummary("acme", "a", status="green", priority=9, updated_at=old),
        WorkstreamSummary("acme", "d", status="red", priority=5, updated_at=old),
        WorkstreamSummary("acme", "c", status="yellow", priority=5, updated_at=old),
        WorkstreamSummary("acme", "b", status="green", priority=5, updated_at=old),  # stale, yet green here
        WorkstreamSummary("acme", "e", status="green", priority=5, updated_at=old),
        WorkstreamSummary("acme", "0", status="mauve", priority=5, updated_at=old),
    ]
    for order in [*permutations(ranked)][::97]:
        assert sorted(order, key=by_importance_as_set) == ranked
