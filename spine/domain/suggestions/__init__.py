"""Suggesting workstreams: clustering facts that belong to none, naming the clusters."""

from spine.domain.suggestions.matching import Match, Matcher, carried_stems
from spine.domain.suggestions.suggestion import Suggestion, suggest

__all__ = ["Match", "Matcher", "Suggestion", "carried_stems", "suggest"]
