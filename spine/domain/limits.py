"""The limits that several modules share. A limit that one module alone applies stands there."""

HIGHEST_PRIORITY = 1000
"""A workstream's priority goes from 0 to this."""

SHORTEST_MEETING, LONGEST_MEETING = 5, 480
"""Minutes."""

MAX_TITLE_LENGTH, MAX_TAG_LENGTH = 200, 64
"""Characters of a title, and of a tag."""

MAX_TYPE_LENGTH = 64
"""Characters of the type of a fact."""

MAX_NAME_LENGTH = 200
"""Characters of the name of a person, an organisation or a thing; several owners are one name."""

MAX_MEETING_ID_LENGTH = 200
"""Characters of the id that a calendar or a meeting service gives a meeting."""

MAX_TEXT_LENGTH = 4_000
"""Characters of a request in words, a search, a comment or a quote."""

CHARACTERS_READ = 2_000
"""Of a fact's words, and of its quotes together, as many characters are read to compare it with others."""

MAX_FACTS = 500
"""Facts that one request may store or name."""

LARGEST_EXACT_INTEGER = 2**53
"""Every database keeps numbers as doubles, and a double does not hold every integer beyond this."""

EPOCH = "1970-01-01T00:00:00Z"
"""The time of a legacy document that names none; a workstream of this age counts as stale."""
