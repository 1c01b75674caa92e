"""Long work on a store, a page at a time."""

from collections.abc import Callable, Iterator

from spine.domain.documents import Document
from spine.store.protocol import Page, PageRequest, Store

PAGE_SIZE = 200
"""Documents read at once: a fact is seldom over 5 KB, and never over 2 MB."""

type ReportProgress = Callable[[str, int, int | None], None]
"""Is called during long work: what is being done, how much of it is done, and how much there is (None: unknown)."""


def no_progress(phase: str, done: int, total: int | None) -> None:
    """Progress that nobody looks at."""


def pages[D](fetch: Callable[[PageRequest], Page[D]], position: str | None = None) -> Iterator[Page[D]]:
    """All pages that a method of the store gives, from a position on."""
    while True:
        page = fetch(PageRequest(PAGE_SIZE, position))
        yield page
        position = page.position
        if position is None:
            return


def all_documents[D: Document](store: Store, kind: type[D], org_id: str) -> Iterator[D]:
    """All documents of a kind in an organisation, by natural id."""
    for page in pages(lambda request: store.documents(kind, org_id, request)):
        yield from page.items
