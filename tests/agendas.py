"""Texts that share no word, and parts of an agenda as clients read it."""

from hashlib import sha256
from typing import Any


def sentences(count: int) -> list[str]:
    """So many texts that share no word and no letters to speak of, the same in every run."""
    return [" ".join(_word(f"{n} {place}") for place in range(3)) for n in range(count)]


def _word(seed: str) -> str:
    digest = sha256(seed.encode()).digest()
    return "".join("bdfgjklmnprstvz"[a % 15] + "aeiou"[b % 5] for a, b in zip(digest[:4], digest[4:8], strict=True))


def agenda_of(plan: Any) -> Any:
    """The agenda of a plan or of a proposal."""
    return plan.get("proposal", plan)["agenda"]


def bullets(plan: Any) -> list[dict[str, Any]]:
    """All bullets of the agenda of a plan or of a proposal, in order."""
    return [b for section in agenda_of(plan)["sections"] for item in section["items"] for b in item["bullets"]]


def shown(plan: Any) -> list[str]:
    """The ids of the facts that an agenda shows, in order."""
    return [bullet["fact_id"] for bullet in bullets(plan)]


def metadata(plan: Any) -> dict[str, Any]:
    """The `_metadata` of an agenda."""
    return agenda_of(plan)["_metadata"]
