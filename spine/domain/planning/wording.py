"""Quotes as an agenda shows them."""

from spine.domain.facts import Fact, best_quote
from spine.domain.languages import Language

QUOTE_SHOWN = 240
"""Characters of a quote that a bullet shows before it is cut at a word."""


def why(fact: Fact, language: Language) -> str:
    """The quote that proves a fact, in brackets; empty where there is none."""
    evidence = best_quote(fact)
    return language.wording.evidence.format(f"“{shortened(evidence.quote)}”") if evidence else ""


def shortened(quote: str, limit: int = QUOTE_SHOWN) -> str:
    """A quote on one line; cut between two words, with an ellipsis, only where it is longer than `limit`."""
    line = " ".join(quote.split())
    if len(line) <= limit:
        return line
    head = line[: limit + 1].rpartition(" ")[0] or line[:limit]
    return head.rstrip(" ,;:.-–—") + "…"
