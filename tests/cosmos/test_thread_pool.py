"""Many threads share one client: what one of them is answered is nothing to the others."""

from collections.abc import Callable
from threading import Thread, current_thread, main_thread
from typing import Any

import pytest

from spine.domain.facts import Fact
from spine.store import charges
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import FactFilter, PageRequest
from tests.store.builders import ORG, all_of, create, fact, keys


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Let another thread act right after each answer that this thread gets, before the SDK makes anything of it."""

    def arrange(act: Callable[[], object]) -> None:
        def hook(*_: object) -> None:
            if current_thread() is main_thread():
                other = Thread(target=act)
                other.start()
                other.join()

        monkeypatch.setattr(charges, "sdk_options", lambda: {"response_hook": hook})

    return arrange


def acts(store: CosmosStore) -> dict[str, Callable[[], Any]]:
    return {
        "reads": lambda: store.get(Fact, ORG, "f0"),
        "lists": lambda: store.facts(ORG, FactFilter(), PageRequest(3)),
    }


@pytest.mark.parametrize("act", ["reads", "lists"])
def test_a_list_goes_on_where_it_was_whatever_another_thread_reads(
    store: CosmosStore, meanwhile: Callable[[Callable[[], object]], None], act: str
) -> None:
    create(store, *(fact(f"f{n}") for n in range(7)))
    meanwhile(acts(store)[act])
    assert keys(all_of(lambda page: store.facts(ORG, FactFilter(), page), limit=2)) == [f"f{n}" for n in range(7)]
