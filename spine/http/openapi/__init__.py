"""The API's description of itself, OpenAPI 3.1: made of the endpoints and of the models that validate."""
