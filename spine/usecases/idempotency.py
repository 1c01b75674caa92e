"""Repeated calls: a call that is sent again after a lost response makes nothing twice.

A workstream without an id gets one from the key alone: the key with another body is refused. A fact without an id gets
one from key, body and position in the call, so another body makes other facts. See docs/api.md#idempotency.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class IdempotencyKey:
    """What tells a repeated call from a new one: the client's Idempotency-Key, and a hash of the request's body."""

    value: str | None = None
    body_hash: str = ""


NO_IDEMPOTENCY_KEY = IdempotencyKey()
"""The key of a call that nobody repeats."""
