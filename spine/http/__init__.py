"""The HTTP edge: the only part of `spine` that knows Azure Functions."""
