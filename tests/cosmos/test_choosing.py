"""The most important workstreams are the true ones, however many there are, at a cost that does not grow."""

import random

import pytest

from spine.domain.planning.matching import choose_top
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Create
from spine.usecases.planning.selection import OTHER_WORKSTREAMS, select_top
from tests.cosmos.observing import observing
from tests.cosmos.services import NOW, service_on
from tests.double import Double
from tests.store.builders import ORG, workstream


@pytest.mark.parametrize("seed", range(3))
def test_the_top_workstreams_among_five_hundred_of_one_priority(store: CosmosStore, double: Double, seed: int) -> None:
    chance = random.Random(seed)
    colours = ["green"] * (20 if seed else 1) + ["yellow", "red"][: seed if seed < 2 else 0]
    made = [
        workstream(
            f"ws{number:03}",
            status=chance.choice(colours),
            updated_at=f"2026-{chance.randint(1, 3):02}-{chance.randint(1, 28):02}T{chance.randint(0, 23):02}:00:00Z",
        )
        for number in range(500)
    ]
    store.commit_in_parts(ORG, [Create(one) for one in made])
    with observing(double) as observed:
        found = select_top(service_on(store), ORG, NOW)
    top = [one.workstream.workstream_id for one in choose_top(made, NOW, 14, 3 + OTHER_WORKSTREAMS)]
    assert [one.workstream.workstream_id for one in found.chosen] == top[:3]
    assert [one.workstream_id for one in found.others] == top[3:]
    assert (observed.requests, observed.in_sequence, observed.documents <= 3 * len(top)) == (3, 1, True)
