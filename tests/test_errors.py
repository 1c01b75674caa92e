"""What the errors say to a caller."""

import pytest

from spine.errors import FieldError, Invalid, Unavailable


@pytest.mark.parametrize(("asked", "answered"), [(0, 1), (0.2, 1), (1, 1), (6.01, 7)])
def test_the_seconds_to_wait_are_whole_and_at_least_one(asked: float, answered: int) -> None:
    assert Unavailable("The database is away.", retry_after=asked).retry_after == answered


def test_of_many_bad_fields_50_are_listed_and_all_are_counted() -> None:
    refused = Invalid.fields([FieldError(loc=["facts", n], msg="is bad") for n in range(51)])
    assert [error["loc"] for error in refused.errors] == [["facts", n] for n in range(50)]
    assert refused.errors_count == 51
