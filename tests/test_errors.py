"""What the errors say to a caller."""

import pytest

from spine.errors import Unavailable


@pytest.mark.parametrize(("asked", "answered"), [(0, 1), (0.2, 1), (1, 1), (6.01, 7)])
def test_the_seconds_to_wait_are_whole_and_at_least_one(asked: float, answered: int) -> None:
    assert Unavailable("The database is away.", retry_after=asked).retry_after == answered
