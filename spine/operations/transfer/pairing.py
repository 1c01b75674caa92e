"""Two lists in the same order, side by side."""

from collections.abc import Iterable, Iterator

from spine.domain.documents import Document

type Pair = tuple[Document | None, Document | None]
"""A document of one list, and the one of the same natural id of the other; None where a list has none."""


def paired(ones: Iterable[Document], others: Iterable[Document]) -> Iterator[Pair]:
    """The documents of two lists, each by natural id, as pairs; never more than one of each is held."""
    left, right = iter(ones), iter(others)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one.key < other.key):
            yield one, None
            one = next(left, None)
        elif one is None or other.key < one.key:
            yield None, other
            other = next(right, None)
        else:
            yield one, other
            one, other = next(left, None), next(right, None)
