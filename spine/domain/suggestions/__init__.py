"""Suggesting workstreams: clustering facts that belong to none, naming the clusters."""

from spine.domain.suggestions.covering import covering
from spine.domain.suggestions.suggestion import Suggestion, suggest

__all__ = ["Suggestion", "covering", "suggest"]
