"""Repeated calls: a call that is sent again after a lost response makes nothing twice.

A workstream without an id gets one from the key alone: the key with another body is refused. A fact without an id gets
one from key, body and position in the call, so another body makes other facts. See docs/api.md#idempotency.
"""

from dataclasses import dataclass

from spine.domain.identifiers import derived
from spine.errors import Invalid


@dataclass(frozen=True)
class IdempotencyKey:
    """What tells a repeated call from a new one: the client's Idempotency-Key, and a hash of the request's body."""

    value: str | None = None
    body_hash: str = ""

    def workstream_id(self, org_id: str) -> str | None:
        """The id of the workstream that the call creates; None without a key, for such a call is always a new one."""
        return None if self.value is None else derived("ws", org_id, self.value)

    def check_repeated(self, made_by: str | None) -> None:
        """Raises Invalid where the key made a workstream from another body; `made_by` is the hash of that body."""
        if made_by != self.body_hash:
            raise Invalid.field("Idempotency-Key", "was already used with another body")

    def fact_id(self, org_id: str, index: int) -> str:
        """The id of a fact without one, by its position in the call."""
        return derived("fact", org_id, self.value or "", self.body_hash, str(index))


NO_IDEMPOTENCY_KEY = IdempotencyKey()
"""The key of a call that nobody repeats."""
