"""Estimated request units, to be corrected by what the service charges.

Documented: a point read of 1 KB is 1 RU, of 100 KB 10; an insert without index 5 and 50; a replace is twice an
insert; a query takes at least 2.5. Ours: 0.1 RU for each indexed value that is written, and for each document that a
query returns 0.07, with 0.03 for each KB.
"""

import json

from tests.double.answers import Answer
from tests.double.records import WRITES, Operation, Request


def request_units(request: Request, answer: Answer) -> float:
    """What a request is taken to cost, from what was sent and what came of it."""
    operation, succeeded = request.operation, answer.status < 300
    if operation is Operation.METADATA or not answer.status:
        return 0.0
    if operation is Operation.QUERY and succeeded:
        return _query(answer.body)
    if operation is Operation.BATCH and answer.status == 200:
        return sum(_outcome(outcome) for outcome in json.loads(answer.body))
    if operation in WRITES and succeeded:
        return _write(answer.body or request.body, replaced=answer.status != 201)
    return _read(answer.body)


def _read(body: bytes) -> float:
    return max(1.0, 1 + 9 * (_kilobytes(body) - 1) / 99)


def _query(body: bytes) -> float:
    return 2.5 + 0.07 * int(json.loads(body).get("_count", 0)) + 0.03 * _kilobytes(body)


def _write(body: bytes, *, replaced: bool) -> float:
    insert = max(5.0, 5 + 45 * (_kilobytes(body) - 1) / 99) + 0.1 * (1 + body.count(b","))
    return insert * (2 if replaced else 1)


def _outcome(outcome: dict[str, object]) -> float:
    return _write(json.dumps(outcome.get("resourceBody", "")).encode(), replaced=outcome["statusCode"] != 201)


def _kilobytes(body: bytes) -> float:
    return len(body) / 1024
