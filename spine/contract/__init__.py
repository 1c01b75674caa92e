"""The shapes of requests. The models that validate a request also describe it in the OpenAPI document."""
