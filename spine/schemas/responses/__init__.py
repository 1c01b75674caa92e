"""The types of responses, documented for clients. Tests check every response of the API against them."""
