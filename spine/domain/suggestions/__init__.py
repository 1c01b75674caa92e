"""Suggesting workstreams: clustering facts that belong to none, naming the clusters."""

from spine.domain.suggestions.matching import Match, Matcher, carried_stems
from spine.domain.suggestions.suggestion import LINK_WEIGHT, Suggestion, suggest, suggestion_id

__all__ = ["LINK_WEIGHT", "Match", "Matcher", "Suggestion", "carried_stems", "suggest", "suggestion_id"]
