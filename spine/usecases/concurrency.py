"""Reading two independent things side by side."""

from collections.abc import Callable
from typing import cast

from spine.usecases.service import Service


def run_both[A, B](service: Service, first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """The results of two independent reads. The first may itself read side by side."""
    calls: list[Callable[[], object]] = [first, second]
    one, other = service.store.run_concurrently(*calls)
    return cast(A, one), cast(B, other)
