"""The words of a request that several rules read, of all languages together."""

from spine.domain.languages.packs import REQUESTS, VOCABULARY

REQUEST_WORDS = REQUESTS.asking | REQUESTS.meeting_nouns | REQUESTS.describing
"""Words that ask for a meeting or describe the one that is asked for."""
FRAME_WORDS = REQUEST_WORDS | REQUESTS.party_labels | VOCABULARY.stop_words | VOCABULARY.meeting_words
"""Words that may stand before a subject without being part of it."""
