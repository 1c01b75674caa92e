"""A cache of the documents that were read last. What it gives is never out of date: the version is read each time.

Plans of an organisation read the same facts again and again. Which version of each is stored comes from the database
every time; what that version means, and the analysis of its words, is worked out once. See
docs/performance.md#what-is-kept-between-requests.
"""

from collections import OrderedDict
from threading import Lock

from spine.domain.documents import Document
from spine.domain.facts import Fact
from spine.domain.workstreams import Workstream

DOCUMENTS_KEPT = 2_000
LONGEST_KEPT = 8_000
"""Characters; a longer document is worked out each time, for a few of them would fill the memory."""

CACHED: tuple[type[Document], ...] = (Fact, Workstream)
"""The kinds that take long to work out."""

type Place = tuple[type[Document], str, str]
"""A kind, an organisation, and what names a document there."""


class DocumentCache[V]:
    """The last version of each document that was read; of more than 2,000 those go that were asked for longest ago.

    A version `V` is equal to another only if all is equal that the document is made from.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Place, tuple[V, Document]] = OrderedDict()
        self._lock = Lock()

    def get(self, place: Place, version: V) -> Document | None:
        """The document in a place, if it is at hand in this version."""
        with self._lock:
            kept = self._kept.get(place)
            if kept is None or kept[0] != version:
                return None
            self._kept.move_to_end(place)
            return kept[1]

    def keep(self, place: Place, version: V, document: Document, length: int) -> None:
        """Keep a document of so many characters, in place of its last version."""
        with self._lock:
            if length > LONGEST_KEPT:
                self._kept.pop(place, None)
                return
            self._kept[place] = version, document
            if len(self._kept) > DOCUMENTS_KEPT:
                self._kept.popitem(last=False)
