"""What an organisation knows of the names in a request: people, titles of workstreams, and parties spoken of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from spine.domain.documents import Document
from spine.domain.facts import Fact, search_terms
from spine.domain.organisations import Organisation
from spine.domain.people import Person
from spine.domain.reading.organisation_names import name_key
from spine.domain.reading.person_names import People, candidate_keys
from spine.domain.reading.requests import Reading
from spine.domain.tokenizer import fold, stems, words
from spine.domain.workstreams import Workstream
from spine.store.protocol import FactFilter, PageRequest
from spine.usecases.service import Service

MOST_PARTIES = 3
"""How many names of parties are looked up."""
WORKSTREAMS_READ = 40
"""How many workstreams are read that share a word with the name of a meeting or a party."""


@dataclass(frozen=True)
class KnownNames:
    """The people whose names share a word with a request, the titles that its names may stand in, and parties held."""

    people: tuple[Person, ...] = ()
    titles: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()
    organisations: tuple[Organisation, ...] = ()
    """Others by whose names the text calls a party; they are not planned for."""
    is_alone: bool = False
    """Whether a party can only be one of this organisation's, for the caller sees no other."""

    @property
    def change_the_reading(self) -> bool:
        """Whether a text reads otherwise with these names than without."""
        return bool(self.people or self.titles or self.held or self.organisations)

    def full_names(self, said: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Each name as it is said, with the full names that it may mean; none where nobody is called so."""
        people = People(self.people)
        return [(name, people.meant_by(words(name))) for name in said]


def people_in(service: Service, org_id: str, text: str, names: Iterable[str] | None = None) -> list[Person]:
    """The people of an organisation whose names share a word with a text, or with further `names`."""
    keys = candidate_keys(" ".join([*(names or ()), text]))
    return service.store.people_with_names(org_id, keys) if keys else []


def look_up(
    service: Service, org_id: str, reading: Reading, read_people: Callable[[], Sequence[Person]], *, is_org_given: bool
) -> KnownNames:
    """What an organisation knows of the names in a text that was read once.

    One round of concurrent reads, which asks only for what the text has. Where the request gives the organisation
    outright, other organisations were not sought in the text, and are looked up now.
    """
    store, parties = service.store, [name for name in reading.unknown_parties[:MOST_PARTIES] if stems(name)]
    calls: list[Callable[[], Sequence[Document]]] = [read_people]
    for name in filter(stems, [*parties, reading.meeting or ""]):
        calls.append(partial(store.workstreams_with_stems, org_id, _distinct_stems(name), WORKSTREAMS_READ))
    for party in parties:
        wanted = _distinct_stems(party)
        calls.append(partial(store.facts_with_stems, org_id, wanted, len(wanted), FactFilter(), 1))
    if parties and is_org_given:
        calls.append(partial(store.organisations_named, list(map(name_key, parties)), service.caller.visible))
    elif parties and service.caller.visible is None:
        calls.append(lambda: store.organisations_across_partitions(PageRequest(2)).items)
    found = [document for documents in store.run_concurrently(*calls) for document in documents]
    workstreams = [document for document in found if isinstance(document, Workstream)]
    organisations = tuple(document for document in found if isinstance(document, Organisation))
    holding = [set(workstream.stems) for workstream in workstreams]
    holding += [set(search_terms(fact)) for fact in found if isinstance(fact, Fact)]
    return KnownNames(
        tuple(document for document in found if isinstance(document, Person)),
        tuple(" ".join(words(workstream.title)) for workstream in workstreams),
        frozenset(fold(party) for party in parties if any(holder.issuperset(stems(party)) for holder in holding)),
        organisations if is_org_given else (),
        not is_org_given and len(organisations) < 2,
    )


def _distinct_stems(name: str) -> list[str]:
    return list(dict.fromkeys(stems(name)))
