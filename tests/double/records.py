"""What the double remembers of each request."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from tests.double.answers import Answer

PARTITION_KEY = "x-ms-documentdb-partitionkey"
CROSS_PARTITION = "x-ms-documentdb-query-enablecrosspartition"


class Operation(StrEnum):
    """What a request does. METADATA is all that is not about documents: the account, databases, containers."""

    READ = "read"
    QUERY = "query"
    CREATE = "create"
    UPSERT = "upsert"
    REPLACE = "replace"
    PATCH = "patch"
    DELETE = "delete"
    BATCH = "batch"
    METADATA = "metadata"


O = Operation  # noqa: E741
WRITES = frozenset({O.CREATE, O.UPSERT, O.REPLACE, O.PATCH, O.DELETE, O.BATCH})
DOCUMENT_OPERATIONS = WRITES | {O.READ, O.QUERY}
_BY_METHOD = {"GET": O.READ, "POST": O.CREATE, "PUT": O.REPLACE, "PATCH": O.PATCH, "DELETE": O.DELETE}
_BY_HEADER = {
    "x-ms-documentdb-isquery": O.QUERY,
    "x-ms-documentdb-is-upsert": O.UPSERT,
    "x-ms-cosmos-is-batch-request": O.BATCH,
}


@dataclass(frozen=True)
class Request:
    """A request as it came, its header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""

    @cached_property
    def operation(self) -> Operation:
        """What it does, by its headers and method."""
        if self.path.split("/")[5:6] != ["docs"]:
            return Operation.METADATA
        marked = (operation for name, operation in _BY_HEADER.items() if self._is_true(name))
        return next(marked, _BY_METHOD[self.method])

    @cached_property
    def query(self) -> str:
        """The text of a query, else nothing."""
        return str(json.loads(self.body)["query"]) if self.operation is Operation.QUERY and self.body else ""

    @property
    def partition_key(self) -> Any:
        """The key in the header; {} is the undefined partition, None stands for no header."""
        return json.loads(self.headers[PARTITION_KEY])[0] if PARTITION_KEY in self.headers else None

    @property
    def cross_partition(self) -> bool:
        """Whether it is a query over all partitions."""
        return self.operation is Operation.QUERY and PARTITION_KEY not in self.headers

    @property
    def max_item_count(self) -> int | None:
        """The largest page that a query asks for."""
        sent = self.headers.get("x-ms-max-item-count")
        return int(sent) if sent else None

    def _is_true(self, name: str) -> bool:
        return self.headers.get(name, "").lower() == "true"


@dataclass(frozen=True)
class Record:
    """A request and what came of it. `status` is 0 where the client got no answer."""

    method: str
    path: str
    operation: Operation
    query: str
    partition_key: Any
    cross_partition: bool
    max_item_count: int | None
    status: int
    fault: int | str | None
    request_units: float
    milliseconds: float
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @classmethod
    def of(
        cls, request: Request, answer: Answer | None, fault: int | str | None, units: float, seconds: float
    ) -> "Record":
        """What is remembered of a request, its answer (None: a reset), what befell it, and its cost."""
        return cls(
            method=request.method,
            path=unquote(request.path),
            operation=request.operation,
            query=request.query,
            partition_key=request.partition_key,
            cross_partition=request.cross_partition,
            max_item_count=request.max_item_count,
            headers=request.headers,
            body=request.body,
            status=answer.status if answer else 0,
            fault=fault,
            request_units=round(units, 2),
            milliseconds=round(seconds * 1000, 2),
        )
