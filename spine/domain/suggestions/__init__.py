"""Suggesting workstreams: clustering facts that belong to none, naming the clusters."""

from spine.domain.suggestions.matching import matching_workstream
from spine.domain.suggestions.suggestion import Suggestion, suggest

__all__ = ["Suggestion", "matching_workstream", "suggest"]
