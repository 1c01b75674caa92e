"""Reading two independent things side by side."""

from collections.abc import Callable
from typing import cast

from spine.usecases.service import Service


def side_by_side[A, B](service: Service, first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """The results of two independent reads. The first may itself read side by side."""
    calls: list[Callable[[], object]] = [first, second]
    one, other = service.store.together(*calls)
    return cast(A, one), cast(B, other)
