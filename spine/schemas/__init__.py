"""The models of requests and, in `responses`, the types of what comes back; the OpenAPI document is made of both."""
