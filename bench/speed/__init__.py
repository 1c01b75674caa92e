"""How long the endpoints take over HTTP, as multiples of `GET /health` in the same run."""
