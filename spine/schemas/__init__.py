"""The shapes of requests, and in `answers` of what comes back; the OpenAPI document is made of both."""
