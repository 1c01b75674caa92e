"""The queries of the Cosmos store as text, and the order that each asks for."""

import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from spine.store.cosmos import queries


def composites(policy: Mapping[str, Any]) -> list[list[tuple[str, bool]]]:
    """The composite indexes of an index policy: the properties of each, and whether they descend."""
    return [
        [(path["path"][1:], path["order"] == "descending") for path in index] for index in policy["compositeIndexes"]
    ]


def queries_of(module: ModuleType) -> dict[str, str]:
    """The queries that a module names."""
    return dict(_named(module))


def _named(module: ModuleType) -> Iterator[tuple[str, str]]:
    for name, value in vars(module).items():
        texts = value if isinstance(value, dict) else {"": value}
        for key, text in texts.items() if name.isupper() else []:
            if isinstance(text, str) and "FROM c" in text:
                yield f"{name}.{key}".rstrip("."), text


QUERIES = queries_of(queries)


def order_of(text: str) -> list[tuple[str, bool]]:
    """The properties of an ORDER BY, and whether they descend."""
    order = re.search(r"ORDER BY (.+)", text)
    parts = (part.split() for part in order[1].split(", ")) if order else ()
    return [(part[0].removeprefix("c."), part[1:] == ["DESC"]) for part in parts]
