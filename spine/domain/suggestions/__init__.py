"""Suggesting workstreams: clustering facts that belong to none, naming the clusters."""

from spine.domain.suggestions.matching import Match, Matcher, carried_stems
from spine.domain.suggestions.suggestion import (
    LEAST_PRIORITY,
    LINK_WEIGHT,
    LatestGrouping,
    Suggestion,
    priority_of,
    suggest,
    suggestion_id,
)

__all__ = [
    "LEAST_PRIORITY",
    "LINK_WEIGHT",
    "LatestGrouping",
    "Match",
    "Matcher",
    "Suggestion",
    "carried_stems",
    "priority_of",
    "suggest",
    "suggestion_id",
]
