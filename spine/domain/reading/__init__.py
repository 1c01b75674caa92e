"""Reading one sentence that asks for a meeting, Portuguese or English."""

from spine.domain.reading.parties import Named, Recognised, candidate_keys, name_key, recognise
from spine.domain.reading.requests import Reading, read

__all__ = ["Named", "Reading", "Recognised", "candidate_keys", "name_key", "read", "recognise"]
