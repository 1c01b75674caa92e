"""The shapes of answers: mappings, described for clients. The tests hold every answer of the API against them."""
