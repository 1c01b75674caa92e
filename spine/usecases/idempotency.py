"""Telling a repeated call from a new one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IdempotencyKey:
    """What tells a repeated call from a new one: the client's Idempotency-Key, and a hash of what it asks."""

    key: str | None = None
    body: str = ""


NO_IDEMPOTENCY_KEY = IdempotencyKey()
"""A call that nobody will repeat."""
