"""Walking through all documents of a kind, a page at a time."""

from collections.abc import Callable, Iterator

from spine.domain.documents import Document
from spine.store.protocol import Page, PageRequest, Store

PAGE = 200
"""Documents read at once: a fact is seldom over 5 KB, and never over 2 MB."""

type Progress = Callable[[str, int, int | None], None]
"""Told of long work: what is being done, how much of it is done, and how much there is (None: nobody knows)."""


def silent(phase: str, done: int, whole: int | None) -> None:
    """Progress that nobody looks at."""


def pages[D: Document](store: Store, kind: type[D], org_id: str, position: str | None = None) -> Iterator[Page[D]]:
    """The pages of all documents of a kind, behind a position."""
    while True:
        page = store.documents(kind, org_id, PageRequest(PAGE, position))
        yield page
        position = page.position
        if position is None:
            return


def walk[D: Document](store: Store, kind: type[D], org_id: str) -> Iterator[D]:
    """All documents of a kind in an organisation, by natural id."""
    for page in pages(store, kind, org_id):
        yield from page.items
